"""Whether anything was written can be asked for next to nothing."""

from contextlib import closing

from reader.library.library import Library
from tests.speech.sounds import spoken_minutes, stored


def test_every_write_is_noticed_and_no_read(library: Library) -> None:
    before = library.changes()
    session_id = stored(library, spoken_minutes(["はい。"]))
    library.session(session_id)
    after = library.changes()
    assert after != before
    library.sessions()
    assert library.changes() == after
    with closing(Library(library.path)) as other, other.writing() as connection:
        connection.exec_driver_sql("UPDATE session SET place = '会議室'")
    assert library.changes() != after
