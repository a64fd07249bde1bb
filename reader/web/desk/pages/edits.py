"""What a person puts right in a draft: one turn, note or line at a time, the head's fields, and what was put right so far."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.answering import Answering, Hinted
from reader.desk.comparing.beside import OF_ENTRIES, PART_NAMES
from reader.desk.editing import EDIT_NAMES, LONGEST_VALUE
from reader.desk.editions import Editions
from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Seated
from reader.errors import ChangedMeanwhileError, NotFoundError
from reader.library.desk.editions import Edition, State
from reader.library.desk.edits import KeptEdit
from reader.minutes.edits.apply import PutRight
from reader.minutes.edits.edit import Edit, EditKind
from reader.minutes.edits.places import part_words, turn_begin, whole, words
from reader.minutes.edits.quote import Quote, plain
from reader.minutes.model import Minutes, Part, Turn
from reader.passages.outline import entry_key
from reader.passages.sentences import sentence_spans
from reader.web.desk.doors import Doors

_HEAD = {EditKind.MEETING: "meeting", EditKind.DATE: "date", EditKind.PLACE: "place"}
_SHOWN = 80
_BEGINS = (EditKind.SPEAKER, EditKind.JOIN)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the turn or note: ``place`` is what the form sends of it."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """``/desk/editions/{id}/edits/{key}``: a turn, a note, or (``kind`` says what it was taken for) another line of the source."""

    edition: Edition
    key: str
    kind: str
    speaker: str
    text: str
    sentences: tuple[Sentence, ...]
    speakers: tuple[str, ...]
    has_above: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An edit as the list shows it: what it does, of which words, and whether a person must look."""

    id: int
    name: str
    value: str
    words: str
    line: int
    is_open: bool
    undone: bool
    why: str


@dataclass(frozen=True, slots=True)
class EditsPage:
    """``/desk/editions/{id}/edits``: the head's fields, every edit and hint, and the lines that are in no turn and no
    note."""

    edition: Edition
    minutes: Minutes
    edits: tuple[Shown, ...]
    hints: tuple[Hinted, ...]
    lines: tuple[tuple[str, int, str, str], ...]
    is_draft: bool


