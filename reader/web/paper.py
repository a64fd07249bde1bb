"""What only paper needs: the way back from a printed page, as a QR code.

``/minutes/20211028-1/turns/12/qr.svg`` is the code of ``…/minutes/20211028-1/turns/12``.
"""

from starlette.requests import Request
from starlette.responses import Response

from reader.library.library import Library
from reader.web.qr_code import qr_svg
from reader.web.urls import session_url, turn_url


class PaperPages:
    """Handlers for ``…/qr.svg``. ``public_url`` is where the site is reached from outside; else as it was asked."""

    def __init__(self, library: Library, public_url: str) -> None:
        self._library = library
        self._public_url = public_url.rstrip("/")

    def session(self, request: Request) -> Response:
        """The code of a session. NotFoundError if there is none."""
        session = self._library.session(request.path_params["session"])
        return self._code(request, session_url(session.id))

    def turn(self, request: Request) -> Response:
        """The code of a turn. NotFoundError if there is none."""
        session = self._library.session(request.path_params["session"])
        number = session.passage(f"t{request.path_params['number']}").number
        return self._code(request, turn_url(session.id, number))

    def _code(self, request: Request, path: str) -> Response:
        base = self._public_url or str(request.base_url).rstrip("/")
        return Response(
            qr_svg(base + path), media_type="image/svg+xml", headers={"Cache-Control": "no-cache"}
        )
