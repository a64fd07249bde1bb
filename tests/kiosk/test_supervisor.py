"""The kiosk kept alive: processes that are really killed, stopped and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from reader.kiosk.browser import PROFILE
from reader.kiosk.supervisor import Pace, Supervisor
from tests.chromium import executable
from tests.conftest import ROOT
from tests.speech.sounds import wait_until

pytestmark = pytest.mark.slow  # half a minute together: processes are waited for until they are given up

SERVER = """
import http.server, json, sys, time
time.sleep(float(sys.argv[2]))
seen = None
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        global seen
        if self.path.endswith("?page"):
            seen = time.monotonic()
        body = json.dumps({"page_seen": None if seen is None else time.monotonic() - seen}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
BROWSER = """#!{python}
import sys, time, urllib.request
while True:
    try:
        urllib.request.urlopen(sys.argv[-1].replace("/kiosk", "/healthz?page"), timeout=1).read()
    except OSError:
        pass
    time.sleep(0.2)
"""
QUICK = Pace(look=0.1, ask=0.3, answer=1.0, silences=2, to_start=30.0, page_silent=3.0)


class Watched:
    """A supervisor at work, and what it tells."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def started(self, name: str) -> list[int]:
        """The processes of that name that were started, in order."""
        begun = [line for line in self.lines if line.startswith(f"{name}を始めました（")]
        return [int(line.partition("（")[2].partition("）")[0]) for line in begun]

    def waits_for(self, name: str, count: int) -> int:
        """Waits for the so-manieth start; its process."""
        wait_until(lambda: len(self.started(name)) >= count)
        return self.started(name)[count - 1]


Supervise = Callable[..., AbstractContextManager[Watched]]


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def supervise(tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> Supervise:
    """Supervises a small server and a small page, both real processes."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    browser = tmp_path / "browser"
    browser.write_text(BROWSER.format(python=sys.executable), encoding="utf-8")
    browser.chmod(0o755)

    @contextmanager
    def supervised(starts_in: float = 0.0, pace: Pace = QUICK) -> Iterator[Watched]:
        server = [sys.executable, "-c", SERVER, str(port), str(starts_in)]
        lines: list[str] = []
        stop = threading.Event()
        supervisor = Supervisor(server, browser, [], f"http://127.0.0.1:{port}", lines.append, pace)
        thread = threading.Thread(target=supervisor.run, args=(stop,))
        thread.start()
        try:
            yield Watched(lines)
        finally:
            stop.set()
            thread.join()

    return supervised


def test_a_server_that_hangs_is_started_again(supervise: Supervise) -> None:
    with supervise() as watched:
        watched.waits_for("ブラウザー", 1)
        os.kill(watched.waits_for("サーバー", 1), signal.SIGSTOP)
        watched.waits_for("サーバー", 2)
        assert "サーバーが答えません。始め直します。" in watched.lines


def test_a_page_that_hangs_gets_a_new_browser_and_a_new_profile(supervise: Supervise, tmp_path: Path) -> None:
    with supervise() as watched:
        hung = watched.waits_for("ブラウザー", 1)
        profile = [*tmp_path.glob(f"{PROFILE}*")]
        assert len(profile) == 1
        os.kill(hung, signal.SIGSTOP)
        watched.waits_for("ブラウザー", 2)
        assert "画面が動いていません。ブラウザーを始め直します。" in watched.lines
        assert not profile[0].exists()
        assert not _runs(hung)
    assert not [*tmp_path.glob(f"{PROFILE}*")]


def test_a_new_server_does_not_cost_the_page(supervise: Supervise) -> None:
    with supervise(starts_in=2.0) as watched:
        watched.waits_for("ブラウザー", 1)
        threading.Event().wait(QUICK.page_silent)
        os.kill(watched.waits_for("サーバー", 1), signal.SIGKILL)
        watched.waits_for("サーバー", 2)
        threading.Event().wait(2 * QUICK.page_silent)
        assert len(watched.started("ブラウザー")) == 1
        assert len(watched.started("サーバー")) == 2


def test_a_server_may_take_its_time_to_start(supervise: Supervise) -> None:
    with supervise(starts_in=4.0) as watched:
        watched.waits_for("ブラウザー", 1)
        assert len(watched.started("サーバー")) == 1


@pytest.mark.browser
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_reader_kiosk_survives_kills_and_ends_without_a_trace(
    tmp_path: Path, port: int, end: signal.Signals
) -> None:
    with _reader_kiosk(tmp_path, port) as (process, watched):
        server, browser = watched.waits_for("サーバー", 1), watched.waits_for("ブラウザー", 1)
        wait_until(lambda: _page_seen(port) is not None)
        assert _listening(port) == ["0100007F"]
        if end is signal.SIGTERM:
            first = _health(port)["instance"]
            os.kill(server, signal.SIGKILL)
            watched.waits_for("サーバー", 2)
            wait_until(lambda: _health(port).get("instance", first) != first)
            wait_until(lambda: _page_seen(port) is not None)
            assert len(watched.started("ブラウザー")) == 1
            os.kill(browser, signal.SIGKILL)
            watched.waits_for("ブラウザー", 2)
            wait_until(lambda: (_page_seen(port) or 99) < 3)
        assert [*tmp_path.glob(f"{PROFILE}*")]
        process.send_signal(end)
        assert process.wait(30) == 0
        assert watched.lines[-1] == "情報端末を終わりました。"
    assert not [*tmp_path.glob(f"{PROFILE}*")]
    assert not _processes_naming(str(tmp_path), str(port))


@pytest.mark.browser
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
def test_nothing_outlives_a_killed_kiosk(tmp_path: Path, port: int) -> None:
    with _reader_kiosk(tmp_path, port) as (process, watched):
        started = {watched.waits_for("サーバー", 1), watched.waits_for("ブラウザー", 1)}
        wait_until(lambda: _page_seen(port) is not None)
        assert {session for _, session in _living(started)} == started
        process.kill()
        wait_until(lambda: not _living(started))


def test_without_a_browser_it_says_so_in_one_line(tmp_path: Path, port: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "reader", "kiosk", "--port", str(port), "--browser", "no-such-browser"],
        cwd=ROOT,
        env={**os.environ, "READER_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "reader: ブラウザー 「no-such-browser」 が見つかりません。Chromium を入れるか、--browser で場所を指定してください。"
    ]


@contextmanager
def _reader_kiosk(home: Path, port: int) -> Iterator[tuple["subprocess.Popen[str]", Watched]]:
    """``reader kiosk`` with a real Chromium that needs no screen."""
    environment = {"READER_HOME": str(home), "XDG_RUNTIME_DIR": str(home), "READER_DRIVER": "silent"}
    environment["READER_HOST"] = "0.0.0.0"  # which the kiosk must not heed
    flags = [f"--flag={flag}" for flag in ("--headless=new", "--no-sandbox", "--disable-gpu")]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "reader",
            "kiosk",
            "--port",
            str(port),
            "--browser",
            str(executable()),
            *flags,
        ],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    lines: list[str] = []
    assert process.stdout is not None
    reading = threading.Thread(target=lambda out: lines.extend(map(str.rstrip, out)), args=(process.stdout,))
    reading.start()
    try:
        yield process, Watched(lines)
    finally:
        process.kill()
        process.wait()
        reading.join()


def _listening(port: int) -> list[str]:
    """The addresses on which somebody listens at that port, as the kernel writes them: 0100007F is 127.0.0.1."""
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path("/proc/net", table).read_text().splitlines()[1:]
    ]
    places = [line[1].split(":") for line in lines if line[3] == "0A"]
    return [address for address, where in places if int(where, 16) == port]


def _health(port: int) -> dict[str, object]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            found: dict[str, object] = json.load(answer)
            return found
    except OSError:
        return {}


def _page_seen(port: int) -> float | None:
    seen = _health(port).get("page_seen")
    return seen if isinstance(seen, float) else None


def _runs(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _living(sessions: set[int]) -> list[tuple[int, int]]:
    """The processes of these sessions, each with its session; those that are dead and not yet buried left out."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) in sessions and state != "Z":
            found.append((int(folder.name), int(session)))
    return found


def _processes_naming(*words: str) -> list[str]:
    """The command lines of processes that name any of these words, this one left out."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " ")
        except OSError:
            continue
        if int(folder.name) != os.getpid() and any(word in line for word in words):
            found.append(line)
    return found
