"""Connections that may not take what they like: bytes and time of a request are bounded before anybody reads it.

uvicorn's parser (httptools) is fast and bounds nothing: a header may be as large, and take as long, as the sender
likes. This is that parser with bounds, and with room kept for others::

    a header over MOST_HEAD bytes, or of over MOST_HEADERS lines     431, closed
    a header that is not whole after ``head_seconds``                408, closed
    BODY_STEP bytes of a body that take over ``body_seconds``        closed
    an answer of which nothing is taken for ``stalled_seconds``      closed
    more connections than uvicorn's ``limit_concurrency``            who asks for nothing, or takes nothing, goes,
                                                                     longest first; 503 where everybody is served
"""

import asyncio
from asyncio import TimerHandle
from collections.abc import MutableMapping
from enum import Enum, auto
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import ServerState

MOST_HEAD = 16 * 1024
"""Bytes of a request's line and header, and of what may stand between and behind the pieces of a body."""

MOST_HEADERS = 100

BODY_STEP = 64 * 1024
"""Bytes of a body that must come in the time of one step; the largest form here is smaller."""

_PIECE = 16 * 1024
_MOST_REST = 4 * 1024 * 1024
_REFUSALS = {
    400: "送られた内容を読めません。",
    408: "時間内に届きませんでした。もう一度お試しください。",
    431: "送られた見出し（HTTP ヘッダー）が長すぎます。",
    503: "ただいま混み合っています。少したってから、もう一度お試しください。",
}

_waiting: MutableMapping[ServerState, dict["BoundedProtocol", None]] = WeakKeyDictionary()
"""Of each server in this process, the connections that can go, longest first."""


class _TooLargeError(Exception):
    """A header over its bounds."""


class _Stage(Enum):
    """What is expected next of the sender."""

    HEAD = auto()
    BODY = auto()
    NOTHING = auto()
    REST = auto()  # of what was refused: thrown away, so that the refusal is not lost with it


class BoundedProtocol(HttpToolsProtocol):
    """One connection of a uvicorn server; ``limit_concurrency`` of its configuration is the most at once."""

    head_seconds = 10.0
    body_seconds = 10.0
    stalled_seconds = 600.0  # who pauses the sound goes on from there by asking for the rest
    rest_seconds = 2.0

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._most = config.limit_concurrency
        self.limit_concurrency = None  # judged here, when somebody comes, not when a header is whole
        self._peers = _waiting.setdefault(server_state, {})
        self._timer: TimerHandle | None = None
        self._stage = _Stage.HEAD
        self._refusal = 400
        self._watched: _Stage | None = None  # the stage that the timer is set for
        self._unread = 0  # bytes that came in since the parser last made something whole of them
        self._step = 0  # bytes of body in this step

    # of asyncio

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Lets somebody in, if there is room or somebody who can go."""
        super().connection_made(transport)
        self._peers[self] = None
        self._watch()
        if self._most is not None and len(self.connections) > self._most:
            longest = next(iter(self._peers))
            if longest is self:
                self.refuse(503)
            else:
                longest.leave()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets who has gone."""
        self._peers.pop(self, None)
        self._unwatch()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Has it parsed, piece by piece, until there is too much."""
        if self._stage is _Stage.REST:
            self._throw_away(len(data))
            return
        if self._stage is _Stage.NOTHING and not self._answering:
            self._stage = _Stage.HEAD
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            self._unread += len(piece)
            super().data_received(piece)
            if self.transport.is_closing() or self._stage is _Stage.REST:
                return
            if self._unread > MOST_HEAD + _PIECE:
                self.refuse(431)
                return
        if self._stage is not self._watched:
            self._watch()

    def pause_writing(self) -> None:
        """Nothing more is taken for now."""
        super().pause_writing()
        self._peers[self] = None
        self._watch()

    def resume_writing(self) -> None:
        """It is taken again."""
        super().resume_writing()
        if self._stage is _Stage.NOTHING and self._answering:
            self._peers.pop(self, None)
        self._watch()

    # of the parser

    def on_message_begin(self) -> None:
        """A request begins."""
        self._stage = _Stage.HEAD
        self._unread = min(self._unread, _PIECE)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The header is whole."""
        if len(self.headers) > MOST_HEADERS or (self._unread > MOST_HEAD and self._head() > MOST_HEAD):
            self._refusal = 431
            raise _TooLargeError
        self._stage = _Stage.BODY
        self._unread = self._step = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of the body."""
        self._unread = 0
        self._step += len(body)
        if self._step >= BODY_STEP:
            self._step = 0
            self._watched = None  # another step, another time
        super().on_body(body)

    def on_chunk_header(self) -> None:
        """A piece of the body begins."""
        self._unread = 0

    def on_message_complete(self) -> None:
        """The request is whole: from now on it is we who are waited for."""
        self._stage = _Stage.NOTHING
        self._unread = 0
        if not self.flow.write_paused:
            self._peers.pop(self, None)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is given; another request may follow."""
        super().on_response_complete()
        if not self._answering and not self.transport.is_closing():
            self._peers[self] = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """What cannot be parsed, in our own words."""
        self.refuse(self._refusal)

    # ours

    def refuse(self, status: int) -> None:
        """Says why, if no answer is under way, and closes as soon as the sender has had time to read it."""
        if self.transport.is_closing() or self._stage is _Stage.REST:
            return
        if self._answering:
            self.leave()
            return
        text = _REFUSALS[status].encode()
        headers = [
            *self.server_state.default_headers,
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", b"%d" % len(text)),
            (b"x-content-type-options", b"nosniff"),
            (b"connection", b"close"),
        ]
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
        self.transport.write(STATUS_LINE[status] + lines + b"\r\n" + text)
        self.transport.write_eof()
        self._stage, self._unread = _Stage.REST, 0
        self._watch()

    def leave(self) -> None:
        """Closes at once, whatever is still to be sent."""
        self._peers.pop(self, None)
        self.transport.abort()

    def _throw_away(self, size: int) -> None:
        self._unread += size
        if self._unread > _MOST_REST:
            self.leave()

    @property
    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _head(self) -> int:
        """Bytes of the header, when it is whole."""
        return len(self.url) + sum(len(name) + len(value) + len(": \r\n") for name, value in self.headers)

    def _watch(self) -> None:
        """Sets the time that what is expected may take."""
        self._unwatch()
        self._watched = self._stage
        if self.flow.write_paused:
            self._timer = self.loop.call_later(self.stalled_seconds, self.leave)
        elif self._stage is _Stage.HEAD:
            self._timer = self.loop.call_later(self.head_seconds, self._late)
        elif self._stage is _Stage.BODY:
            self._timer = self.loop.call_later(self.body_seconds, self._late)
        elif self._stage is _Stage.REST:
            self._timer = self.loop.call_later(self.rest_seconds, self.leave)

    def _unwatch(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        if self.flow.read_paused:  # it is not the sender who is late
            self._watch()
        else:
            self.refuse(408)
