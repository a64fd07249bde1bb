"""Words withdrawn or masked: typed, shown wherever they stand, chosen and asked for; then another person takes them out of
everything in one act.

The words travel in forms, and wait in the library while somebody is asked; no address and no log ever holds them.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.comparing.beside import PART_NAMES
from reader.desk.staff.rights import Right, require
from reader.desk.staff.signing import Seated, SignInError
from reader.desk.withdrawals.asking import Asking
from reader.desk.withdrawals.finding import Found, WithdrawalError, find_words
from reader.desk.withdrawals.finishing import Finishing
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.library.desk.withdrawals import Wanted, WithdrawalRequest
from reader.minutes.masking.mask import MaskKind
from reader.web.desk.doors import Doors, Proof

LONGEST_WORDS, LONGEST_GROUND = 3_000, 200

_TOO_LONG = f"一度に {LONGEST_WORDS:,} 字までです。長い発言は、いくつかに分けて取り消してください。"
_NOT_THERE = "その言葉はありません。印刷されているとおりに書いてください。"
_GONE = "その言葉は、もうどこにもありません。頼みを片づけてください。"
_CHANGED = "ほかの人が会議録を変えました。場所を確かめて、もう一度行ってください。"

KIND_NAMES = {MaskKind.WITHDRAWN: "発言取消し", MaskKind.MASKED: "伏せ字"}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with the words, as a person chooses it; ``new``: whoever asked did not choose it."""

    key: str
    name: str
    meeting: str
    kind: str
    line: int
    before: str
    behind: str
    chosen: bool
    new: bool


@dataclass(frozen=True, slots=True)
class WordsPage:
    """``/desk/sessions/{id}/words``: a field for the words; then (``found``) every place that has them. With ``request`` (0:
    none) ``/desk/requests/{request}``: what ``asked_by`` asks for; ``own``: whoever looks has asked it."""

    here: str
    session: str
    meeting: str
    words: str
    found: Found | None = None
    rows: tuple[PlaceRow, ...] = ()
    kinds: tuple[tuple[str, str], ...] = tuple((kind.value, name) for kind, name in KIND_NAMES.items())
    kind: str = ""
    ground: str = ""
    alone: str = ""
    asks_again: bool = True
    problem: str = ""
    request: int = 0
    asked_by: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """What was done: of which sessions, in how many places, with how many clips, files, copies and rows of the log."""

    session: str
    sessions: tuple[str, ...]
    places: int
    clips: int
    sources: int
    copies: int
    logged: int


