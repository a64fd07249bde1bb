"""The cookie that a seat is known by: ``__Host-desk``, out of scripts' reach, sent to the desk's own pages only.

Over plain HTTP (on this machine itself, or where ``desk_plain_http`` allows it) a browser keeps no such cookie: there it is
called ``desk``.
"""

from starlette.requests import Request
from starlette.responses import Response

from reader.settings.site import Settings
from reader.web.http.hosts import LOOPBACK

SECURE, PLAIN = "__Host-desk", "desk"


def is_private(request: Request) -> bool:
    """Whether nobody between reads along: HTTPS, or this machine itself."""
    return _is_https(request) or request.url.hostname in LOOPBACK


def may_be_used(request: Request, settings: Settings) -> bool:
    """Whether the desk is opened this way at all."""
    return is_private(request) or settings.desk_plain_http


def token_in(request: Request) -> str:
    """The seat's token that the browser sent, '' for none."""
    return request.cookies.get(SECURE if _is_https(request) else PLAIN, "")


def keep_token(request: Request, response: Response, token: str) -> None:
    """The browser keeps the token until it is closed."""
    https = _is_https(request)
    response.set_cookie(
        SECURE if https else PLAIN, token, path="/", secure=https, httponly=True, samesite="strict"
    )


def drop_token(request: Request, response: Response) -> None:
    """The browser forgets it, and what it kept of the pages."""
    https = _is_https(request)
    response.delete_cookie(SECURE if https else PLAIN, path="/", secure=https, httponly=True)
    if https:
        response.headers["Clear-Site-Data"] = '"cache"'


def _is_https(request: Request) -> bool:
    return request.url.scheme == "https"
