"""The kiosk's screens with the network unplugged, against the same with whatever network there is.

A server and a browser run in a network namespace of their own that has nothing but a loopback (``unshare --net``), two more
in the one of this machine. Turn about, each opens every kind of screen in the kiosk's own Chromium, until its typeface is
there. Printed: the median of a screen in milliseconds, both ways, and their ratio.
"""

import fcntl
import json
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.pages import served
from bench.seed import seed_bytes
from reader.cli.house import House
from reader.kiosk.browser import FLAGS, find_browser
from reader.narration.prompts import Prompts
from reader.settings.site import Settings
from reader.web.kiosk.app import create_kiosk
from reader.web.kiosk.upkeep.rehearsal import Rehearsal

ROUNDS = 15
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1


def main() -> None:
    """Prints the figure; with ``--walk`` opens all screens for each line of standard input."""
    if "--walk" not in sys.argv:
        compare()
        return
    if "--unplugged" in sys.argv:
        bring_up_loopback()
    walk()


def compare() -> None:
    """Walks both ways in turn, and tells how they compare."""
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "--net", "true"], check=False, capture_output=True).returncode:
        sys.stdout.write("not measured: this user may not unplug the network (unshare --net)\n")
        return
    walking = [sys.executable, "-m", "bench.offline", "--walk"]
    plugged, unplugged = _started(walking), _started([unshare, "--net", *walking, "--unplugged"])
    for one in (plugged, unplugged):
        _seconds(one)
    found = [(_seconds(plugged), _seconds(unplugged)) for _ in range(ROUNDS)]
    for one in (plugged, unplugged):
        one.communicate()
    with_, without = (
        statistics.median(seconds for walks in ways for seconds in walks) * 1000
        for ways in zip(*found, strict=True)
    )
    sys.stdout.write(
        f"a screen: {without:.0f} ms unplugged, {with_:.0f} ms with a network, ratio {without / with_:.2f}\n"
    )


def bring_up_loopback() -> None:
    """A new network namespace has its loopback switched off (``man 7 netdevice``). OSError without the right to."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        asked = struct.pack("16sh", b"lo", 0)
        flags = struct.unpack("16sh", fcntl.ioctl(line, _GET_FLAGS, asked))[1]
        fcntl.ioctl(line, _SET_FLAGS, struct.pack("16sh", b"lo", flags | _UP))


def walk() -> None:
    """For each line that comes, seconds of each screen as it is opened, as a line of JSON."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Settings(home=Path(folder), driver="silent", public_url="https://example.jp"))
        name, data = seed_bytes()
        session = house.importer.import_bytes(data, name, name).id
        with house.narrator() as narrator:
            prompts = Prompts(narrator, house.annotator, house.library.lexicon(""))
            app = create_kiosk(house.library, narrator, prompts, house.settings)
            Rehearsal(app, prompts, house.library).look(threading.Event())
            with served(app) as port, sync_playwright() as playwright:
                flags = [flag for flag in FLAGS if flag != "--kiosk"]
                browser = playwright.chromium.launch(
                    executable_path=str(find_browser(None)), args=["--no-sandbox", "--disable-gpu", *flags]
                )
                page = browser.new_page(base_url=f"http://127.0.0.1:{port}")
                for _ in sys.stdin:
                    opened = [_opened(page, path) for path in screens(session)]
                    sys.stdout.write(f"{json.dumps(opened)}\n")
                    sys.stdout.flush()
                browser.close()


def screens(session: str) -> tuple[str, ...]:
    """One of each kind."""
    inside = f"/kiosk/sessions/{session}"
    ways = [f"{inside}{name}" for name in ("", "/agenda", "/speakers", "/exchanges")]
    turn = f"{inside}/passages/t13"
    return (
        "/kiosk",
        "/kiosk/sessions",
        *ways,
        f"{turn}?by=all",
        f"{turn}/take-home?by=all",
        "/kiosk/search",
        "/kiosk/help",
    )


def _opened(page: Page, path: str) -> float:
    """Seconds until a screen is there with its typeface."""
    began = time.perf_counter()
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => true)")
    return time.perf_counter() - began


def _started(command: list[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")


def _seconds(walking: "subprocess.Popen[str]") -> list[float]:
    assert walking.stdin is not None
    assert walking.stdout is not None
    walking.stdin.write("\n")
    walking.stdin.flush()
    found: list[float] = json.loads(walking.stdout.readline())
    return found


if __name__ == "__main__":
    main()
