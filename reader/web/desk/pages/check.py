"""Side by side: what was printed, line by line, and what was understood of it; the parser's warnings as questions."""

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.comparing.beside import Stretch, stretches
from reader.desk.editions import Editions
from reader.desk.rights import Right
from reader.desk.signing import Seated
from reader.library.desk.editions import Edition, State
from reader.minutes.model import Minutes, ParserWarning
from reader.web.desk.doors import Doors


@dataclass(frozen=True, slots=True)
class CheckPage:
    """``/desk/editions/{id}/check``. ``open`` are warnings that nobody answered, ``answered`` those that somebody did."""

    edition: Edition
    minutes: Minutes
    open: tuple[ParserWarning, ...]
    answered: tuple[ParserWarning, ...]
    stretches: tuple[Stretch, ...]
    is_draft: bool


class CheckPages:
    """Handlers of ``/desk/editions/{id}/check``."""

    def __init__(self, doors: Doors, editions: Editions) -> None:
        self._doors, self._editions = doors, editions
        doors.page("/desk/editions/{edition:int}/check", Right.SEE, self.show)
        doors.form("/desk/editions/{edition:int}/warnings/{key}", Right.PREPARE, self.answer)

    def show(self, request: Request, _seated: Seated) -> Response:
        """The page; for htmx only the questions."""
        edition = self._editions.of(request.path_params["edition"])
        minutes = self._editions.drafting.session_of(edition).minutes
        still = self._editions.open(edition).warnings
        page = CheckPage(
            edition=edition,
            minutes=minutes,
            open=still,
            answered=tuple(warning for warning in minutes.warnings if warning not in still),
            stretches=stretches(minutes),
            is_draft=edition.state in (State.DRAFT, State.RETURNED),
        )
        return self._doors.renderer.page_or_block(request, "desk/check.html", "questions", page)

    def answer(self, request: Request, seated: Seated, form: FormData) -> Response:
        """A warning is answered, or open again."""
        edition, key = request.path_params["edition"], request.path_params["key"][:16]
        right = str(form.get("answer", "")) == "right"
        self._editions.answer_warning(seated.account, edition, key, right)
        return RedirectResponse(f"/desk/editions/{edition}/check", 303)
