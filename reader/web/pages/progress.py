"""How far the narration of a session is: 「音声の準備 37 / 42」, or why there is no sound.

The session's page asks for it quietly (late.js), and stops asking when it is done.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.speech.voices.names import driver_name
from reader.web.http.urls import session_url
from reader.web.rendering.renderer import Renderer


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """``/minutes/{id}/progress``: passages that can be heard at once, of all; ``problem`` is empty while all is well,
    and so is ``missing``, the name of the driver for which another speaks."""

    meeting: str
    session_url: str
    ready: int
    total: int
    problem: str
    missing: str

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing left to ask for."""
        return self.ready == self.total


class ProgressPages:
    """The handler of ``/minutes/{id}/progress``."""

    def __init__(self, library: Library, narrator: Narrator, renderer: Renderer) -> None:
        self._library = library
        self._narrator = narrator
        self._renderer = renderer

    def show(self, request: Request) -> Response:
        """The page, or for htmx its one line."""
        session = self._library.session(request.path_params["session"])
        progress = self._narrator.progress(session)
        page = ProgressPage(
            meeting=session.minutes.meeting or "",
            session_url=session_url(session.id),
            ready=progress.ready,
            total=progress.total,
            problem=self._narrator.problem or "",
            missing=driver_name(self._narrator.stands_in_for(session) or ""),
        )
        response = self._renderer.page_or_block(request, "pages/progress.html", "progress", page)
        response.headers["Cache-Control"] = "no-store"
        return response
