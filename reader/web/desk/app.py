"""The desk's application, wired in one place: pages with their rights, errors, middleware, and the worker behind them."""

from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from reader.assets import asset_folder
from reader.desk.answering import Answering
from reader.desk.editing import Editing
from reader.desk.editions import Editions, Remove, StepError
from reader.desk.jobs.queue import Jobs
from reader.desk.jobs.worker import Worker
from reader.desk.lexicon.exchange import Exchange
from reader.desk.readings import Settling
from reader.desk.reports import Reports
from reader.desk.staff.people import People
from reader.desk.staff.rights import NotAllowedError
from reader.desk.staff.signing import Gate
from reader.desk.withdrawals.finishing import Finishing, Forget
from reader.desk.withdrawals.withdrawing import Withdrawing
from reader.errors import ChangedMeanwhileError, GoneError, LibraryError, NotFoundError, ReaderError
from reader.importing.files import LARGEST_SOURCE
from reader.library.database import Also
from reader.narration.prompts import Prompts
from reader.narration.removal import Removal
from reader.narration.tracks import estimated_seconds
from reader.settings.site import Settings
from reader.web.desk.doors import SECRETS, Doors, Row
from reader.web.desk.pages.check import CheckPages
from reader.web.desk.pages.editions import EditionPages
from reader.web.desk.pages.edits import EditPages
from reader.web.desk.pages.lexicon import LARGEST_TABLE, LexiconPages
from reader.web.desk.pages.own.me import MePages
from reader.web.desk.pages.own.people import PeoplePages
from reader.web.desk.pages.own.presence import PresencePages
from reader.web.desk.pages.own.signing import SigningPages
from reader.web.desk.pages.readings import ReadingPages
from reader.web.desk.pages.reports import ReportPages
from reader.web.desk.pages.sessions import SessionPages
from reader.web.desk.pages.withdrawals import WithdrawalPages
from reader.web.desk.pages.work import WorkPages
from reader.web.desk.private import Private, Unkept
from reader.web.desk.rendering import DeskRenderer
from reader.web.http.hosts import OwnHosts, site_names
from reader.web.http.mistakes import MISTAKES, note_mistake
from reader.web.http.security import BoundedRequests, OwnForms, SafeApplication
from reader.web.http.static_files import program_assets
from reader.web.views.facts.read import unread

ROOM_FOR_FORM = 1024 * 1024
UPLOAD_MAX = 4 * LARGEST_SOURCE + ROOM_FOR_FORM
"""Bytes of several files sent at once."""

LARGER = {
    "/desk/import": UPLOAD_MAX,
    "/desk/lexicon/file": LARGEST_TABLE + ROOM_FOR_FORM,
    "/desk/lexicon": 3 * LARGEST_TABLE,
}
"""Bytes of the pages that take more than a form."""

STATUS: dict[type[ReaderError], int] = {
    NotFoundError: 404,
    GoneError: 410,
    NotAllowedError: 403,
    StepError: 409,
    ChangedMeanwhileError: 409,
    LibraryError: 503,
    ReaderError: 400,
}
"""The nearest class of an error says its status."""


@dataclass(frozen=True, slots=True)
class DeskErrorPage:
    """Something could not be done; ``typed`` is what the form held, so that nothing of it is lost."""

    status: int
    message: str
    typed: tuple[tuple[str, str], ...]
    back: str


@dataclass(frozen=True, slots=True)
class DeskWork:
    """What the desk's pages use."""

    editions: Editions
    jobs: Jobs
    people: People
    gate: Gate
    settling: Settling
    worker: Worker
    prompts: Prompts | None
    removal: Removal
    forget: Forget


class DeskApplication(SafeApplication):
    """The desk's application; ``rows`` says of each of its routes who may use it."""

    rows: tuple[Row, ...] = ()


def create_desk(work: DeskWork, settings: Settings, working: bool = True) -> DeskApplication:
    """The application. ``working``: jobs are done behind its pages."""
    assets = program_assets()
    renderer = DeskRenderer(asset_folder("templates"), assets, settings)
    doors = Doors(work.gate, renderer, settings)
    SigningPages(doors, work.gate, work.people)
    MePages(doors, work.gate)
    WorkPages(doors, work.editions, work.jobs)
    EditionPages(
        doors,
        work.editions,
        estimated_seconds,
        work.removal.narrator,
        work.prompts.read if work.prompts else unread,
    )
    removing = _removing(work.removal, work.forget)
    SessionPages(doors, work.editions, work.jobs, removing, work.removal.narrator)
    answering = Answering(work.editions.drafting, Editing(work.editions.drafting))
    CheckPages(doors, work.editions, answering, work.removal.narrator is not None)
    EditPages(doors, work.editions, answering)
    readings = ReadingPages(doors, work.editions, work.settling, work.prompts)
    ReportPages(doors, Reports(work.settling.corrector))
    LexiconPages(doors, Exchange(work.settling.corrector))
    PresencePages(doors, work.gate)
    PeoplePages(doors, work.people)
    making = work.editions.drafting
    finishing = Finishing(making.library, making.files, work.removal, work.forget)
    WithdrawalPages(doors, Withdrawing(making), finishing)
    if work.prompts:
        doors.sound("/desk/sounds/{prompt}.mp3", readings.sound)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        with ExitStack() as stack:
            if working:
                await run_in_threadpool(finishing.take_up)
                stack.enter_context(work.worker.at_work())
            yield

    application = DeskApplication(
        routes=[
            *doors.routes,
            *assets.routes(),
        ],
        middleware=[
            Middleware(Unkept),
            Middleware(OwnHosts, site_names(settings)),
            Middleware(Private, settings),
            Middleware(BoundedRequests, larger=LARGER),
            Middleware(OwnForms, settings.public_url, strict=True),
        ],
        exception_handlers=dict(_error_table(renderer)),
        lifespan=lifespan,
    )
    application.rows = tuple(doors.rows)
    return application


def _removing(removal: Removal, forget: Forget) -> Remove:
    def remove(session_id: str, also: Also) -> None:
        removal.remove(session_id, also)
        forget()

    return remove


Handler = Callable[[Request, Exception], Response]


def _error_table(renderer: DeskRenderer) -> dict[type[Exception], Handler]:
    def told(request: Request, status: int, message: str) -> Response:
        form = getattr(request, "_form", None) or ()
        pairs = form.multi_items() if form else ()
        typed = tuple((k, v) for k, v in pairs if isinstance(v, str) and v and k not in SECRETS)
        back = request.headers.get("referer", "").partition(request.url.netloc)[2] or "/desk"
        page = DeskErrorPage(status, message, typed, back if back.startswith("/desk") else "/desk")
        return renderer.page(request, "desk/error.html", page, status)

    def reader_error(request: Request, error: Exception) -> Response:
        status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
        return told(request, status, str(error))

    def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return told(request, error.status_code, "")

    def mistaken(request: Request, error: Exception) -> Response:
        note_mistake(request, error)
        return told(request, 400, "送られた内容を読めません。画面を開き直してください。")

    def crash(request: Request, _error: Exception) -> Response:
        return told(request, 500, "")

    return {
        ReaderError: reader_error,
        HTTPException: http_error,
        **dict.fromkeys(MISTAKES, mistaken),
        Exception: crash,
    }
