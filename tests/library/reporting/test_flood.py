"""A flood of reports fills the queue with nobody's but its own, is counted without anybody being known, and is told to staff."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.errors import LibraryError, NotFoundError
from reader.library.library import Library
from reader.library.reporting import reports, senders
from reader.library.reporting.reports import MOST_SENT, TooManyReportsError
from reader.passages.annotator import Annotator
from tests.stock import stocked

SESSION = "20260514-1"
MOST_HERE = 30
FLOOD, OTHER_FLOOD = "2001:db8:1:2::/64", "203.0.113.7"


@pytest.fixture
def library(
    tmp_path: Path, annotator: Annotator, sample: bytes, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Library]:
    monkeypatch.setattr(reports, "MOST_WAITING", MOST_HERE)
    monkeypatch.setattr(reports, "SENT_WITHIN", timedelta(0))  # how fast they come is another test's
    opened = stocked(tmp_path / "library.sqlite3", annotator, sample)
    yield opened
    opened.close()


def _report(library: Library, sender: str | None, reading: str) -> None:
    library.report(SESSION, "t1-1", "推進会議", reading, sender)


def _flooded(library: Library) -> None:
    for number in range(MOST_HERE - 3):
        _report(library, FLOOD, f"ふ{'あ' * number}")
    for number in range(3):
        _report(library, OTHER_FLOOD, f"ほ{'あ' * number}")


def test_residents_find_room_where_a_flood_fills_the_queue(library: Library) -> None:
    _flooded(library)
    for resident in range(20):
        _report(library, f"198.51.100.{resident}", f"じ{'あ' * resident}")
    waiting = [report.reading for report in library.reports()]
    assert len(waiting) == MOST_HERE
    assert sum(reading.startswith("じ") for reading in waiting) == 20
    assert [reading for reading in waiting if reading.startswith("ふ")] == [f"ふ{'あ' * n}" for n in range(7)]
    assert sum(library.dropped_reports().values()) == 20


def test_who_fills_a_full_queue_most_is_refused(library: Library) -> None:
    _flooded(library)
    before = library.reports()
    with pytest.raises(LibraryError, match="たくさん届いています"):
        _report(library, FLOOD, "ん")
    assert library.reports() == before
    assert library.dropped_reports() == {}


def test_what_was_there_before_senders_were_known_is_not_put_out(library: Library) -> None:
    for number in range(MOST_HERE):
        _report(library, None, f"ま{'あ' * number}")
    before = library.reports()
    with pytest.raises(LibraryError):
        _report(library, FLOOD, "ん")
    assert library.reports() == before


def test_one_sender_s_reports_are_counted_for_ten_minutes(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "SENT_WITHIN", timedelta(minutes=10))
    for number in range(MOST_SENT):
        _report(library, FLOOD, f"ふ{'あ' * number}")
    with pytest.raises(TooManyReportsError):
        _report(library, FLOOD, "ん")
    _report(library, FLOOD, "ふ")  # what waits already is no other
    _report(library, OTHER_FLOOD, "ん")
    with library.writing() as connection:
        digest = senders.digest_of(connection, FLOOD, datetime.now(UTC))
        assert senders.sent_since(connection, digest, datetime.now(UTC) + timedelta(seconds=1)) == 0


def test_a_sender_is_known_for_a_day_and_by_nobody(library: Library, tmp_path: Path) -> None:
    today = datetime(2026, 11, 28, 12, tzinfo=UTC)
    with library.writing() as connection:
        digests = [
            senders.digest_of(connection, FLOOD, today + timedelta(hours=hours)) for hours in (0, 11, 13, 24)
        ]
        keys: dict[str, str] = {
            row.day: row.key for row in connection.exec_driver_sql("SELECT day, key FROM report_day")
        }
    assert digests[0] == digests[1] != digests[2] == digests[3]
    assert [bool(keys[day]) for day in ("2026-11-28", "2026-11-29")] == [False, True]
    _report(library, FLOOD, "ふ")
    library.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("library.sqlite3*"))
    assert FLOOD.encode() not in kept and FLOOD.removesuffix("/64").encode() not in kept


def test_reports_are_put_away_together_or_not_at_all(library: Library) -> None:
    for number in range(3):
        _report(library, None, f"ま{'あ' * number}")
    first, second, third = [report.id for report in library.reports()]
    with pytest.raises(NotFoundError):
        library.close_reports((first, third + 1))
    assert len(library.reports()) == 3
    library.close_reports((first, third))
    assert [report.id for report in library.reports()] == [second]
