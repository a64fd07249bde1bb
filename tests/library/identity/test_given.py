"""An id names one meeting for ever; a removed one is told from one that never was."""

import pytest

from reader.errors import GoneError, NotFoundError
from reader.importing.importer import Importer
from reader.library.library import Library
from tests.speech.sounds import spoken_minutes, stored


def test_the_id_of_a_removed_session_is_given_to_no_other(importer: Importer, sample: bytes) -> None:
    library = importer.library
    first = importer.import_bytes(sample, "a.txt", "/a.txt").id
    library.remove(first)
    assert importer.import_bytes(sample, "a.txt", "/a.txt").id == "20260514-2"
    reopened = Library(library.path)
    reopened.remove("20260514-2")
    assert importer.import_bytes(sample, "a.txt", "/a.txt").id == "20260514-3"


def test_a_removed_id_is_told_from_one_that_never_was(library: Library) -> None:
    session_id = stored(library, spoken_minutes(["はじめます。"]))
    library.remove(session_id)
    with pytest.raises(GoneError, match="取り除かれました"):
        library.session(session_id)
    with pytest.raises(GoneError):
        library.remove(session_id)
    for never in ("20211028-2", "20211028-01", "20211028-0", "20211028--1", "20211028-", "", "x", "9" * 99):
        with pytest.raises(NotFoundError) as told:
            library.session(never)
        assert not isinstance(told.value, GoneError), never


def test_a_state_of_a_session_has_a_stamp_of_its_own(library: Library) -> None:
    stamps = set()
    for _ in range(3):
        session_id = stored(library, spoken_minutes(["はじめます。"]))
        stamps.add(library.session(session_id).stamp)
        library.remove(session_id)
    assert len(stamps) == 3
