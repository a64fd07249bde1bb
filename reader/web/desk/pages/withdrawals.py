"""Words withdrawn or masked: typed, shown wherever they stand, chosen, and gone from everything in one act.

The words travel in forms alone: no address, no log and no table of the desk ever holds them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from reader.desk.comparing.beside import PART_NAMES
from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Seated, SignInError
from reader.desk.withdrawals.finding import Found, WithdrawalError, find_words
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.library.session import SessionSummary
from reader.minutes.masking.mask import MaskKind
from reader.narration.removal import Removal
from reader.web.desk.doors import Doors, Proof

Forget = Callable[[], Sequence[Path]]
"""Leaves nothing of words that went in the home; gives the copies of the library that went with them."""

LONGEST_WORDS, LONGEST_GROUND = 3_000, 200

_TOO_LONG = f"一度に {LONGEST_WORDS:,} 字までです。長い発言は、いくつかに分けて取り消してください。"

KIND_NAMES = {MaskKind.WITHDRAWN: "発言取消し", MaskKind.MASKED: "伏せ字"}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with the words, as a person chooses it."""

    key: str
    name: str
    meeting: str
    kind: str
    line: int
    before: str
    behind: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WordsPage:
    """``/desk/sessions/{id}/words``: a field for the words; then (``found``) every place that has them."""

    session: SessionSummary
    words: str
    found: Found | None
    rows: tuple[PlaceRow, ...]
    kinds: dict[MaskKind, str]
    kind: str
    ground: str
    proved: bool
    problem: str


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """What was done: of which sessions, in how many places, with how many clips, files and copies; how many rows of the log
    have the words."""

    session: str
    sessions: tuple[str, ...]
    places: int
    clips: int
    sources: int
    copies: int
    logged: int


class WithdrawalPages:
    """Handlers of ``/desk/sessions/{id}/words``."""

    def __init__(self, doors: Doors, withdrawing: Withdrawing, removal: Removal, forget: Forget) -> None:
        self._doors, self._withdrawing, self._removal, self._forget = doors, withdrawing, removal, forget
        self._library = withdrawing.drafting.library
        doors.page("/desk/sessions/{session}/words", Right.APPROVE, self.ask)
        doors.form("/desk/sessions/{session}/words", Right.APPROVE, self.answer)

    def ask(self, request: Request, seated: Seated) -> Response:
        """The field for the words."""
        return self._page(request, seated, "", None)

    def answer(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Shows where the words stand; or takes them out of the places that were chosen, with the password typed again."""
        words = str(form.get("words", ""))
        if len(words) > LONGEST_WORDS:
            return self._page(request, seated, words, None, form, _TOO_LONG)
        try:
            found = find_words(self._library, words)
        except WithdrawalError as error:
            return self._page(request, seated, words, None, form, str(error))
        if form.get("act") != "withdraw" or not found.places:
            problem = "" if found.places else "その言葉はありません。印刷されているとおりに書いてください。"
            return self._page(request, seated, words, found, problem=problem)
        if str(form.get("seen", "")) != found.seen:
            problem = "ほかの人が会議録を変えました。場所を確かめて、もう一度行ってください。"
            return self._page(request, seated, words, found, form, problem)
        proof = Proof(seated, "")
        try:
            proof = self._doors.proved(request, seated, form)
            response = self._withdrawn(request, proof.seated, found, form)
        except (WithdrawalError, SignInError) as error:
            response = self._page(request, proof.seated, words, found, form, str(error))
        return proof.keep(request, response)

    def _withdrawn(self, request: Request, seated: Seated, found: Found, form: FormData) -> Response:
        keys = frozenset(str(key) for key in form.getlist("place"))
        places = [place for place in found.places if place.key in keys]
        kind, ground = MaskKind(str(form.get("kind", ""))), str(form.get("ground", ""))[:LONGEST_GROUND]
        done = self._withdrawing.withdraw(seated.actor, found, places, kind, ground, self._removal.sounds)
        clips = self._removal.silence(done.clips, done.sessions)
        copies = self._forget()
        page = WithdrawnPage(
            session=request.path_params["session"],
            sessions=done.sessions,
            places=len(places),
            clips=clips,
            sources=done.sources,
            copies=len(copies),
            logged=found.logged,
        )
        return self._doors.renderer.page(request, "desk/withdrawn.html", page)

    def _page(
        self,
        request: Request,
        seated: Seated,
        words: str,
        found: Found | None,
        form: FormData | None = None,
        problem: str = "",
    ) -> Response:
        session_id = request.path_params["session"]
        self._library.require(session_id)
        chosen = form.getlist("place") if form and form.get("act") == "withdraw" else None
        page = WordsPage(
            session=next(one for one in self._library.sessions() if one.id == session_id),
            words=words,
            found=found if found and found.places else None,
            rows=tuple(_rows(found, chosen)) if found else (),
            kinds=KIND_NAMES,
            kind=str(form.get("kind", "")) if form else "",
            ground=str(form.get("ground", ""))[:LONGEST_GROUND] if form else "",
            proved=seated.is_proved,
            problem=problem,
        )
        return self._doors.renderer.page(request, "desk/words.html", page, 400 if problem else 200)


def _rows(found: Found, chosen: Sequence[object] | None) -> list[PlaceRow]:
    """All places are chosen until somebody has chosen otherwise."""
    return [
        PlaceRow(
            key=place.key,
            name=place.name,
            meeting=place.meeting,
            kind=PART_NAMES[place.where.kind],
            line=place.where.line,
            before=place.where.before,
            behind=place.where.behind,
            chosen=chosen is None or place.key in chosen,
        )
        for place in found.places
    ]
