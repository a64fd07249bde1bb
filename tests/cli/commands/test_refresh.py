"""``reader serve`` answers at once after an upgrade, and brings the library up to date behind the pages."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from reader.cli.house import House
from reader.narration.background import signed
from reader.settings.site import Settings
from tests.speech.sounds import wait_until


@pytest.fixture
def upgraded(tmp_path: Path, sample: bytes) -> House:
    """A home whose session an older version has read."""
    house = House(Settings(home=tmp_path / "home", workers=1))
    house.importer.import_bytes(sample, "a.txt", "/a.txt")
    with closing(sqlite3.connect(house.library.path)) as connection:
        connection.execute("UPDATE session SET analyzer = 'older'")
        connection.commit()
    return house


@contextmanager
def serving(home: Path, *command: str) -> Iterator[str]:
    """``reader serve``; its address."""
    server = subprocess.Popen(
        [sys.executable, "-m", "reader", *command, "--port", "0", "--workers", "1"],
        env=os.environ | {"READER_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        yield next(found[0] for line in server.stdout if (found := re.search(r"http://[0-9.:]+", line)))
    finally:
        server.terminate()
        server.communicate(timeout=60)
    assert server.returncode == 0


@pytest.mark.slow
def test_pages_are_served_while_another_server_reads_everything_again(upgraded: House) -> None:
    """Two servers that wait for a third one's refresh serve the old words; when that is gone one of them does it."""
    home, library = upgraded.settings.home, upgraded.library
    with signed(upgraded.settings.refresh_sign), serving(home, "serve") as one, serving(home, "serve") as two:
        for address in (one, two):
            assert httpx.get(f"{address}/minutes/20260514-1", timeout=60).status_code == 200
        assert [source.analyzer for source in library.sources()] == ["older"]
    with serving(home, "serve") as one, serving(home, "serve", "--processes", "2") as two:
        wait_until(lambda: not upgraded.importer.outdated(), 120)
        for address in (one, two):
            assert httpx.get(f"{address}/minutes/20260514-1", timeout=60).status_code == 200
