"""Minutes without some of their words: a mark stands in their place, and says that something was taken out.

::

    …と言った。馬鹿者め。以上です。    ->    …と言った。
                                            ━━━━〔発言取消し〕      an aside: nobody says it, it is spoken once
                                            以上です。

Numbers and order of turns and notes stay. Whatever else the minutes hold of those words goes too: titles, names, readings,
warnings. The mark has one length, whatever it stands for.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from reader.minutes.edits.pieces import NOBODY, Piece, Pieces, put_together, speaker_called
from reader.minutes.edits.quote import Plain, plain
from reader.minutes.edits.taking_apart import taken_apart
from reader.minutes.masking.by_words import entries_without, fragments
from reader.minutes.masking.stretch import Stretch
from reader.minutes.model import (
    AgendaItem,
    Minutes,
    Note,
    ParserWarning,
    Part,
    PartKind,
    Speaker,
    StatedReading,
    Turn,
)

LINE = "━━━━"


class MaskKind(StrEnum):
    """発言取消し: withdrawn with leave or by order; 伏せ字: what may not be told by a rule, which is named."""

    WITHDRAWN = "withdrawn"
    MASKED = "masked"


def mark_of(kind: MaskKind, ground: str = "") -> str:
    """What stands in the words' place."""
    if kind is MaskKind.WITHDRAWN:
        return f"{LINE}〔発言取消し〕"
    return f"{LINE}〔伏せ字：{ground}〕" if ground else f"{LINE}〔伏せ字〕"


def masked(minutes: Minutes, stretches: Sequence[Stretch]) -> Minutes:
    """The minutes with marks in place of the stretches, which do not overlap. Where parts and entries do not fit together the
    words of turns and notes go by what they are (``by_words``)."""
    fitting = taken_apart(minutes)
    pieces = _nobodys(minutes) if fitting is None else fitting
    text = Plain(part.text for part in minutes.parts)
    masker = _Masker(minutes, pieces, text)
    for stretch in sorted(stretches, key=lambda one: one.start, reverse=True):
        masker.mask(stretch)
    if fitting is not None:
        return masker.masked(put_together(minutes, pieces).entries)
    return masker.masked_by_words()


def _nobodys(minutes: Minutes) -> Pieces:
    """The parts as pieces of which nobody knows whose they are."""
    pieces = [Piece(part.kind, part.text, part.line) for part in minutes.parts]
    return Pieces(pieces, {}, [*minutes.agenda], {speaker.key: speaker for speaker in minutes.speakers})


