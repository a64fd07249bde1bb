"""The browser of the kiosk: which one, with which flags, in a profile that is thrown away.

Chromium is told to show one page on the whole screen, to know no host but this machine, to keep nothing, and to leave
out what a visitor could leave the page with. What flags cannot do, policies must: docs/kiosk.md.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import SettingsError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

PROFILE = "reader-kiosk-"
"""How the names of profiles begin."""

FLAGS = (
    "--kiosk",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--deny-permission-prompts",
    "--disable-extensions",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-features=TouchpadOverscrollHistoryNavigation,MediaRouter,GlobalMediaControls",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-breakpad",
    "--no-pings",
    "--password-store=basic",
    "--lang=ja",
    "--log-level=3",
)
"""The whole screen, nothing of a browser, no host but this machine, sound without a click."""


def find_browser(named: str | None) -> Path:
    """The browser at ``named`` (a path or a name), or the first there is. SettingsError in one line."""
    for name in (named,) if named else NAMES:
        if found := shutil.which(name):
            return Path(found)
    wanted = f"「{named}」" if named else "Chromium"
    raise SettingsError(
        f"ブラウザー {wanted} が見つかりません。Chromium を入れるか、--browser で場所を指定してください。"
    )


def command(browser: Path, profile: Path, address: str, more: Sequence[str]) -> list[str]:
    """The command line that shows the address."""
    return [str(browser), f"--user-data-dir={profile}", *FLAGS, *more, address]


@contextmanager
def throw_away_profile() -> Iterator[Path]:
    """An empty folder for one run of the browser; gone afterwards. It lies in memory where the system has a place
    for that (``XDG_RUNTIME_DIR``), so that not even a power cut leaves a visitor's traces on the disk."""
    in_memory = os.environ.get("XDG_RUNTIME_DIR", "")
    place = in_memory if in_memory and Path(in_memory).is_dir() else None
    with TemporaryDirectory(prefix=PROFILE, dir=place, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def environment() -> dict[str, str]:
    """The browser's environment: ours, in Japanese (one in another language offers to translate the page), and
    without keys to services that nobody uses here."""
    return {
        **os.environ,
        "LANGUAGE": "ja",
        "GOOGLE_API_KEY": "no",
        "GOOGLE_DEFAULT_CLIENT_ID": "no",
        "GOOGLE_DEFAULT_CLIENT_SECRET": "no",
    }
