"""Minutes with their gold written into them, so that text and gold cannot part.

::

    #### a name of the layout
    {M:第2回審議会}　議事録            meeting; {D:…} date, {P:…} place, {A:…} an item of the agenda
    ○«議長»　‹ただいまから開きます。›     a label as printed, and what is said

A label stands before what it says, or behind it; of a page in HTML the tags are nobody's words. White space inside a label does not count.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

_TOKEN = re.compile(r"\{([MDPA]):([^{}]*)\}|«([^»]*)»|‹([^›]*)›", re.DOTALL)
_TAG = re.compile(r"<[^<>]+>")


@dataclass(frozen=True, slots=True)
class GoldTurn:
    """Who speaks, as printed without white space, and what, with the source's line breaks."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A document: its text, and what a reader of it would find."""

    name: str
    text: str
    turns: tuple[GoldTurn, ...]
    meeting: str | None = None
    date: str | None = None
    place: str | None = None
    agenda: tuple[str, ...] = field(default=())

    def gold(self) -> dict[str, object]:
        """The gold in the form of ``shared/minutes/gold``."""
        return {
            "meeting": self.meeting,
            "date": self.date,
            "place": self.place,
            "agenda": list(self.agenda) or None,
            "turns": [
                {"speaker": turn.speaker, "first": _alike(turn.text)[:12], "last": _alike(turn.text)[-12:]}
                for turn in self.turns
            ],
        }


def read_marked(path: Path) -> list[Marked]:
    """All documents of a file."""
    return [unmark(name, marked) for name, marked in read_pieces(path)]


def read_pieces(path: Path) -> list[tuple[str, str]]:
    """The names of a file's documents, and their texts with marks."""
    pieces = re.split(r"(?m)^#### (.+)\n", path.read_text(encoding="utf-8"))[1:]
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def without_marks(marked: str) -> str:
    """What is printed."""
    return _TOKEN.sub(lambda found: found[2] or found[3] or found[4] or "", marked)


def unmark(name: str, marked: str) -> Marked:
    """A document from its text with marks."""
    fields: dict[str, list[str]] = {key: [] for key in "MDPA"}
    turns: list[GoldTurn] = []
    label: str | None = None
    said: str | None = None
    for key, value, who, words in _TOKEN.findall(marked):
        if key:
            fields[key].append(value)
        elif who and said is not None:
            turns.append(GoldTurn(_bare(who), said))
            said = None
        elif who:
            label = who
        elif label is not None:
            turns.append(GoldTurn(_bare(label), words))
            label = None
        else:
            said = words
    if marked.lstrip().startswith("<"):
        turns = [GoldTurn(turn.speaker, html.unescape(_TAG.sub("", turn.text))) for turn in turns]
    first = {key: (values[0] if values else None) for key, values in fields.items()}
    return Marked(
        name, without_marks(marked), tuple(turns), first["M"], first["D"], first["P"], tuple(fields["A"])
    )


def _alike(text: str) -> str:
    """What the scorer compares: ﾌﾟｰﾙ is two letters shorter there."""
    return _bare(unicodedata.normalize("NFKC", text))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