class _Masker:
    """Masks from behind, so that what stands before keeps its place."""

    def __init__(self, minutes: Minutes, pieces: Pieces, text: Plain) -> None:
        self._minutes, self._pieces, self._text = minutes, pieces, text
        self._words: dict[str, str] = {}
        self._lines: set[int] = set()
        self._headed: set[str] = set()
        self._stretches: list[Stretch] = []

    def mask(self, stretch: Stretch) -> None:
        """One stretch."""
        words = self._text.text[stretch.start : stretch.end]
        self._words[words] = stretch.mark
        self._stretches.append(stretch)
        first = self._pieces.cut(self._text.place(stretch.start))
        behind = self._pieces.cut(self._text.end(stretch.end))
        told: int | None = None
        kept: list[Piece] = []
        for piece in self._pieces.pieces[first:behind]:
            self._note(piece, words)
            if piece.owner != told or (told == NOBODY and not kept):
                kept.append(self._marked(piece, stretch.mark))
            told = piece.owner
        self._pieces.pieces[first:behind] = kept

    def _marked(self, piece: Piece, mark: str) -> Piece:
        is_said = piece.kind is PartKind.SPEECH
        return replace(piece, text=mark, kind=PartKind.NOTE if is_said else piece.kind)

    def _note(self, piece: Piece, words: str) -> None:
        self._lines.add(piece.line)
        if piece.owner in self._pieces.heads:
            self._lines.add(self._pieces.heads[piece.owner].line)
        if piece.kind in (PartKind.METADATA, PartKind.HEADING, PartKind.RESULT):
            self._headed.add(words)
        if piece.kind is PartKind.LABEL and piece.owner in self._pieces.heads:
            self._rename(piece.owner, words)

    def _rename(self, owner: int, words: str) -> None:
        head = self._pieces.heads[owner]
        if head.speaker is not None:
            self._pieces.heads[owner] = replace(head, speaker=self._called_anew(head.speaker, words))

    def _called_anew(self, speaker: str, words: str) -> str:
        """The key of who that speaker is without the words in the label."""
        before = self._pieces.speakers[speaker]
        label = without(before.label, words, self._words[words])
        made = speaker_called(label, self._pieces.speakers, replace(self._minutes, readings=()))
        self._pieces.speakers[made.key] = replace(made, role=before.role, name=None, reading=None)
        return made.key

    def masked_by_words(self) -> Minutes:
        """Everything but the words, where nobody knows which part went into which turn or note."""
        parts = self._minutes.parts
        gone = [one for stretch in self._stretches for one in fragments(parts, stretch)]
        keys = {speaker.key: speaker.key for speaker in self._minutes.speakers}
        for speaker in self._minutes.speakers:
            for words in self._words:
                if words in plain(speaker.label):
                    keys[speaker.key] = self._called_anew(keys[speaker.key], words)
        entries = (
            replace(entry, speaker=keys[entry.speaker]) if isinstance(entry, Turn) else entry
            for entry in entries_without(self._minutes, gone)
        )
        return self.masked(tuple(entries))

    def masked(self, made: Sequence[Turn | Note]) -> Minutes:
        """Everything but the words, with the turns and notes that were ``made``; their numbers stay."""
        numbered = zip(made, self._minutes.entries, strict=True)
        entries = tuple(replace(entry, number=before.number) for entry, before in numbered)
        spoken = dict.fromkeys(entry.speaker for entry in entries if isinstance(entry, Turn))
        minutes = replace(
            self._minutes,
            agenda=tuple(self._pieces.agenda),
            speakers=tuple(self._pieces.speakers[key] for key in spoken),
            parts=tuple(Part(piece.kind, piece.text, piece.line) for piece in self._pieces.pieces),
        )
        left = plain("".join(part.text for part in minutes.parts))
        return replace(
            minutes,
            entries=entries,
            meeting=self._field(minutes.meeting),
            date=self._field(minutes.date),
            place=self._field(minutes.place),
            department=self._field(minutes.department),
            agenda=tuple(map(self._item, minutes.agenda)),
            results=tuple(self._field(line) or "" for line in minutes.results),
            speakers=tuple(self._speaker(speaker, left) for speaker in minutes.speakers),
            readings=tuple(one for one in minutes.readings if self._stays(one, left)),
            warnings=tuple(
                warning
                for warning in minutes.warnings
                if warning.line not in self._lines and not any(map(self._holds, _texts(warning)))
            ),
        )

    def _field(self, text: str | None) -> str | None:
        for words in self._headed:
            text = without(text, words, self._words[words]) if text else text
        return text

    def _item(self, item: AgendaItem) -> AgendaItem:
        return replace(
            item,
            title=self._field(item.title) or "",
            results=tuple(self._field(line) or "" for line in item.results),
        )

    def _speaker(self, speaker: Speaker, left: str) -> Speaker:
        """A name that the roster gave goes with the roster's."""
        name = speaker.name
        if name and self._holds(name) and plain(name) not in left:
            return replace(speaker, name=None, reading=None)
        return speaker

    def _holds(self, text: str) -> bool:
        shown = plain(text)
        return any(words in shown for words in self._words)

    def _stays(self, reading: StatedReading, left: str) -> bool:
        """A reading whose place overlaps a stretch goes; one that is for words of a name that stands nowhere goes too."""
        surface = plain(reading.surface)
        if surface not in left:
            return False
        around = plain(f"{reading.before or ''}{reading.surface}{reading.after}")
        places = self._text.occurrences(around) if reading.before is not None else []
        return not any(
            at < stretch.end and stretch.start < at + len(around)
            for at in places
            for stretch in self._stretches
        ) and not self._holds(around)


def _texts(warning: ParserWarning) -> tuple[str, ...]:
    other = warning.otherwise
    return (f"{warning.message}{warning.about}", *((other.words, other.who) if other else ()))


def without(text: str, words: str, mark: str) -> str:
    """A short text with the mark in place of plain words, wherever they stand in it."""
    shown = Plain([text])
    for start in reversed(shown.occurrences(words)):
        text = text[: shown.place(start)] + mark + text[shown.end(start + len(words)) :]
    return text
