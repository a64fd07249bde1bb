"""Minutes as pieces that know which turn or note they belong to, and put together again (``taking_apart`` makes them).

::

    parts     LABEL 委員:   SPEECH 目的について、   NOTE （拍手）   SPEECH …
    pieces    of turn 1     of turn 1               aside of 1      of turn 1      -> Turn(1, "委員", "目的について、…")

The pieces' texts, in order, are always the source's: edits change what a piece is taken for, never its words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from reader.minutes.model import AgendaItem, Aside, Minutes, Note, Part, PartKind, Speaker, Turn
from reader.minutes.people.speakers import speakers_of
from reader.minutes.text.characters import squeeze, without_bars

NOBODY = 0
"""The owner of a piece that belongs to no turn and no note."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part, the turn or note that owns it, and what stands between it and the piece before it in that one's text."""

    kind: PartKind
    text: str
    line: int
    owner: int = NOBODY
    joint: str = ""

    @property
    def words(self) -> str:
        """What of it stands in a turn's or note's text."""
        if self.kind is PartKind.LABEL:
            return ""
        return without_bars(self.text) if self.kind is PartKind.NOTE else self.text.strip()


@dataclass(frozen=True, slots=True)
class Head:
    """A turn (``speaker`` is its key) or a note (None)."""

    speaker: str | None
    agenda: int | None
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a turn or note. A NOTE among a turn's pieces is an aside, on a line of its own. ``begins`` pairs the place
    of each piece that has words with where these begin in the text."""

    text: str
    asides: tuple[Aside, ...]
    begins: tuple[tuple[int, int], ...]


@dataclass
class Pieces:
    """The whole document in pieces. ``heads`` are in the order in which turns and notes are read."""

    pieces: list[Piece]
    heads: dict[int, Head]
    agenda: list[AgendaItem]
    speakers: dict[str, Speaker] = field(default_factory=dict)
    _last: int = 0

    def copy(self) -> "Pieces":
        """Another one that may be changed."""
        return Pieces([*self.pieces], {**self.heads}, [*self.agenda], {**self.speakers}, self._last)

    def of(self, owner: int) -> list[int]:
        """The places of an owner's pieces."""
        return [at for at, piece in enumerate(self.pieces) if piece.owner == owner]

    def cut(self, offset: int) -> int:
        """Cuts in front of a character of the whole source, where there are words on both sides of it in one piece;
        gives the place of the piece that begins there."""
        base = 0
        for at, piece in enumerate(self.pieces):
            inside = max(offset - base, 0)
            base += len(piece.text)
            if not piece.text[inside:].strip():
                continue
            if not piece.text[:inside].strip():
                return at
            self.pieces[at : at + 1] = [
                replace(piece, text=piece.text[:inside]),
                replace(piece, text=piece.text[inside:], joint=""),
            ]
            return at + 1
        return len(self.pieces)

    def retake(self, at: int, kind: PartKind, owner: int = NOBODY, joint: str = "") -> None:
        """The piece is something else from now on."""
        self.pieces[at] = replace(self.pieces[at], kind=kind, owner=owner, joint=joint)

    def starts(self) -> list[int]:
        """The offset of each piece in the whole source."""
        return [0, *accumulate(len(piece.text) for piece in self.pieces)][:-1]

    def words_of(self, owner: int) -> list[int]:
        """The places of an owner's pieces that have words."""
        return [at for at in self.of(owner) if self.pieces[at].words]

    def text(self, owner: int) -> "Text":
        """The text of a turn or note."""
        return self._text(owner, self.words_of(owner))

    def texts(self) -> dict[int, "Text"]:
        """The texts of all turns and notes, in the order in which they are read."""
        owned: dict[int, list[int]] = {owner: [] for owner in self.heads}
        for at, piece in enumerate(self.pieces):
            if piece.owner != NOBODY and piece.words:
                owned[piece.owner].append(at)
        return {owner: self._text(owner, places) for owner, places in owned.items()}

    def _text(self, owner: int, places: Sequence[int]) -> "Text":
        is_turn = self.heads[owner].speaker is not None
        text = ""
        begins: list[tuple[int, int]] = []
        asides: list[Aside] = []
        above: Piece | None = None
        for at in places:
            piece = self.pieces[at]
            is_aside = is_turn and piece.kind is PartKind.NOTE
            if above is not None:
                text += "\n" if is_aside or (is_turn and above.kind is PartKind.NOTE) else piece.joint
            begins.append((at, len(text)))
            if is_aside:
                asides.append(Aside(len(text), len(text) + len(piece.words)))
            text += piece.words
            above = piece
        return Text(text, tuple(asides), tuple(begins))

    def add_head(self, head: Head, behind: int = NOBODY) -> int:
        """A new turn or note, read behind that one (first of all, where that is nobody); gives its number."""
        number = self._last = max([self._last, *self.heads]) + 1
        ordered = [*self.heads.items()]
        cut = [*self.heads].index(behind) + 1 if behind in self.heads else 0
        self.heads = dict([*ordered[:cut], (number, head), *ordered[cut:]])
        return number

    def read_before(self, at: int) -> int:
        """The turn or note that is read before what stands at a piece; NOBODY where there is none."""
        first: dict[int, int] = {}
        for place, piece in enumerate(self.pieces):
            if piece.owner != NOBODY and piece.words:
                first.setdefault(piece.owner, place)
        before = [owner for owner in self.heads if owner in first and first[owner] < at]
        return before[-1] if before else NOBODY


def put_together(minutes: Minutes, pieces: Pieces) -> Minutes:
    """``minutes`` with the parts, entries, agenda and speakers that the pieces make; entries are numbered anew."""
    entries: list[Turn | Note] = []
    turns = notes = 0
    for owner, made in pieces.texts().items():
        head = pieces.heads[owner]
        if head.speaker is None:
            notes += 1
            entries.append(Note(notes, made.text, head.agenda, head.line))
        else:
            turns += 1
            entries.append(Turn(turns, head.speaker, made.text, head.agenda, head.line, made.asides))
    spoken = dict.fromkeys(entry.speaker for entry in entries if isinstance(entry, Turn))
    return replace(
        minutes,
        agenda=tuple(pieces.agenda),
        speakers=tuple(pieces.speakers[key] for key in spoken),
        entries=tuple(entries),
        parts=tuple(Part(piece.kind, piece.text, piece.line) for piece in pieces.pieces),
    )


def speaker_called(label: str, known: Mapping[str, Speaker], minutes: Minutes) -> Speaker:
    """The speaker with that label as printed: the one that is there, else one by what the label says."""
    key = squeeze(label).replace("/", "・")
    return known.get(key) or speakers_of([(key, label)], (), minutes.readings)[0]
