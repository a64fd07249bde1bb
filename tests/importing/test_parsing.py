"""Parsing in a process of its own: what it reads, what a limit says, and that it is there again afterwards."""

import io
import os
import signal
import stat
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.importing import office
from reader.importing.parsing import Limits, Parser, parsed
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from tests.minutes.sources.docx.word import paragraph, word_file

MINUTES = "第3回図書館協議会会議録\n令和6年5月14日\n\n○会長（森下君）　開きます。\n○委員　はい。\n".encode()
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are POSIX")


@pytest.fixture
def small() -> Iterator[Parser]:
    """A parser with a second of processor time and little memory."""
    parser = Parser(Limits(seconds=1, seconds_a_megabyte=0, memory=400_000_000))
    yield parser
    parser.close()


def test_the_same_minutes_as_here() -> None:
    for data, name in ((MINUTES, "a.txt"), (word_file(paragraph("議長　始めます。")), "会議録.docx")):
        assert parsed(data, name) == parse(read_source(data, name))


def test_a_refusal_is_the_sources_own_line() -> None:
    with pytest.raises(SourceError, match=r"^画像（PNG）です。"):
        parsed(b"\x89PNG\r\n\x1a\n", "a.png")


def _long() -> bytes:
    """Ordinary minutes that take longer than a second."""
    turn = "○会長（森下君）　令和6年の日程第一、計画（案）について、説明をお願いします。\n○委員（山田君）　はい。\n"
    return MINUTES + turn.encode() * 20_000


@pytest.mark.slow
@POSIX
def test_time_is_limited(small: Parser) -> None:
    with pytest.raises(SourceError, match=r"^読み取りに時間がかかりすぎるため、やめました。.*。$"):
        small.parse(_long(), "a.txt")
    assert len(small.parse(MINUTES, "a.txt").turns) == 2


@pytest.mark.slow
@POSIX
def test_memory_is_limited() -> None:
    parser = Parser(Limits(memory=300_000_000))
    with pytest.raises(SourceError, match=r"^読み取りに要るメモリーが多すぎるため、やめました。.*。$"):
        parser.parse(word_file("<w:p><w:r><w:t>あ</w:t></w:r></w:p>" * 400_000), "a.docx")
    assert len(parser.parse(MINUTES, "a.txt").turns) == 2
    parser.close()


@POSIX
@pytest.mark.slow
def test_a_document_that_fills_the_process_is_its_last() -> None:
    """The next one has a process of its own at once, and does not meet the old one on its way out."""
    parser = Parser(Limits(memory=200_000_000))
    assert parser.parse(word_file(f"<w:p><w:r><w:t>{'あ' * 30_000}</w:t></w:r></w:p>" * 200), "a.docx").parts
    assert parser.process_id is None
    assert len(parser.parse(MINUTES, "a.txt").turns) == 2
    parser.close()


@pytest.mark.slow
def test_a_process_that_dies_is_told_and_replaced(small: Parser) -> None:
    small.parse(MINUTES, "a.txt")
    assert small.process_id is not None
    os.kill(small.process_id, signal.SIGSTOP if sys.platform != "win32" else signal.SIGTERM)
    if sys.platform != "win32":
        threading.Timer(0.3, os.kill, (small.process_id, signal.SIGKILL)).start()
    with pytest.raises(SourceError, match=r"^読み取りの途中で止まりました。.*。$"):
        small.parse(MINUTES, "a.txt")
    assert len(small.parse(MINUTES, "a.txt").turns) == 2


def test_the_process_ends_with_its_program(small: Parser) -> None:
    small.parse(MINUTES, "a.txt")
    process = small.process_id
    assert process is not None
    small.close()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    assert small.process_id is None


def test_limits_grow_with_the_document() -> None:
    limits = Limits(seconds=10, seconds_a_megabyte=20)
    assert [limits.seconds_for(size) for size in (0, 1_000_000, 4_000_000)] == [10, 30, 90]


def _program(folder: Path, script: str) -> None:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


def _open_document(kind: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        parts.writestr("content.xml", "<office xmlns='o'/>")
    return file.getvalue()


OFFICE = {
    "会議録.rtf": b"{\\rtf1\\ansi \xe5}",
    "会議録.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le"),
    "会議録.odt": _open_document("text"),
}


@POSIX
@pytest.mark.parametrize("name", OFFICE)
def test_office_files_through_the_program(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for LibreOffice takes its arguments and gives what it would: the file it is told to write."""
    made = tmp_path / "made.docx"
    made.write_bytes(word_file(paragraph("第3回検討会議会議録") + paragraph("○会長（森下君）　開きます。")))
    _program(
        tmp_path,
        'while [ "$1" != --outdir ]; do case "$1" in --convert-to) to=$2;; esac; shift; done\n'
        f'[ "$to" = docx ] && [ -s "$3" ] && cp {made} "$2/$(basename "${{3%.*}}").docx"',
    )
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert [turn.text for turn in parsed(OFFICE[name], name).turns] == ["開きます。"]
    _program(tmp_path, "exit 3")
    with pytest.raises(SourceError, match=r"^LibreOfficeで開けません。.*。$"):
        parsed(OFFICE[name], name)


@pytest.mark.parametrize("name", OFFICE)
def test_office_files_without_the_program(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_MACOS", str(tmp_path / "none"))
    monkeypatch.setattr(office, "_WINDOWS", str(tmp_path / "none"))
    with pytest.raises(SourceError, match=r"LibreOfficeを入れるか、Wordで開いて.*。$"):
        parsed(OFFICE[name], name)


def test_a_locked_word_file_needs_no_program() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument EncryptedPackage".encode("utf-16-le")
    with pytest.raises(SourceError, match="パスワードで保護された"):
        parsed(locked, "a.docx")


def test_an_open_spreadsheet_is_no_text() -> None:
    with pytest.raises(
        SourceError, match=r"^OpenDocumentの表（\.ods）です。.*\.xlsxで保存しなおしてください。$"
    ):
        parsed(_open_document("spreadsheet"), "a.ods")
