"""The desk is opened where nobody reads along, and nothing of it is kept."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reader.settings.site import Settings
from reader.web.desk.cookies import may_be_used

_NOT_PRIVATE = (
    "職員のページは、この番地では開けません。HTTPS の番地で開くか、管理者が設定 desk_plain_http = true を"
    "書いてください（同じネットワークの人に、パスワードを読まれることがあります）。"
)


class Private:
    """Refuses (403) to open the desk where others can read along, unless the site says that it may."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http" and not may_be_used(Request(scope), self._settings):
            await PlainTextResponse(_NOT_PRIVATE, 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class Unkept:
    """Nothing of the desk is kept by a browser or by anything between."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        desk = scope["type"] == "http" and scope["path"].startswith("/desk")

        async def unkept(message: Message) -> None:
            if desk and message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, unkept)
