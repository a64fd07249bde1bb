"""What residents report to be misread: one card a word, decided once."""

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.corrections.reports import Scope
from reader.desk.editions import StepError
from reader.desk.reports import Group, Reports
from reader.desk.staff.rights import Right, may
from reader.desk.staff.signing import Seated
from reader.errors import LexiconError
from reader.readings.writing.kana import to_hiragana
from reader.web.desk.doors import Doors

SCOPE_NAMES = {Scope.SENTENCE: "この文だけ", Scope.MINUTES: "この会議録", Scope.EVERYWHERE: "どこでも"}

MOST_CARDS, MOST_SENTENCES = 50, 3


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A group with what somebody has typed for it; ``effect`` is what that would change, None before it was asked for."""

    group: Group
    ids: str
    reading: str
    scope: Scope
    effect: int | None
    problem: str

    @property
    def shown(self) -> int:
        """How many of its sentences stand on the card."""
        return min(MOST_SENTENCES, len(self.group.reports))


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """``/desk/reports``. ``waiting`` counts reports, ``told`` says what was just done."""

    waiting: int
    cards: tuple[ReportCard, ...]
    scopes: dict[Scope, str]
    told: str


class ReportPages:
    """Handlers of ``/desk/reports``."""

    def __init__(self, doors: Doors, reports: Reports) -> None:
        self._doors, self._reports = doors, reports
        doors.page("/desk/reports", Right.SEE, self.all)
        doors.form("/desk/reports", Right.PREPARE, self.answer)

    def all(self, request: Request, seated: Seated) -> Response:
        """The queue."""
        return self._page(request, seated, told=request.query_params.get("told", ""))

    def answer(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Takes what residents say over, refuses it, or says what it would change."""
        ids = [int(one) for one in str(form.get("ids", "")).split(",") if one.isdecimal()]
        act, why = str(form.get("act", "")), str(form.get("why", "")).strip()[:200]
        reading, scope = (
            to_hiragana(str(form.get("reading", "")).strip()),
            Scope(str(form.get("scope", "sentence"))),
        )
        if act == "refuse":
            self._reports.refuse(seated.account, ids, why)
            return RedirectResponse("/desk/reports?told=refused", 303)
        group = self._reports.group(ids)
        try:
            if act != "take":
                effect = self._reports.effect(group, reading, scope)
                return self._page(request, seated, _card(group, reading, scope, effect))
            changed = self._reports.take(seated.account, ids, reading, scope)
        except (LexiconError, StepError) as error:
            return self._page(request, seated, _card(group, reading, scope, None, str(error)))
        return RedirectResponse(f"/desk/reports?told={changed}", 303)

    def _page(
        self, request: Request, seated: Seated, asked: ReportCard | None = None, told: str = ""
    ) -> Response:
        groups = self._reports.groups()
        everywhere = may(seated.account, Right.LEXICON)
        cards = [_card(group, group.reading, Scope.SENTENCE) for group in groups[:MOST_CARDS]]
        page = ReportsPage(
            waiting=sum(len(group.reports) for group in groups),
            cards=tuple(asked if asked and card.ids == asked.ids else card for card in cards),
            scopes={
                one: name for one, name in SCOPE_NAMES.items() if everywhere or one is not Scope.EVERYWHERE
            },
            told=_told(told),
        )
        status = 400 if asked and asked.problem else 200
        return self._doors.renderer.page(request, "desk/reports.html", page, status)


def _card(
    group: Group, reading: str, scope: Scope, effect: int | None = None, problem: str = ""
) -> ReportCard:
    return ReportCard(group, ",".join(str(one.id) for one in group.reports), reading, scope, effect, problem)


def _told(said: str) -> str:
    if said == "refused":
        return "直さずに片づけました。"
    return f"直しました。{int(said)} 文の読みが変わりました。" if said.isdecimal() and len(said) < 10 else ""
