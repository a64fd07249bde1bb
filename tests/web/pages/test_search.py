"""The search page: what is found, marked, counted and linked; and what hostile questions get."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from tests.speech.sounds import PlainAnalyzer
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
        page = parsed(client, _search("マイルストーン"))
        (button,) = page.css(".found button")
        assert button.attributes["data-say"] == f"{SEED}/sentences/t3-3.mp3"
        assert button.text() == "この文を聞く（1件目、副委員長）"
        assert client.get(button.attributes["data-say"]).headers["content-type"] == "audio/mpeg"
        (plain,) = page.css(".found noscript audio")
        assert plain.attributes["src"] == button.attributes["data-say"]
        assert plain.attributes["aria-label"] == "1件目、副委員長の音声"


def test_kana_finds_and_marks_what_it_sounds_like(client: TestClient) -> None:
    page = parsed(client, _search("きょういくけんきゅうじょ"))
    assert page.css(".found")
    assert set(texts(page, ".found mark")) == {"教育研究所"}


def test_what_was_found_by_its_sound_shows_how_it_is_read(client: TestClient) -> None:
    """けんか finds 県下, whose reading no level but 「全部」 shows elsewhere; what stands there as typed needs none."""
    heard = parsed(client, _search("けんか"))
    marks = heard.css(".found mark")
    assert len(marks) > 3
    assert all("けんか" in "".join(one.text() for one in mark.css("rt")) for mark in marks)
    assert not parsed(client, _search("県下")).css(".found mark rt")
    client.cookies.set("preferences", "furigana=none")
    assert not parsed(client, _search("けんか")).css("rt")
    client.cookies.clear()


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
        ("がつこう", ["学校"]),
        ("ガツコウ", ["学校"]),
        ("れんらく", ["連絡"]),
        ("ちようないかい", ["町内会", "町内会"]),
        ("こんぴゅーた", ["コンピューター"]),
        ("こんぴゆうたあ", ["コンピューター"]),
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
    assert texts(found, "[data-outcome]") == [f"「光回線」のある文:{len(found.css('.found'))}件。"]
    nothing = parsed(client, _search("宇宙船"))
    assert texts(nothing, "[data-outcome]") == ["「宇宙船」のある文はありません。"]
    assert "ひらがなで" in texts(nothing, "#found")[0]


def test_what_sounds_only_nearly_so_is_told_apart_and_comes_last(
    tmp_path: Path, annotator: Annotator
) -> None:
    """しよう typed with a large よ is 使用 first, and perhaps 賞."""
    minutes = "第1回会議\n\n委員: 賞を出す。\n委員: 公園を使用する。\n".encode()
    with site(tmp_path, annotator, minutes) as small:
        page = parsed(TestClient(small.app), _search("しよう"))
        assert texts(page, "[data-outcome]") == ["「しよう」のある文:1件。音が近い文:1件。"]
        assert texts(page, ".found__text") == ["公園を使用する。", "賞を出す。"]
        assert texts(page, ".found mark") == ["使用", "賞"]
        only_near = parsed(TestClient(small.app), _search("しようをだす"))
        assert texts(only_near, "[data-outcome]") == [
            "「しようをだす」のある文はありません。音が近い文:1件。"
        ]


def test_who_speaks_is_announced_but_no_hit(tmp_path: Path, annotator: Annotator) -> None:
    minutes = "第1回会議\n\n委員: 橋を直す。\n事務局: 委員のとおりです。\n委員: 了解した。\n".encode()
    with site(tmp_path, annotator, minutes) as small:
        page = parsed(TestClient(small.app), _search("委員"))
        assert texts(page, ".found__text") == ["委員のとおりです。"]


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


def test_the_order_is_chosen_and_kept(client: TestClient) -> None:
    page = parsed(client, _search("の", order="oldest"))
    assert one(page, "#order option[selected]").attributes["value"] == "oldest"
    days = [day.text().split()[0] for day in page.css(".found-meeting__day")]
    newest = [day.text().split()[0] for day in parsed(client, _search("の")).css(".found-meeting__day")]
    assert days and days[0] != newest[0]
    following = one(page, "[rel=next]").attributes["href"] or ""
    assert "order=oldest" in following and one(
        parsed(client, following), "#order option[value=oldest][selected]"
    )
    assert (
        one(parsed(client, _search("の", order="x")), "#order option[selected]").attributes["value"]
        == "newest"
    )


def test_either_of_two_words_is_found_and_marked(client: TestClient) -> None:
    marked = set(texts(parsed(client, _search("補助金 または 光回線")), ".found mark"))
    assert {"補助金", "光回線"} <= marked and "または" not in marked


def test_a_filter_alone_shows_all_that_it_leaves(client: TestClient) -> None:
    page = parsed(client, _search("", speaker="副委員長"))
    (outcome,) = texts(page, "[data-outcome]")
    assert re.fullmatch("えらんだ条件の文:[1-9][0-9]*件。", outcome)
    assert {text.split("・")[0] for text in texts(page, ".found__from")} == {"副委員長"}
    assert texts(parsed(client, _search("", speaker="副")), "[data-outcome]") == ["えらんだ条件の文:0件。"]
    assert not parsed(client, "/search?role=&speaker=&since=").css("[data-outcome]")


def test_past_the_last_page_the_last_one_is_shown(client: TestClient) -> None:
    page = parsed(client, _search("の", start="999980"))
    numbers = [int(one(page, "ol").attributes["start"] or 0) + n for n in range(len(page.css(".found")))]
    assert f"{numbers[-1]}件" in texts(page, "[data-outcome]")[0]
    assert page.css("[rel=prev]") and not page.css("[rel=next]")


@pytest.mark.parametrize("unseen", ["\x00", "\u202e", "\u200b", "\ufeff", "\ue000", "\x1b"])
def test_characters_that_nobody_sees_do_not_reach_the_page(client: TestClient, unseen: str) -> None:
    answer = client.get(_search(f"町{unseen}内{unseen}", speaker=unseen)).text
    assert unseen not in answer
    assert "「町内」" in answer
    assert "data-outcome" not in client.get(_search(unseen)).text


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
        _search("つか" * 50),
        _search("っ"),
        _search("ー゛゜ゝヽ・"),
        _search('{text kana} : "の"* + ^の - kana : の'),
        _search("%"),
        _search("_"),
        "/search?q=%ED%A0%80%ED%B0%80",
        "/search?q=%FF%C0%80",
        "/search?q=%zz&q=%",
        _search("の", start="²", since="²", until="0000"),
    ],
)
def test_empty_long_and_hostile_questions_behave(client: TestClient, address: str) -> None:
    page = parsed(client, address)
    assert one(page, "h1").text() == "会議録の中をさがす"
    assert "alert(1)" not in "".join(script.text() for script in page.css("script"))


def test_a_question_past_all_bounds_is_refused(client: TestClient) -> None:
    assert client.get("/search?q=" + "a" * 10_000).status_code in (400, 414, 431)


@pytest.mark.parametrize(
    ("query", "offered"),
    [("デジタル不老不死", "デジタル"), ("計画 ぬぬぬ", "計画"), ("ぬぬ計画", "計画")],
)
def test_where_nothing_is_found_parts_are_offered_that_lead_somewhere(
    client: TestClient, query: str, offered: str
) -> None:
    page = parsed(client, f"/search?q={query}&role=secretariat")
    links = {"".join(way.text().split()): way.attributes["href"] or "" for way in page.css("#found .ways a")}
    words, total = next((text, text) for text in links if f"「{offered}" in text)
    found = parsed(client, links[words].partition("#")[0])
    count = re.search(r"（(\d+)件）", total)
    assert count and f"{count[1]}件" in texts(found, "#count")[0]
    assert "role=secretariat" in links[words]


@pytest.mark.parametrize("query", ["ぬぬぬぬ", "<b>%26", "%22%20OR%20%22", "あ" * 90])
def test_what_leads_nowhere_is_not_offered(client: TestClient, query: str) -> None:
    page = parsed(client, f"/search?q={query}")
    for way in page.css("#found .ways a"):
        assert parsed(client, (way.attributes["href"] or "").partition("#")[0]).css(".found")


def test_within_a_meeting_its_speakers_are_a_list_to_choose_from(client: TestClient) -> None:
    page = parsed(client, "/search?in=20211028-1&q=県&speaker=事務局")
    options = page.css("select#speaker option")
    assert [option.text() for option in options][1:] == ["委員", "事務局", "副委員長", "委員長"]
    assert [option.text() for option in options if "selected" in option.attributes] == ["事務局"]
    found = page.css(".found")
    assert found and all("事務局" in one.text() for one in found)
    assert parsed(client, "/search?q=県").css_first("input#speaker") is not None


def _meeting(name: str, day: int) -> bytes:
    return (
        f"{name}\n\n日時\n令和7年11月{day}日\n\n議題\n1 図書館について\n\n1 図書館について\n\n"
        f"委員:図書館の本は何冊ですか。\n\n事務局:図書館の本は{day}冊です。\n"
    ).encode()


def test_a_body_is_chosen_from_a_list_and_its_meetings_alone_are_looked_in(tmp_path: Path) -> None:
    names = ["第1回くらし会議", "第2回くらし会議", "第3回くらし会議", "第1回みどり会議", "第2回みどり会議"]
    meetings = [_meeting(f"令和7年度{name}", day) for day, name in enumerate(names, 4)]
    with site(tmp_path, Annotator(PlainAnalyzer()), *meetings) as whole:
        client = TestClient(whole.app)
        page = parsed(client, _search("図書館の本"))
        assert texts(page, "#body option")[1:] == ["くらし会議", "みどり会議"]
        assert len(page.css(".found")) == 10
        for body, found in (("くらし会議", 6), ("みどり会議", 4), ("いない会議", 10)):
            page = parsed(client, _search("図書館の本", body=body))
            assert len(page.css(".found")) == found
            titles = texts(page, ".found-meeting__title")
            assert all(title.endswith(body) for title in titles) or body == "いない会議"
        alone = parsed(client, _search("図書館の本は6冊", body="くらし会議"))
        assert len(alone.css(".found")) == 1 and not parsed(
            client, _search("図書館の本は8冊", body="くらし会議")
        ).css(".found")
        assert one(alone, "#body option[selected]").text() == "くらし会議"
        assert client.get("/search.atom?q=図書館の本&body=みどり会議").text.count("<entry>") == 4
        assert not parsed(client, "/search?q=図書館&in=20251104-1").css("#body")
        assert not parsed(client, "/search?q=&body=みどり会議").css("#count")


def test_who_said_what_was_found_can_be_chosen_and_titles_have_furigana(client: TestClient) -> None:
    page = parsed(client, _search("Wi-Fi"))
    spoke = {
        node.text(): node.attributes["href"] or "" for node in page.css(".search__field > ul a.ways-in__way")
    }
    assert len(spoke) > 1 and set(spoke) <= {text.partition("・")[0] for text in texts(page, ".found__from")}
    for speaker, address in spoke.items():
        narrowed = parsed(client, address.partition("#")[0])
        assert {text.partition("・")[0] for text in texts(narrowed, ".found__from")} == {speaker}
        assert not narrowed.css(".search__field > ul a.ways-in__way")
    client.cookies.set("preferences", "furigana=all")
    title = one(parsed(client, _search("Wi-Fi")), ".found-meeting__title")
    client.cookies.clear()
    assert title.attributes["aria-label"] == "令和3年度第2回長崎市DX推進委員会"
    assert {"ながさき", "すいしん"} <= {node.text() for node in title.css("rt")}


def test_what_was_understood_is_told_and_the_other_way_offered(client: TestClient) -> None:
    either = parsed(client, "/search?q=経済または副委員長")
    assert texts(either, "#count")[0].startswith("「経済」か「副委員長」のある文:")
    assert not [one for one in either.css("#found p > a") if "どれか" in one.text()]
    written = parsed(client, "/search?q=11月または12月")
    assert texts(written, "#count")[0].startswith("「11月または12月」のある文:1件")
    (offered,) = [one for one in written.css("#found p > a") if "どれか" in one.text()]
    assert "".join(offered.text().split()).startswith("「11月」か「12月」の、どれかがある文をさがす（")
    assert texts(parsed(client, str(offered.attributes["href"])), "#count")[0].startswith(
        "「11月」か「12月」のある文:"
    )
