"""The desk's templates: in Japanese, with the components, themes and type sizes of the public pages.

A template is given what the public ones are, and ``desk``: who is signed in, and the token that forms carry.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from starlette.requests import Request

from reader.desk.editions import KIND_NAMES, STATE_NAMES
from reader.desk.staff.people import ROLE_NAMES
from reader.desk.staff.rights import Right, may
from reader.desk.staff.signing import Seated
from reader.desk.subjects import ACT_NAMES
from reader.web.desk.cookies import is_private
from reader.web.rendering.renderer import Renderer
from reader.web.views.preferences import Language
from reader.web.views.texts import Texts

_JAPAN = timezone(timedelta(hours=9))
_BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""Signs by which browsers tell what they are, the surest first, and what people call it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around every page: ``name`` and ``role`` are empty while nobody is signed in; ``plain``: whether everybody in
    the network can read along."""

    name: str
    role: str
    token: str
    rights: frozenset[str]
    plain: bool


class DeskRenderer(Renderer):
    """Renders the desk's pages, and the public ones as a preview."""

    def texts(self, request: Request) -> Texts:
        """Japanese, whatever the reader's language."""
        return self.catalogue(Language.JAPANESE, request)

    def _context(self, request: Request, page: object) -> dict[str, Any]:
        names = {
            "states": STATE_NAMES,
            "kinds": KIND_NAMES,
            "roles": ROLE_NAMES,
            "acts": ACT_NAMES,
            "at": clock,
            "machine": machine,
        }
        return {**super()._context(request, page), "desk": _frame(request), "names": names}


def clock(at: str) -> str:
    """A time (ISO 8601) as clocks in Japan show it: 2026-11-28 18:12:03."""
    return f"{datetime.fromisoformat(at).astimezone(_JAPAN):%Y-%m-%d %H:%M:%S}"


def machine(place: str) -> str:
    """A browser, by what it says of itself, as people call it: Edge（Windows）."""
    browser = next((name for sign, name in _BROWSERS if sign in place), "")
    system = next((name for sign, name in _SYSTEMS if sign in place), "")
    if not browser:
        return place[:60] or "わからない機械"
    return f"{browser}（{system}）" if system else browser


def _frame(request: Request) -> Frame:
    seated: Seated | None = getattr(request.state, "seated", None)
    if seated is None:
        return Frame("", "", "", frozenset(), not is_private(request))
    account = seated.account
    rights = frozenset(right.value for right in Right if may(account, right))
    return Frame(
        account.shown_name, ROLE_NAMES[account.role], seated.form_token, rights, not is_private(request)
    )
