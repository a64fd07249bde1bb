"""Asks an application as a server hands requests on, thousands in a few seconds: no socket, no client that mends an odd address."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Scope


@dataclass(frozen=True)
class Asked:
    """One request. ``address`` is as it stands in the request's line; ``headers`` beside Host."""

    address: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    host: str = "127.0.0.1:8000"

    def __str__(self) -> str:
        told = " ".join(f"{name}: {value[:60]!r}" for name, value in self.headers)
        return f"{self.method} {self.address[:120]!r} {told} {self.body[:60]!r} Host: {self.host[:60]!r}"


@dataclass(frozen=True)
class Answer:
    """Its answer; names of headers in lower case."""

    status: int
    headers: Mapping[str, Sequence[str]]
    body: bytes

    def header(self, name: str) -> str:
        """The header's last value, empty if it is not there."""
        return [*self.headers.get(name, ()), ""][0]


def answers(app: ASGIApp, requests: Iterable[Asked]) -> list[tuple[Asked, Answer]]:
    """What the application answers, one after the other. What it raises behind its answer counts as 500."""

    async def all_of_them() -> list[tuple[Asked, Answer]]:
        return [(asked, await _answer(app, asked)) for asked in requests]

    return asyncio.run(all_of_them())


async def _answer(app: ASGIApp, asked: Asked) -> Answer:
    path, _, query = asked.address.partition("?")
    headers = [("host", asked.host), ("content-length", str(len(asked.body))), *asked.headers]
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50000),
        "root_path": "",
        "path": unquote(path),
        "raw_path": path.encode("ascii"),
        "query_string": query.encode("ascii"),
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
    }
    sent: list[Message] = []

    whole: list[Message] = [{"type": "http.request", "body": asked.body, "more_body": False}]

    async def receive() -> Message:
        if not whole:
            await asyncio.Event().wait()  # nobody hangs up
        return whole.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    raised = False
    try:
        await app(scope, receive, send)
    except Exception:  # noqa: BLE001  # Starlette raises what it has answered with its page for crashes
        raised = True
    start = next((message for message in sent if message["type"] == "http.response.start"), None)
    given: dict[str, list[str]] = {}
    for name, value in start["headers"] if start else ():
        given.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return Answer(500 if raised or start is None else start["status"], given, body)
