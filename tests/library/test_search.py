"""Finding sentences by what is written or by how it sounds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.search import Order, Query
from reader.minutes.model import Role
from reader.passages.annotator import Annotator
from tests.stock import stocked


@pytest.fixture
def both(tmp_path: Path, annotator: Annotator, sample: bytes, seed: bytes) -> Iterator[Library]:
    library = stocked(tmp_path / "both.sqlite3", annotator, seed, sample)
    yield library
    library.close()


def _texts(library: Library, query: Query) -> list[str]:
    found = library.search(query, most=500)
    assert found.total == len(found.hits)
    return [library.session(hit.session).utterance(hit.utterance).text for hit in found.hits]


@pytest.mark.parametrize(
    "words", ["光回線", "Wi-Fi", "ｗｉ-ｆｉ", "委", "市町", "国際会議協会「ICCA」が開催する"]
)
def test_what_is_written_is_found_wherever_it_stands(both: Library, words: str) -> None:
    texts = _texts(both, Query(words))
    plain = "Wi-Fi" if "-" in words else words
    everything = [
        u.text
        for s in both.sessions()
        for p in both.session(s.id).passages
        for u in p.utterances
        if not (p.speaker and u.is_announcement)
    ]
    assert texts
    assert sorted(texts) == sorted(text for text in everything if plain in text)


@pytest.mark.parametrize(
    "kana",
    [
        "きょういくけんきゅうじょ",
        "キョウイクケンキュウジョ",
        "ｷｮｳｲｸｹﾝｷｭｳｼﾞｮ",
        "きょーいくけんきゅーじょ",
        "きよういくけんきゆうじよ",
    ],
)
def test_what_is_heard_is_found_however_it_is_typed(both: Library, kana: str) -> None:
    assert any("教育研究所" in text for text in _texts(both, Query(kana)))


def test_what_sounds_nearly_so_comes_behind_what_sounds_so(both: Library) -> None:
    found = both.search(Query("きようい"), most=500)
    assert 0 < found.near <= found.total == len(found.hits)
    exact = [str(hit.held_on) for hit in found.hits[: found.total - found.near]]
    assert exact == sorted(exact, reverse=True)
    pages = [both.search(Query("きようい"), first=n, most=3).hits for n in range(0, found.total, 3)]
    assert [hit for page in pages for hit in page] == list(found.hits)


@pytest.mark.parametrize(("times", "near"), [(19, 1), (20, 0)])
def test_where_there_is_enough_nothing_is_looked_for_that_sounds_nearly_so(
    importer: Importer, times: int, near: int
) -> None:
    """使用 is typed しよう, and しょう with a large よ too."""
    turns = "".join(f"委員: 公園を{n}回使用する。\n" for n in range(times))
    importer.import_bytes(f"第1回会議\n\n{turns}委員: 賞を出す。\n".encode(), "a.txt", "/a.txt")
    found = importer.library.search(Query("しよう"))
    assert (found.total, found.near) == (times + near, near)


def test_a_filter_leaves_only_what_it_names(both: Library) -> None:
    by_member = _texts(both, Query("デジタル", speaker="委員"))
    everyone = _texts(both, Query("デジタル"))
    assert by_member and set(by_member) < set(everyone)
    assert _texts(both, Query("デジタル", role=Role.SECRETARIAT))
    assert not _texts(both, Query("光回線", since=date(2026, 1, 1)))
    assert _texts(both, Query("光回線", since=date(2021, 10, 1), until=date(2021, 10, 31)))
    assert not _texts(both, Query("光回線", until=date(2021, 9, 30)))


def test_every_word_of_a_query_must_be_there(both: Library) -> None:
    texts = _texts(both, Query("長崎市　補助金"))
    assert texts and all("長崎市" in text and "補助金" in text for text in texts)


@pytest.mark.parametrize(
    "joined",
    ["補助金 または 光回線", "補助金　又は　光回線", "補助金 OR 光回線", "または 補助金 | 光回線 または"],
)
def test_of_words_that_are_joined_one_is_enough(both: Library, joined: str) -> None:
    found, alone = _texts(both, Query(joined)), [_texts(both, Query(one)) for one in ("補助金", "光回線")]
    assert sorted(found) == sorted({*alone[0], *alone[1]}) and all(0 < len(one) < len(found) for one in alone)
    narrowed = _texts(both, Query(f"長崎市 {joined.removeprefix('または ')}"))
    assert sorted(narrowed) == sorted(text for text in found if "長崎市" in text)
    assert 0 < len(narrowed) < len(found)


@pytest.mark.parametrize(
    "typed", ["補助金または光回線", "補助金又は光回線", "補助金|光回線", "ほじょきんまたはひかりかいせん"]
)
def test_a_word_that_joins_others_within_one_is_understood(both: Library, typed: str) -> None:
    found = both.search(Query(typed), most=1000)
    assert found.understood.split()[1] == "または" and found.total
    apart = both.search(Query(found.understood), most=1000)
    assert (apart.understood, apart.hits) == ("", found.hits)
    second = both.search(Query(typed), first=1, most=1000)
    assert (second.understood, second.hits) == (found.understood, found.hits[1:])


def test_what_is_written_so_is_what_was_typed(both: Library) -> None:
    (text,) = {text for text in _texts(both, Query("または")) if "11月または12月" in text}
    found = both.search(Query("11月または12月"))
    assert [found.understood, *("".join(word.surface for word in hit.words) for hit in found.hits)] == [
        "",
        text,
    ]
    assert not both.search(Query("ぬぬまたはねね")).understood


def test_a_word_that_joins_nothing_is_looked_for(both: Library) -> None:
    texts = _texts(both, Query("または"))
    assert texts and all("または" in text for text in texts)


def test_the_meeting_with_most_hits_comes_first_where_that_is_asked_for(both: Library) -> None:
    for words in ("の", "委員", "光回線", "ごみ"):
        shown = [hit.session for hit in both.search(Query(words, order=Order.MOST), most=1000).hits]
        counts = [shown.count(session) for session in dict.fromkeys(shown)]
        assert sum(counts) == len(shown) and counts == sorted(counts, reverse=True)
        newest = both.search(Query(words), most=1000).hits
        assert sorted(hit.utterance for hit in newest) == sorted(
            hit.utterance for hit in both.search(Query(words, order=Order.MOST), most=1000).hits
        )


@pytest.mark.parametrize(
    "words", ["", "   ", '"', "a OR b", "NEAR(", "*", "' OR 1=1 --", "あ" * 100_000, "\x00", "-"]
)
def test_hostile_queries_find_nothing_and_break_nothing(both: Library, words: str) -> None:
    assert both.search(Query(words)).total >= 0


def test_the_newest_meeting_comes_first_and_pages_do_not_overlap(both: Library) -> None:
    whole = both.search(Query("の"), most=1000)
    pages = [both.search(Query("の"), first=n, most=50).hits for n in range(0, whole.total, 50)]
    assert [hit for page in pages for hit in page] == list(whole.hits)
    assert whole.hits[0].session == "20260514-1"


@pytest.mark.slow
def test_the_order_is_that_of_the_meetings_not_of_the_imports(importer: Importer) -> None:
    """However many hits there are: the last imported is the oldest, and one has no day."""
    turns = "".join(f"委員: 橋の話を{n}回した。\n" for n in range(420))
    for day in ("令和5年4月3日", "", "令和5年4月4日", "令和4年4月3日", "令和5年4月3日"):
        number = len(importer.library.sessions())
        page = f"第{number}回橋の会議\n{day}\n\n{turns}".encode()
        importer.import_bytes(page, f"{number}.txt", f"/{number}.txt")
    found = importer.library.search(Query("橋の話"), most=10_000)
    assert found.total == len(found.hits) == 2100
    shown = [hit.session for hit in found.hits]
    assert list(dict.fromkeys(shown)) == ["20230404-1", "20230403-1", "20230403-2", "20220403-1", "0-1"]
    first = [hit.utterance for hit in found.hits if hit.session == "20220403-1"]
    assert first == [f"t{n}-1" for n in range(1, 421)]
    assert [hit.session for hit in importer.library.search(Query("橋の話"), 2090).hits] == ["0-1"] * 10
    oldest = importer.library.search(Query("橋の話", order=Order.OLDEST), most=10_000).hits
    shown = [hit.session for hit in oldest]
    assert list(dict.fromkeys(shown)) == ["20220403-1", "20230403-2", "20230403-1", "20230404-1", "0-1"]
    assert [hit.utterance for hit in oldest[:420]] == first
    second = importer.library.search(Query("橋の話", order=Order.OLDEST), 840, 20).hits
    assert list(second) == list(oldest[840:860])


def test_a_removed_or_changed_sentence_is_not_found_any_more(importer: Importer, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    assert importer.library.search(Query("240万円")).total == 1
    importer.import_bytes(sample.replace("240万円".encode(), "250万円".encode()), "a.txt", "/a.txt")
    assert importer.library.search(Query("240万円")).total == 0
    assert importer.library.search(Query("250万円")).total == 1
    importer.library.remove(session_id)
    assert importer.library.search(Query("の")).total == 0
