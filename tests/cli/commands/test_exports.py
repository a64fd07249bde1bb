"""``reader export``: the file that is named, whole or not at all, and one line for what cannot be."""

from pathlib import Path

import pytest

from reader.exports.formats import FORMATS
from tests.commands import Run

pytestmark = pytest.mark.voice


def test_a_session_is_written_with_the_sound_that_it_needs(reader_with_sample: Run, tmp_path: Path) -> None:
    told = reader_with_sample("export", "20260514-1", "kaigi.vtt")
    assert told.returncode == 0, told.stderr.decode()
    assert "kaigi.vtt に書き出しました" in told.stdout.decode()
    written = (tmp_path / "kaigi.vtt").read_text(encoding="utf-8")
    assert written.startswith("WEBVTT\n")
    assert "合成音声" in written
    again = reader_with_sample("export", "20260514-1", "other.vtt")
    assert again.returncode == 0
    assert (tmp_path / "other.vtt").read_text(encoding="utf-8") == written
    assert not list(tmp_path.glob(".*part"))
    _a_stick(reader_with_sample, tmp_path / "usb")
    told = reader_with_sample("export", "--all", "all", "20260514-1")
    assert told.returncode == 0, told.stderr.decode()
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert names == {kind.file_name("20260514-1") for kind in FORMATS}


def _a_stick(reader: Run, stick: Path) -> None:
    """Laid out as players look for books; a second time it takes the place of the first."""
    (stick / "$VRDTB" / "20260514-1").mkdir(parents=True)
    (stick / "$VRDTB" / "20260514-1" / "old.html").write_text("old")
    (stick / "other.txt").write_text("stays")
    told = reader("export", "--usb", str(stick))
    assert told.returncode == 0, told.stderr.decode()
    book = {path.name for path in (stick / "$VRDTB" / "20260514-1").iterdir()}
    assert {"ncc.html", "master.smil", "c001.smil", "c001.html", "c001.mp3"} <= book
    assert "old.html" not in book
    assert "$VRDTB/20260514-1/ncc.html" in (stick / "discinfo.html").read_text(encoding="utf-8")
    assert (stick / "MP3" / "20260514-1.mp3").read_bytes().startswith(b"ID3")
    assert "DAISY" in (stick / "はじめに.txt").read_text(encoding="utf-8-sig")
    assert (stick / "other.txt").read_text() == "stays"


def test_what_cannot_be_written_is_told_in_one_line_with_what_to_do(
    reader_with_sample: Run, tmp_path: Path
) -> None:
    for arguments, wanted in (
        (("20260514-1", "kaigi.xyz"), ".vtt"),
        (("19990101-1", "kaigi.vtt"), "19990101-1"),
        (("20260514-1", "kaigi.vtt", "--ruby", "some"), "none、hard、all"),
        (("20260514-1",), "kaigi.epub"),
        (("--all", "a", "--usb", "b"), "別々に"),
        (("--usb", "b", "19990101-1"), "19990101-1"),
    ):
        told = reader_with_sample("export", *arguments)
        assert told.returncode == 2, arguments
        assert told.stderr.decode().count("\n") == 1
        assert wanted in told.stderr.decode()
    assert not list(tmp_path.glob("kaigi*"))
