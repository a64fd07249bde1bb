"""What befalls a file under a running server is told without its path, and heals when the file is whole again."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.errors import LibraryError
from reader.library.database import READ_ONLY
from reader.library.library import Library
from reader.passages.annotator import Annotator
from tests.broken_disks import read_only
from tests.speech.sounds import spoken_minutes, stored
from tests.web.sites import site


def _deleted(path: Path, _whole: bytes) -> None:
    path.unlink()


def _cut(path: Path, whole: bytes) -> None:
    path.write_bytes(whole[: len(whole) // 3])


def _emptied(path: Path, _whole: bytes) -> None:
    path.write_bytes(b"")


def _overwritten(path: Path, whole: bytes) -> None:
    path.write_bytes(b"x" * len(whole))


def _moved_away(path: Path, _whole: bytes) -> None:
    path.rename(path.with_suffix(".away"))


Accident = Callable[[Path, bytes], None]


@pytest.mark.slow
@pytest.mark.parametrize("accident", [_deleted, _cut, _emptied, _overwritten, _moved_away])
def test_pages_say_so_without_a_path_and_are_there_again_with_the_file(
    tmp_path: Path, annotator: Annotator, sample: bytes, accident: Accident
) -> None:
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app) as client:
        path = whole.library.path
        shutil.copy(path, tmp_path / "kept")
        for address in ("/", "/minutes/20260514-1", "/search?q=会議"):
            assert client.get(address).status_code == 200
        accident(path, path.read_bytes())
        answers = [client.get(address) for address in ("/", "/minutes/20260514-1", "/search?q=会議") * 2]
        assert {answer.status_code for answer in answers} <= {200, 503}
        if accident in (
            _deleted,
            _emptied,
            _moved_away,
        ):  # of the others SQLite may still hold every page it needs
            assert {answer.status_code for answer in answers} == {503}
        for answer in answers:
            assert str(tmp_path) not in answer.text
            assert "sqlite" not in answer.text.lower()
        if accident is _emptied:
            assert path.stat().st_size == 0  # nothing is made anew in the place of what was there
        for beside in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(f"{path.name}{beside}").unlink()
        shutil.copy(tmp_path / "kept", path)
        client.get("/")
        for address in ("/", "/minutes/20260514-1", "/search?q=会議") * 3:
            answer = client.get(address)
            assert answer.status_code == 200
        assert "やさしいデジタル推進会議" in client.get("/").text


def test_a_restored_library_is_seen_by_a_server_that_did_not_notice(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    library, other = Library(path), Library(tmp_path / "other.sqlite3")
    stored(library, spoken_minutes(["前の会議です。"]))
    stored(other, spoken_minutes(["戻した会議です。"]))
    other.close()
    assert "前の" in library.session("20211028-1").minutes.turns[0].text
    (tmp_path / "other.sqlite3").replace(path)
    assert "戻した" in library.session("20211028-1").minutes.turns[0].text


@pytest.mark.parametrize("log", [False, True], ids=["closed", "killed"])
def test_a_home_that_cannot_be_written_is_read(tmp_path: Path, log: bool) -> None:
    made, home = tmp_path / "made", tmp_path / "home"
    library = Library(made / "library.sqlite3")
    stored(library, spoken_minutes(["はじめます。"]))
    library.remember_given({"20300101": 7})
    if not log:
        library.close()
    shutil.copytree(made, home)
    assert (home / "library.sqlite3-wal").exists() == log
    with read_only(home):
        opened = Library(home / "library.sqlite3")
        assert opened.read_only
        assert [turn.text for turn in opened.session("20211028-1").minutes.turns] == ["はじめます。"]
        with pytest.raises(LibraryError) as told:
            opened.remove("20211028-1")
        assert str(told.value) == READ_ONLY
    assert not opened.settle() or not opened.read_only
    opened.remove("20211028-1")  # it can be written again
    assert opened.sessions() == ()
