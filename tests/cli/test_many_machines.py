"""The commands with a library on a real PostgreSQL and clips in a real S3 store: what a second machine finds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.server.address import ServerAddress
from tests.commands import Run
from tests.conftest import SAMPLE
from tests.servers import Shares, s3

pytestmark = [pytest.mark.server, pytest.mark.voice]


@pytest.fixture
def address(server_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerAddress]:
    """A share that nobody has made, and a bucket, as the environment tells of them."""
    shares = Shares(server_url)
    found = shares.address(tmp_path)
    with s3(tmp_path) as store:
        monkeypatch.setenv("READER_DATABASE", found.url)
        monkeypatch.setenv("READER_TOWN", found.town)
        monkeypatch.setenv("READER_CLIP_STORE", "s3://clips")
        monkeypatch.setenv("AWS_ENDPOINT_URL", store.options["endpoint"])
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", store.options["access_key_id"])
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", store.options["secret_access_key"])
        monkeypatch.setenv("AWS_REGION", store.options["region"])
        yield found
    shares.drop(tmp_path)


def _said(reader: Run, *arguments: str | Path) -> str:
    done = reader(*arguments)
    assert done.returncode == 0, (arguments, done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode()


def test_a_file_moves_and_another_machine_goes_on(
    reader: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: ServerAddress
) -> None:
    refused = reader("list")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert "reader upgrade" in refused.stderr.decode()
    short = tmp_path / "short.txt"
    short.write_text("第1回会議\n令和8年5月14日\n\n委員: 橋の話。\n事務局: はい。\n", encoding="utf-8")
    with monkeypatch.context() as before:
        for name in ("READER_DATABASE", "READER_TOWN", "READER_CLIP_STORE"):
            before.delenv(name)
        _said(reader, "import", short)
        _said(reader, "narrate", "--workers", "1")
    file = (tmp_path / "home" / "library.sqlite3").read_bytes()
    moved = _said(reader, "move")
    assert "会議録 1" in moved
    assert address.schema in moved
    assert "置き場に移した音声 0" not in moved
    assert "もう移してあります" in _said(reader, "move")
    assert (tmp_path / "home" / "library.sqlite3").read_bytes() == file
    assert "することはありません" in _said(reader, "upgrade")
    assert "pg_dump" in reader("backup", tmp_path / "copy.sqlite3").stderr.decode()

    shutil.rmtree(tmp_path / "home")  # another machine: nothing of the first one's folder
    assert "20260514-1" in _said(reader, "list")
    _said(reader, "import", SAMPLE)
    assert "20260514-2" in _said(reader, "list")
    told = reader("doctor").stdout.decode()
    assert "よし\t資料庫の場所\tpostgresql://" in told
    assert "よし\t音声の置き場\ts3://clips/" in told
    assert "よし\t仕事の列\t待っている一節 0" in told
    assert not list((tmp_path / "home" / "audio_cache").glob("*/*.mp3"))
    _said(reader, "cache", "prune")
    again = _said(reader, "narrate", "20260514-1", "--workers", "1")
    assert "新しく 0" in again or "作った音声 0" in again, again
    assert not (tmp_path / "home" / "library.sqlite3").exists()
