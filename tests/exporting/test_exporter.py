"""Exports as files: whole, the same again, of the newest version only, and gone with their session."""

import threading
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from reader.cli.commands.exports import write_export
from reader.errors import GoneError, NotFoundError, ReaderError
from reader.exporting.exporter import Exporter, SoundNotReadyError, terms_of
from reader.exporting.files import ExportFiles
from reader.exports.book.chapters import book
from reader.exports.book.parts import parts
from reader.exports.formats import format_of
from reader.exports.material import Format, Options
from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.readings.furigana.levels import Level
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker
from tests.speech.sounds import ToneEngine, plain_casting, spoken_minutes, stored

TURNS = ("これは一つめです。次の文です。", "お答えします。\n段落が変わりました。")


def kind(name: str) -> Format:
    found = format_of(name)
    assert found is not None
    return found


@pytest.fixture
def narrator(tmp_path: Path) -> Iterator[Narrator]:
    cache = ClipCache(tmp_path / "audio_cache")
    made = Narrator(ClipMaker(cache, ToneEngine(), 2), cache, plain_casting, lambda driver: "1")
    yield made
    made.close()


@pytest.fixture
def exporter(library: Library, narrator: Narrator) -> Exporter:
    return Exporter(library, narrator, terms_of(Settings(office="星見浜市", licence="CC BY 4.0")))


def test_sound_that_is_missing_is_told_and_nothing_is_written(library: Library, exporter: Exporter) -> None:
    session_id = stored(library, spoken_minutes(TURNS))
    with pytest.raises(SoundNotReadyError, match="0 / "):
        exporter.file(session_id, kind("x.vtt"))
    assert not list(library.path.with_name("exports").glob("*"))


def test_the_same_version_is_the_same_file_byte_by_byte(
    library: Library, narrator: Narrator, exporter: Exporter
) -> None:
    session_id = stored(library, spoken_minutes(TURNS))
    narrator.narrate(library.session(session_id), lambda _: None, threading.Event())
    first = exporter.file(session_id, kind("x.vtt"))
    before = first.path.read_bytes()
    exporter.files.forget()
    assert not first.path.exists()
    again = exporter.file(session_id, kind("x.vtt"))
    assert (again.path, again.path.read_bytes()) == (first.path, before)
    assert not list(first.path.parent.glob("*.part"))


