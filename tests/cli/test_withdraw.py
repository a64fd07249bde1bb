"""``reader withdraw``: withdrawn words are in no file of the home, and do not come back with their old source."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.cli import application
from reader.cli.commands.minutes import import_minutes
from reader.errors import NotFoundError
from reader.library.library import Library
from reader.library.search import Query
from reader.readings.writing.kana import pronounce
from tests.commands import Commands

pytestmark = pytest.mark.slow  # command after command, each a process

Ask = Callable[..., str]

WORDS = "鵺鸞麟蠹"
READING = "ぷぎゃぬみょ"
MARK = "━━━━〔発言取消し〕"


def page(day: int, *lines: str) -> str:
    said = "\n".join(lines)
    head = f"会議名\n星見浜市議会\n\n日時\n令和8年9月{day}日(火曜日)10時00分\n\n議事\n\n"
    others = "\n".join(
        f"{n}番委員：{day}日の{n}つめの質問です。{'道路' * n}を直す予定を伺います。\n部長：{n}月に直します。"
        for n in range(1, 7)
    )
    return f"{head}議長：会議を開きます。\n{said}\n{others}\n議長：これで終わります。\n"


REMARK = page(1, f"山田委員：市長は{WORDS[:2]}\n{WORDS[2:]}です。撤回しません。", "市長：お答えします。")
QUOTED = page(2, f"佐藤委員：「{WORDS}」との発言に抗議します。")
RESOLVED = page(3, f"議長：「{WORDS}」との発言の取消しを許可します。", f"（「{WORDS}」と呼ぶ者あり）")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """``reader ARG…`` in this process, with what is typed into it; gives standard output."""
    monkeypatch.setenv("READER_HOME", str(home))
    monkeypatch.setenv("READER_DRIVER", "silent")
    opened: list[Library] = []

    def opening(*arguments: Any, **options: Any) -> Library:
        opened.append(Library(*arguments, **options))
        return opened[-1]

    def run(*arguments: str | Path, typed: str = "") -> str:
        capsys.readouterr()
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        try:
            application()(list(map(str, arguments)), prog_name="reader", standalone_mode=False)
        finally:
            while opened:  # as a process lets go of it when it ends
                opened.pop().close()
        return capsys.readouterr().out

    monkeypatch.setattr("reader.library.library.Library", opening)
    return run


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Path:
    """The folder of the remark, a quotation of it, and the sitting that let it be withdrawn; imported into the home in it."""
    folder = tmp_path_factory.mktemp("pages")
    paths = [_written(folder, number, text) for number, text in enumerate((REMARK, QUOTED, RESOLVED))]
    assert Commands(folder, compiled)("import", *paths).returncode == 0
    return folder


@pytest.fixture
def sessions(pages: Path, home: Path) -> list[str]:
    """The three, in a home of the test's own, which compiles its own dictionaries."""
    shutil.copytree(pages / "home", home, ignore=shutil.ignore_patterns(".cache"))
    return [f"202609{day:02}-1" for day in (1, 2, 3)]


def _imported(ask: Ask, folder: Path, number: int, text: str, *options: str) -> str:
    return ask("import", _written(folder, number, text), *options).partition(":")[0]


def _written(folder: Path, number: int, text: str) -> Path:
    path = folder / f"page-{number}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def files_with(home: Path) -> list[str]:
    """Files that hold the words, any character of them, or how they are read, in any way they could be written."""
    kana = (READING, pronounce(READING))
    wanted = [*WORDS, *kana]
    marks = [mark.encode(code) for mark in wanted for code in ("utf-8", "utf-16-le")]
    marks += [json.dumps(mark)[1:-1].encode() for mark in wanted]
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and any(mark in path.read_bytes() for mark in marks if len(mark) > 2)
    )


