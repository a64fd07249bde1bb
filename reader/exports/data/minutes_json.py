"""A session as JSON: everything that is known of it. Its schema is published: ``minutes.schema.json`` beside this.

::

    {"id": "20211028-1", "meeting": …, "edition": {…}, "agenda": […], "speakers": […],
     "entries": [{"kind": "turn", "id": "t12", "speaker": "委員", "text": …, "sentences": [{"id": "t12-1", …}]}]}

``?words=1`` adds the words of each sentence with their readings, ``?cues=1`` when each is heard.
"""

import json
from typing import Any, BinaryIO
from urllib.parse import quote

from reader.exports.cue_table import CueRow
from reader.exports.material import Material, Options
from reader.minutes.exchanges import exchanges
from reader.minutes.model import Minutes, Speaker
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.readings.word import Word

SCHEMA_PLACE = "/schemas/minutes.schema.json"

Json = dict[str, Any]


def write_minutes_json(material: Material, options: Options, file: BinaryIO) -> None:
    """One object."""
    file.write(json.dumps(minutes_json(material, options), ensure_ascii=False).encode())


def minutes_json(material: Material, options: Options) -> Json:
    """The session as plain values."""
    minutes, imprint = material.minutes, material.imprint
    timed = {row.utterance_id: row for row in material.table.rows} if options.cues else {}
    return {
        "$schema": imprint.terms.address(SCHEMA_PLACE),
        "id": imprint.session_id,
        "url": imprint.address,
        "meeting": minutes.meeting,
        "date": minutes.date,
        "held_on": minutes.held_on.isoformat() if minutes.held_on else None,
        "place": minutes.place,
        "department": minutes.department,
        "edition": imprint_json(material),
        "results": list(minutes.results),
        "agenda": agenda_json(minutes),
        "speakers": [speaker_json(material, speaker) for speaker in minutes.speakers],
        "entries": [
            _entry(material, passage, options, timed)
            for passage in material.passages
            if passage.kind in (PassageKind.TURN, PassageKind.NOTE)
        ],
        "headings": [
            {
                "id": passage.key,
                "agenda": passage.agenda,
                "sentences": _sentences(passage, options, timed),
            }
            for passage in material.passages
            if passage.kind not in (PassageKind.TURN, PassageKind.NOTE)
        ],
        "exchanges": [
            {"question": exchange.question, "answers": list(exchange.answers)}
            for exchange in exchanges(minutes)
        ],
        "warnings": [str(doubt) for doubt in minutes.warnings],
        **({"duration": material.table.duration_ms / 1000} if options.cues else {}),
    }


def imprint_json(material: Material) -> Json:
    """What the file says of itself."""
    imprint = material.imprint
    terms = imprint.terms
    return {
        "revision": imprint.revision,
        "updated": imprint.updated.isoformat(),
        "publisher": terms.publisher or None,
        "licence": {"name": terms.licence, "url": terms.licence_url or None} if terms.licence else None,
        "source": imprint.source or None,
        "analyzer": imprint.analyzer,
        "doubtful_words": imprint.doubts,
        "synthetic_voices": list(imprint.voices),
    }


def agenda_json(minutes: Minutes) -> list[Json]:
    """The agenda items with what was decided of each."""
    return [
        {"index": item.index, "number": item.number, "title": item.title, "results": list(item.results)}
        for item in minutes.agenda
    ]


def speaker_json(material: Material, speaker: Speaker) -> Json:
    """A speaker with the page that holds what they said."""
    return {
        "key": speaker.key,
        "label": speaker.label,
        "role": speaker.role.value,
        "name": speaker.name,
        "reading": speaker.reading,
        "url": f"{material.imprint.address}/speakers/{quote(speaker.key, safe='')}",
    }


def _entry(material: Material, passage: Passage, options: Options, timed: dict[str, CueRow]) -> Json:
    entry: Json = {
        "kind": passage.kind.value,
        "id": passage.key,
        "number": passage.number,
        "url": f"{material.imprint.address}#{passage.key}",
        "agenda": passage.agenda,
        "text": passage.text,
    }
    if passage.kind is PassageKind.TURN:
        entry["speaker"] = passage.speaker
        entry["asides"] = [{"start": aside.start, "end": aside.end} for aside in passage.asides]
    entry["sentences"] = _sentences(passage, options, timed)
    return entry


def _sentences(passage: Passage, options: Options, timed: dict[str, CueRow]) -> list[Json]:
    return [
        _sentence(utterance, options, timed.get(utterance.id))
        for utterance in passage.utterances
        if not utterance.is_announcement
    ]


def _sentence(utterance: Utterance, options: Options, row: CueRow | None) -> Json:
    sentence: Json = {
        "id": utterance.id,
        "start": utterance.start,
        "end": utterance.end,
        "reading": "".join(word.reading for word in utterance.words),
    }
    if options.words:
        sentence["words"] = [_word(word) for word in utterance.words]
    if row is not None:
        sentence["cue"] = {"begin": row.begin_ms / 1000, "end": row.end_ms / 1000}
    return sentence


def _word(word: Word) -> Json:
    return {
        "surface": word.surface,
        "reading": word.reading,
        "kind": word.kind.value,
        "certain": word.certain,
    }
