"""The staff's screen behind a PIN: the kiosk's health, in words.

Reached by a hidden gesture (the upper left corner held for five seconds). Five wrong PINs close it for five minutes.
"""

import hmac
import time
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from reader.web.kiosk.stage.addresses import HOME
from reader.web.kiosk.stage.screens import StaffScreen
from reader.web.kiosk.stage.stage import Stage
from reader.web.kiosk.upkeep.health import Health

TRIES = 5
CLOSED_SECONDS = 300.0
_MEBIBYTE = 1024 * 1024


class Gate:
    """Lets a PIN through, and stops those who guess."""

    def __init__(self, pin: str) -> None:
        self._pin = pin
        self._wrong = 0
        self._closed_until = 0.0

    @property
    def closed(self) -> bool:
        """Whether no PIN is taken at the moment."""
        return time.monotonic() < self._closed_until

    def opens(self, pin: str) -> bool:
        """Whether this is the PIN; never while closed, never without a PIN set."""
        if self.closed or not self._pin:
            return False
        if hmac.compare_digest(pin.encode(), self._pin.encode()):
            self._wrong = 0
            return True
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong, self._closed_until = 0, time.monotonic() + CLOSED_SECONDS
        return False


class Staff:
    """Handlers for the staff's screen."""

    def __init__(self, stage: Stage, health: Health) -> None:
        self._stage = stage
        self._health = health
        self._gate = Gate(stage.settings.kiosk.pin)

    def ask(self, request: Request) -> Response:
        """``GET /kiosk/staff``: the PIN pad."""
        return self._show(request, (), "")

    async def enter(self, request: Request) -> Response:
        """``POST /kiosk/staff``: what the PIN opens."""
        form = await request.form()
        pin = form.get("pin", "")
        return await run_in_threadpool(self._entered, request, pin if isinstance(pin, str) else "")

    def _entered(self, request: Request, pin: str) -> Response:
        if not self._gate.opens(pin):
            told = "locked" if self._gate.closed else "wrong"
            return self._show(request, (), f"kiosk.staff.{told}")
        return self._show(request, self._lines(), "")

    def _lines(self) -> tuple[tuple[str, str], ...]:
        words, facts = self._stage.words, self._health.facts()
        return (
            (words("kiosk.staff.version"), facts.version),
            (words("kiosk.staff.sessions"), words("kiosk.staff.sessions_count", count=facts.sessions)),
            (words("kiosk.staff.cache"), f"{facts.cache / _MEBIBYTE:.1f} MB"),
            (words("kiosk.staff.started"), self._moment(facts.started)),
            (words("kiosk.staff.problem"), facts.problem or words("kiosk.staff.no_problem")),
        )

    def _moment(self, iso: str) -> str:
        at = datetime.fromisoformat(iso)
        return self._stage.words(
            "kiosk.staff.moment", year=at.year, month=at.month, day=at.day, hour=at.hour, minute=at.minute
        )

    def _show(self, request: Request, lines: tuple[tuple[str, str], ...], told: str) -> Response:
        """``told`` is the key of what is told, if anything is."""
        say = "" if lines else self._stage.say(self._stage.said(told or "kiosk.staff.pin"))
        screen = StaffScreen(lines, self._stage.words(told) if told else "", HOME, say)
        return self._stage.show(request, "kiosk/staff.html", screen)
