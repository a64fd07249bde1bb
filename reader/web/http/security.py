"""What every answer carries and every request owes: headers, bounds, and nothing inline.

The Content-Security-Policy lets the pages load from their own host only, and run no script and no style that
stands in the HTML; so minutes that contain 「<script>」 stay words even if an escape were forgotten.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

QUERY_MAX = 2048
"""Bytes of a query string."""

BODY_MAX = 64 * 1024
"""Bytes of a request's body: the largest form here is far smaller."""

_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class SecureHeaders:
    """Puts HEADERS on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


class OwnForms:
    """Refuses what another site's page sends (403): a form here changes settings or reports a reading."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        sends = scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if sends and Headers(scope=scope).get("sec-fetch-site", "none") not in ("same-origin", "none"):
            await _refusal(403, "ほかのサイトのページからは送れません。")(scope, receive, send)
            return
        await self.app(scope, receive, send)


class _TooLargeError(Exception):
    """A body without Content-Length went over BODY_MAX."""


class BoundedRequests:
    """Refuses queries over QUERY_MAX (414) and bodies over BODY_MAX (413), whether announced or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if len(scope["query_string"]) > QUERY_MAX:
            await _refusal(414, "住所の「?」から後が長すぎます。短くしてください。")(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > BODY_MAX:
            await _body_refusal()(scope, receive, send)
            return
        await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        received, started = 0, False

        async def counting() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > BODY_MAX:
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


def _body_refusal() -> PlainTextResponse:
    return _refusal(413, "送られた内容が大きすぎます。")


def _refusal(status: int, text: str) -> PlainTextResponse:
    return PlainTextResponse(text, status, headers={"Connection": "close"})
