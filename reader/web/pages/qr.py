"""QR codes: the way back from a printed page, and the reader's settings for another telephone.

``/minutes/20211028-1/turns/12/qr.svg`` is the code of ``…/minutes/20211028-1/turns/12``.
"""

from starlette.requests import Request
from starlette.responses import Response

from reader.library.library import Library
from reader.web.http.qr_code import qr_svg
from reader.web.http.urls import public_address, session_url, turn_url
from reader.web.views.preferences import Preferences, changed, to_query


class PaperPages:
    """Handlers for ``…/qr.svg``. ``public_url`` is where the site is reached from outside; else as it was asked."""

    def __init__(self, library: Library, public_url: str) -> None:
        self._library = library
        self._public_url = public_url

    def session(self, request: Request) -> Response:
        """The code of a session. NotFoundError if there is none."""
        session = self._library.session(request.path_params["session"])
        return self._code(request, session_url(session.id))

    def preferences(self, request: Request) -> Response:
        """The code of the address that carries settings; what has no meaning there is left out."""
        return self._code(request, f"/preferences?{to_query(changed(Preferences(), request.query_params))}")

    def turn(self, request: Request) -> Response:
        """The code of a turn. NotFoundError if there is none."""
        session = self._library.session(request.path_params["session"])
        number = session.passage(f"t{request.path_params['number']}").number
        return self._code(request, turn_url(session.id, number))

    def _code(self, request: Request, path: str) -> Response:
        code = qr_svg(public_address(request, self._public_url) + path)
        return Response(code, media_type="image/svg+xml", headers={"Cache-Control": "no-cache"})
