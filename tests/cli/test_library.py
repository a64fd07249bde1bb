"""``reader backup | restore``, and that what is removed is nowhere in the home."""

import gzip
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reader.cli import application
from reader.desk.subjects import ACT_NAMES
from reader.errors import LibraryError, NotFoundError
from reader.library.desk import audit
from reader.library.desk.seats import seat_with, take_seat
from reader.library.file.copies import copy_before
from reader.library.library import Library
from reader.library.schema.migration import VERSION
from reader.library.voices.named import remember_voices
from reader.speech.clips.cache import ClipCache
from tests.conftest import SAMPLE
from tests.speech.sounds import spoken_minutes, stored

Run = Callable[..., str]

SECRET = "鵺尾鸞之介"
PAGE = f"""会議名
鵺の会

日時
令和8年9月1日(火曜日)10時00分

議事

委員長:会議を開きます。
{SECRET}委員:{SECRET}が申し上げます。{SECRET}（ぬえおらんのすけ）と読みます。
事務局:{SECRET}委員のお話のとおりです。
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def reader(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``reader ARG…`` with a home of its own, in this process: standard output, or the error that would be told."""
    monkeypatch.setenv("READER_HOME", str(home))
    monkeypatch.setenv("READER_DRIVER", "silent")

    opened: list[Library] = []

    def opening(*arguments: Any, **options: Any) -> Library:
        opened.append(Library(*arguments, **options))
        return opened[-1]

    def run(*arguments: str | Path) -> str:
        capsys.readouterr()
        try:
            application()(list(map(str, arguments)), prog_name="reader", standalone_mode=False)
        finally:
            while opened:  # as a process lets go of it when it ends
                opened.pop().close()
        return capsys.readouterr().out

    monkeypatch.setattr("reader.library.library.Library", opening)

    return run


def _files_with(home: Path, words: str) -> list[str]:
    """Files of the home that hold any character of the words in any encoding that is in use here."""
    marks = [mark.encode(code) for mark in words for code in ("utf-8", "utf-16-le", "euc-jp", "cp932")]
    marks = [mark for mark in marks if len(mark) > 2] + [words.encode("euc-jp"), words.encode("utf-16-le")]
    return [
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]


def test_backup_and_restore_through_the_command(reader: Run, home: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="ファイルがありません"):
        reader("backup", tmp_path / "b.sqlite3")
    reader("import", SAMPLE)
    assert "会議録 1、いちばん新しいもの 20260514-1" in reader("backup", tmp_path / "b.sqlite3")
    (tmp_path / "letter.txt").write_text("手紙", encoding="utf-8")
    for wrong in (tmp_path / "letter.txt", tmp_path, home / "library.sqlite3", tmp_path / "no" / "b"):
        with pytest.raises(LibraryError) as told:
            reader("backup", wrong)
        assert "\n" not in str(told.value)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "手紙"
    library = Library(home / "library.sqlite3")
    library.remove("20260514-1")
    library.close()
    assert "会議録 1" in reader("restore", tmp_path / "b.sqlite3")
    assert reader("list").startswith("20260514-1\t")
    (row, _) = reader("desk", "log", "show").splitlines()
    assert row.split("\t")[4:6] == ["restore", "b.sqlite3"]
    assert "会議録 0" in row.partition(" → ")[0]
    assert "会議録 1" in row.partition(" → ")[2]


