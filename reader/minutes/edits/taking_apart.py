"""Minutes to pieces: which turn or note each part went into, found by going through both at once.

Labels with nothing said, and what is no entry, belong to nobody. Where labels stand behind what is said, a label is that of the
turn that has just ended.
"""

from dataclasses import replace

from reader.minutes.edits.pieces import Head, Piece, Pieces
from reader.minutes.model import Aside, Minutes, Part, PartKind, Turn


def taken_apart(minutes: Minutes) -> Pieces | None:
    """The pieces of minutes as the parser gave them; None where parts and entries do not fit together."""
    reader = _Reader(minutes)
    for part in minutes.parts:
        if not reader.take(part):
            return None
    if not reader.is_done:
        return None
    speakers = {speaker.key: speaker for speaker in minutes.speakers}
    return Pieces(reader.pieces, reader.heads, [*minutes.agenda], speakers)


class _Reader:
    """Goes through the parts once, and along with them through turns and notes."""

    def __init__(self, minutes: Minutes) -> None:
        self.pieces: list[Piece] = []
        numbers = {id(entry): number for number, entry in enumerate(minutes.entries, 1)}
        self.heads = {
            numbers[id(entry)]: Head(
                entry.speaker if isinstance(entry, Turn) else None, entry.agenda, entry.line
            )
            for entry in minutes.entries
        }
        self._turns = [(numbers[id(turn)], turn) for turn in minutes.turns]
        self._notes = [(numbers[id(note)], note) for note in minutes.notes]
        self._turn = self._at = self._note = self._note_at = 0
        self._label: int | None = None
        said = (part.kind for part in minutes.parts if part.kind in (PartKind.LABEL, PartKind.SPEECH))
        self._is_trailing = next(said, PartKind.LABEL) is PartKind.SPEECH

    @property
    def is_done(self) -> bool:
        """Whether every turn and note was found whole."""
        return (
            self._turn == len(self._turns)
            and self._note == len(self._notes)
            and not self._at
            and not self._note_at
        )

    def take(self, part: Part) -> bool:
        """Takes one part; False if it fits nowhere."""
        piece = Piece(part.kind, part.text, part.line)
        match part.kind:
            case PartKind.LABEL if self._is_trailing and self._turn and not self._at:
                piece = replace(piece, owner=self._turns[self._turn - 1][0])
            case PartKind.LABEL:
                self._label = len(self.pieces)
            case PartKind.SPEECH:
                return self._said(piece)
            case PartKind.NOTE:
                return self._noted(piece)
            case _:
                pass
        self.pieces.append(piece)
        return True

    def _said(self, piece: Piece) -> bool:
        if self._turn == len(self._turns):
            return False
        number, turn = self._turns[self._turn]
        joint = _joint(turn.text, piece.words, self._at)
        if joint is None:
            return False
        if not self._at and self._label is not None:
            self.pieces[self._label] = replace(self.pieces[self._label], owner=number)
        self._label = None
        self.pieces.append(replace(piece, owner=number, joint=joint))
        self._at += len(joint) + len(piece.words)
        if self._at == len(turn.text):
            self._turn, self._at = self._turn + 1, 0
        return True

    def _noted(self, piece: Piece) -> bool:
        """An aside of the open turn, or the next note; an edited turn can begin with an aside without any label."""
        note = self._notes[self._note] if self._note < len(self._notes) else None
        joint = None if note is None else _joint(note[1].text, piece.words, self._note_at)
        if (
            not self._note_at
            and (self._at or self._label is not None or joint is None)
            and self._is_aside(piece)
        ):
            return self._said(piece)
        if note is None or joint is None:
            return False
        self.pieces.append(replace(piece, owner=note[0], joint=joint))
        self._note_at += len(joint) + len(piece.words)
        if self._note_at == len(note[1].text):
            self._note, self._note_at = self._note + 1, 0
        return True

    def _is_aside(self, piece: Piece) -> bool:
        if self._turn == len(self._turns):
            return False
        _, turn = self._turns[self._turn]
        start = self._at + (1 if self._at else 0)
        end = start + len(piece.words)
        return Aside(start, end) in turn.asides and turn.text[start:end] == piece.words


def _joint(text: str, words: str, at: int) -> str | None:
    """What stands before the words where a text goes on from ``at``; None if they do not stand there."""
    return next((joint for joint in ("\n", "", " ") if text.startswith(joint + words, at)), None)
