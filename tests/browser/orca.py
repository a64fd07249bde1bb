"""A real screen reader, Orca, with Chromium on a screen without glass: what it says of a page, and after each key.

Screen, bus, window manager, speech server and Orca are started once; each page is visited by a browser of its own. Nothing is waited
for by the clock: Orca writes what it says to a terminal of ours, line by line, and whoever waits is told of each line.

Between the browser and Orca an event is lost now and then, on a busy machine more often: then nothing is said, for ever. So whoever
waits in vain gets ``UnsaidError``, and the next visit begins with everything new. A busy browser also tells late where the focus was. So a
test marked ``HEARD_AGAIN`` is done again from its start: what a page does not let be said is not said in any of three visits.
"""

import contextlib
import os
import re
import signal
import subprocess
import threading
import tty
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest

from tests.chromium import executable

PATIENCE = 120.0
"""Seconds for what has to be said; nothing that works takes as long."""
WHOLE_PAGE_PATIENCE = 300.0
HEARD_AGAIN = pytest.mark.flaky(reruns=2)
_START_PATIENCE = 90.0
_STARTS = 3
"""Of a desktop's parts that are started together now and then one waits for another for ever: then all begin anew."""
FENCE = "Shift_L"
FENCED = "left shift"
"""A key that does nothing, and what Orca says of it: all that it had to say before is said by then."""
FOCUSED = re.compile(
    r"^(?!leaving ).*(push button|toggle button|radio button|check box|link|entry|document web|selected)[^.]*\.?$"
)
"""What is told of what has the focus: its name and its kind."""
MOST_TABS = 60
TAB_TRIES = 3
BACK = {"Tab": "shift+Tab", "shift+Tab": "Tab"}
MOST_BEGINNINGS = 20
ENDS_WITH_US = ("setpriv", "--pdeathsig", "KILL")
"""What is started ends with the run, however that ends: an Orca that was left over lets no other begin."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--force-renderer-accessibility",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate",
    "--lang=ja",
]

_SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)'?\s*(?:\{.*)?$")
_SERVER = """\
LogLevel 1
AddModule "logger" "sd_generic" "logger.conf"
DefaultModule logger
LanguageDefaultModule "ja" "logger"
LanguageDefaultModule "en" "logger"
"""
_MODULE = """\
GenericExecuteSynth "true"
GenericMaxChunkLength 5000
GenericDelimiters "\\n"
GenericLanguage "en" "en" "utf-8"
GenericLanguage "ja" "ja" "utf-8"
AddVoice "en" "MALE1" "en"
AddVoice "ja" "MALE1" "ja"
"""
"""A voice that has spoken at once."""


class UnsaidError(AssertionError):
    """What had to be said was not, for as long as anybody waits."""


class Orca:
    """One screen reader; ``said`` is what it has said, one utterance an entry."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        self._spoke = threading.Condition()
        self._visits = 0
        self._deaf = False
        home, run = folder / "home", folder / "run"
        speech = home / ".config" / "speech-dispatcher"
        (speech / "modules").mkdir(parents=True)
        (speech / "speechd.conf").write_text(_SERVER, encoding="utf-8")
        (speech / "modules" / "logger.conf").write_text(_MODULE, encoding="utf-8")
        (run / "speech-dispatcher").mkdir(parents=True, mode=0o700)
        run.chmod(0o700)
        self._environment = {
            **os.environ,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
        }

    def __enter__(self) -> Self:
        """Starts everything, each when what it stands on is there."""
        self._begin()
        return self

    def _begin(self) -> None:
        for start in range(1, _STARTS + 1):
            try:
                self._start_all()
            except AssertionError:
                self._end()
                if start == _STARTS:
                    raise
            except BaseException:
                self._end()
                raise
            else:
                break
        self._deaf = False

    def __exit__(self, *_error: object) -> None:
        self._end()

    def _start_all(self) -> None:
        display = self._telling("Xvfb", "-displayfd", "{}", "-screen", "0", "1280x900x24")
        self._environment["DISPLAY"] = f":{display}"
        bus = self._telling("dbus-daemon", "--session", "--nofork", "--print-address={}")
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = bus
        self._start("openbox")
        run = Path(self._environment["XDG_RUNTIME_DIR"])
        self._start(
            *("speech-dispatcher", "--run-single", "--timeout", "0", "--communication-method", "unix_socket"),
            *("--socket-path", str(run / "speech-dispatcher" / "speechd.sock")),
            *("--config-dir", str(run.parent / "home" / ".config" / "speech-dispatcher")),
            *("--log-dir", str(self._folder)),
        )
        ours, orcas = os.openpty()  # Python writes line by line to what is a terminal
        tty.setraw(orcas)
        began = len(self.said)
        self._start("orca", f"--debug-file={os.ttyname(orcas)}")
        threading.Thread(target=self._listen, args=(ours,), daemon=True).start()
        try:
            self.waits_for("Screen reader on.", began, _START_PATIENCE)
        finally:
            os.close(orcas)

    def _start(self, *command: str, keep: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [*ENDS_WITH_US, *command],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=keep,
            start_new_session=True,
        )
        self._running.append(process)
        return process

    def _telling(self, *command: str) -> str:
        """Starts what tells by a line on a stream of its own (``{}``) that it is ready."""
        ours, its = os.pipe()
        self._start(*(part.format(its) for part in command), keep=[its])
        os.close(its)
        with os.fdopen(ours, encoding="ascii") as stream:
            return stream.readline().strip()

    def _listen(self, terminal: int) -> None:
        with os.fdopen(terminal, encoding="utf-8", errors="replace", newline="\n") as lines:
            try:
                for line in lines:
                    if spoken := _SPOKEN.search(line):
                        with self._spoke:
                            self.said.append(spoken[1].strip())
                            self._spoke.notify_all()
            except OSError:
                return  # nobody writes to the terminal any more

    def waits_for(self, words: str, since: int, patience: float = PATIENCE) -> int:
        """Waits until something with these words is said; gives its place behind ``since``, a place in ``said``."""

        return self.waits_for_any(re.compile(re.escape(words)), since, patience)

    def waits_for_any(self, shape: re.Pattern[str], since: int, patience: float = PATIENCE) -> int:
        """As ``waits_for``, for something of that shape."""

        def place() -> int | None:
            return next((at for at in range(since, len(self.said)) if shape.search(self.said[at])), None)

        with self._spoke:
            self._spoke.wait_for(lambda: place() is not None, patience)
            at = place()
        if at is None:
            self._deaf = True
            raise UnsaidError(f"「{shape.pattern}」 was not said: {self.said[since:]}")
        self._deaf = False
        return at

    @contextmanager
    def visiting(self, address: str) -> Iterator["Visit"]:
        """A browser with the page at that address; all is new where the last that had to be said was not."""
        if self._deaf:
            self._end()
            self._begin()
        self._visits += 1
        began = len(self.said)
        browser = self._start(
            str(executable()), *FLAGS, f"--user-data-dir={self._folder / str(self._visits)}", address
        )
        try:
            yield Visit(self, began, self._environment)
        finally:
            self._running.remove(browser)
            _ended(browser)

    def _end(self) -> None:
        while self._running:
            _ended(self._running.pop())


