"""What answers of open data have in common: they are known again by a tag, and pages of other sites may read them."""

import hashlib
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Range, Content-Disposition, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What lets other sites' pages read an answer."""

_PIECE = 256 * 1024


def open_answer(request: Request, body: bytes, media_type: str) -> Response:
    """The body, or 304 for who has it. The tag is weak: the same words may go out packed."""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Type": media_type, **OPEN}
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or tag.removeprefix("W/") in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers)


class FileContent:
    """A file that is there, as ``byte_ranges.Content``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.size = path.stat().st_size

    async def read(self, start: int, stop: int) -> AsyncGenerator[bytes, None]:
        """The bytes from ``start`` to before ``stop``, in pieces."""
        file = await run_in_threadpool(self._path.open, "rb")
        try:
            while start < stop:
                piece = await run_in_threadpool(_piece, file, start, min(_PIECE, stop - start))
                yield piece
                start += len(piece)
        finally:
            file.close()


def _piece(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start)
    return file.read(size)
