"""Which session minutes are: nothing is replaced in silence, nothing stands twice."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import GoneError, NotFoundError, UnclearImportError
from reader.importing.identity import Wish, share
from reader.importing.importer import STANDARD_INPUT, Imported, Importer, Outcome
from reader.library.library import Library
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.passages.annotator import Annotator
from tests.stock import opened

COUNCIL = """会議名
{meeting}

日時
{day}

議事

委員長:総務委員会を開会します。庁舎の改修について説明を求めます。
総務部長:庁舎の改修は令和8年度に始めます。費用は12億円です。
田中委員:住民への説明はいつですか。広報にも載せますか。
総務部長:説明会は秋に行います。広報には9月号から載せます。
委員長:御異議ありませんか。
田中委員:異議なし。
委員長:御異議なしと認めます。これで閉会します。
"""
JUNE, SEPTEMBER = "令和7年6月3日(火曜日)10時00分", "令和7年9月9日(火曜日)13時30分"
FIRST = COUNCIL.format(meeting="令和7年度第1回総務委員会", day=JUNE)
OTHER_WORDS = re.sub(
    r"(?m)^(.+?):.*$", lambda m: f"{m[1]}:こちらは{m.start()}番めの別のお話をいたします。", FIRST
)

Import = Callable[..., Imported]


@pytest.fixture
def imported(importer: Importer) -> Import:
    """Imports a text from a place."""

    def run(text: str, place: str = "/srv/kaigiroku.txt", wish: Wish | None = None) -> Imported:
        return importer.import_bytes(text.encode(), "kaigiroku.txt", place, wish=wish or Wish())

    return run


def _ids(importer: Importer) -> list[str]:
    return [session.id for session in importer.library.sessions()]


def test_another_meeting_of_the_same_file_name_is_a_session_of_its_own(
    importer: Importer, imported: Import
) -> None:
    first = imported(FIRST)
    next_one = imported(COUNCIL.format(meeting="令和7年度第2回総務委員会", day=SEPTEMBER))
    assert (next_one.outcome, next_one.resembles) == (Outcome.NEW, first.id)
    assert len(importer.library.session(first.id).minutes.turns) == 7
    other_day = imported(FIRST.replace(JUNE, SEPTEMBER))
    assert (other_day.outcome, len(_ids(importer))) == (Outcome.NEW, 3)


def test_the_afternoon_s_part_from_another_file_is_a_session_of_its_own(
    importer: Importer, imported: Import
) -> None:
    first = imported(FIRST, "/srv/am.txt")
    second = imported(OTHER_WORDS, "/srv/pm.txt")
    assert (second.outcome, second.resembles) == (Outcome.NEW, first.id)
    assert _ids(importer) == ["20250603-2", "20250603-1"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("12億円", "13億円"),
        ("総務部長", "部長"),
        ("委員長:御異議ありませんか。\n田中委員:異議なし。\n", ""),
        ("令和7年度第1回", "令和７年度 第１回"),
        ("。", "．"),
    ],
    ids=["a figure", "a label", "two turns less", "width", "full stops"],
)
@pytest.mark.parametrize("place", ["/srv/kaigiroku.txt", "https://www.example.jp/kaigiroku.html"])
def test_new_wording_is_the_same_session(
    importer: Importer, imported: Import, before: str, after: str, place: str
) -> None:
    first = imported(FIRST)
    second = imported(FIRST.replace(before, after), place)
    assert (second.id, second.outcome) == (first.id, Outcome.UPDATED)
    assert _ids(importer) == [first.id]


def test_a_name_that_says_more_of_the_same_day_is_no_other_meeting(imported: Import) -> None:
    first = imported(COUNCIL.format(meeting="総務委員会(第1回)", day=JUNE))
    shorter = imported(COUNCIL.format(meeting="総務委員会", day=JUNE).replace("12億円", "13億円"))
    assert (shorter.outcome, shorter.id) == (Outcome.UPDATED, first.id)
    other = imported(COUNCIL.format(meeting="広報委員会", day=JUNE).replace("12億円", "14億円"))
    assert other.outcome == Outcome.NEW


def test_minutes_that_grow_are_the_same_session(imported: Import) -> None:
    short = FIRST[: FIRST.index("委員長:御異議ありませんか")]
    first = imported(short)
    assert imported(FIRST).id == first.id


def test_what_leaves_less_than_half_of_the_turns_is_asked_about(importer: Importer, imported: Import) -> None:
    first = imported(FIRST)
    cut = FIRST[: FIRST.index("田中委員:住民")]
    with pytest.raises(UnclearImportError, match=f"発言が 7 から 2 に減ります.*--replace {first.id}") as told:
        imported(cut)
    assert "\n" not in str(told.value)
    assert len(importer.library.session(first.id).minutes.turns) == 7
    assert imported(cut, wish=Wish(replace=first.id)).id == first.id
    assert len(importer.library.session(first.id).minutes.turns) == 2


@pytest.mark.parametrize("day", ["", f"日時\n{JUNE}\n\n"], ids=["no day", "that day"])
def test_a_notice_without_turns_empties_no_session(importer: Importer, imported: Import, day: str) -> None:
    first = imported(FIRST)
    notice = f"会議名\n令和7年度第1回総務委員会\n\n{day}議題\n1 庁舎の改修について\n\n審議結果\n原案のとおり決まりました。\n"
    with pytest.raises(UnclearImportError):
        imported(notice)
    assert len(importer.library.session(first.id).minutes.turns) == 7
    later = imported(
        notice.replace(day, f"日時\n{SEPTEMBER}\n\n") if day else f"日時\n{SEPTEMBER}\n\n{notice}"
    )
    assert (later.outcome, len(_ids(importer))) == (Outcome.NEW, 2)


def test_other_words_of_the_same_file_meeting_and_day_are_asked_about(
    importer: Importer, imported: Import
) -> None:
    first = imported(FIRST)
    with pytest.raises(UnclearImportError, match="--new"):
        imported(OTHER_WORDS)
    assert _ids(importer) == [first.id]
    second = imported(OTHER_WORDS, wish=Wish(new=True))
    assert (second.outcome, second.resembles) == (Outcome.NEW, first.id)
    assert imported(OTHER_WORDS, wish=Wish(new=True)).outcome is Outcome.UNCHANGED


def test_replacing_wants_a_session_that_is_there(importer: Importer, imported: Import) -> None:
    first = imported(FIRST)
    with pytest.raises(NotFoundError):
        imported(OTHER_WORDS, wish=Wish(replace="20250603-9"))
    other = imported(OTHER_WORDS, wish=Wish(new=True))
    with pytest.raises(UnclearImportError, match=f"reader remove {other.id}"):
        imported(OTHER_WORDS, wish=Wish(replace=first.id))
    importer.library.remove(other.id)
    with pytest.raises(GoneError):
        imported(OTHER_WORDS, wish=Wish(replace=other.id))
    assert imported(OTHER_WORDS, wish=Wish(replace=first.id)).id == first.id


def test_two_sessions_that_are_alike_are_asked_about(importer: Importer, imported: Import) -> None:
    imported(FIRST)
    imported(OTHER_WORDS, wish=Wish(new=True))
    imported(FIRST.replace("12億円", "14億円"), "/srv/b.txt", Wish(replace="20250603-2"))
    importer.library.session("20250603-2")
    with pytest.raises(UnclearImportError, match="20250603-1、20250603-2"):
        imported(FIRST.replace("12億円", "15億円"), "/srv/c.txt")


def test_piped_in_minutes_have_no_place(importer: Importer, imported: Import) -> None:
    undated = FIRST[FIRST.index("議事") :]
    imported(undated, STANDARD_INPUT)
    imported(OTHER_WORDS[OTHER_WORDS.index("議事") :], STANDARD_INPUT)
    assert _ids(importer) == ["0-2", "0-1"]


def test_the_same_file_twice_at_once_is_one_session(tmp_path: Path, annotator: Annotator) -> None:
    one, two = (Importer(opened(tmp_path / "library.sqlite3"), annotator) for _ in range(2))
    others: list[Imported] = []

    def meanwhile(done: int, total: int) -> None:
        if not others:
            others.append(two.import_bytes(FIRST.encode(), "a.txt", "/a.txt"))

    result = one.import_bytes(FIRST.encode(), "a.txt", "/a.txt", meanwhile)
    assert [other.outcome for other in others] == [Outcome.NEW]
    assert (result.id, result.outcome) == (others[0].id, Outcome.UNCHANGED)
    assert len(one.library.sessions()) == 1


def test_new_wording_twice_at_once_loses_neither_writer_s_word(tmp_path: Path, annotator: Annotator) -> None:
    one, two = (Importer(opened(tmp_path / "library.sqlite3"), annotator) for _ in range(2))
    first = one.import_bytes(FIRST.encode(), "a.txt", "/a.txt")
    others: list[Imported] = []

    def meanwhile(done: int, total: int) -> None:
        if not others:
            others.append(two.import_bytes(FIRST.replace("12億", "13億").encode(), "a.txt", "/a.txt"))

    one.import_bytes(FIRST.replace("秋", "冬").encode(), "a.txt", "/a.txt", meanwhile)
    session = one.library.session(first.id)
    assert session.revision == 3
    assert any("冬" in turn.text for turn in session.minutes.turns)


def test_the_share_is_of_the_smaller_and_formulas_are_not_enough() -> None:
    first, other, formulas = (
        parse(read_source(text.encode(), "a.txt"))
        for text in (
            FIRST,
            OTHER_WORDS,
            OTHER_WORDS
            + "委員長:御異議ありませんか。\n田中委員:異議なし。\n委員長:御異議なしと認めます。これで閉会します。\n",
        )
    )
    assert share(first, first) == 1.0
    assert share(first, other) == 0.0
    assert share(first, formulas) < 0.5


@pytest.mark.sqlite
def test_looking_up_costs_the_same_in_a_large_library(importer: Importer, imported: Import) -> None:
    """Counted in steps of SQLite's machine, not in seconds."""
    imported(FIRST)
    before = _steps(importer, 1)
    _copies(importer.library, 300)
    assert _steps(importer, 301) < 1.5 * before


