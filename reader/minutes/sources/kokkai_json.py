"""JSON with who said what: the Diet's minutes API, and the records of its kind that others publish.

A document is an object (or a list) with a list of speeches; each has its words and, mostly, a speaker. Names of the
keys differ, so they are known by what they mean. ``speakerYomi`` becomes a stated reading::

    {"nameOfMeeting": "予算委員会", "speechRecord": [{"speaker": "棚橋泰文", "speakerYomi": "たなはしやすふみ",
     "speakerPosition": null, "speech": "○棚橋委員長　これより会議を開きます。"}]}
"""

import json
import re
from collections.abc import Mapping, Sequence

from reader.errors import SourceError
from reader.minutes.labels.grammar import read_label
from reader.minutes.labels.match import Style
from reader.minutes.labels.strength import Strength
from reader.minutes.model import StatedReading
from reader.minutes.sources.exported.record import exported_minutes
from reader.minutes.sources.ruby_text import stated_reading
from reader.minutes.sources.source import Line, LineKind, Source
from reader.minutes.text.characters import MARKS, bare, fold
from reader.minutes.text.dates import find_date

Json = Mapping[str, object]

_WORDS = ("speech", "utterance", "text", "remark", "statement", "body", "content", "発言", "発言内容", "本文")
_SPEAKER = ("speaker", "speakername", "発言者", "発言者名", "name")
_POSITION = ("speakerposition", "position", "speakerrole", "role", "役職", "肩書")
_YOMI = ("speakeryomi", "yomi", "speakerkana", "kana", "読み")
_TITLE = ("title", "proceedingtitle", "meetingtitle", "会議名")
_HOUSE = ("nameofhouse", "house")
_MEETING = ("nameofmeeting", "committee", "meeting", "meetingname")
_ISSUE = ("issue",)
_DATE = ("date", "dateiso", "heldon", "開催日", "日付")
_MEETING_ID = ("issueid",)
_NOBODY = ("", "null", "none", "会議録情報")
_DEEPEST = 12
_BREAK = re.compile(r"\r\n|\r|\n")


def read_kokkai_json(text: str) -> Source:
    """The lines of a record in JSON. SourceError where it is broken, or holds no speeches or several meetings."""
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            "JSONとして読めません。途中で切れていないか確かめて、取得しなおしてください。"
        ) from error
    exported = exported_minutes(data)
    if exported is not None:
        lines = [Line(text, part.line) for part in exported.parts for text in part.text.split("\n")]
        return Source(tuple(lines), "json", exported.meeting, exported.readings, minutes=exported)
    found = _records(data, _DEEPEST)
    if found is None:
        raise SourceError(
            "JSONの中に発言の一覧が見つかりません。国会会議録検索システムのAPIなどの会議録を指定してください。"
        )
    holder, records = found
    meetings = {
        str(issue)
        for record in [data, *_list(data, "meetingrecord")]
        if (issue := _value(record, _MEETING_ID))
    }
    if len(meetings) > 1:
        raise SourceError(f"{len(meetings)}つの会議が入っています。1つの会議ごとに分けて指定してください。")
    lines = []
    title = _title(holder) or _title(records[0])
    _add_header(lines, title, _value(holder, _DATE) or _value(records[0], _DATE), records[0])
    for record in records:
        _add_record(lines, record)
    return Source(tuple(lines), "json", title, _readings(records))


def looks_like_record(text: str) -> bool:
    """True for text that begins as JSON does."""
    return re.match(r"\s*(?:\{\s*\"|\[\s*\{\s*\")", text.removeprefix("\ufeff")) is not None


def _records(data: object, depth: int) -> tuple[Json, list[Json]] | None:
    """The first list of speeches in the data, with the object that holds it."""
    if depth == 0:
        return None
    if isinstance(data, list):
        objects: list[Json] = [one for one in data if isinstance(one, dict)]
        if objects and sum(_value(one, _WORDS) is not None for one in objects) * 2 > len(objects):
            return objects[0], objects
        children: list[object] = list(data[:50])
    elif isinstance(data, dict):
        children = list(data.values())
    else:
        return None
    for child in children:
        found = _records(child, depth - 1)
        if found:
            return (data, found[1]) if isinstance(data, dict) and isinstance(child, list) else found
    return None


def _list(data: object, name: str) -> list[object]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key.lower() == name and isinstance(value, list):
                return value
    return []


def _value(record: object, names: Sequence[str]) -> str | None:
    """The first of the names that the record has as text, however it is capitalised."""
    if not isinstance(record, dict):
        return None
    lowered = {str(key).lower().replace("_", ""): value for key, value in record.items()}
    for name in names:
        value = lowered.get(name)
        if isinstance(value, str) and value.strip().lower() not in _NOBODY:
            return value
    return None


def _title(record: object) -> str | None:
    title = _value(record, _TITLE)
    if title:
        return title.strip()
    parts = [value for names in (_HOUSE, _MEETING, _ISSUE) if (value := _value(record, names))]
    return " ".join(parts) if _value(record, _MEETING) else None


def _add_header(lines: list[Line], title: str | None, day: str | None, first: Json) -> None:
    """The title and the date, where the record's own words do not give them."""
    opening = bare((_value(first, _WORDS) or "")[:400])
    if title and bare(title) not in opening:
        lines.append(Line(title, 1, LineKind.HEADING, 1))
    if day and not find_date((title or "") + opening):
        lines.append(Line(f"開催日：{day}", len(lines) + 1))
    if lines:
        lines.append(Line("", len(lines) + 1))


def _add_record(lines: list[Line], record: Json) -> None:
    words = _value(record, _WORDS) or ""
    speaker = _value(record, _SPEAKER)
    position = _value(record, _POSITION)
    if speaker and not _names_itself(words):
        label = f"{position}（{speaker}）" if position else speaker
        lines.append(Line(label, len(lines) + 1, LineKind.SPEAKER))
    for piece in _BREAK.split(words):
        lines.append(Line(piece, len(lines) + 1))


def _names_itself(words: str) -> bool:
    """True where the words begin with a printed label: ○棚橋委員長　これより…."""
    start = words.lstrip()
    if start[:1] not in MARKS:
        return False
    match = read_label(fold(start[:160]))
    return match is not None and match.style is Style.MARK and match.strength is Strength.STRONG


def _readings(records: Sequence[Json]) -> tuple[StatedReading, ...]:
    found = (
        stated_reading(_value(record, _SPEAKER) or "", _value(record, _YOMI) or "") for record in records
    )
    return tuple(dict.fromkeys(reading for reading in found if reading))
