"""What each kind of edit does to the pieces. The words stay; ``CannotApply`` says what an edit was no longer about."""

from collections.abc import Sequence
from dataclasses import replace

from reader.minutes.edits.edit import CannotApply
from reader.minutes.edits.pieces import NOBODY, Head, Pieces
from reader.minutes.model import PartKind
from reader.minutes.text.characters import BARS, ENDED

Stretch = tuple[int, int]
"""Offsets in the whole source: from the first character of an edit's quote to behind its last."""


def set_speaker(pieces: Pieces, stretch: Stretch, speaker: str) -> None:
    """The turn that begins there is somebody else's; ``speaker`` is a key."""
    owner = _begun_at(pieces, pieces.cut(stretch[0]))
    if pieces.heads[owner].speaker is None:
        raise CannotApply("ここは発言ではなくなっています。")
    pieces.heads[owner] = replace(pieces.heads[owner], speaker=speaker)


def split(pieces: Pieces, start: int, label_end: int, speaker: str) -> None:
    """From ``start`` on it is another turn; up to ``label_end`` is printed only who speaks."""
    at = pieces.cut(start)
    owner = pieces.pieces[at].owner if at < len(pieces.pieces) else NOBODY
    head = pieces.heads.get(owner)
    if head is None or head.speaker is None:
        raise CannotApply("ここは発言の中ではなくなっています。")
    new = owner
    if any(place < at for place in pieces.words_of(owner)):
        new = pieces.add_head(replace(head, speaker=speaker, line=pieces.pieces[at].line), owner)
        for place in pieces.of(owner):
            if place >= at:
                pieces.pieces[place] = replace(pieces.pieces[place], owner=new)
    else:
        pieces.heads[owner] = replace(head, speaker=speaker)
    _take_label(pieces, start, label_end, new)


def join(pieces: Pieces, stretch: Stretch) -> None:
    """The turn or note that begins there goes on from the turn above; the label that is printed between them is a label if it
    is that speaker's, else it is words. Notes in between are asides."""
    owner = _begun_at(pieces, pieces.cut(stretch[0]))
    order = [*pieces.heads]
    before = order[: order.index(owner)]
    above = next((other for other in reversed(before) if pieces.heads[other].speaker is not None), None)
    if above is None:
        raise CannotApply("前に発言がありません。")
    if pieces.heads[above].agenda != pieces.heads[owner].agenda:
        raise CannotApply("前の発言との間に、見出しがあります。")
    for note in before[before.index(above) + 1 :]:
        for at in pieces.of(note):
            pieces.retake(at, PartKind.NOTE, above, "\n")
        del pieces.heads[note]
    same = pieces.heads[above].speaker == pieces.heads[owner].speaker
    own = pieces.of(owner)
    joint: str | None = _joint(pieces, [at for at in pieces.words_of(above) if at < own[0]])
    label_line = 0
    for at in own:
        piece = pieces.pieces[at]
        if piece.kind is PartKind.LABEL and same:
            pieces.retake(at, PartKind.SET_ASIDE)
        elif piece.kind is PartKind.LABEL:
            pieces.retake(at, PartKind.SPEECH, above, "\n")
            joint, label_line = "\n", piece.line
        else:
            is_aside = piece.kind is PartKind.NOTE and pieces.heads[owner].speaker is not None
            if joint is not None:
                joint = "" if piece.line == label_line else joint
            kind = PartKind.NOTE if is_aside else PartKind.SPEECH
            pieces.retake(at, kind, above, piece.joint if joint is None else joint)
            joint = None
    del pieces.heads[owner]


def to_speech(pieces: Pieces, stretch: Stretch, label_end: int, speaker: str) -> None:
    """The stretch is a turn of its own."""
    line, places, behind = taken_out(pieces, stretch, apart=True)
    agenda = pieces.heads[behind].agenda if behind in pieces.heads else None
    owner = pieces.add_head(Head(speaker, agenda, line), behind)
    above = None
    for at in places:
        piece = pieces.pieces[at]
        is_same = above is not None and (piece.joint != "\n" if piece.joint else piece.line == above.line)
        pieces.retake(at, PartKind.SPEECH, owner, "" if above is None or is_same else "\n")
        above = piece
    _take_label(pieces, stretch[0], label_end, owner)


def to_note(pieces: Pieces, stretch: Stretch) -> None:
    """Nobody says it: inside a turn an aside, else notes of their own, one a paragraph."""
    owner = _only_owner(pieces, stretch)
    places = range(pieces.cut(stretch[0]), pieces.cut(stretch[1]))
    if owner == NOBODY and places:
        owner = _enclosing(pieces, places)
    words = pieces.words_of(owner) if owner != NOBODY else []
    if words and words[0] < places[0] and words[-1] > places[-1] and pieces.heads[owner].speaker is not None:
        for at in places:
            pieces.retake(at, PartKind.NOTE, owner, "\n")
        return
    if words and pieces.heads[owner].speaker is None and not any(at not in places for at in words):
        return
    _, taken, behind = taken_out(pieces, stretch, apart=True)
    agenda = pieces.heads[behind].agenda if behind in pieces.heads else None
    above = None
    note = behind
    for at in taken:
        piece = pieces.pieces[at]
        is_same_line = above is not None and piece.line == above.line
        goes_on = above is not None and above.owner == piece.owner != NOBODY and piece.joint != "\n"
        is_label = above is not None and above.kind is PartKind.LABEL
        if not (is_same_line or (goes_on and not is_label)):
            note = pieces.add_head(Head(None, agenda, piece.line), note)
        pieces.retake(at, PartKind.NOTE, note)
        above = piece