class WithdrawalPages:
    """Handlers of ``/desk/sessions/{id}/words`` and ``/desk/requests/{request}``."""

    def __init__(self, doors: Doors, withdrawing: Withdrawing, finishing: Finishing) -> None:
        self._doors, self._withdrawing, self._finishing = doors, withdrawing, finishing
        self._library = withdrawing.drafting.library
        self._asking = Asking(self._library)
        doors.page("/desk/sessions/{session}/words", Right.PREPARE, self.ask)
        doors.form("/desk/sessions/{session}/words", Right.PREPARE, self.answer)
        doors.page("/desk/requests/{request:int}", Right.PREPARE, self.asked)
        doors.form("/desk/requests/{request:int}", Right.PREPARE, self.decide)

    def ask(self, request: Request, _seated: Seated) -> Response:
        """The field for the words."""
        return self._shown(request, self._blank(request, ""))

    def answer(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Shows where the words stand; or asks for them to go, or takes them out at once by one person alone."""
        _require_to(seated, form)
        words = str(form.get("words", ""))
        page = self._blank(request, words)
        if len(words) > LONGEST_WORDS:
            return self._shown(request, replace(page, problem=_TOO_LONG))
        try:
            found = find_words(self._library, words)
        except WithdrawalError as error:
            return self._shown(request, replace(page, problem=str(error)))
        if not found.places:
            return self._shown(request, replace(page, problem=_NOT_THERE))
        if form.get("act") not in ("ask", "withdraw"):
            return self._shown(request, _listed(page, found, None, None))
        return self._done(request, seated, form, _listed(page, found, form, None), None)

    def asked(self, request: Request, seated: Seated) -> Response:
        """What somebody asks for, and where it stands now."""
        page, _ = self._of_request(request, seated)
        return self._shown(request, page if page.found else replace(page, problem=_GONE))

    def decide(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Takes the words out, or says no."""
        _require_to(seated, form)
        page, asked = self._of_request(request, seated, form)
        if form.get("act") == "refuse":
            try:
                self._asking.refuse(seated.account, asked.id, str(form.get("why", ""))[:LONGEST_GROUND])
            except WithdrawalError as error:
                return self._shown(request, replace(page, problem=str(error)))
            return RedirectResponse("/desk", 303)
        if page.found is None:
            return self._shown(request, replace(page, problem=_GONE))
        if form.get("act") != "withdraw":
            return self._shown(request, page)
        return self._done(request, seated, form, page, asked)

    def _done(
        self,
        request: Request,
        seated: Seated,
        form: FormData,
        page: WordsPage,
        asked: WithdrawalRequest | None,
    ) -> Response:
        """Does what the form says with the places that it shows, or shows it again with what is wrong."""
        assert page.found is not None
        if str(form.get("seen", "")) != page.found.seen:
            return self._shown(request, replace(page, problem=_CHANGED))
        proof = Proof(seated, "")
        try:
            if form.get("act") == "ask":
                wanted = Wanted(page.session, page.words, _chosen(form), _kind(form), page.ground)
                made = self._asking.ask(seated.account, wanted)
                return RedirectResponse(f"/desk/requests/{made}", 303)
            proof = self._doors.proved(request, seated, form, anew=True)
            response = self._withdrawn(request, proof.seated, page, form, asked)
        except (WithdrawalError, SignInError) as error:
            response = self._shown(request, replace(page, problem=str(error)))
        return proof.keep(request, response)

    def _withdrawn(
        self,
        request: Request,
        seated: Seated,
        page: WordsPage,
        form: FormData,
        asked: WithdrawalRequest | None,
    ) -> Response:
        assert page.found is not None
        keys = _chosen(form)
        places = [place for place in page.found.places if place.key in keys]
        done = self._withdrawing.withdraw(
            seated.actor,
            page.found,
            places,
            _kind(form),
            page.ground,
            self._finishing.removal.sounds,
            asked,
            page.alone,
        )
        clips, copies = self._finishing.finish(done.clips, done.sessions, done.note)
        told = WithdrawnPage(
            session=page.session,
            sessions=done.sessions,
            places=len(places),
            clips=clips,
            sources=done.sources,
            copies=len(copies),
            logged=done.logged,
        )
        return self._doors.renderer.page(request, "desk/withdrawn.html", told)

    def _blank(self, request: Request, words: str) -> WordsPage:
        session_id = request.path_params["session"]
        self._library.require(session_id)
        here = f"/desk/sessions/{session_id}/words"
        return WordsPage(
            here, session_id, self._meeting(session_id), words, asks_again=self._doors.asks_again(request)
        )

    def _of_request(
        self, request: Request, seated: Seated, form: FormData | None = None
    ) -> tuple[WordsPage, WithdrawalRequest]:
        """The page of a request; without a list where the words stand nowhere any more. NotFoundError."""
        asked, name = self._asking.of(request.path_params["request"])
        page = WordsPage(
            here=f"/desk/requests/{asked.id}",
            session=asked.wanted.session,
            meeting=self._meeting(asked.wanted.session),
            words=asked.wanted.words,
            kind=asked.wanted.kind,
            ground=asked.wanted.ground,
            asks_again=self._doors.asks_again(request),
            request=asked.id,
            asked_by=name,
            own=asked.by == seated.account.id,
        )
        found = find_words(self._library, asked.wanted.words)
        return _listed(page, found, form, asked) if found.places else page, asked

    def _meeting(self, session_id: str) -> str:
        return next((one.meeting or "" for one in self._library.sessions() if one.id == session_id), "")

    def _shown(self, request: Request, page: WordsPage) -> Response:
        return self._doors.renderer.page(request, "desk/words.html", page, 400 if page.problem else 200)


def _listed(
    page: WordsPage, found: Found, form: FormData | None, asked: WithdrawalRequest | None
) -> WordsPage:
    """With the places, and what the form holds. All places are chosen until somebody has chosen otherwise."""
    if form is not None and form.get("act") == "refuse":
        form = None
    wanted = asked.wanted.places if asked else None
    rows = tuple(_rows(found, wanted if form is None else _chosen(form), wanted))
    page = replace(page, found=found, rows=rows)
    if form is None:
        return page
    ground, alone = (str(form.get(name, ""))[:LONGEST_GROUND] for name in ("ground", "alone"))
    return replace(page, kind=str(form.get("kind", "")), ground=ground, alone=alone)


def _rows(found: Found, chosen: Collection[str] | None, asked: Collection[str] | None) -> list[PlaceRow]:
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
            new=asked is not None and place.key not in asked,
        )
        for place in found.places
    ]


def _require_to(seated: Seated, form: FormData) -> None:
    """NotAllowedError where who may only ask would withdraw."""
    if form.get("act") == "withdraw":
        require(seated.account, Right.APPROVE)


def _chosen(form: FormData) -> tuple[str, ...]:
    return tuple(str(key) for key in form.getlist("place"))


def _kind(form: FormData) -> MaskKind:
    """WithdrawalError where none is chosen."""
    try:
        return MaskKind(str(form.get("kind", "")))
    except ValueError as error:
        raise WithdrawalError("発言取消しか、伏せ字かを選んでください。") from error
