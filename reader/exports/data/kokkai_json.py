"""JSON with the keys of the Diet's minutes API, so that programs written for that read a municipality's minutes too.

::

    {"numberOfRecords": 1, …, "meetingRecord": [{"issueID": "20211028-1", "nameOfMeeting": …, "speechRecord": [
        {"speechOrder": 0, "speaker": "会議録情報", "speech": "会議名…"},
        {"speechOrder": 1, "speaker": "山田太郎", "speakerLabel": "議長（山田太郎君）", "speech": "○議長（山田太郎君）　これより…"}]}]}

What stands between turns is a record of its own whose ``speaker`` is null and whose ``recordKind`` says what it is. That and
whatever else the Diet's records have not is ours: our own importer reads the same minutes again by it.
"""

import json
from typing import Any, BinaryIO

from reader.exports.book.pages import printed_pages
from reader.exports.data.csv_table import ROLES
from reader.exports.data.minutes_json import agenda_json, imprint_json, speaker_json
from reader.exports.material import Material, Options
from reader.minutes.sources.exported.record import BEHIND, MARK
from reader.passages.utterance import Passage, PassageKind

Json = dict[str, Any]

NO_SPEAKER = "会議録情報"


def write_kokkai_json(material: Material, _options: Options, file: BinaryIO) -> None:
    """One answer of the API, with one meeting."""
    answer = {
        "numberOfRecords": 1,
        "numberOfReturn": 1,
        "startRecord": 1,
        "nextRecordPosition": None,
        "edition": imprint_json(material),
        "meetingRecord": [_meeting(material)],
    }
    file.write(json.dumps(answer, ensure_ascii=False).encode())


def _meeting(material: Material) -> Json:
    minutes, imprint = material.minutes, material.imprint
    records = [_opening(material)]
    pages = printed_pages(minutes, material.passages)
    for passage in material.passages:
        if passage.kind in (PassageKind.HEADING, PassageKind.TURN, PassageKind.NOTE):
            page = {"startPage": pages.get(passage.key)}
            records.append(_record(material, passage, len(records)) | page)
    return {
        "issueID": imprint.session_id,
        "imageKind": "会議録",
        "searchObject": 0,
        "session": None,
        "nameOfHouse": imprint.terms.publisher or None,
        "nameOfMeeting": minutes.meeting,
        "issue": None,
        "date": minutes.held_on.isoformat() if minutes.held_on else None,
        "closing": None,
        "meetingURL": imprint.address,
        "pdfURL": None,
        "printedDate": minutes.date,
        "place": minutes.place,
        "department": minutes.department,
        "results": list(minutes.results),
        "agenda": agenda_json(minutes),
        "speakers": [speaker_json(material, speaker) for speaker in minutes.speakers],
        "speechRecord": records,
    }


def _opening(material: Material) -> Json:
    """Record 0, as the Diet has it: what is known of the meeting."""
    minutes = material.minutes
    lines = [minutes.meeting or ""]
    lines += [
        f"{name}：{value}" for name, value in (("日時", minutes.date), ("場所", minutes.place)) if value
    ]
    words = "\n".join(line for line in lines if line)
    return _diet(material, 0, "m", NO_SPEAKER, words) | {"recordKind": "opening"}


def _record(material: Material, passage: Passage, order: int) -> Json:
    ours = {
        "recordKind": passage.kind.value,
        "number": passage.number,
        "agenda": passage.agenda,
        "asides": [{"start": aside.start, "end": aside.end} for aside in passage.asides],
        "speakerKey": passage.speaker,
    }
    if passage.kind is PassageKind.TURN:
        speaker = material.minutes.speaker(passage.speaker or "")
        words = f"{MARK}{speaker.label}{BEHIND}{passage.text}"
        said_by = {
            "speakerYomi": speaker.reading,
            "speakerPosition": ROLES[speaker.role],
            "speakerLabel": speaker.label,
        }
        return _diet(material, order, passage.key, speaker.name or speaker.label, words) | said_by | ours
    number = "" if passage.agenda is None else material.minutes.agenda[passage.agenda].number
    heading = f"{number} {passage.text}".strip()
    words = heading if passage.kind is PassageKind.HEADING else passage.text
    return _diet(material, order, passage.key, None, words) | ours


def _diet(material: Material, order: int, key: str, speaker: str | None, words: str) -> Json:
    """The keys that the Diet's records have."""
    imprint = material.imprint
    updated = imprint.updated.isoformat(timespec="seconds")
    return {
        "speechID": f"{imprint.session_id}_{key}",
        "speechOrder": order,
        "speaker": speaker,
        "speakerYomi": None,
        "speakerGroup": None,
        "speakerPosition": None,
        "speakerRole": None,
        "speech": words,
        "startPage": None,
        "createTime": updated,
        "updateTime": updated,
        "speechURL": f"{imprint.address}#{key}",
    }