def to_set_aside(pieces: Pieces, stretch: Stretch) -> None:
    """It belongs to the page, not to the record; the words around it go on as if it were not there."""
    owner = _only_owner(pieces, stretch)
    _, taken, _ = taken_out(pieces, stretch, apart=False)
    for at in taken:
        pieces.retake(at, PartKind.SET_ASIDE)
    if owner in pieces.heads and taken:
        words = pieces.words_of(owner)
        behind = next((at for at in words if at > taken[-1]), None)
        if behind is not None:
            joint = _joint(pieces, [at for at in words if at < taken[0]])
            pieces.pieces[behind] = replace(pieces.pieces[behind], joint=joint)


def taken_out(pieces: Pieces, stretch: Stretch, *, apart: bool) -> tuple[int, list[int], int]:
    """The line and places of the stretch's pieces, and who is read before them. A turn left without words goes, its label with the
    stretch; one that goes on behind it does so, or (``apart``) in a turn of the same speaker. The pieces still
    know whose they were."""
    owner = _only_owner(pieces, stretch)
    first, last = pieces.cut(stretch[0]), pieces.cut(stretch[1])
    places = [*range(first, last)]
    if not any(pieces.pieces[at].text.strip(BARS) for at in places):
        raise CannotApply("ここには言葉がありません。")
    behind = pieces.read_before(first)
    own = pieces.words_of(owner) if owner != NOBODY else []
    if owner != NOBODY and all(at in places for at in own):
        blank = [at for at in pieces.of(owner) if not pieces.pieces[at].text.strip()]
        for at in blank:
            pieces.retake(at, PartKind.SET_ASIDE)
        places = sorted({*places, *pieces.of(owner)} - {*blank})
        del pieces.heads[owner]
        behind = pieces.read_before(places[0])
    elif apart:
        _part(pieces, _enclosing(pieces, places) if owner == NOBODY else owner, places)
    return pieces.pieces[places[0]].line, places, behind


def _part(pieces: Pieces, owner: int, places: Sequence[int]) -> None:
    """What an owner has behind the places is a turn of its own, of the same speaker, if it has words on both sides."""
    own = pieces.words_of(owner) if owner != NOBODY else []
    rest = [at for at in pieces.of(owner) if at > places[-1]] if own else []
    if rest and own[0] < places[0] and own[-1] > places[-1]:
        new = pieces.add_head(replace(pieces.heads[owner], line=pieces.pieces[rest[0]].line), owner)
        for at in rest:
            pieces.pieces[at] = replace(pieces.pieces[at], owner=new)


def _enclosing(pieces: Pieces, places: Sequence[int]) -> int:
    """The turn that has words both before and behind the places, which are nobody's; NOBODY where there is none."""
    words = [at for at, piece in enumerate(pieces.pieces) if piece.owner != NOBODY and piece.words]
    above = next((pieces.pieces[at].owner for at in reversed(words) if at < places[0]), NOBODY)
    below = next((pieces.pieces[at].owner for at in words if at > places[-1]), NOBODY)
    return above if above == below else NOBODY


def _only_owner(pieces: Pieces, stretch: Stretch) -> int:
    """Whose the stretch is. CannotApply where it is several turns' or notes'."""
    owners: dict[int, None] = {}
    base = 0
    for piece in pieces.pieces:
        start, base = base, base + len(piece.text)
        if start < stretch[1] and base > stretch[0] and piece.text.strip():
            inside = piece.text[max(0, stretch[0] - start) : stretch[1] - start]
            if inside.strip():
                owners[piece.owner] = None
    if len(owners) > 1:
        raise CannotApply("一つの発言・ト書きの中ではなくなっています。")
    return next(iter(owners), NOBODY)


def _begun_at(pieces: Pieces, at: int) -> int:
    """The turn or note whose first piece that is."""
    owner = pieces.pieces[at].owner if at < len(pieces.pieces) else NOBODY
    if owner == NOBODY or pieces.of(owner)[0] != at:
        raise CannotApply("ここは発言の始まりではなくなっています。")
    return owner


def _take_label(pieces: Pieces, start: int, end: int, owner: int) -> None:
    """What is printed from ``start`` to ``end`` only says who speaks."""
    if end <= start:
        return
    first, behind = pieces.cut(start), pieces.cut(end)
    if not any(at >= behind for at in pieces.words_of(owner)):
        raise CannotApply("発言者の表示のうしろに、発言がありません。")
    for at in range(first, behind):
        pieces.retake(at, PartKind.LABEL, owner)


def _joint(pieces: Pieces, above: Sequence[int]) -> str:
    """What stands between the words above and those that go on from them: nothing inside a sentence."""
    words = pieces.pieces[above[-1]].words if above else "。"
    return "\n" if ENDED.search(words) else ""
