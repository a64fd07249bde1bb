"""What a device keeps of a session: everything that it needs to show and to play it without a network.

::

    /minutes/20211028-1/offline.json   {"state": "…", "bytes": 12400000, "ready": true, "addresses": ["/minutes/20211028-1", …]}
    /kept                              what this device has kept, from the device alone
    /worker.js, /app.webmanifest       the script that answers while there is no network; what an installed site is called

The worker asks the network first, always: what it holds is shown only where nothing answers. It asks for the list again when
the network is there, takes what has changed, and lets go of a session that the library has no more (404, 410).
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reader.library.library import Library
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.web.http.static_files import Assets
from reader.web.http.urls import session_url
from reader.web.rendering.renderer import Renderer
from reader.web.sound.audio import passage_url
from reader.web.views.preferences import Pauses
from reader.web.views.ways.portions import pages_of

BYTES_A_SECOND = 6000
"""Of sound: 48 kbit/s."""

BYTES_A_CHARACTER = 90
"""Of a session's page, with its readings and ways."""

_NOT_KEPT = {"Cache-Control": "no-store"}
_COLOUR = "#0017c1"
_STATIC = (
    "css/font.css",
    "js/main.js",
    "js/seldom/main.js",
    "js/offline/main.js",
    "vendor/htmx-2.0.11.min.js",
    "icon.svg",
)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """``/kept``: what it lists, the device knows."""


class Keeping:
    """Handlers of what a device keeps. Without a narrator it keeps the words alone."""

    def __init__(
        self, library: Library, narrator: Narrator | None, renderer: Renderer, assets: Assets
    ) -> None:
        self._library = library
        self._narrator = narrator
        self._renderer = renderer
        self._assets = assets

    def routes(self) -> list[Route]:
        """Where they answer."""
        return [
            Route("/minutes/{session}/offline.json", self.listed),
            Route("/kept", self.kept),
            self._assets.worker(),
            Route("/app.webmanifest", self.manifest),
        ]

    def listed(self, request: Request) -> Response:
        """What is to be kept of a session, and how much that is. NotFoundError, GoneError."""
        state = self._library.state(request.path_params["session"])
        session = self._library.session(request.path_params["session"])
        sounds, seconds, ready = self._sounds(session)
        answer = {
            "state": "-".join(map(str, state)),
            "meeting": session.minutes.meeting or "",
            "bytes": round(seconds * BYTES_A_SECOND) + session.weight * BYTES_A_CHARACTER,
            "ready": ready,
            "addresses": [
                *pages_of(session),
                "/kept",
                *map(self._assets.url, _STATIC),
                *sounds,
            ],
        }
        return JSONResponse(answer, headers=_NOT_KEPT)

    def kept(self, request: Request) -> Response:
        """``/kept``"""
        return self._renderer.page(request, "pages/kept.html", KeptPage())

    def manifest(self, request: Request) -> Response:
        """What an installed site is called, and how it looks on a screen full of others."""
        t = self._renderer.texts(request)
        icons = [
            {"src": self._assets.url(f"icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            | more
            for name, size, more in (
                ("192", 192, {}),
                ("512", 512, {}),
                ("maskable-512", 512, {"purpose": "maskable"}),
            )
        ]
        answer = {
            "name": t.plain("site.name"),
            "short_name": t.plain("offline.short_name"),
            "lang": t.lang,
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": _COLOUR,
            "icons": [*icons, {"src": self._assets.url("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        }
        return JSONResponse(answer, media_type="application/manifest+json", headers={"Vary": "Cookie"})

    def _sounds(self, session: Session) -> tuple[list[str], float, bool]:
        """The addresses of the sound and its cues, its seconds, and whether all of it has been made."""
        if self._narrator is None:
            return [], 0.0, True
        addresses, seconds, ready = [], 0.0, True
        for track in self._narrator.tracks(session):
            if track.segments:
                timing = self._narrator.timing(track)
                seconds += timing.duration
                ready = ready and timing.ready
                cues = f"{session_url(session.id)}/passages/{track.key}.json"
                addresses += [cues, passage_url(track, Pauses.NORMAL)]
        return addresses, seconds, ready
