"""``minutes = apply(edits, parse(source, hints))``: what people put right, on top of what the parser understood.

Each edit in its turn is applied exactly where its words stand, or it changes nothing and is told (``Outcome``). The words
of all parts, joined, are the source's before and after.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.minutes.edits import changes, headings
from reader.minutes.edits.edit import CannotApply, Edit, EditKind, Outcome
from reader.minutes.edits.pieces import Pieces, put_together, speaker_called
from reader.minutes.edits.quote import Plain, Quote, Standing
from reader.minutes.edits.taking_apart import taken_apart
from reader.minutes.model import Minutes
from reader.minutes.text.dates import find_date

_LOST = "この言葉は、元の文書にありません。"
_UNSURE = "同じ言葉が、元と同じ前後ではありません（または、いくつもあります）。"
_UNFIT = "この会議録の読み取りには、直しを当てられません。もう一度読み取ってください。"
_NOT_AS_IT_WAS = "元の読み取りが変わっています（「{now}」）。"


@dataclass(frozen=True, slots=True)
class PutRight:
    """Minutes with their edits, what became of each edit, and where everything stands in the source."""

    minutes: Minutes
    outcomes: tuple[Outcome, ...]
    plain: Plain
    pieces: Pieces | None

    @property
    def open(self) -> tuple[Outcome, ...]:
        """The edits that wait for a person."""
        return tuple(outcome for outcome in self.outcomes if not outcome.stands)


def apply(edits: Sequence[Edit], minutes: Minutes) -> PutRight:
    """The minutes with the edits, in order."""
    plain = Plain(part.text for part in minutes.parts)
    pieces = taken_apart(minutes)
    if pieces is None:
        unfit = tuple(Outcome(edit, Standing.UNSURE, 0, _UNFIT) for edit in edits)
        return PutRight(minutes, unfit, plain, None)
    outcomes = []
    for edit in edits:
        tried, tried_minutes = pieces.copy(), minutes
        try:
            if edit.quote is None:
                tried_minutes = _of_all(edit, tried, minutes)
                outcome = Outcome(edit, Standing.APPLIED)
            else:
                outcome = _of_a_place(edit, edit.quote, tried, minutes, plain)
        except CannotApply as reason:
            outcome = Outcome(edit, Standing.UNSURE, edit.quote.line if edit.quote else 0, str(reason))
        if outcome.stands:
            pieces, minutes = tried, _answered(tried_minutes, edit.answers)
        outcomes.append(outcome)
    changed = put_together(minutes, pieces) if edits else minutes
    return PutRight(changed, tuple(outcomes), plain, pieces)


def _of_a_place(edit: Edit, quote: Quote, pieces: Pieces, minutes: Minutes, plain: Plain) -> Outcome:
    found = plain.find(quote)
    if found.start < 0:
        why = _LOST if found.standing is Standing.LOST else _UNSURE
        return Outcome(edit, found.standing, quote.line, why)
    stretch = plain.place(found.start), plain.end(found.end)
    label_end = plain.end(found.start + edit.label) if edit.label else stretch[0]
    match edit.kind:
        case EditKind.SPEAKER:
            changes.set_speaker(pieces, stretch, _speaker(edit.value, pieces, minutes))
        case EditKind.SPLIT:
            changes.split(pieces, stretch[0], label_end, _speaker(edit.value, pieces, minutes))
        case EditKind.JOIN:
            changes.join(pieces, stretch)
        case EditKind.HEADING:
            headings.to_heading(pieces, stretch)
        case EditKind.NOTE:
            headings.take_back_headings(pieces, stretch)
            changes.to_note(pieces, stretch)
        case EditKind.SET_ASIDE:
            headings.take_back_headings(pieces, stretch)
            changes.to_set_aside(pieces, stretch)
        case EditKind.SPEECH:
            headings.take_back_headings(pieces, stretch)
            changes.to_speech(pieces, stretch, label_end, _speaker(edit.value, pieces, minutes))
        case _:
            raise CannotApply(_UNFIT)
    return Outcome(edit, found.standing, pieces.pieces[pieces.cut(stretch[0])].line)


def _of_all(edit: Edit, pieces: Pieces, minutes: Minutes) -> Minutes:
    """An edit of the whole document. CannotApply if the parser has something else now."""
    match edit.kind:
        case EditKind.EVERY_SPEAKER:
            _rename(pieces, edit.was, _speaker(edit.value, pieces, minutes))
            return minutes
        case EditKind.MEETING:
            return replace(minutes, meeting=_field(edit, minutes.meeting))
        case EditKind.PLACE:
            return replace(minutes, place=_field(edit, minutes.place))
        case EditKind.DATE:
            date = _field(edit, minutes.date)
            found = find_date(date) if date else None
            return replace(minutes, date=date, held_on=found.day if found else None)
        case EditKind.RIGHT:
            return minutes
        case _:
            raise CannotApply(_UNFIT)


def _rename(pieces: Pieces, was: str, speaker: str) -> None:
    owners = [owner for owner, head in pieces.heads.items() if head.speaker == was]
    if not owners:
        raise CannotApply(f"「{was}」の発言は、ありません。")
    for owner in owners:
        pieces.heads[owner] = replace(pieces.heads[owner], speaker=speaker)


def _field(edit: Edit, now: str | None) -> str | None:
    if (now or "") not in (edit.was, edit.value):
        raise CannotApply(_NOT_AS_IT_WAS.format(now=now or "なし"))
    return edit.value or None


def _speaker(label: str, pieces: Pieces, minutes: Minutes) -> str:
    """The key of the speaker with that label, who is among the speakers from now on."""
    speaker = speaker_called(label, pieces.speakers, minutes)
    pieces.speakers[speaker.key] = speaker
    return speaker.key


def _answered(minutes: Minutes, answers: str) -> Minutes:
    if not answers:
        return minutes
    return replace(minutes, warnings=tuple(one for one in minutes.warnings if one.key != answers))
