"""The search page: what is found, marked, counted and linked; and what hostile questions get."""

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from reader.annotator import Annotator
from tests.web.conftest import SEED
from tests.web.sites import one, parsed, site, texts


def _search(query: str, **more: str) -> str:
    extra = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    return f"/search?q={quote(query)}{extra}"


def test_a_word_is_found_marked_and_linked_to_its_sentence(client: TestClient) -> None:
    page = parsed(client, _search("光回線"))
    assert all("光回線" in mark for mark in texts(page, ".found mark"))
    assert len(page.css(".found")) == len([t for t in texts(page, ".found__text") if "光回線" in t])
    link = one(page, ".found__link").attributes["href"] or ""
    assert link.startswith(f"{SEED}#t")
    assert page.css_first(f"#{link.partition('#')[2]}") is None
    assert parsed(client, SEED).css_first(f"#{link.partition('#')[2]}") is not None


def test_a_found_sentence_is_heard_from_its_beginning(
    tmp_path: Path, annotator: Annotator, seed: bytes
) -> None:
    with site(tmp_path, annotator, seed) as voiced:
        client = TestClient(voiced.app)
        (found,) = parsed(client, _search("マイルストーン")).css(".found audio")
        assert found.attributes["src"] == f"{SEED}/sentences/t3-3.mp3"
        assert found.attributes["aria-label"] == "1件目、副委員長の音声"
        assert client.get(found.attributes["src"]).headers["content-type"] == "audio/mpeg"


def test_kana_finds_and_marks_what_it_sounds_like(client: TestClient) -> None:
    page = parsed(client, _search("きょういくけんきゅうじょ"))
    assert page.css(".found")
    assert set(texts(page, ".found mark")) == {"教育研究所"}


NEIGHBOURS = """第1回まちづくり会議

委員: 町内会の加入率と、学校との連絡を知りたい。
事務局: コンピューターで町内会費を集める所もある。
"""


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        (typed, ["町内会", "町内会"])
        for typed in (
            "ちょうないかい",
            "チョウナイカイ",
            "ﾁｮｳﾅｲｶｲ",
            "ちょーないかい",
            "ちょおないかい",
            "町内会",
        )
    ]
    + [
        ("がっこう", ["学校"]),
        ("がこう", ["学校"]),
        ("こんぴゅーた", ["コンピューター"]),
        ("ｺﾝﾋﾟｭｰﾀｰ", ["コンピューター"]),
    ],
)
def test_kana_forgive_how_they_are_typed_and_the_mark_is_on_the_kanji(
    tmp_path: Path, annotator: Annotator, typed: str, marked: list[str]
) -> None:
    with site(tmp_path, annotator, NEIGHBOURS.encode()) as small:
        page = parsed(TestClient(small.app), _search(typed))
        assert [
            mark[: len(word)] for mark, word in zip(texts(page, ".found mark"), marked, strict=True)
        ] == marked
        assert not page.css("mark rt:not([aria-hidden])")


def test_a_heading_that_was_found_is_linked_as_the_heading(client: TestClient) -> None:
    links = parsed(client, _search("取り組み事例について")).css(".found__link")
    assert f"{SEED}#a2" in [link.attributes["href"] for link in links]


def test_the_count_is_the_outcome_and_nothing_found_says_what_to_do(client: TestClient) -> None:
    found = parsed(client, _search("光回線"))
    assert texts(found, "[data-outcome]") == [f"「光回線」のある文が{len(found.css('.found'))}件あります。"]
    nothing = parsed(client, _search("宇宙船"))
    assert texts(nothing, "[data-outcome]") == ["「宇宙船」のある文はありません。"]
    assert "ひらがなで" in texts(nothing, "#found")[0]


def test_htmx_gets_the_results_alone_at_the_same_address(client: TestClient) -> None:
    whole = client.get(_search("光回線"))
    part = client.get(_search("光回線"), headers={"HX-Request": "true"})
    assert "HX-Request" in part.headers["vary"] and "HX-Request" in whole.headers["vary"]
    assert part.text.strip().startswith('<div id="found"')
    assert part.text.strip() in whole.text


def test_filters_and_pages_keep_the_question(client: TestClient) -> None:
    page = parsed(client, _search("の", role="member", since="2021", until="2021"))
    assert {text.split("・")[0] for text in texts(page, ".found__from")} == {"委員"}
    following = one(page, "[rel=next]").attributes["href"] or ""
    second = parsed(client, following)
    assert one(second, "ol").attributes["start"] == "21"
    assert one(second, "option[selected][value=member]")
    assert not parsed(client, _search("光回線", since="2026")).css(".found")


@pytest.mark.parametrize(
    "address",
    [
        "/search",
        "/search?q=",
        "/search?q=%20%20",
        _search('" OR 1=1 --'),
        _search("あ" * 200),
        _search("の", start="-1"),
        _search("の", start="9999999999"),
        _search("の", since="２０２１", until="x", role="king", speaker="'"),
        _search("<script>alert(1)</script>"),
        _search("NEAR(町 会) AND text:* OR ^"),
        _search("\x00\x07町\u202e内"),
        _search("。、・「」"),
        _search("-- '' \"\" ** (( ))"),
        _search("か\u3099っこう"),
        _search("😀"),
    ],
)
def test_empty_long_and_hostile_questions_behave(client: TestClient, address: str) -> None:
    page = parsed(client, address)
    assert one(page, "h1").text() == "会議録の中をさがす"
    assert "alert(1)" not in "".join(script.text() for script in page.css("script"))


def test_a_question_past_all_bounds_is_refused(client: TestClient) -> None:
    assert client.get("/search?q=" + "a" * 10_000).status_code in (400, 414, 431)
