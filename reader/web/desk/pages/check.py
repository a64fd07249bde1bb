"""Side by side: what was printed, line by line, and what was understood of it; the parser's warnings as questions."""

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.desk.answering import Answering, Way
from reader.desk.comparing.beside import OF_ENTRIES, Stretch, stretches
from reader.desk.editions import Editions
from reader.desk.staff.rights import Right
from reader.desk.staff.signing import Seated
from reader.library.desk.editions import Edition, State
from reader.minutes.edits.apply import PutRight
from reader.minutes.model import Minutes, ParserWarning
from reader.passages.outline import entry_key
from reader.web.desk.doors import Doors

AS_IT_IS = "このままで正しい"


@dataclass(frozen=True, slots=True)
class Question:
    """A warning with its two answers: ``first`` is how it was read; ``second`` the other way, by the button itself or (``by``
    a person) on the page at ``link``."""

    warning: ParserWarning
    first: str
    second: str
    by: Way
    link: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """``/desk/editions/{id}/check``. ``open`` are warnings that nobody answered, ``answered`` those that somebody did."""

    edition: Edition
    minutes: Minutes
    open: tuple[Question, ...]
    answered: tuple[ParserWarning, ...]
    stretches: tuple[Stretch, ...]
    audio: bool
    is_draft: bool


class CheckPages:
    """Handlers of ``/desk/editions/{id}/check``."""

    def __init__(self, doors: Doors, editions: Editions, answering: Answering, audio: bool) -> None:
        self._doors, self._editions, self._answering, self._audio = doors, editions, answering, audio
        doors.page("/desk/editions/{edition:int}/check", Right.SEE, self.show)
        doors.form("/desk/editions/{edition:int}/warnings/{key}", Right.PREPARE, self.answer)

    def show(self, request: Request, _seated: Seated) -> Response:
        """The page; for htmx only the questions."""
        edition = self._editions.of(request.path_params["edition"])
        minutes = self._editions.drafting.session_of(edition).minutes
        still = self._editions.open(edition).warnings
        put_right = self._answering.editing.put_right(edition.id)
        page = CheckPage(
            edition=edition,
            minutes=minutes,
            open=tuple(self._question(edition, warning, minutes, put_right) for warning in still),
            answered=tuple(warning for warning in minutes.warnings if warning not in still),
            stretches=stretches(minutes),
            audio=self._audio,
            is_draft=edition.state in (State.DRAFT, State.RETURNED),
        )
        return self._doors.renderer.page_or_block(request, "desk/check.html", "questions", page)

    def answer(self, request: Request, seated: Seated, form: FormData) -> Response:
        """A warning is answered one way or the other, or open again."""
        edition, key = request.path_params["edition"], request.path_params["key"][:16]
        given = str(form.get("answer", ""))
        if given == "other":
            revision = int(str(form.get("revision", "")))
            self._answering.otherwise(seated.account, edition, revision, key)
        else:
            self._editions.answer_warning(seated.account, edition, key, given == "right")
        return RedirectResponse(f"/desk/editions/{edition}/check#questions", 303)

    def _question(
        self, edition: Edition, warning: ParserWarning, minutes: Minutes, put_right: PutRight
    ) -> Question:
        first, second = warning.readings if len(warning.readings) == 2 else (AS_IT_IS, "直す")
        by = self._answering.way(edition, warning, put_right)
        key = _entry_at(warning.line, minutes) if warning.line else ""
        return Question(warning, first, second, by, f"/desk/editions/{edition.id}/edits/{key}".rstrip("/"))


def _entry_at(line: int, minutes: Minutes) -> str:
    """The turn or note that has a line of the source, or the line itself: what its own page is called."""
    begun = [entry for entry in minutes.entries if entry.line <= line]
    exact = [number for number, part in enumerate(minutes.parts) if part.line == line and part.text.strip()]
    owned = [number for number in exact if minutes.parts[number].kind in OF_ENTRIES]
    if exact and not owned:
        return f"p{exact[0]}"
    return entry_key(begun[-1]) if begun else ""
