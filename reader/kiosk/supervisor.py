"""Runs the kiosk: a server and a browser, each kept alive, until somebody ends it.

The server is asked how it is every ten seconds: three silences in a row and it is started again. It also tells when the
page was last seen alive: a browser whose page hangs or has crashed is started again, in a new profile::

    server    … ended        → started again; the page waits, and comes back by itself
    server    … silent 3 ×   → ended, started again
    browser   … ended        → started again
    page      … silent 60 s  → browser ended, started again
"""

import json
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from reader.kiosk.browser import command, environment, throw_away_profile
from reader.kiosk.keeper import Keeper, start_alone


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the supervisor looks, and how long it is patient; seconds, but ``silences`` in a row."""

    look: float = 0.5
    ask: float = 10.0
    answer: float = 5.0
    silences: int = 3
    to_start: float = 120.0
    page_silent: float = 60.0


class Supervisor:
    """Keeps ``server`` (a command) and the browser alive. ``address`` is where the server answers."""

    def __init__(
        self,
        server: list[str],
        browser: Path,
        flags: list[str],
        address: str,
        tell: Callable[[str], None],
        pace: Pace | None = None,
    ) -> None:
        self._address = address
        self._browser_path = browser
        self._flags = flags
        self._profile = ExitStack()
        self._tell = tell
        self._pace = pace or Pace()
        self._server = Keeper("サーバー", lambda: start_alone(server), tell)
        self._browser = Keeper("ブラウザー", self._start_browser, tell)
        self._silences = 0
        self._heard = 0  # which start of the server was the last to answer
        self._heard_first = 0.0

    def run(self, stop: threading.Event) -> None:
        """Runs until ``stop`` is set; leaves no process and no profile behind."""
        asked = -self._pace.ask
        try:
            while not stop.is_set():
                self._server.look()
                if self._heard:
                    self._browser.look()
                if time.monotonic() - asked >= self._pace.ask or not self._heard:
                    asked = time.monotonic()
                    self._ask()
                stop.wait(self._pace.look)
        finally:
            self._browser.end()
            self._profile.close()
            self._server.end()

    def _ask(self) -> None:
        """Asks the server how it is, and ends what does not answer; ``look`` starts it again."""
        page_seen = self._health()
        if page_seen is None:
            self._be_patient()
            return
        self._silences = 0
        if self._heard != self._server.starts:
            self._heard, self._heard_first = self._server.starts, time.monotonic()
        could_be_seen = min(self._browser.lived, time.monotonic() - self._heard_first)
        if self._browser.alive and min(page_seen, could_be_seen) > self._pace.page_silent:
            self._tell("画面が動いていません。ブラウザーを始め直します。")
            self._browser.end()

    def _be_patient(self) -> None:
        """Another silence: a server that has not answered yet since it began may still be starting."""
        starting = self._heard != self._server.starts and self._server.lived < self._pace.to_start
        self._silences = 0 if starting else self._silences + 1
        if self._silences >= self._pace.silences and self._server.alive:
            self._tell("サーバーが答えません。始め直します。")
            self._silences = 0
            self._server.end()

    def _health(self) -> float | None:
        """Seconds since the page was last seen (infinite if never); None if the server does not answer."""
        try:
            with urllib.request.urlopen(f"{self._address}/healthz", timeout=self._pace.answer) as answer:
                seen = json.load(answer)["page_seen"]
        except (OSError, ValueError, KeyError):
            return None
        return float("inf") if seen is None else float(seen)

    def _start_browser(self) -> "Popen[bytes]":
        self._profile.close()
        profile = self._profile.enter_context(throw_away_profile())
        page = f"{self._address}/kiosk"
        return start_alone(command(self._browser_path, profile, page, self._flags), environment())