def _steps(importer: Importer, number: int) -> int:
    """How many hundred steps SQLite takes to decide about one new page and to store it."""
    steps = 0

    def counted() -> int:
        nonlocal steps
        steps += 1
        return 0

    library = importer.library
    with library.reading() as connection:
        connection.connection.driver_connection.set_progress_handler(counted, 100)  # type: ignore[union-attr]
    text = FIRST.replace("第1回", f"第{number}回").replace(JUNE, f"令和8年1月{number % 28 + 1}日")
    importer.import_bytes(text.replace("秋", f"{number}月").encode(), "a.txt", f"/{number}.txt")
    assert steps > 0
    return steps


def _copies(library: Library, most: int) -> None:
    """The first session many times over, each of another day, from another place."""
    with library.writing() as connection:
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(session)")]
        kept = [f'"{name}"' for name in columns if name not in ("id", "held_on", "source", "source_digest")]
        connection.exec_driver_sql(
            f"WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {most}) "
            f"INSERT INTO session (id, held_on, source, source_digest, {', '.join(kept)}) "
            f"SELECT strftime('%Y%m%d', '2000-01-01', i || ' days') || '-1', date('2000-01-01', i || ' days'), "
            f"'/copy/' || i, 'copy ' || i, {', '.join(kept)} FROM session, n WHERE id = '20250603-1'"
        )
