"""Answering for a part of something: Range, If-Range, ETag, HEAD (RFC 9110, sections 13 and 14).

::

    Range: bytes=0-1        206, Content-Range: bytes 0-1/187200      Safari's first question
    Range: bytes=187200-    416, Content-Range: bytes */187200
    Range: bytes=0-1,5-6    200, all of it (more than one part may be answered by the whole)
    Range: 分               200, all of it (what cannot be read does not count)
    HEAD, whatever Range    200, as if for all of it (a Range counts with GET only)
"""

import logging
import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Protocol

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Send

from reader.errors import SpeechError

_ONE_RANGE = re.compile(r"\s*+bytes\s*+=\s*+(\d{0,15})\s*+-\s*+(\d{0,15})\s*+", re.ASCII | re.IGNORECASE)
_LONGEST_RANGE = 100
_AT_ONCE = 512 * 1024

logger = logging.getLogger(__name__)


class Content(Protocol):
    """Something of known length that can be read in part."""

    @property
    def size(self) -> int:
        """Its length in bytes."""
        ...

    def read(self, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from ``start`` to before ``stop``, in pieces."""
        ...


class SoundResponse(StreamingResponse):
    """Breaks the connection off when the sound breaks off, so that the player does not take it for the end; lets go of
    what the sound holds as soon as nobody listens any more."""

    def __init__(
        self, sound: AsyncGenerator[bytes, None], status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sound, status, headers, media_type="audio/mpeg")
        self._sound = sound

    async def stream_response(self, send: Send) -> None:
        """Send everything, or less: who is told a length, or sees no last piece, knows that it is not all."""
        async with aclosing(self._sound):
            try:
                await super().stream_response(send)
            except SpeechError as error:
                logger.warning("sound broke off: %s", error)


class UnsatisfiableRangeError(Exception):
    """The part asked for lies outside."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """The bytes (start, stop) that a Range header asks for, or None for all. UnsatisfiableRangeError."""
    found = _ONE_RANGE.fullmatch(header) if len(header) <= _LONGEST_RANGE else None
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < start:
            return None
    if start >= size or start >= stop:
        raise UnsatisfiableRangeError
    return start, stop


async def ranged_response(
    request: Request, content: Content, etag: str, caching: str, more: Mapping[str, str] | None = None
) -> Response:
    """The answer to a GET or HEAD for ``content``, whole or in part.

    ``etag`` comes without its quotes; ``more`` are further headers, or others: sound is ``audio/mpeg`` if nothing else is said.
    SpeechError if the content cannot be read.
    """
    headers = {
        "Content-Type": "audio/mpeg",
        "Accept-Ranges": "bytes",
        "ETag": f'"{etag}"',
        "Cache-Control": caching,
        **(more or {}),
    }
    if _is_known(request.headers, etag):
        return Response(status_code=304, headers=headers)
    try:
        part = _part(request.headers, content.size, etag) if request.method == "GET" else None
    except UnsatisfiableRangeError:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{content.size}"})
    start, stop = part or (0, content.size)
    headers["Content-Length"] = str(stop - start)
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{content.size}"
    status = 200 if part is None else 206
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    if stop - start > _AT_ONCE:
        return SoundResponse(content.read(start, stop), status, headers)
    async with aclosing(content.read(start, stop)) as pieces:
        return Response(b"".join([piece async for piece in pieces]), status, headers)


def _is_known(headers: Headers, etag: str) -> bool:
    known = [tag.strip().removeprefix("W/") for tag in headers.get("if-none-match", "").split(",")]
    return f'"{etag}"' in known or known == ["*"]


def _part(headers: Headers, size: int, etag: str) -> tuple[int, int] | None:
    if headers.get("if-range", f'"{etag}"') != f'"{etag}"':
        return None
    return asked_range(headers.get("range", ""), size)