class Visit:
    """One page, as it is heard. ``said`` is what was said since the browser began."""

    def __init__(self, orca: Orca, began: int, environment: Mapping[str, str]) -> None:
        self._orca = orca
        self._began = self._since = began
        self._environment = environment

    @property
    def said(self) -> list[str]:
        """What was said since the browser began, or since ``focus``, without what fences say."""
        return [words for words in self._orca.said[self._began :] if words != FENCED]

    def hears(self, words: str, patience: float = PATIENCE) -> None:
        """Waits until something with these words is said that was not waited for before."""
        self._since = self._orca.waits_for(words, self._since, patience) + 1

    def focus(self, across: int = 900, down: int = 700) -> None:
        """Takes the keyboard to the page, by a click where nothing is to be clicked; what was said before is forgotten."""
        found = self._tool("search", "--sync", "--onlyvisible", "--class", "chromium")
        self._tool("windowactivate", "--sync", found.split()[-1])
        self._tool("mousemove", str(across), str(down), "click", "1")
        self._fence()
        self._began = len(self._orca.said)

    def press(self, key: str, until: str) -> None:
        """Presses a key as xdotool names it, and waits until something with these words is said and nothing more is to be."""
        self._since = len(self._orca.said)
        self._tool("key", key)
        self.hears(until)
        if key != FENCE:
            self._fence()

    def begins_anew(self, first: str) -> None:
        """Goes to where the page begins, with these words. From there nothing would be said, nor where a window that is
        just closing had the keyboard: then it is taken to the page again, and to its end."""
        for _ in range(MOST_BEGINNINGS):
            since = len(self._orca.said)
            self._tool("key", "ctrl+Home")
            with contextlib.suppress(UnsaidError):
                self._orca.waits_for(first, since, PATIENCE / MOST_BEGINNINGS / 2)
                self._fence()
                return
            self.focus()
            self._tool("key", "ctrl+End")
            self._fence()
        raise UnsaidError(f"no way to 「{first}」: {self._orca.said[-MOST_TABS:]}")

    def opens(self, key: str, until: str) -> None:
        """Presses a key that leads to another window or into a field, where no fence is heard."""
        self._since = len(self._orca.said)
        self._tool("key", key)
        self.hears(until)

    def tabs_to(self, words: str, key: str = "Tab") -> None:
        """Goes from one thing that can have the focus to the next, each when the one before was told, to one with these words."""
        for _ in range(MOST_TABS):
            if words in self._moves(key):
                self._fence()
                return
        raise UnsaidError(f"no way to 「{words}」: {self._orca.said[-MOST_TABS:]}")

    def _moves(self, key: str) -> str:
        """Moves the focus, and gives what is said of where it is then; where nothing is, a step back and forth lets it be said."""
        for _ in range(TAB_TRIES):
            since = len(self._orca.said)
            self._tool("key", key)
            with contextlib.suppress(UnsaidError):
                return self._orca.said[self._orca.waits_for_any(FOCUSED, since, PATIENCE / TAB_TRIES)]
            self._tool("key", BACK[key])
        raise UnsaidError(f"nothing has the focus: {self._orca.said[-MOST_TABS:]}")

    def type(self, words: str) -> None:
        """Types Latin letters and signs into what has the focus."""
        self._tool("type", words)

    def goes(self, address: str, until: str) -> None:
        """Types an address where the browser takes it, and waits as ``press`` does."""
        self.opens("ctrl+l", "Address and search bar")
        self.type(address)
        self.press("Return", until)

    def _fence(self) -> None:
        self.press(FENCE, FENCED)

    def _tool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=dict(self._environment),
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout


def _ended(process: "subprocess.Popen[bytes]") -> None:
    """Ends a process with all that it started."""
    for end in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, end)
            process.wait(10)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()
