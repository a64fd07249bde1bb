"""After an upgrade: every session is read again by the new analyser, behind the pages, which show the old words meanwhile.

::

    reader serve   ──  answers at once
                   └─  reader refresh   a process of its own, which gives way to everything else; it ends with the server
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

import typer

from reader.cli.console import complain_of
from reader.cli.house import House, load_settings
from reader.errors import LibraryError
from reader.importing.importer import Importer
from reader.kiosk.keeper import start_alone
from reader.narration.background import Background, is_at_work, signed

_REST_SECONDS = 600.0
_LOOK_SECONDS = 0.5
_AGAIN_SECONDS = 30.0
_TO_END = 5.0


def register(app: typer.Typer) -> None:
    """Adds this room's command."""
    app.command("refresh", hidden=True)(refresh)


def refresh() -> None:
    """Reads again what an older version has read."""
    if hasattr(os, "nice"):
        os.nice(10)
    house = House(load_settings())
    with signed(house.settings.refresh_sign):
        house.importer.refresh()


def refreshing(house: House) -> Background:
    """Has sessions read again while pages are served; done when all are."""
    importer, sign = house.importer, house.settings.refresh_sign
    return Background("refresh", lambda stop: _refreshed(importer, sign, stop), rest=_REST_SECONDS)


def _refreshed(importer: Importer, sign: Path, stop: threading.Event) -> float | None:
    old = len(importer.outdated())
    if not old:
        return None
    if is_at_work(sign):  # another server's
        return _AGAIN_SECONDS
    complain_of(f"前の版で読んだ会議録 {old} を、裏で読み直しています。その間は、前の読みで出します。")
    child = start_alone([sys.executable, "-m", "reader", "refresh"])
    try:
        while child.poll() is None:
            if stop.wait(_LOOK_SECONDS):
                return None
    finally:
        _end(child)
    if child.returncode != 0:
        raise LibraryError("前の版で読んだ会議録を、読み直せませんでした。前の読みで出しています。")
    return 0.0


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(_TO_END)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
