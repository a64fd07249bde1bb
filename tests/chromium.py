"""Finds a Chromium for the browser tests, and installs one where there is none.

The system's if there is one, else the distribution's package when this runs as root, else Playwright's own. What looks at pages
and not at the browser around them takes Debian's ``chromium-headless-shell`` where it is there: the same browser of the same
version without windows, tabs and menus, which takes a third of the processor for each page that is opened.
``python -m tests.chromium`` installs Playwright's where there is no other; the tests themselves only look.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests import debian

HEADLESS = "chromium-headless-shell"
PROGRAMS = {
    HEADLESS: HEADLESS,
    "chromium": "chromium",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf": "fonts-liberation",
    f"/usr/lib/{sysconfig.get_config_var('MULTIARCH')}/libatomic.so.1": "libatomic1",
}
"""Each program, or file, with the Debian package that brings it. The last is what Playwright's own Node.js needs, and compilers bring."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=user-gesture-required",
)


def executable() -> Path | None:
    """The browser to drive: ``READER_CHROMIUM``, the system's, or Playwright's own."""
    if named := os.environ.get("READER_CHROMIUM"):
        return Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    from playwright.sync_api import (
        sync_playwright,
    )  # which starts a process, and is not there before pip has been

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def headless() -> Path | None:
    """The browser to drive where only pages are looked at: as ``executable``, without what stands around a page."""
    shell = None if os.environ.get("READER_CHROMIUM") else shutil.which(HEADLESS)
    return Path(shell) if shell else executable()


def install() -> Path:
    """A Chromium for pages, installed if need be. SystemExit with one line where none can be had."""
    if not os.environ.get("READER_CHROMIUM"):
        debian.install(PROGRAMS)
    if not executable():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if found := headless():
        return found
    raise SystemExit(
        "tests: no Chromium: install one (Debian: apt install chromium) or name it in READER_CHROMIUM"
    )


if __name__ == "__main__":
    sys.stdout.write(f"tests: Chromium at {install()}\n")