def test_withdrawn_words_are_in_no_file_and_their_mark_is_heard_once(
    ask: Ask, home: Path, sessions: list[str]
) -> None:
    ask("lexicon", "add", WORDS, READING)
    library = Library(home / "library.sqlite3")
    sentence = next(u for p in library.session(sessions[1]).passages for u in p.utterances if WORDS in u.text)
    library.report(sessions[1], sentence.id, WORDS, READING)
    kept = library.session(sessions[0])
    library.close()
    assert "library.sqlite3" in files_with(home)

    told = ask("withdraw", sessions[0], "--ground", "議会の許可", typed=f"{WORDS}\ny\n")
    assert [line.split("\t")[1] for line in told.splitlines() if "\t202" in line] == [
        sessions[2],
        sessions[2],
        sessions[1],
        sessions[0],
    ]
    assert "住民のお知らせ\t1 件" in told
    assert "読み辞書\t1 件" in told
    assert files_with(home) == []

    library = Library(home / "library.sqlite3")
    session = library.session(sessions[0])
    marks = [
        (passage.is_announced(utterance), "".join(word.reading for word in utterance.words))
        for passage in session.passages
        for utterance in passage.utterances
        if MARK in utterance.text
    ]
    assert marks == [(True, "はつげんとりけし")]
    assert [turn.number for turn in session.minutes.turns] == [turn.number for turn in kept.minutes.turns]
    assert library.search(Query(WORDS)).total == 0
    assert library.search(Query("抗議します")).total == 1
    library.close()
    log = ask("desk", "log", "show")
    assert "withdraw_words" in log
    assert "議会の許可" in log
    assert "書かれたときのままです" in ask("desk", "log", "verify")


def test_the_old_source_comes_out_withdrawn_or_not_at_all(
    ask: Ask, home: Path, sessions: list[str], pages: Path
) -> None:
    ask("withdraw", sessions[0], "--ground", "議会の許可", typed=f"{WORDS}\ny\n")
    more = REMARK.replace("お答えします。", "お答えします。たいへん遺憾です。")
    assert _imported(ask, pages, 0, more) == sessions[0]
    assert files_with(home) == []
    ask("remove", sessions[0])  # another address: the words are known by what stands around them
    again = _imported(ask, pages, 0, REMARK)
    assert again != sessions[0]
    assert files_with(home) == []


def test_a_source_without_the_words_is_looked_at_by_a_person(
    ask: Ask, home: Path, sessions: list[str], pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[str] = []
    monkeypatch.setattr(sys.modules[import_minutes.__module__], "complain", complaints.append)
    ask("withdraw", sessions[0], "--ground", "議会の許可", typed=f"{WORDS}\ny\n")
    otherwise = REMARK.replace(f"{WORDS[:2]}\n{WORDS[2:]}", "ぬえらん").replace("お答え", "答弁")
    path = _written(pages, 0, otherwise)
    assert ask("import", path) == ""
    assert "取り消した発言 1 か所" in complaints[0]
    library = Library(home / "library.sqlite3")
    assert any(MARK in turn.text for turn in library.minutes(sessions[0]).turns)
    library.close()
    assert ask("import", path, "--withdrawn-checked").startswith(sessions[0])
    assert files_with(home) == []


def test_words_withdrawn_elsewhere_are_told_of_where_they_come_in_other_surroundings(
    ask: Ask, sessions: list[str], pages: Path
) -> None:
    ask("withdraw", sessions[0], "--ground", "議会の許可", typed=f"{WORDS}\ny\n")
    copied = page(4, "田中委員：写しによれば次のとおりです。", f"わたしは{WORDS}と聞きました。以上です。")
    told = ask("import", _written(pages, 4, copied))
    (line,) = [one for one in told.splitlines() if "ほかの会議録で取り消した" in one]
    assert "確かめてください" in line
    assert WORDS not in line


def test_some_places_alone_and_nothing_at_all(ask: Ask, home: Path, sessions: list[str]) -> None:
    assert "何も変えていません" in ask("withdraw", sessions[0], "--ground", "命令", typed=f"{WORDS}\nn\n")
    with pytest.raises(NotFoundError):
        ask("withdraw", sessions[0], "--ground", "命令", typed="ない言葉\n")
    with pytest.raises(NotFoundError):
        ask("withdraw", sessions[0], "--ground", "命令", "--only", "9", typed=f"{WORDS}\n")
    told = ask(
        "withdraw", sessions[0], "--mask", "--ground", "条例第7条", "--only", "4", "--yes", typed=f"{WORDS}\n"
    )
    assert "1 か所を消しました" in told
    library = Library(home / "library.sqlite3")
    assert any("━━━━〔伏せ字：条例第7条〕" in turn.text for turn in library.minutes(sessions[0]).turns)
    assert any(WORDS in turn.text for turn in library.minutes(sessions[1]).turns)
    library.close()
