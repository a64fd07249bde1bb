"""Finding sentences by what is written or by how it sounds."""

from datetime import date

import pytest

from reader.importer import Importer
from reader.library.library import Library
from reader.library.search import Query
from reader.minutes.model import Role


@pytest.fixture
def stocked(importer: Importer, sample: bytes, seed: bytes) -> Library:
    importer.import_bytes(seed, "seed.txt", "/seed.txt")
    importer.import_bytes(sample, "sample.txt", "/sample.txt")
    return importer.library


def _texts(library: Library, query: Query) -> list[str]:
    found = library.search(query, most=500)
    assert found.total == len(found.hits)
    return [library.session(hit.session).utterance(hit.utterance).text for hit in found.hits]


@pytest.mark.parametrize(
    "words", ["光回線", "Wi-Fi", "ｗｉ-ｆｉ", "委", "市町", "国際会議協会「ICCA」が開催する"]
)
def test_what_is_written_is_found_wherever_it_stands(stocked: Library, words: str) -> None:
    texts = _texts(stocked, Query(words))
    plain = "Wi-Fi" if "-" in words else words
    everything = [
        u.text for s in stocked.sessions() for p in stocked.session(s.id).passages for u in p.utterances
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
        "きよういく",
    ],
)
def test_what_is_heard_is_found_however_it_is_typed(stocked: Library, kana: str) -> None:
    texts = _texts(stocked, Query(kana))
    assert any("教育研究所" in text for text in texts) == (kana != "きよういく")


def test_a_filter_leaves_only_what_it_names(stocked: Library) -> None:
    by_member = _texts(stocked, Query("デジタル", speaker="委員"))
    everyone = _texts(stocked, Query("デジタル"))
    assert by_member and set(by_member) < set(everyone)
    assert _texts(stocked, Query("デジタル", role=Role.SECRETARIAT))
    assert not _texts(stocked, Query("光回線", since=date(2026, 1, 1)))
    assert _texts(stocked, Query("光回線", since=date(2021, 10, 1), until=date(2021, 10, 31)))
    assert not _texts(stocked, Query("光回線", until=date(2021, 9, 30)))


def test_every_word_of_a_query_must_be_there(stocked: Library) -> None:
    texts = _texts(stocked, Query("長崎市　補助金"))
    assert texts and all("長崎市" in text and "補助金" in text for text in texts)


@pytest.mark.parametrize(
    "words", ["", "   ", '"', "a OR b", "NEAR(", "*", "' OR 1=1 --", "あ" * 100_000, "\x00", "-"]
)
def test_hostile_queries_find_nothing_and_break_nothing(stocked: Library, words: str) -> None:
    assert stocked.search(Query(words)).total >= 0


def test_the_newest_meeting_comes_first_and_pages_do_not_overlap(stocked: Library) -> None:
    whole = stocked.search(Query("の"), most=1000)
    pages = [stocked.search(Query("の"), first=n, most=50).hits for n in range(0, whole.total, 50)]
    assert [hit for page in pages for hit in page] == list(whole.hits)
    assert whole.hits[0].session == "20260514-1"


def test_a_removed_or_changed_sentence_is_not_found_any_more(importer: Importer, sample: bytes) -> None:
    session_id = importer.import_bytes(sample, "a.txt", "/a.txt").id
    assert importer.library.search(Query("240万円")).total == 1
    importer.import_bytes(sample.replace("240万円".encode(), "250万円".encode()), "a.txt", "/a.txt")
    assert importer.library.search(Query("240万円")).total == 0
    assert importer.library.search(Query("250万円")).total == 1
    importer.library.remove(session_id)
    assert importer.library.search(Query("の")).total == 0
