"""Minutes that this program exported as JSON, read back: they say themselves who speaks, so nothing is decided again.

::

    {"$schema": "…/minutes.schema.json", "speakers": […], "entries": [{"kind": "turn", "speaker": "委員", …}]}
    {"meetingRecord": [{"speakers": […], "speechRecord": [{"recordKind": "turn", "speakerKey": "委員", …}]}]}

What is not exactly so (a name that no speaker has, an item that is not there) is read as anybody else's JSON.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reader.minutes.model import (
    AgendaItem,
    Aside,
    Minutes,
    Note,
    Part,
    PartKind,
    Role,
    Speaker,
    StatedReading,
    Turn,
)
from reader.minutes.sources.edge import plain

Json = Mapping[str, Any]

MARK, BEHIND = "○", "　"
"""Around a speaker's label at the head of a speech, as the Diet writes it."""

_LAST_NUMBER = 999_999


def exported_minutes(data: object) -> Minutes | None:
    """The minutes, if ``data`` is an export of ours and whole; None for everything else."""
    try:
        found = _as_ours(data)
        return None if found is None else _minutes(found)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None


def _as_ours(data: object) -> Json | None:
    """The record with the keys of minutes.schema.json, whichever of the two forms it has."""
    if not isinstance(data, dict):
        return None
    if "entries" in data and "speakers" in data and "edition" in data:
        return data
    meetings = data.get("meetingRecord")
    if not isinstance(meetings, list) or len(meetings) != 1 or "speakers" not in meetings[0]:
        return None
    meeting = meetings[0]
    labels = {speaker["key"]: speaker["label"] for speaker in meeting["speakers"]}
    records = [record for record in meeting["speechRecord"] if record["recordKind"] in ("turn", "note")]
    return {
        "meeting": meeting["nameOfMeeting"],
        "date": meeting["printedDate"],
        "held_on": meeting["date"],
        **{name: meeting[name] for name in ("place", "department", "results", "agenda", "speakers")},
        "entries": [_entry(record, labels) for record in records],
    }


def _entry(record: Json, labels: Mapping[str, str]) -> Json:
    words = record["speech"]
    if record["recordKind"] == "turn":
        opening = f"{MARK}{labels[record['speakerKey']]}{BEHIND}"
        if not words.startswith(opening):
            raise ValueError(words[:40])
        words = words.removeprefix(opening)
    return {
        "kind": record["recordKind"],
        "number": record["number"],
        "agenda": record["agenda"],
        "speaker": record["speakerKey"],
        "asides": record["asides"],
        "text": words,
    }


def _minutes(record: Json) -> Minutes:
    speakers = tuple(_speaker(one) for one in record["speakers"])
    keys = {speaker.key for speaker in speakers}
    agenda = tuple(
        AgendaItem(index, _text(item["number"]), _text(item["title"]), tuple(map(_text, item["results"])))
        for index, item in enumerate(record["agenda"])
    )
    entries = tuple(_entries(record["entries"], keys, len(agenda)))
    held_on = record["held_on"]
    minutes = Minutes(
        meeting=_text_or_none(record["meeting"]),
        date=_text_or_none(record["date"]),
        held_on=None if held_on is None else date.fromisoformat(held_on),
        place=_text_or_none(record["place"]),
        department=_text_or_none(record["department"]),
        agenda=agenda,
        speakers=speakers,
        entries=entries,
        results=tuple(map(_text, record["results"])),
        readings=tuple(
            StatedReading(speaker.name, speaker.reading)
            for speaker in speakers
            if speaker.name and speaker.reading
        ),
    )
    parts = tuple(Part(kind, text, line) for line, (kind, text) in enumerate(_parts(minutes), 1))
    return replace(minutes, parts=parts)


def _entries(listed: list[Json], keys: set[str], items: int) -> Iterator[Turn | Note]:
    numbers: set[tuple[str, int]] = set()
    for entry in listed:
        kind, number, agenda, text = entry["kind"], entry["number"], entry["agenda"], _text(entry["text"])
        fits = agenda is None or 0 <= agenda < items
        if not fits or not 0 < number <= _LAST_NUMBER or (kind, number) in numbers or not text:
            raise ValueError(number)
        numbers.add((kind, number))
        if kind == "note":
            yield Note(number, text, agenda)
            continue
        if entry["speaker"] not in keys:
            raise ValueError(entry["speaker"])
        asides = tuple(Aside(aside["start"], aside["end"]) for aside in entry["asides"])
        ends = [0, *(end for aside in asides for end in (aside.start, aside.end)), len(text)]
        if ends != sorted(ends):
            raise ValueError(ends)
        yield Turn(number, entry["speaker"], text, agenda, asides=asides)


def _speaker(one: Json) -> Speaker:
    name, reading = _text_or_none(one["name"]), _text_or_none(one["reading"])
    return Speaker(_text(one["key"]), _text(one["label"]), Role(one["role"]), name, reading)


def _text(value: object) -> str:
    """Words as they may stand in minutes. ValueError where that would not leave them as they are."""
    if not isinstance(value, str) or plain(value) != value:
        raise ValueError(value)
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _parts(minutes: Minutes) -> Iterator[tuple[PartKind, str]]:
    """Every word of the record once, in order."""
    for fact in (minutes.meeting, minutes.date, minutes.place, minutes.department):
        if fact:
            yield PartKind.METADATA, fact
    yield from ((PartKind.RESULT, result) for result in minutes.results)
    for item in minutes.agenda:
        yield PartKind.HEADING, f"{item.number} {item.title}".strip()
        yield from ((PartKind.RESULT, result) for result in item.results)
    labels = {speaker.key: speaker.label for speaker in minutes.speakers}
    for entry in minutes.entries:
        if isinstance(entry, Turn):
            yield PartKind.LABEL, labels[entry.speaker]
            yield PartKind.SPEECH, entry.text
        else:
            yield PartKind.NOTE, entry.text
