"""Several commands at once on a home that is not there yet."""

from pathlib import Path

import pytest

from reader.library.library import Library
from tests.commands import READY


def _opened(path: Path) -> None:
    library = Library(path)
    assert library.sessions() == ()
    library.close()


@pytest.mark.slow
def test_many_processes_make_one_library(tmp_path: Path) -> None:
    for number in range(2):
        path = tmp_path / f"home{number}" / "library.sqlite3"
        started = [READY.Process(target=_opened, args=(path,)) for _ in range(6)]
        for process in started:
            process.start()
        for process in started:
            process.join(120)
        assert [process.exitcode for process in started] == [0] * 6
