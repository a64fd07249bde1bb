"""What an odd address or form makes a handler stumble over is the sender's mistake (400), not a crash (500).

A number of 5,000 digits, half a surrogate pair, an encoding that is none: Python says ValueError to each. It is logged all
the same, because a mistake of ours may say so too.
"""

import logging

from starlette.requests import ClientDisconnect, Request

MISTAKES: tuple[type[Exception], ...] = (ValueError, OverflowError, ClientDisconnect)
"""UnicodeError is a ValueError; who goes away before the form is whole is told so in vain."""

logger = logging.getLogger(__name__)


def note_mistake(request: Request, error: Exception) -> None:
    """Logs it, with where it happened."""
    if not isinstance(error, ClientDisconnect):
        logger.warning("%s %r: 400", request.method, request.url.path[:200], exc_info=error)
