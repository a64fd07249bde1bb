"""A process that is kept alive."""

import os
import sys
from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.kiosk.browser import FLAGS, command, find_browser, throw_away_profile
from reader.kiosk.keeper import FIRST_WAIT, LONG_LIFE, LONGEST_WAIT, Keeper, next_wait, start_alone
from tests.speech.sounds import wait_until

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    " open(sys.argv[1], 'w').write(str(p.pid)); time.sleep(600)",
]


def test_who_dies_young_waits_longer_each_time() -> None:
    waits = [0.0]
    for _ in range(8):
        waits.append(next_wait(waits[-1], lived=2))
    assert waits[1:6] == [1, 2, 4, 8, 16]
    assert waits[-1] == LONGEST_WAIT


def test_a_long_life_brings_patience_back() -> None:
    assert next_wait(16, lived=LONG_LIFE) == FIRST_WAIT


@pytest.mark.slow
def test_a_dead_process_is_noticed_and_started_again() -> None:
    told: list[str] = []
    keeper = Keeper("見本", lambda: start_alone([sys.executable, "-c", "raise SystemExit(3)"]), told.append)
    keeper.look()
    wait_until(lambda: not keeper.alive)
    keeper.look()
    wait_until(lambda: _told(keeper, told) >= 3)
    keeper.end()
    assert told[1] == "見本が止まりました（3）。1 秒後に始めます。"
    assert told[2].startswith("見本を始めました（")


def test_the_end_takes_what_the_process_started_with_it(tmp_path: Path) -> None:
    child = tmp_path / "child"
    keeper = Keeper("見本", lambda: start_alone([*PARENT, str(child)]), lambda line: None)
    keeper.look()
    wait_until(lambda: child.is_file() and child.read_text() != "")
    keeper.end()
    assert not keeper.alive
    wait_until(lambda: not _runs(int(child.read_text())))


def test_a_browser_that_is_not_there_is_told_in_one_line() -> None:
    with pytest.raises(SettingsError, match=r"ブラウザー 「no-such-browser」 が見つかりません。"):
        find_browser("no-such-browser")


def test_the_browser_is_locked_and_its_profile_thrown_away() -> None:
    with throw_away_profile() as profile:
        line = command(Path("/usr/bin/chromium"), profile, "http://127.0.0.1:8000/kiosk", ["--headless=new"])
        assert profile.is_dir()
        assert line[0] == "/usr/bin/chromium"
        assert set(FLAGS) < set(line)
        assert line[-2:] == ["--headless=new", "http://127.0.0.1:8000/kiosk"]
    assert not profile.exists()


def _told(keeper: Keeper, told: list[str]) -> int:
    keeper.look()
    return len(told)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z" if Path(f"/proc/{pid}").exists() else False
