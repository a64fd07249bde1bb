"""The kiosk's application, wired in one place: its screens, its sound, and nothing else.

No external link, no download, no page of the web: what is not in this table leads to ``/kiosk``.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reader.assets import asset_folder
from reader.errors import ReaderError
from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.narration.prompts import Prompts
from reader.narration.tracks import estimated_seconds
from reader.settings.site import Settings
from reader.web.http.client import ClientGoneError, nobody_there
from reader.web.http.mistakes import MISTAKES, note_mistake
from reader.web.http.security import BoundedRequests, OwnForms, SafeApplication
from reader.web.http.static_files import program_assets
from reader.web.kiosk.pages.choosing import Choosing
from reader.web.kiosk.pages.helping import Helping
from reader.web.kiosk.pages.reading import Reading
from reader.web.kiosk.pages.reporting import Reporting
from reader.web.kiosk.pages.searching import Searching
from reader.web.kiosk.pages.staff import Staff
from reader.web.kiosk.pages.visitor import Visitor
from reader.web.kiosk.stage.languages import InLanguage
from reader.web.kiosk.stage.stage import Stage, kiosk_preferences
from reader.web.kiosk.upkeep.door import Door, lead_home
from reader.web.kiosk.upkeep.health import Health
from reader.web.rendering.renderer import Renderer
from reader.web.sound.audio import Audio
from reader.web.sound.prompt_sound import PromptSound
from reader.web.views.facts.read import unread
from reader.web.views.session_views import SessionViews

Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def create_kiosk(
    library: Library, narrator: Narrator | None, prompts: Prompts | None, settings: Settings
) -> Starlette:
    """The kiosk. Without a narrator it is silent; without prompts it does not speak of its own accord."""
    assets = program_assets()
    templates = asset_folder("templates")
    renderer = Renderer(templates, assets, settings)
    stage = Stage(renderer, templates, settings, prompts)
    views = SessionViews(library, estimated_seconds, read=prompts.read if prompts else unread)
    health = Health(library, narrator, settings.audio_cache, stage.instance)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        renderer.compile_all()
        yield

    routes: list[BaseRoute] = [
        *_screens(stage, views, health),
        *(_sound(narrator, library) if narrator else []),
        *([Route("/kiosk/prompts/{prompt}.mp3", _prompt(prompts))] if prompts else []),
        Route("/healthz", health.healthz),
        *assets.routes(),
    ]
    return SafeApplication(
        routes=routes,
        middleware=[
            Middleware(Door),
            Middleware(BoundedRequests),
            Middleware(OwnForms),
            Middleware(InLanguage, lambda request: kiosk_preferences(request).language),
        ],
        exception_handlers=dict(_error_table(health)),
        lifespan=lifespan,
    )


def _screens(stage: Stage, views: SessionViews, health: Health) -> list[BaseRoute]:
    helping, choosing, reading = Helping(stage), Choosing(views, stage), Reading(views, stage)
    searching, visitor, staff = Searching(views, stage, choosing.cards), Visitor(stage), Staff(stage, health)
    session = "/kiosk/sessions/{session}"
    routes: list[BaseRoute] = [
        Route("/kiosk", helping.welcome),
        Route("/kiosk/sessions", choosing.sessions),
        Route(session, choosing.session),
        Route(f"{session}/agenda", choosing.agenda),
        Route(f"{session}/speakers", choosing.speakers),
        Route(f"{session}/exchanges", choosing.exchanges),
        Route(f"{session}/passages/{{key}}", reading.passage),
        Route("/kiosk/search", searching.board),
        Route("/kiosk/board.json", searching.guide),
        Route("/kiosk/results", searching.results),
        Route("/kiosk/reports", Reporting(views.library, stage).send, methods=["POST"]),
        Route("/kiosk/help", helping.help),
        Route("/kiosk/keys", helping.keys),
        Route("/kiosk/keys.json", helping.key),
        Route("/kiosk/preferences/{name}", visitor.change, methods=["POST"]),
        Route("/kiosk/language/{language}", visitor.speak, methods=["POST"]),
        Route("/kiosk/reset", visitor.reset, methods=["POST"]),
    ]
    if stage.settings.public_url:
        routes += [
            Route(f"{session}/passages/{{key}}/take-home", reading.take_home),
            Route("/kiosk/codes/{code}.svg", reading.code),
        ]
    if stage.settings.kiosk.pin:
        routes += [Route("/kiosk/staff", staff.ask), Route("/kiosk/staff", staff.enter, methods=["POST"])]
    return routes


def _sound(narrator: Narrator, library: Library) -> list[BaseRoute]:
    """Passages only: a whole session in one file is a download."""
    audio = Audio(narrator, library)
    return [
        Route("/minutes/{session}/passages/{passage}.mp3", audio.passage),
        Route("/minutes/{session}/passages/{passage}.json", audio.cues),
    ]


def _prompt(prompts: Prompts) -> Callable[[Request], Awaitable[Response]]:
    told = PromptSound(prompts)

    async def prompt(request: Request) -> Response:
        """``/kiosk/prompts/{id}.mp3``"""
        try:
            sound = await told.of(request, request.path_params["prompt"])
        except ClientGoneError:
            return nobody_there()
        return Response(sound, media_type="audio/mpeg", headers={"Cache-Control": "no-store"})

    return prompt


def _error_table(health: Health) -> dict[type[Exception], Handler]:
    def reader_error(request: Request, _error: Exception) -> Response:
        return lead_home(request, 404)

    def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return lead_home(request, error.status_code)

    def mistaken(request: Request, error: Exception) -> Response:
        note_mistake(request, error)
        return lead_home(request, 400)

    def crash(request: Request, error: Exception) -> Response:
        health.note(error)
        return lead_home(request, 500)

    return {
        ReaderError: reader_error,
        HTTPException: http_error,
        **dict.fromkeys(MISTAKES, mistaken),
        Exception: crash,
    }
