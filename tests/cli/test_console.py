"""Nothing that is printed steers the terminal, wherever it comes from."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.console import complain, hand_over, printable, progress_bar, tell
from tests.commands import Run

HOSTILE = "\x1b[2J\x1b]0;pwned\x07委員会\x9b31m\x7f\r\u202e逆\u2066\ud800\u2028。"
STEERING = ("\x1b", "\x07", "\x9b", "\x7f", "\r", "\u202e", "\u2066", "\u2028")


def test_what_steers_is_written_out_and_words_stay() -> None:
    assert printable("a\tb\x1b[2J\u202e\ud800") == "a\tb\\x1b[2J\\u202e\\ud800"
    words = "会議録 一覧\nが👨\u200d👩\u200d👧‼️ é ﷽"
    assert printable(words) == words


def test_both_streams_show_it(capsys: pytest.CaptureFixture[str]) -> None:
    tell(HOSTILE + "\n20260514-1: 取り込みました")
    complain(HOSTILE)
    out, err = capsys.readouterr()
    assert out.count("\n") == err.count("\n") == 1
    for shown in (out, err):
        assert not any(steering in shown for steering in STEERING)
        assert "\\x1b[2J" in shown and "委員会" in shown


def test_a_bar_takes_any_name(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(f"[/red]{HOSTILE}") as on_progress:
        on_progress(1, 2)
    assert "\x1b]0" not in capsys.readouterr().err


def test_what_programs_read_is_handed_over_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    hand_over("a\x1b[2Jb\n")
    assert capsys.readouterr().out == "a\x1b[2Jb\n"


def test_a_terminal_is_handed_nothing_that_steers_it(tmp_path: Path) -> None:
    master, terminal = pty.openpty()
    try:
        code = "from reader.cli.console import hand_over; hand_over('a\\x1b[2Jb')"
        subprocess.run([sys.executable, "-c", code], stdout=terminal, check=True, timeout=60)
        assert os.read(master, 1000) == b"a\\x1b[2Jb"
    finally:
        os.close(terminal)
        os.close(master)


@pytest.mark.slow
def test_names_of_files_and_meetings_are_shown_not_sent(reader: Run, tmp_path: Path) -> None:
    record = {"speech": "議題\x1b[31mに入ります。", "speaker": "議長"}
    minutes = {
        "nameOfMeeting": "予算\x1b]0;x\x07\u202e委員会",
        "date": "2025-06-01",
        "speechRecord": [record, record],
    }
    page = tmp_path / "\x1b[2J.json"
    page.write_text(json.dumps(minutes), encoding="utf-8")
    for arguments in (
        ["import", page],
        ["import", "--check", page],
        ["list"],
        ["import", tmp_path / "\x1b[1m"],
        ["\x1b[1m"],
    ):
        done = reader(*map(str, arguments))
        for stream in (done.stdout, done.stderr):
            shown = stream.decode("utf-8")
            assert "Traceback" not in shown
            assert not any(steering in shown for steering in STEERING), arguments
