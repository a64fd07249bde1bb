"""Whether anything was written can be asked for next to nothing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.library import Library
from tests.speech.sounds import spoken_minutes, stored


@pytest.mark.sqlite
def test_every_write_is_noticed_and_no_read(library: Library) -> None:
    before = library.changes()
    session_id = stored(library, spoken_minutes(["はい。"]))
    library.session(session_id)
    after = library.changes()
    assert after != before
    library.sessions()
    assert library.changes() == after
    with closing(sqlite3.connect(library.path)) as other:
        other.execute("UPDATE session SET place = '会議室'")
        other.commit()
    assert library.changes() != after


@pytest.mark.sqlite
def test_a_library_put_in_place_of_another_is_a_change(library: Library, tmp_path: Path) -> None:
    stored(library, spoken_minutes(["はい。"]))
    seen = library.changes()
    assert library.changes() == seen
    with closing(sqlite3.connect(library.path)) as whole, closing(sqlite3.connect(tmp_path / "copy")) as copy:
        whole.backup(copy)
    shutil.move(tmp_path / "copy", library.path)
    assert library.changes() != seen
