"""What goes on behind the pages goes on, whatever happens to it."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library.database import waiting_at_most
from reader.library.library import Library
from reader.narration.background import Background, is_at_work
from tests.speech.sounds import wait_until


@pytest.mark.parametrize("error", [LibraryError("書けません。"), ZeroDivisionError("?"), MemoryError()])
def test_it_survives_any_exception_tells_it_and_goes_on(error: Exception) -> None:
    calls: list[int] = []
    go = threading.Event()

    def work(_stop: threading.Event) -> float:
        calls.append(1)
        if len(calls) <= 2:
            raise error
        go.wait(60)
        return 0.0

    with Background("work", work, rest=0.0) as background:
        wait_until(lambda: len(calls) == 3)
        assert background.problem == (
            "書けません。" if isinstance(error, LibraryError) else background.problem
        )
        assert background.problem
        go.set()
        wait_until(lambda: background.problem is None)


def test_a_write_lock_of_another_process_is_outlived(library: Library) -> None:
    kept = threading.Event()

    def work(_stop: threading.Event) -> None:
        with waiting_at_most(0.01), library.writing():
            kept.set()

    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Background("work", work, rest=0.01) as background:
            wait_until(lambda: background.problem is not None)
            assert background.problem is not None
            assert "使っています" in background.problem
            other.execute("ROLLBACK")
            assert kept.wait(60)
            wait_until(lambda: background.problem is None)


def test_anybody_can_see_whether_it_lives(tmp_path: Path) -> None:
    sign = tmp_path / "audio_cache" / "narrating"
    assert not is_at_work(sign)
    with Background("work", lambda stop: 3600.0, sign):
        wait_until(lambda: is_at_work(sign))
        with Background("again", lambda stop: 3600.0, sign):
            assert is_at_work(sign)
    assert not is_at_work(sign)


def test_work_that_is_done_is_not_done_again() -> None:
    calls: list[int] = []
    with Background("work", lambda stop: calls.append(1)) as background:
        wait_until(lambda: bool(calls))
    assert (calls, background.problem) == ([1], None)
