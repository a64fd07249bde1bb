"""Pages about the site itself: help, accessibility, and whether it is alive."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reader.narration.background import is_at_work
from reader.narration.narrator import Narrator
from reader.web.rendering.figures import Figures
from reader.web.rendering.page_context import AccessibilityPage, HelpPage
from reader.web.rendering.renderer import Renderer


class SitePages:
    """Handlers for pages that are all in their template."""

    def __init__(
        self,
        renderer: Renderer,
        figures: Figures | None,
        version: str,
        narrator: Narrator | None,
        narration_sign: Path,
    ) -> None:
        self._renderer = renderer
        self._figures = figures
        self._current = figures is not None and figures.version == version
        self._narrator = narrator
        self._narration_sign = narration_sign

    def help(self, request: Request) -> Response:
        """``/help``: how to read, listen and move."""
        return self._renderer.page(request, "pages/help.html", HelpPage())

    def accessibility(self, request: Request) -> Response:
        """``/accessibility``: what is conformed to, how it was tested, whom to call, whose voices."""
        voices = self._narrator.credits if self._narrator else ()
        page = AccessibilityPage(self._figures, self._current, voices)
        return self._renderer.page(request, "pages/accessibility.html", page)

    def healthz(self, _request: Request) -> Response:
        """``/healthz``: that the server answers, whether everything is being narrated ahead of time (by any process of
        the server), and why there is no sound, if so."""
        answer = {
            "status": "ok",
            "narrating": is_at_work(self._narration_sign),
            "problem": (self._narrator.problem if self._narrator else None) or "",
        }
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})
