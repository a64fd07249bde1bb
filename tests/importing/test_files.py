"""Files by any name, and what is no file: one line each."""

import os
import sys
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.importing.files import folder_as_one, folder_files, read_file, shown_name
from reader.importing.parsing import parsed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names are bytes on POSIX only")


def test_names_are_shown_as_people_wrote_them() -> None:
    assert shown_name("会議録.txt") == "会議録.txt"
    assert shown_name(os.fsdecode("会議録.txt".encode("cp932"))) == "会議録.txt"
    assert shown_name(os.fsdecode(b"a\xff.txt")).startswith("a")
    for raw in (b"\xff\xfe", b"\x81", b"a\xa0\xfd\xff"):
        shown_name(os.fsdecode(raw)).encode("utf-8")


def test_a_folder_gives_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    names = [b"b/2.txt", b"a.txt", "会議録.txt".encode("cp932"), b"new\nline.txt", b".x", b".hidden/y"]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(b"x")
    os.mkfifo(tmp_path / "c.fifo")
    (tmp_path / "d.txt").symlink_to("nowhere")
    found = [shown_name(str(Path(path).relative_to(tmp_path))) for path in folder_files(str(tmp_path))]
    assert found == ["a.txt", "c.fifo", "d.txt", "new\nline.txt", "会議録.txt", "b/2.txt"]


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone").symlink_to("nowhere")
    wanted = {
        str(tmp_path / "pipe"): "ふつうのファイルではありません",
        str(tmp_path): "フォルダーです",
        str(tmp_path / "gone"): "ファイルがありません",
        "/dev/null": "ふつうのファイルではありません",
        "a\x00b": "ファイルを開けません",
        "x" * 5000: "ファイルを開けません",
    }
    for path, message in wanted.items():
        with pytest.raises(SourceError, match=message):
            read_file(path)


def test_a_folder_as_one_meeting(tmp_path: Path) -> None:
    head = "第3回図書館協議会会議録\n令和6年5月14日\n\n"
    for name, said in (
        ("1.txt", f"{head}○会長（森下君）　開きます。"),
        ("10.txt", "○委員　十です。"),
        ("2.txt", "○委員　二です。"),
    ):
        (tmp_path / name).write_text(said, encoding="utf-8")
    turns = parsed(folder_as_one(str(tmp_path)), "会議").turns
    assert [turn.text for turn in turns] == ["開きます。", "二です。", "十です。"]
    assert folder_as_one(str(tmp_path)) == folder_as_one(str(tmp_path))
