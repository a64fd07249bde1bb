"""Answers of open data that are made while they are asked for: known again by a tag, readable by pages of other sites."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from reader.web.exports.session_files import OPEN


def open_answer(request: Request, body: bytes, media_type: str) -> Response:
    """The body, or 304 for who has it. The tag is weak: the same words may go out packed."""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Type": media_type, **OPEN}
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or tag.removeprefix("W/") in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers)
