"""Runs the kiosk: a server and a browser, each kept alive, until somebody ends it.

The server is asked how it is every ten seconds: three silences in a row and it is started again. It also tells when the
page was last seen alive: a browser whose page hangs or has crashed is started again, in a new profile.
"""

import json
import threading
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen

from reader.kiosk.browser import command, environment, throw_away_profile
from reader.kiosk.keeper import Keeper, start_alone

_LOOK = 0.5
_ASK = 10.0
_ANSWER = 5.0
_SILENCES = 3
_TO_START = 120.0
_PAGE_SILENT = 60.0


class Supervisor:
    """Keeps ``server`` (a command) and the browser alive. ``address`` is where the server answers."""

    def __init__(
        self, server: list[str], browser: Path, flags: list[str], address: str, tell: Callable[[str], None]
    ) -> None:
        self._address = address
        self._browser_path = browser
        self._flags = flags
        self._profile = ExitStack()
        self._tell = tell
        self._server = Keeper("サーバー", lambda: start_alone(server), tell)
        self._browser = Keeper("ブラウザー", self._start_browser, tell)
        self._silences = 0
        self._answered = False

    def run(self, stop: threading.Event) -> None:
        """Runs until ``stop`` is set; leaves no process and no profile behind."""
        since = _ASK
        try:
            while not stop.is_set():
                self._server.look()
                if self._answered:
                    self._browser.look()
                if since >= _ASK or not self._answered:
                    since = 0.0
                    self._ask()
                since += _LOOK
                stop.wait(_LOOK)
        finally:
            self._browser.end()
            self._profile.close()
            self._server.end()

    def _ask(self) -> None:
        """Asks the server how it is, and ends what does not answer; ``look`` starts it again."""
        page_seen = self._health()
        if page_seen is None:
            starting = not self._answered and self._server.lived < _TO_START
            self._silences = 0 if starting else self._silences + 1
            if self._silences >= _SILENCES and self._server.alive:
                self._tell("サーバーが答えません。始め直します。")
                self._silences = 0
                self._server.end()
            return
        self._answered, self._silences = True, 0
        if self._browser.alive and min(page_seen, self._browser.lived) > _PAGE_SILENT:
            self._tell("画面が動いていません。ブラウザーを始め直します。")
            self._browser.end()

    def _health(self) -> float | None:
        """Seconds since the page was last seen (infinite if never); None if the server does not answer."""
        try:
            with urllib.request.urlopen(f"{self._address}/healthz", timeout=_ANSWER) as answer:
                seen = json.load(answer)["page_seen"]
        except (OSError, ValueError, KeyError):
            return None
        return float("inf") if seen is None else float(seen)

    def _start_browser(self) -> "Popen[bytes]":
        self._profile.close()
        profile = self._profile.enter_context(throw_away_profile())
        page = f"{self._address}/kiosk"
        return start_alone(command(self._browser_path, profile, page, self._flags), environment())