class EditPages:
    """Handlers of ``/desk/editions/{id}/edits``."""

    def __init__(self, doors: Doors, editions: Editions, answering: Answering) -> None:
        self._doors, self._editions, self._answering = doors, editions, answering
        self._editing = answering.editing
        here = "/desk/editions/{edition:int}/edits"
        doors.page(here, Right.SEE, self.all)
        doors.form(here, Right.PREPARE, self.edit)
        doors.form(f"{here}/undo", Right.PREPARE, self.undo)
        doors.form(f"{here}/unhint", Right.PREPARE, self.unhint)
        doors.page(f"{here}/{{key}}", Right.SEE, self.one)

    def all(self, request: Request, _seated: Seated) -> Response:
        """The head's fields and every edit."""
        edition = self._editions.of(request.path_params["edition"])
        put_right = self._editing.put_right(edition.id)
        parts = put_right.minutes.parts
        page = EditsPage(
            edition=edition,
            minutes=put_right.minutes,
            edits=_shown(self._editing.edits(edition.id), put_right),
            hints=self._answering.hints(edition),
            lines=tuple(
                (f"p{number}", part.line, PART_NAMES[part.kind], part.text.strip())
                for number, part in enumerate(parts)
                if part.kind not in OF_ENTRIES and plain(part.text)
            ),
            is_draft=edition.state in (State.DRAFT, State.RETURNED),
        )
        return self._doors.renderer.page(request, "desk/edits.html", page)

    def one(self, request: Request, _seated: Seated) -> Response:
        """One turn, note or line. NotFoundError."""
        edition = self._editions.of(request.path_params["edition"])
        key = request.path_params["key"]
        minutes = self._minutes(edition)
        speakers = tuple(speaker.label for speaker in minutes.speakers)
        if key.startswith("p"):
            part = self._part(edition.id, key)
            text, kind, speaker, has_above = part.text.strip(), PART_NAMES[part.kind], "", False
        else:
            entry = minutes.entries[_index(minutes, key)]
            text, kind = entry.text, "発言" if isinstance(entry, Turn) else "ト書き"
            speaker = minutes.speaker(entry.speaker).label if isinstance(entry, Turn) else ""
            has_above = entry is not minutes.entries[0]
        sentences = tuple(Sentence(f"{a}-{b}", text[a:b]) for a, b in sentence_spans(text))
        page = EntryPage(edition, key, kind, speaker, text, sentences, speakers, has_above)
        return self._doors.renderer.page(request, "desk/entry.html", page)

    def edit(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Makes an edit; StepError and ChangedMeanwhileError are told with what was typed."""
        edition = request.path_params["edition"]
        revision, key = int(str(form.get("revision", ""))), str(form.get("key", ""))
        new = self._made(self._editions.of(edition), form, key)
        try:
            self._editing.edit(seated.account, edition, revision, new)
        except ChangedMeanwhileError as error:
            raise ChangedMeanwhileError(f"{error}{self._now(edition, key)}") from error
        there = f"check#{quote(key)}" if key else "edits"  # where the eyes were
        return RedirectResponse(f"/desk/editions/{edition}/{there}", 303)

    def undo(self, request: Request, seated: Seated, form: FormData) -> Response:
        """An edit counts no more, or again."""
        edition = request.path_params["edition"]
        revision, number = (int(str(form.get(name, ""))) for name in ("revision", "edit"))
        undone = str(form.get("act", "")) == "undo"
        self._editing.undo(seated.account, edition, revision, number, undone)
        return RedirectResponse(f"/desk/editions/{edition}/edits", 303)

    def unhint(self, request: Request, seated: Seated, form: FormData) -> Response:
        """The draft is read without a hint."""
        edition, revision = request.path_params["edition"], int(str(form.get("revision", "")))
        hint = Hinted(str(form.get("kind", "")), str(form.get("words", "")))
        self._answering.unhint(seated.account, edition, revision, hint)
        return RedirectResponse(f"/desk/editions/{edition}/edits", 303)

    def _now(self, edition_id: int, key: str) -> str:
        """What stands there now, in the words of who came first."""
        minutes = self._minutes(self._editions.of(edition_id))
        number = next((n for n, entry in enumerate(minutes.entries) if key == entry_key(entry)), None)
        if number is None:
            return ""
        entry = minutes.entries[number]
        speaker = f"{minutes.speaker(entry.speaker).label}：" if isinstance(entry, Turn) else ""
        return f"いまは「{speaker}{entry.text[:_SHOWN]}」です。"

    def _made(self, edition: Edition, form: FormData, key: str) -> Edit:
        """The edit that a form means. ValueError for a form of nobody's."""
        kind = EditKind(str(form.get("kind", "")))
        value = " ".join(str(form.get("value", "")).split())[: LONGEST_VALUE + 1]
        if kind in _HEAD:
            was = getattr(self._editing.put_right(edition.id).minutes, _HEAD[kind])
            return Edit(kind, was=was or "", value=value)
        if kind is EditKind.SPEAKER and str(form.get("every", "")):
            minutes = self._minutes(edition)
            entry = minutes.entries[_index(minutes, key)]
            was = entry.speaker if isinstance(entry, Turn) else ""
            return Edit(EditKind.EVERY_SPEAKER, was=was, value=value)
        label = plain(str(form.get("label", "")))
        quote = self._quote(edition, kind, key, str(form.get("place", "")))
        return Edit(kind, quote, value, label=len(label) if label and quote.exact.startswith(label) else 0)

    def _quote(self, edition: Edition, kind: EditKind, key: str, place: str) -> Quote:
        put_right = self._editing.put_right(edition.id)
        if key.startswith("p"):
            return part_words(put_right, int(key[1:]))
        index = _index(self._minutes(edition), key)
        if kind in _BEGINS:
            return turn_begin(put_right, index)
        if not place:
            return whole(put_right, index)
        start, _, end = place.partition("-")
        return words(put_right, index, int(start), int(end))

    def _minutes(self, edition: Edition) -> Minutes:
        return self._editions.drafting.session_of(edition).minutes

    def _part(self, edition_id: int, key: str) -> Part:
        parts = self._editing.put_right(edition_id).minutes.parts
        number = int(key[1:]) if key[1:].isdecimal() else len(parts)
        if number >= len(parts):
            raise NotFoundError("その行はありません。読み取りの画面から選んでください。")
        return parts[number]


def _index(minutes: Minutes, key: str) -> int:
    """The place of ``t12`` or ``n3`` among turns and notes. NotFoundError."""
    for index, entry in enumerate(minutes.entries):
        if key == entry_key(entry):
            return index
    raise NotFoundError("その発言はもうありません。読み取りの画面から選んでください。")


def _shown(kept: tuple[KeptEdit, ...], put_right: PutRight) -> tuple[Shown, ...]:
    outcomes = {outcome.edit.id: outcome for outcome in put_right.outcomes}
    shown = []
    for one in kept:
        outcome, quote = outcomes.get(one.edit.id), one.edit.quote
        shown.append(
            Shown(
                id=one.edit.id,
                name=EDIT_NAMES[one.edit.kind],
                value=one.edit.value,
                words=quote.exact[:40] if quote else one.edit.was,
                line=outcome.line if outcome else quote.line if quote else 0,
                is_open=outcome is not None and not outcome.stands,
                undone=one.undone,
                why=outcome.why if outcome else "",
            )
        )
    return tuple(shown)
