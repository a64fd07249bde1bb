"""Answers kept as they were sent, and sent again before anything else is asked: no thread, no query, no template.

A handler says of an answer that it may be kept (``may_be_kept``). It is sent again to whoever asks for the same with the same
words (address, host, cookie, what is taken, which part), as long as the library's files lie there as they lay before it was
made: ``glance`` says how. What goes on beside the library (voices that come and go) is asked for again after a few seconds.
Every process keeps its own, and each looks at the same files. What is kept is bounded by its bytes.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reader.kept import Kept

MOST_BYTES = 16 * 1024 * 1024
"""Of all answers that are kept by a process."""

LONGEST = 2 * 1024 * 1024
"""Bytes of an answer; a longer one is not kept."""

SECONDS = 5.0
"""For so long an answer is sent again without asking what the library does not know."""

_KEEPING = "reader.keeping"
_BESIDES_BODY = 2_000
_HANGS_ON = frozenset(
    {
        b"host",
        b"cookie",
        b"accept-encoding",
        b"range",
        b"if-range",
        b"hx-request",
        b"hx-history-restore-request",
    }
)
_ASKS_MORE = frozenset(
    {b"content-length", b"transfer-encoding", b"content-type", b"if-match", b"if-modified-since"}
)
_STATUSES = (200, 206)
_ABOUT_BODY = frozenset(
    {b"content-length", b"content-encoding", b"content-type", b"content-range", b"accept-ranges"}
)

Glance = Callable[[], Hashable | None]
"""How the library's files lie there; None while that cannot be told for sure."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as it was sent, what it was made from, and until when it may be sent again (monotonic seconds)."""

    mark: Hashable
    until: float
    start: Message
    body: bytes
    tag: bytes


class _Keeping:
    """Whether the answer that is being made may be kept."""

    allowed = False


def may_be_kept(scope: Scope) -> None:
    """Says that the answer to this request hangs on nothing but its words and the library, or but for seconds."""
    keeping = scope.get(_KEEPING)
    if keeping is not None:
        keeping.allowed = True


class KeptAnswers:
    """Stands before the whole application."""

    def __init__(self, app: ASGIApp, glance: Glance) -> None:
        self.app = app
        self._glance = glance
        self._answers: Kept[Hashable, _Answer] = Kept(MOST_BYTES, lambda one: _BESIDES_BODY + len(one.body))

    @property
    def held_bytes(self) -> int:
        """How many bytes of answers are held in memory."""
        return self._answers.weight

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        asked = _asked(scope)
        if asked is None:
            await self.app(scope, receive, send)
            return
        key, known = asked
        mark = self._glance()
        if mark is not None:
            now = time.monotonic()
            answer = self._answers.current(key, lambda one: one.mark == mark and now < one.until)
            if answer is not None and known in (b"", answer.tag):
                await _send_again(answer, known, send)
                return
        if mark is None or known:
            await self.app(scope, receive, send)
            return
        await self._made(scope, receive, send, key, mark)

    async def _made(self, scope: Scope, receive: Receive, send: Send, key: Hashable, mark: Hashable) -> None:
        keeping, sent = _Keeping(), _Sent()

        async def watching(message: Message) -> None:
            sent.take(message)
            await send(message)

        await self.app({**scope, _KEEPING: keeping}, receive, watching)
        if keeping.allowed and sent.is_whole and sent.start is not None:
            until = time.monotonic() + SECONDS
            answer = _Answer(mark, until, sent.start, b"".join(sent.pieces), _header(sent.start, b"etag"))
            self._answers.put(key, answer)


class _Sent:
    """What has been sent of an answer, as far as it may be kept."""

    def __init__(self) -> None:
        self.start: Message | None = None
        self.pieces: list[bytes] = []
        self.is_whole = False
        self._size = 0

    def take(self, message: Message) -> None:
        """The next message; what is too long, or no answer to keep, is let go."""
        if message["type"] == "http.response.start":
            self.start = message if message["status"] in _STATUSES else None
            return
        self._size += len(message.get("body", b""))
        if self.start is None or self._size > LONGEST:
            self.start, self.pieces = None, []
            return
        self.pieces.append(message.get("body", b""))
        self.is_whole = not message.get("more_body", False)


def _asked(scope: Scope) -> tuple[Hashable, bytes] | None:
    """What the answer hangs on, and the tag of the answer that the browser has; None for what is always asked anew."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    hangs_on, known = [], b""
    for name, value in scope["headers"]:
        if name in _HANGS_ON:
            hangs_on.append((name, value))
        elif name == b"if-none-match":
            known = value
        elif name in _ASKS_MORE:
            return None
    return (
        scope["path"],
        scope["query_string"],
        scope.get("scheme"),
        scope.get("root_path"),
        tuple(scope.get("server") or ()),
        tuple(hangs_on),
    ), known


async def _send_again(answer: _Answer, known: bytes, send: Send) -> None:
    if known:
        headers = [pair for pair in answer.start["headers"] if pair[0] not in _ABOUT_BODY]
        await send({**answer.start, "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send(answer.start)
    await send({"type": "http.response.body", "body": answer.body})


def _header(start: Message, name: bytes) -> bytes:
    return next((value for key, value in start["headers"] if key == name), b"")
