"""After an upgrade every session is read again; where another process is quicker, that is as good."""

from collections.abc import Callable

import pytest

from reader.importing.importer import Importer
from reader.library.draft import Draft
from reader.library.library import Library
from reader.passages.annotator import Annotator


@pytest.fixture
def old(importer: Importer, sample: bytes) -> str:
    """A session that an older analyser has read."""
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    with importer.library.writing() as connection:
        connection.exec_driver_sql("UPDATE session SET analyzer = 'older'")
    return session_id


def before_storing(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]
) -> None:
    """Something happens, once, after a session was read and before it is stored."""
    store = importer.library.store
    done: list[int] = []

    def storing(draft: Draft) -> str:
        if not done:
            done.append(1)
            meanwhile()
        return store(draft)

    monkeypatch.setattr(importer.library, "store", storing)


def test_a_race_that_is_lost_is_as_good(
    importer: Importer, annotator: Annotator, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Library(importer.library.path)
    before_storing(importer, monkeypatch, lambda: Importer(other, annotator).refresh())
    assert importer.refresh() == ()
    assert importer.outdated() == ()
    other.close()


def test_a_session_that_staff_changed_meanwhile_is_read_again(
    importer: Importer, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change() -> None:
        with importer.library.writing() as connection:
            connection.exec_driver_sql("UPDATE session SET revision = revision + 1, stamp = 'changed'")

    before_storing(importer, monkeypatch, change)
    assert importer.refresh() == (old,)
    assert importer.outdated() == ()


def test_a_session_that_was_taken_out_meanwhile_is_passed_over(
    importer: Importer, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_storing(importer, monkeypatch, lambda: importer.library.remove(old))
    assert importer.refresh() == ()
    assert importer.library.sessions() == ()
