"""Short codes: a turn's address that can be read out on the telephone, written down, and typed with one hand.

::

    20211028-1-12    session 20211028-1, turn 12     →  /minutes/20211028-1/turns/12#t12
    20211028-1       the session                     →  /minutes/20211028-1
    ２０２１１０２８－１－１２                             the same as the first: width and dashes are forgiven
"""

import re
import unicodedata

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.errors import NotFoundError
from reader.library.library import Library
from reader.web.http.urls import session_url, turn_place

_CODE = re.compile(r"(\d{1,8}-\d{1,6})(?:-(\d{1,6}))?", re.ASCII)
_DASHES = re.compile(r"[‐‑‒–—―−ー－・の_ ]+")


def code_of(session_id: str, turn: int | None) -> str:
    """The code of a turn, or of a session."""
    return session_id if turn is None else f"{session_id}-{turn}"


def code_url(code: str) -> str:
    """The address on the public site that is printed beside the code."""
    return f"/t/{code}"


def page_of_code(code: str) -> str | None:
    """The address of the page that a code names; None for what is no code."""
    named = _named(code)
    if named is None:
        return None
    session, turn = named
    return session_url(session) if turn is None else turn_place(session, turn)


class ShortCodes:
    """The handler of ``/t/{code}``."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def follow(self, request: Request) -> Response:
        """Leads to the page. NotFoundError for what is no code or no session, GoneError for one that was removed."""
        code = request.path_params["code"]
        named, page = _named(code), page_of_code(code)
        if named is None or page is None:
            raise NotFoundError("この番号は読めません。20211028-1-12 のような番号を入れてください。")
        self._library.require(named[0])
        return RedirectResponse(page, 303)


def _named(code: str) -> tuple[str, int | None] | None:
    """The session and the turn that a code names; None for what is no code."""
    written = _DASHES.sub("-", unicodedata.normalize("NFKC", code).strip())
    found = _CODE.fullmatch(written)
    if found is None:
        return None
    session, turn = found.groups()
    return session, int(turn) if turn else None
