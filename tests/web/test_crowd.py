"""A small full house: listeners and readers at once, beside a narration and an import. Nobody meets an error.

How long it takes is measured by ``python -m bench.crowd``, with two hundred and five hundred.
"""

import asyncio
import sys
from pathlib import Path

import pytest

from bench.crowd import Crowd, crowd, import_another
from bench.serving import prepared, reader_serving
from reader.library.library import Library


@pytest.mark.slow
@pytest.mark.voice
@pytest.mark.sqlite  # processes of its own, with a home
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nobody_meets_an_error_beside_a_narration_and_an_import(tmp_path: Path) -> None:
    session = prepared(tmp_path)

    async def everybody(address: str, pid: int) -> Crowd:
        met = await crowd(address, session, pid, 5.0, listeners=20, readers=50, thinking=1.0)
        while (
            importing.poll() is None
        ):  # an import takes as long as it takes: nobody leaves before it is done
            more = await crowd(address, session, pid, 2.0, listeners=20, readers=50, thinking=1.0)
            for total, new in ((met.listeners, more.listeners), (met.readers, more.readers)):
                total.errors += new.errors
                total.first_bytes += new.first_bytes
        return met

    with reader_serving(tmp_path, "--narrate", "--workers", "1") as (address, pid):
        importing = import_another(tmp_path, 0)
        met = asyncio.run(everybody(address, pid))
    assert importing.returncode == 0
    assert met.listeners.errors == []
    assert met.readers.errors == []
    assert met.listeners.first_bytes
    assert len(met.readers.first_bytes) >= 50
    library = Library(tmp_path / "library.sqlite3")
    assert len(library.sessions()) == 2
    library.close()
