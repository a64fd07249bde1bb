"""``reader export``: the file that is named, whole or not at all, and one line for what cannot be."""

from pathlib import Path

import pytest

from tests.commands import Run
from tests.conftest import SAMPLE

pytestmark = pytest.mark.voice


def test_a_session_is_written_with_the_sound_that_it_needs(reader: Run, tmp_path: Path) -> None:
    assert reader("import", SAMPLE).returncode == 0
    told = reader("export", "20260514-1", "kaigi.vtt")
    assert told.returncode == 0, told.stderr.decode()
    assert "kaigi.vtt に書き出しました" in told.stdout.decode()
    written = (tmp_path / "kaigi.vtt").read_text(encoding="utf-8")
    assert written.startswith("WEBVTT\n")
    assert "合成音声" in written
    again = reader("export", "20260514-1", "other.vtt")
    assert again.returncode == 0
    assert (tmp_path / "other.vtt").read_text(encoding="utf-8") == written
    assert not list(tmp_path.glob(".*part"))


def test_what_cannot_be_written_is_told_in_one_line_with_what_to_do(reader: Run, tmp_path: Path) -> None:
    assert reader("import", SAMPLE).returncode == 0
    for arguments, wanted in (
        (("20260514-1", "kaigi.xyz"), ".vtt"),
        (("19990101-1", "kaigi.vtt"), "19990101-1"),
        (("20260514-1", "kaigi.vtt", "--ruby", "some"), "none、hard、all"),
    ):
        told = reader("export", *arguments)
        assert told.returncode == 2, arguments
        assert told.stderr.decode().count("\n") == 1
        assert wanted in told.stderr.decode()
    assert not list(tmp_path.glob("kaigi*"))
