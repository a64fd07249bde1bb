"""What somebody sees who wants a file while its sound is still being made: how far it is, and where to ask again."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reader.exporting.exporter import SoundNotReadyError
from reader.web.http.urls import session_url
from reader.web.rendering.renderer import Renderer


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """Instead of a file: clips that are made, of all; ``file_url`` is to be asked again."""

    session_url: str
    file_url: str
    ready: int
    total: int


class WaitingPages:
    """Answers 202 in words."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def show(self, request: Request, session_id: str, error: SoundNotReadyError) -> Response:
        """The page."""
        query = f"?{request.url.query}" if request.url.query else ""
        page = WaitingPage(
            session_url(session_id),
            f"{request.url.path}{query}",
            error.progress.clips_ready,
            error.progress.clips_total,
        )
        return self._renderer.page(request, "pages/waiting.html", page, 202)
