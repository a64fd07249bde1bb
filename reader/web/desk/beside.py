"""How the desk stands beside the public pages: under ``/desk``, or on a port of its own; off until somebody has an account."""

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from reader.desk.staff.people import People

Application = Starlette


class Beside:
    """The public application, and the desk under ``/desk`` once there is one; with ``port`` on that port and nowhere else."""

    def __init__(self, public: Application, desk: Application, people: People, port: int = 0) -> None:
        self.public, self.desk = public, desk
        self._people = people
        self._port = port
        self._is_open = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or begins and ends both."""
        if scope["type"] == "lifespan":
            async with self.desk.router.lifespan_context(self.desk):
                await self.public(scope, receive, send)
            return
        own_port = bool(self._port) and (scope.get("server") or ("", None))[1] == self._port
        is_desk = scope["path"] == "/desk" or scope["path"].startswith("/desk/")
        if own_port or (is_desk and not self._port):
            self._is_open = self._is_open or await run_in_threadpool(self._people.exist)
            await (self.desk if self._is_open else self.public)(scope, receive, send)
            return
        await self.public(scope, receive, send)