def test_the_parts_of_a_large_book_are_written_beside_it(
    library: Library,
    narrator: Narrator,
    exporter: Exporter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is too large is set to a few seconds here."""
    session_id = stored(library, spoken_minutes(TURNS * 4))
    narrator.narrate(library.session(session_id), lambda _: None, threading.Event())
    write_export(exporter, session_id, kind("x.epub"), Options(), tmp_path / "small.epub")
    assert [path.name for path in tmp_path.glob("small.*")] == ["small.epub"]
    monkeypatch.setattr(book, "__defaults__", (3_000,))
    monkeypatch.setattr(parts, "__defaults__", (40_000,))
    for name in ("kaigi.EPUB", "kaigi.daisy.zip"):
        write_export(exporter, session_id, kind(name), Options(), tmp_path / name)
        many = len(exporter.parts(session_id))
        assert many > 1
        extension = kind(name).extension
        beside = [tmp_path / f"kaigi.part{number}.{extension}" for number in range(1, many + 1)]
        assert sorted(tmp_path.glob(f"kaigi.part*.{extension}")) == sorted(beside)
        sound = [sum(_sound_of(path).values()) for path in (tmp_path / name, *beside)]
        assert sound[0] == sum(sound[1:])
        assert beside[-1].name in capsys.readouterr().out
    with pytest.raises(NotFoundError, match="ありません"):
        exporter.file(session_id, kind("x.epub"), Options(part=many + 1))


def test_what_is_chosen_lies_beside_the_whole_and_goes_with_it(
    library: Library, narrator: Narrator, exporter: Exporter
) -> None:
    session_id = stored(library, spoken_minutes(TURNS))
    narrator.narrate(library.session(session_id), lambda _: None, threading.Event())
    epub = kind("x.epub")
    asked = [Options(), Options(part=1), Options(ruby=Level.NONE), Options(ruby=Level.NONE, part=1)]
    made = [exporter.file(session_id, epub, one) for one in asked]
    assert len({one.path for one in made}) == len({one.version for one in made}) == len(asked)
    assert all(one.path.exists() for one in made)
    assert exporter.file(session_id, epub, Options(words=True, cues=True)) == made[0]
    rows = exporter.file(session_id, kind("x.csv"), Options(ruby=Level.ALL, cues=True, part=3))
    assert rows == exporter.file(session_id, kind("x.csv"))
    licensed = Exporter(library, narrator, terms_of(Settings(licence="CC BY 4.0")))
    newer = licensed.file(session_id, epub, Options(part=1))
    assert set(newer.path.parent.glob("*.epub")) == {newer.path}


def _sound_of(path: Path) -> dict[str, int]:
    """The bytes of each sound in an archive."""
    with ZipFile(path) as archive:
        return {one.filename: one.file_size for one in archive.infolist() if one.filename.endswith(".mp3")}


def test_a_new_version_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    files = ExportFiles(tmp_path / "exports")
    files.of("20211028-1", "aaaa", "vtt", True, lambda file: file.write(b"old"))
    files.of("20211028-1", "aaaa", "srt", True, lambda file: file.write(b"other"))
    files.of("20211028-10", "aaaa", "vtt", True, lambda file: file.write(b"other"))
    new = files.of("20211028-1", "bbbb", "vtt", True, lambda file: file.write(b"new"))
    there = sorted(path.name for path in new.path.parent.glob("*"))
    assert there == [
        "20211028-1.aaaa.srt",
        "20211028-1.aaaa.srt.gz",
        "20211028-1.bbbb.vtt",
        "20211028-1.bbbb.vtt.gz",
        "20211028-10.aaaa.vtt",
        "20211028-10.aaaa.vtt.gz",
    ]


def test_room_is_bounded_and_the_newest_file_stays(tmp_path: Path) -> None:
    files = ExportFiles(tmp_path / "exports", most_bytes=1000)
    for number in range(5):
        files.of(f"20211028-{number}", "a", "epub", False, lambda file: file.write(bytes(400)))
    there = {path.name for path in (tmp_path / "exports").glob("*")}
    assert "20211028-4.a.epub" in there
    assert len(there) == 2


def test_what_breaks_while_it_is_written_leaves_nothing(tmp_path: Path) -> None:
    files = ExportFiles(tmp_path / "exports")

    def broken(file: object) -> None:
        raise NotFoundError("途中で")

    with pytest.raises(NotFoundError):
        files.of("20211028-1", "a", "vtt", True, broken)
    assert list((tmp_path / "exports").glob("*")) == []


def test_a_folder_that_cannot_be_made_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "exports").write_bytes(b"")
    with pytest.raises(ReaderError, match="ディスクの空き"):
        ExportFiles(tmp_path / "exports").of("1", "a", "vtt", True, lambda file: file.write(b"x"))


def test_a_removed_session_is_exported_no_more(library: Library, exporter: Exporter) -> None:
    session_id = stored(library, spoken_minutes(TURNS))
    library.remove(session_id)
    with pytest.raises(GoneError):
        exporter.file(session_id, kind("x.vtt"))


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("CC BY 4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.ja"),
        ("星見浜市利用規約 https://example.jp/kiyaku", "星見浜市利用規約", "https://example.jp/kiyaku"),
        ("", "", ""),
    ],
)
def test_a_licence_is_known_by_its_name_or_brings_its_address(written: str, name: str, address: str) -> None:
    terms = terms_of(Settings(licence=written, office="市"))
    assert (terms.licence, terms.licence_url) == (name, address)
    assert terms.licence_told()
