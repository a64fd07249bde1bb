"""Minutes as JSON: what ``reader parse --json FILE`` prints.

::

    {"meeting": "…", "date": "令和3年10月28日", "place": null, "held_on": "2021-10-28", "agenda": ["…"],
     "turns": [{"speaker": "山田委員", "role": "member", "name": null, "agenda": 0, "text": "…"}],
     "notes": ["質疑は特になし。"], "warnings": ["12行目: …"]}
"""

from typing import TypedDict

from reader.minutes.model import Minutes, Turn


class TurnJson(TypedDict):
    """One turn: ``speaker`` is the label as printed, without marks and brackets; ``agenda`` an index or None."""

    speaker: str
    role: str
    name: str | None
    agenda: int | None
    text: str


class WarningJson(TypedDict):
    """A warning as data: its ``id``, its line (0: none), what is told, and the two ways of reading, the first as taken."""

    id: str
    line: int
    message: str
    readings: list[str]


class MinutesJson(TypedDict):
    """The contract of DESIGN.md, "Minutes as JSON"."""

    meeting: str | None
    date: str | None
    place: str | None
    held_on: str | None
    agenda: list[str]
    turns: list[TurnJson]
    notes: list[str]
    warnings: list[str]
    warnings_as_data: list[WarningJson]


def to_json(minutes: Minutes) -> MinutesJson:
    """The minutes as plain values. Stage directions inside turns are among the notes too, in order."""
    return {
        "meeting": minutes.meeting,
        "date": minutes.date,
        "place": minutes.place,
        "held_on": minutes.held_on.isoformat() if minutes.held_on else None,
        "agenda": [item.title for item in minutes.agenda],
        "turns": _turns(minutes),
        "notes": _notes(minutes),
        "warnings": [str(warning) for warning in minutes.warnings],
        "warnings_as_data": [
            {"id": one.key, "line": one.line, "message": one.message, "readings": list(one.readings)}
            for one in minutes.warnings
        ],
    }


def _turns(minutes: Minutes) -> list[TurnJson]:
    speakers = {speaker.key: speaker for speaker in minutes.speakers}
    return [
        {
            "speaker": speakers[turn.speaker].label,
            "role": speakers[turn.speaker].role.value,
            "name": speakers[turn.speaker].name,
            "agenda": turn.agenda,
            "text": turn.text,
        }
        for turn in minutes.turns
    ]


def _notes(minutes: Minutes) -> list[str]:
    notes: list[str] = []
    for entry in minutes.entries:
        if isinstance(entry, Turn):
            notes += [entry.text[aside.start : aside.end] for aside in entry.asides]
        else:
            notes.append(entry.text)
    return notes
