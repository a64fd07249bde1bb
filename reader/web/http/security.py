"""What every answer carries and every request owes: headers, bounds, forms of our own, and nothing inline but what the policy names.

The Content-Security-Policy lets the pages load from their own host only, run no script that stands in the HTML, and follow no
style that does but the application's own sheets, which it names by their hashes; so minutes that contain 「<script>」 or
「<style>」 stay words even if an escape were forgotten.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from python_multipart.multipart import parse_options_header
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reader.settings.addresses import host_and_port, origin
from reader.web.http.kept_answers import Glance, KeptAnswers

QUERY_MAX = 2048
"""Bytes of a query string."""

BODY_MAX = 64 * 1024
"""Bytes of a request's body: the largest form here is far smaller."""

NOTHING_LARGER: Mapping[str, int] = MappingProxyType({})

_LONGEST_LENGTH = 12

_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not 「no-referrer」: under it browsers send 「Origin: null」 with our own forms, and over plain HTTP nothing else.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def headers_with(sheets: Sequence[str]) -> Mapping[str, str]:
    """HEADERS of an application whose pages carry sheets (``Assets.carried``)."""
    if not sheets:
        return HEADERS
    return HEADERS | {"Content-Security-Policy": f"{_POLICY}; style-src 'self' {' '.join(sheets)}"}


class SecureHeaders:
    """Puts HEADERS on every answer, with the ``sheets`` that pages carry, and says once what it varies by: of a page that is not
    packed the middleware that packs others says again what the page has said."""

    def __init__(self, app: ASGIApp, sheets: Sequence[str] = ()) -> None:
        self.app = app
        self._headers = headers_with(sheets)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if varies := headers.get("vary"):
                    headers["vary"] = ", ".join(dict.fromkeys(re.split(r",\s*", varies)))
            await send(message)

        await self.app(scope, receive, with_headers)


class SafeApplication(Starlette):
    """An application whose every answer carries HEADERS: they are put on outside of all that can fail. With ``glance``
    answers are kept, as they are then. ``sheets``: what its pages carry (``Assets.carried``)."""

    def __init__(self, glance: Glance | None = None, sheets: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self._glance = glance
        self._sheets = sheets

    def build_middleware_stack(self) -> ASGIApp:
        """Starlette's own, with its page for crashes inside."""
        safe = SecureHeaders(super().build_middleware_stack(), self._sheets)
        return KeptAnswers(safe, self._glance) if self._glance else safe


class OwnForms:
    """Refuses (403) what another site's page sends: a form here changes settings or reports a reading.

    Browsers say where a form comes from: by ``Sec-Fetch-Site``, over plain HTTP by ``Origin``, very old ones by
    ``Referer``. Who says nothing is no browser of a reader's. ``public_url`` is ours as well, where a proxy calls us otherwise.
    ``strict``: a form that no page sent (``Sec-Fetch-Site: none``) is refused too.
    """

    def __init__(self, app: ASGIApp, public_url: str = "", strict: bool = False) -> None:
        self.app = app
        self._public = origin(public_url)
        self._own = ("same-origin",) if strict else ("same-origin", "none")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        sends = scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if sends and not self._is_ours(Headers(scope=scope)):
            await _refusal(403, "ほかのサイトのページからは送れません。")(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in self._own
        sender = origin(headers.get("origin", headers.get("referer", "")))
        return sender is not None and sender in (_asked_at(headers), self._public)


def _asked_at(headers: Headers) -> tuple[str, int | None] | None:
    found = host_and_port(headers.get("host", ""))
    return found if found is None or found[1] not in (80, 443) else (found[0], None)


class _TooLargeError(Exception):
    """A body without Content-Length went over BODY_MAX."""


class BoundedRequests:
    """Refuses queries over QUERY_MAX (414), bodies over BODY_MAX (413), whether announced or not, and forms that are written
    in anything but UTF-8 (415): other encodings hold what is no text. ``larger`` names paths that take more bytes."""

    def __init__(self, app: ASGIApp, larger: Mapping[str, int] = NOTHING_LARGER) -> None:
        self.app = app
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if len(scope["query_string"]) > QUERY_MAX:
            await _refusal(414, "住所の「?」から後が長すぎます。短くしてください。")(scope, receive, send)
            return
        headers, most = Headers(scope=scope), self._larger.get(scope["path"], BODY_MAX)
        announced = headers.get("content-length", "0")
        if not announced.isdecimal() or len(announced) > _LONGEST_LENGTH or int(announced) > most:
            await _body_refusal()(scope, receive, send)
            return
        if not _is_utf8(headers.get("content-type")):
            await _refusal(415, "送られた文字の種類を扱えません。UTF-8 で送ってください。")(
                scope, receive, send
            )
            return
        await self._counted(scope, receive, send, most)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        received, started = 0, False

        async def counting() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise _TooLargeError
            return message

        async def noticing(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counting, noticing)
        except _TooLargeError:
            if started:
                raise
            await _body_refusal()(scope, receive, send)


def _is_utf8(content_type: str | None) -> bool:
    _kind, options = parse_options_header(content_type)
    return options.get(b"charset", b"utf-8").lower() in (b"utf-8", b"utf8")


def _body_refusal() -> PlainTextResponse:
    return _refusal(413, "送られた内容が大きすぎます。")


def _refusal(status: int, text: str) -> PlainTextResponse:
    return PlainTextResponse(text, status, headers={"Connection": "close"})
