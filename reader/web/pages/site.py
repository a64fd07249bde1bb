"""Pages about the site itself: help, accessibility, and whether it is alive."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from reader.narration.narrator import Narrator
from reader.web.rendering.figures import Figures
from reader.web.rendering.page_context import AccessibilityPage, HelpPage
from reader.web.rendering.renderer import Renderer


class SitePages:
    """Handlers for pages that are all in their template."""

    def __init__(
        self, renderer: Renderer, figures: Figures | None, version: str, narrator: Narrator | None
    ) -> None:
        self._renderer = renderer
        self._figures = figures
        self._current = figures is not None and figures.version == version
        self._narrator = narrator

    def help(self, request: Request) -> Response:
        """``/help``: how to read, listen and move."""
        return self._renderer.page(request, "pages/help.html", HelpPage())

    def accessibility(self, request: Request) -> Response:
        """``/accessibility``: what is conformed to, how it was tested, whom to call, whose voices."""
        voices = self._narrator.credits if self._narrator else ()
        page = AccessibilityPage(self._figures, self._current, voices)
        return self._renderer.page(request, "pages/accessibility.html", page)


def healthz(_request: Request) -> Response:
    """``/healthz``: that the server answers."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})