@pytest.mark.slow
def test_a_copy_of_before_brings_nobody_back_in_and_tells_of_words_that_come_back(
    reader: Run,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reader("import", SAMPLE)
    reader("desk", "invite", "satou", "--role", "管理者")
    library = Library(home / "library.sqlite3")
    with library.writing() as connection:
        take_seat(connection, "a digest", 1, "a browser", datetime.now(UTC))
    library.close()
    reader("backup", tmp_path / "b.sqlite3")
    monkeypatch.setattr("sys.stdin", io.StringIO("会議\n"))
    reader("withdraw", "20260514-1", "--ground", "議会の許可", "--only", "1", "--yes")
    application()(["restore", str(tmp_path / "b.sqlite3")], prog_name="reader", standalone_mode=False)
    assert "取り消された言葉（1 か所）が、戻っています" in capsys.readouterr().err
    library = Library(home / "library.sqlite3")
    with library.reading() as connection:
        assert seat_with(connection, "a digest") is None
        assert audit.broken_at(connection) is None
    library.close()


def test_an_id_given_after_the_backup_is_not_given_again(reader: Run, home: Path, tmp_path: Path) -> None:
    reader("list")
    reader("backup", tmp_path / "empty.sqlite3")
    library = Library(home / "library.sqlite3")
    assert stored(library, spoken_minutes(["はじめます。"])) == "20211028-1"
    library.close()
    reader("restore", tmp_path / "empty.sqlite3")
    assert stored(Library(home / "library.sqlite3"), spoken_minutes(["ほかです。"])) == "20211028-2"


@pytest.mark.slow
def test_no_file_of_the_home_holds_what_was_removed(reader: Run, home: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    reader("import", SAMPLE)
    session = reader("import", page).partition(":")[0]
    reader("lexicon", "add", SECRET, "ぬえおらんのすけ", "--minutes", session)
    reader("correct", session, "t3-1", SECRET, "ぬえのらんのすけ")
    library = Library(home / "library.sqlite3")
    library.report(session, "t3-1", SECRET, "ぬえ")
    remember_voices(library, "silent", {SECRET: "silent"})
    library.close()
    copy_before(home / "library.sqlite3", "version-2")
    assert {"library.sqlite3", "library.before-version-2.sqlite3"} <= set(_files_with(home, SECRET))
    assert "library.before-version-2.sqlite3 も消しました" in reader("remove", session)
    assert _files_with(home, SECRET) == []
    assert reader("list").startswith("20260514-1\t")


def test_what_a_corrected_source_has_no_more_is_in_no_file(reader: Run, home: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    session = reader("import", page).partition(":")[0]
    assert _files_with(home, SECRET)
    page.write_text(PAGE.replace(SECRET, "Ａ").replace("鵺", "Ｂ"), encoding="utf-8")
    reader("import", "--replace", session, page)
    assert _files_with(home, SECRET) == []


def test_a_pin_can_be_let_go_whatever_became_of_its_session(reader: Run, home: Path) -> None:
    library = Library(home / "library.sqlite3")
    session = stored(library, spoken_minutes(["はじめます。"]))
    pins = ClipCache(home / "audio_cache").pins
    for name in (session, "left-behind"):
        pins.pin(name, frozenset())
    library.remove(session)  # as the first release did it: the pin stays
    library.close()
    assert reader("cache", "unpin", session, "left-behind").count("場所が要るときは取り除きます") == 2
    assert pins.names() == frozenset()
    assert session in reader("cache", "unpin", session)
    with pytest.raises(NotFoundError):
        reader("cache", "unpin", "20211028-9")


def test_an_older_library_is_led_to_this_release(reader: Run, home: Path) -> None:
    home.mkdir()
    data = Path(__file__).parent.parent / "library" / "data" / "first-release.sqlite3.gz"
    (home / "library.sqlite3").write_bytes(gzip.decompress(data.read_bytes()))
    told = reader("upgrade")
    assert f"版 1 から {VERSION} にしました（読み直した会議録 3）" in told
    assert "library.before-version" in told
    assert "することはありません" in reader("upgrade")
    assert "庁舎" in reader("reports")


@pytest.mark.slow
def test_where_there_is_a_desk_what_is_imported_is_a_draft(reader: Run, home: Path) -> None:
    reader("desk", "invite", "satou", "--role", "管理者")
    assert "satou\tsatou\t管理者\t招待中" in reader("desk", "people")
    told = reader("import", SAMPLE)
    assert "版 1: 下書きにしました" in told
    assert "会議録はまだありません" in reader("list")
    assert "20260514-1" in reader("import", "--publish", SAMPLE)
    assert reader("import", SAMPLE) == "", "it is asked which session that is, and nothing is kept"
    log = reader("desk", "log", "show")
    assert [line.split("\t")[4] for line in log.splitlines()] == ["import", "draft", "invite"]
    assert "3 行は、書かれたときのまま" in reader("desk", "log", "verify")


@pytest.mark.slow
def test_the_files_of_staff_go_with_the_backup_and_a_removal_is_logged(
    reader: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invited = reader("desk", "invite", "satou", "--role", "管理者").splitlines()
    assert invited[-1].startswith("http://127.0.0.1:8000/desk/join/")
    assert "8000 ではないポートで" in invited[-2]
    again = reader("desk", "reset", "satou", "--port", "8001").splitlines()
    assert again[-1].startswith("http://127.0.0.1:8001/desk/join/")
    assert len(again) == 2
    monkeypatch.setenv("READER_DESK_PORT", "8443")
    assert "http://127.0.0.1:8443/desk/join/" in reader("desk", "reset", "satou")
    reader("import", SAMPLE)
    (kept,) = (home / "sources").glob("*/*")
    told = reader("backup", tmp_path / "b.sqlite3")
    assert "元のファイル 1 の控え" in told
    data = kept.read_bytes()
    kept.unlink()
    assert "なかった元のファイル 1 を戻しました" in reader("restore", tmp_path / "b.sqlite3")
    assert kept.read_bytes() == data
    assert "なかった元のファイル 0 を戻しました" in reader("restore", tmp_path / "b.sqlite3")
    (tmp_path / "b.sqlite3.sources.zip").write_bytes(b"cut")
    with pytest.raises(LibraryError, match="元のファイルの控えとして読めません"):
        reader("restore", tmp_path / "b.sqlite3")
    reader("import", "--publish", SAMPLE)
    reader("remove", "20260514-1")
    assert reader("desk", "log", "show").splitlines()[0].split("\t")[4:6] == ["remove", "20260514-1"]


def test_what_is_public_is_carried_by_a_bundle(
    reader: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader("import", SAMPLE)
    bundle = tmp_path / "kokai.bundle"
    told = reader("publish", "--bundle", bundle)
    assert "束 1 を書きました" in told
    key = told.partition('bundle_key = "')[2].partition('"')[0]
    assert key in reader("publish", "--key")
    there = tmp_path / "there"
    monkeypatch.setenv("READER_HOME", str(there))
    assert reader("import", bundle) == "", "nobody is trusted yet"
    assert "会議録はまだありません" in reader("list")
    monkeypatch.setenv("READER_BUNDLE_KEY", key)
    assert "束 1 を取り込みました（会議録 1" in reader("import", bundle)
    assert "20260514-1" in reader("list")
    assert "もう取り込んであります" in reader("import", bundle)


@pytest.mark.slow
def test_each_command_that_writes_is_one_row_of_the_log(
    reader: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader("import", SAMPLE)
    library = Library(home / "library.sqlite3")
    utterance = library.session("20260514-1").passages[-1].utterances[0]
    surface = next(word.surface for word in utterance.words if len(word.surface) > 1)
    for kana in ("ほしみ", "ほしみは", "ほしみはま"):
        library.report("20260514-1", utterance.id, surface, kana)
    library.close()
    readings = tmp_path / "yomi.csv"
    readings.write_text("鵺尾橋,ぬえおばし\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{surface}\n"))
    commands = (
        ("lexicon", "add", "鵺尾", "ぬえお"),
        ("lexicon", "remove", "鵺尾"),
        ("lexicon", "import", readings),
        ("correct", "20260514-1", utterance.id, surface, "かな"),
        ("correct", "20260514-1", utterance.id, surface, "--remove"),
        ("reports", "accept", "1"),
        ("reports", "dismiss", "2", "3"),
        ("cache", "pin", "20260514-1"),
        ("cache", "unpin", "20260514-1"),
        ("publish", "--bundle", tmp_path / "a.bundle"),
        ("withdraw", "20260514-1", "--ground", "議会の許可", "--only", "1", "--yes"),
        ("remove", "20260514-1"),
        ("desk", "invite", "satou", "--role", "管理者"),
        ("desk", "invite", "suzuki"),
        ("desk", "disable", "suzuki"),
    )
    for number, command in enumerate(commands, 2):
        reader(*command)
        rows = reader("desk", "log", "show").splitlines()
        assert len(rows) == number, (command, rows[:2])
        assert rows[0].split("\t")[4] in ACT_NAMES
    assert "書かれたときのまま" in reader("desk", "log", "verify")
