"""The web application, wired in one place: routes, errors, middleware, lifespan.

/minutes/20211028-1 → ``MinutesPages.session``; NotFoundError → 404 in plain words.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache, partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from reader.assets import asset_folder
from reader.errors import (
    GoneError,
    LexiconError,
    LibraryError,
    NotFoundError,
    ReaderError,
    SourceError,
    SpeechError,
)
from reader.exporting.episodes import Episodes
from reader.exporting.exporter import Exporter, terms_of
from reader.exporting.preparing import Preparing
from reader.library.library import Library
from reader.library.notices import notice_of
from reader.narration.narrator import Narrator
from reader.narration.prompts import Prompts
from reader.narration.tracks import estimated_seconds
from reader.settings.site import Settings
from reader.web.exports.book_parts import BookParts
from reader.web.exports.open_data import OpenData
from reader.web.exports.podcasts import Podcasts
from reader.web.exports.search_feed import SearchFeed
from reader.web.exports.session_files import SessionFiles
from reader.web.http.encodings import TakenEncodings
from reader.web.http.hosts import OwnHosts, site_names
from reader.web.http.mistakes import MISTAKES, note_mistake
from reader.web.http.security import BoundedRequests, OwnForms, SafeApplication
from reader.web.http.static_files import program_assets
from reader.web.offline.keeping import Keeping
from reader.web.pages import short_code
from reader.web.pages.glossary import GlossaryPages, load_glossary
from reader.web.pages.home import HomePages
from reader.web.pages.minutes import MinutesPages
from reader.web.pages.preferences import PreferencesPages
from reader.web.pages.progress import ProgressPages
from reader.web.pages.qr import PaperPages
from reader.web.pages.reports import ReportPages
from reader.web.pages.search import SearchPages
from reader.web.pages.site import SitePages
from reader.web.pages.waiting import WaitingPages
from reader.web.rendering.figures import load_figures, present_version
from reader.web.rendering.kept_pages import KeptPages
from reader.web.rendering.page_context import ErrorPage
from reader.web.rendering.renderer import Renderer
from reader.web.sound import audio
from reader.web.views.facts.read import unread
from reader.web.views.session_views import SessionViews

RETRY_SECONDS = "10"
"""After how long it is worth trying again what cannot be had now."""

_shown_version = cache(present_version)  # what is shown is what was there when it was first

STATUS: dict[type[ReaderError], int] = {
    NotFoundError: 404,
    GoneError: 410,
    SourceError: 400,
    LexiconError: 400,
    LibraryError: 503,
    SpeechError: 503,
}
"""The nearest class of an error says its status; any other ReaderError is 500."""

Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def create_app(
    library: Library,
    narrator: Narrator | None,
    settings: Settings,
    prompts: Prompts | None = None,
    on_end: Callable[[], None] | None = None,
) -> Starlette:
    """The application. Without a narrator its pages are silent, without prompts hard words are only explained in
    writing. ``on_end`` is called when it has served its last page."""
    assets = program_assets()
    renderer = Renderer(asset_folder("templates"), assets, settings)
    views = SessionViews(
        library, estimated_seconds, load_glossary(settings.home), prompts.read if prompts else unread
    )
    terms = GlossaryPages(views, renderer, prompts)
    minutes = MinutesPages(
        views, renderer, terms.voiced, partial(notice_of, library), audio=narrator is not None
    )
    preferences = PreferencesPages(views, renderer, settings.public_url)
    site = SitePages(renderer, load_figures(), _shown_version(), narrator, settings.narration_sign)
    paper = PaperPages(library, settings.public_url)
    home = HomePages(views, renderer)
    search = SearchPages(library, renderer, audio=narrator is not None)
    reports = ReportPages(library, renderer)
    preparing = Preparing(library, narrator) if narrator else None
    exporter = Exporter(library, narrator, terms_of(settings), settings.exports_max)
    files = SessionFiles(exporter, preparing, WaitingPages(renderer).show)
    data = OpenData(library, exporter, terms_of(settings))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        renderer.compile_all()
        yield
        if preparing:
            preparing.close()
        if on_end:
            on_end()

    kept = KeptPages(library)
    routes: list[BaseRoute] = [
        *files.routes(),
        *data.routes(),
        *Keeping(library, narrator, renderer, assets).routes(),
        *(_podcasts(library, exporter, settings) if narrator else []),
        *(audio.routes(narrator, library) if narrator else []),
        *(_progress_routes(library, narrator, renderer) if narrator else []),
        *(
            [Route("/minutes/{session}/parts", BookParts(exporter, files.ask, renderer).show)]
            if narrator
            else []
        ),
        Route("/", home.home),
        Route("/minutes/{session}/previous", home.previous),
        Route("/minutes/{session}/next", home.next),
        Route("/minutes/{session}", kept.of(minutes.session)),
        Route("/minutes/{session}/qr.svg", paper.session),
        Route("/minutes/{session}/turns/{number:turn}", kept.of(minutes.turn)),
        Route("/minutes/{session}/turns/{number:turn}/qr.svg", paper.turn),
        Route("/minutes/{session}/turns/{number:turn}/report", reports.ask),
        Route("/minutes/{session}/turns/{number:turn}/report", reports.send, methods=["POST"]),
        Route("/minutes/{session}/speakers/{speaker}", kept.of(minutes.speaker)),
        Route("/preferences", preferences.show),
        Route("/preferences", preferences.keep, methods=["POST"]),
        Route("/preferences/qr.svg", paper.preferences),
        Route("/search", search.search),
        Route("/search.atom", SearchFeed(library, terms_of(settings)).found),
        Route("/glossary", terms.show),
        *(_explanation_routes(terms) if prompts else []),
        Route("/t/{code}", short_code.ShortCodes(library).follow),
        Route("/help", site.help),
        Route("/accessibility", site.accessibility),
        Route("/healthz", site.healthz),
        *assets.routes(),
    ]
    return SafeApplication(
        glance=library.glance,
        sheets=assets.carried,
        routes=routes,
        middleware=[
            Middleware(OwnHosts, site_names(settings)),
            Middleware(BoundedRequests),
            Middleware(OwnForms, settings.public_url),
            Middleware(TakenEncodings),
            Middleware(GZipMiddleware, minimum_size=500, compresslevel=6),
        ],
        exception_handlers=dict(_error_table(renderer)),
        lifespan=lifespan,
    )


def _podcasts(library: Library, exporter: Exporter, settings: Settings) -> list[Route]:
    picture = asset_folder("static") / "podcast.png"
    return Podcasts(
        library, Episodes(exporter), terms_of(settings), picture, settings.speaker_podcasts
    ).routes()


def _progress_routes(library: Library, narrator: Narrator, renderer: Renderer) -> list[BaseRoute]:
    return [Route("/minutes/{session}/progress", ProgressPages(library, narrator, renderer).show)]


def _explanation_routes(terms: GlossaryPages) -> list[BaseRoute]:
    return [
        Route("/glossary/{explanation}.mp3", terms.sound),
        Route("/minutes/{session}/glossary/{explanation}.mp3", terms.stated),
    ]


def _error_table(renderer: Renderer) -> dict[type[Exception], Handler]:
    def told(request: Request, status: int, message: str) -> Response:
        if request.url.path.endswith(".json"):
            return JSONResponse({"error": message}, status)
        if "." in request.url.path.rpartition("/")[2]:
            return PlainTextResponse(message, status)
        return renderer.page(request, "pages/error.html", ErrorPage(status, message), status)

    def reader_error(request: Request, error: Exception) -> Response:
        response = told(request, _status(error), str(error))
        if response.status_code == STATUS[LibraryError]:
            response.headers["Retry-After"] = RETRY_SECONDS
        return response

    def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        response = told(request, error.status_code, "")
        response.headers.update(error.headers or {})
        return response

    def mistaken(request: Request, error: Exception) -> Response:
        note_mistake(request, error)
        return told(request, 400, "")

    def crash(request: Request, _error: Exception) -> Response:
        return told(request, 500, "")

    return {
        ReaderError: reader_error,
        HTTPException: http_error,
        **dict.fromkeys(MISTAKES, mistaken),
        Exception: crash,
    }


def _status(error: Exception) -> int:
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
