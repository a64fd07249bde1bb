"""The pages of minutes, by what their HTML says: headings, links, names, and that no word is lost."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from reader.web.app import create_app
from tests.web.conftest import SAMPLE, SEED
from tests.web.sites import one, parsed, site, texts

HOSTILE = """会議名

<script>alert(1)</script>推進会議

日時

令和3年10月28日

議題

1 <img src=x onerror=alert(1)>について

1 <img src=x onerror=alert(1)>について

委員: <script>alert(2)</script>は「&amp;」と書く。"引用"もある。

事務局: {{ 7 * 7 }}{% raw %}は、そのまま読む。
"""


def test_the_list_of_sessions_is_newest_first_with_days_in_both_calendars(client: TestClient) -> None:
    page = parsed(client, "/")
    assert texts(page, "h2") == ["令和8年（2026年）", "令和3年（2021年）"]
    assert texts(page, "h3") == [
        "令和8年度第1回星見浜市やさしいデジタル推進会議",
        "令和3年度第2回長崎市DX推進委員会",
    ]
    assert texts(page, ".session-card__day")[1] == "令和3年（2021年）10月28日木曜日"
    assert re.fullmatch(
        r"場所長崎市役所地下1階議会第1会議室聞く時間約\d+分", texts(page, ".session-card__facts")[1]
    )


def test_a_session_begins_with_its_day_its_place_and_its_length(client: TestClient) -> None:
    page = parsed(client, SEED)
    rows = texts(page, ".facts-more > .facts > .facts__row")
    assert rows[:2] == [
        "開催日令和3年（2021年）10月28日木曜日13時30分~",
        "場所長崎市役所地下1階議会第1会議室",
    ]
    assert len(rows) == 3 and rows[2].startswith("担当")
    stated = texts(page, ".facts__record dt")
    assert stated[:4] == ["担当所属名", "会議名", "日時", "場所"]
    assert texts(page, ".facts__record dd")[:2] == ["情報政策推進室", "令和3年度第2回長崎市DX推進委員会"]


def test_what_was_decided_is_a_passage_of_its_own_to_be_read_and_heard(
    tmp_path: Path, annotator: Annotator, seed: bytes
) -> None:
    with site(tmp_path, annotator, seed) as voiced:
        client = TestClient(voiced.app)
        page = parsed(client, SEED)
        keys = [node.attributes["data-passage"] for node in page.css("[data-passage]")]
        assert keys == [passage.key for passage in voiced.library.session("20211028-1").passages]
        assert keys[:3] == ["m", "a1", "r1"]
        assert texts(page, "#r1 p") == [
            "審議結果",
            "〇事務局から(仮称)長崎市DX推進計画の基本方針(案)について、説明した。",
        ]
        assert page.css("#r1 ruby") and page.css("#r1 [data-sentence=r1-0]") and page.css("#r1-1")
        cues = client.get(f"{SEED}/passages/r1.json").json()
        assert (cues["previous"], cues["next"]) == ("a1", "t1")
        assert client.get(f"{SEED}/passages/r1.mp3").headers["content-type"] == "audio/mpeg"
        found = parsed(client, "/search?q=次回委員会にて、基本施策")
        assert [link.attributes["href"] for link in found.css(".found__link")] == [f"{SEED}#r3-1"]
        assert "審議結果" not in texts(parsed(client, "/search?q=審議結果"), ".found__text")


def test_each_agenda_item_tells_its_length_and_can_be_played(client: TestClient) -> None:
    page = parsed(client, SEED)
    spans = texts(page, ".index__span")
    assert len(spans) == 3 and all(re.fullmatch(r"約\d+分", span) for span in spans)
    assert [node.attributes["data-play"] for node in page.css(".index__item [data-play]")] == [
        "a1",
        "a2",
        "a3",
    ]


def test_headings_alone_tell_who_speaks_in_what_order(client: TestClient) -> None:
    page = parsed(client, SEED)
    assert texts(page, "h1") == ["令和3年度第2回長崎市DX推進委員会"]
    turns = texts(page, "h3")
    assert len(turns) == 42
    assert turns[:4] == [
        "委員、1回目、質問",
        "事務局、1回目、答弁",
        "副委員長、1回目、質問",
        "事務局、2回目、答弁",
    ]
    assert len(set(turns)) == 42
    assert texts(page, "#turns h2") == [
        "1(仮称)長崎市DX推進計画の基本方針(案)について",
        "2デジタル・トランスフォーメーションの取り組み事例について",
        "3その他",
    ]


def test_no_word_of_the_source_is_lost(client: TestClient, seed: bytes) -> None:
    page = parsed(client, SEED)
    for hidden in page.css("rt, rp, noscript, button, .turn__links, .about, .turn__part, .terms"):
        hidden.decompose()
    assert page.body
    shown = "".join(page.body.text().split())
    lines = {"".join(line.split()) for line in seed.decode().splitlines()} - {""}
    lost = {line for line in lines if re.sub(r"^(副?委員長?|事務局):", "", line) not in shown}
    assert lost == set()


@pytest.mark.slow
def test_every_link_within_a_page_leads_somewhere(client: TestClient) -> None:
    named: dict[str, str] = {}
    for path in (SEED, SAMPLE, f"{SEED}/turns/2", f"{SEED}/speakers/事務局", "/preferences", "/help"):
        page = parsed(client, path)
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), path
        for link in page.css("a[href]"):
            address = link.attributes["href"] or ""
            if address.startswith("#"):
                assert address[1:] in ids, (path, address)
            elif address.startswith("/"):
                named.setdefault(address.partition("#")[0], path)
        for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
            for node in page.css(f"[{name}]"):
                assert node.attributes[name] in ids, (path, name)
    for address, path in named.items():
        status = client.get(address, follow_redirects=True).status_code
        assert status in (200, 202), (path, address)  # 202: its sound is being made


def test_sentences_carry_the_anchors_of_their_utterances(client: TestClient) -> None:
    page = parsed(client, SEED)
    assert texts(page, "#t2-1") == [
        "経済的な豊かさという観点は、市民の暮らしやすさの中に一定含んでいると考えている。"
    ]
    assert texts(page, "[data-sentence=t2-0]") == ["事務局"]
    heading = one(page, "#t2")
    assert heading.tag == "h3"
    assert not page.css(
        "h1 [id], h2 [id], h3 [id], h1[tabindex], h2[tabindex], h3[tabindex], .sentence[tabindex]"
    )


def test_the_speaker_index_says_names_readings_and_counts(client: TestClient) -> None:
    page = parsed(client, SEED)
    assert [card.partition("・約")[0] for card in texts(page, ".speaker-card")] == [
        "委員、読み:いいん、発言16回",
        "事務局、読み:じむきょく、発言20回",
        "副委員長、読み:ふくいいんちょう、発言4回",
        "委員長、読み:いいんちょう、発言2回",
    ]


def test_a_turn_links_to_its_question_and_to_its_speakers_next(client: TestClient) -> None:
    page = parsed(client, SEED)
    links = {node.text(): node.attributes["href"] for node in page.css('[data-passage="t4"] .turn__link')}
    assert links["この答弁のもとの質問（副委員長）"] == "#t3"
    assert links["事務局の前の発言"] == "#t2"
    assert links["事務局の次の発言"] == "#t6"
    assert texts(page, '[data-passage="t4"] summary.about__summary') == ["この発言について（事務局、2回目）"]
    assert texts(page, '[data-passage="t4"] .turn__links a') == [
        "事務局の次の発言",
        "この答弁のもとの質問（副委員長）",
    ]
    assert links["この質問と答弁のページ"] == f"{SEED}/turns/4"


def test_play_buttons_say_whose_turn_they_play(client: TestClient) -> None:
    page = parsed(client, SEED)
    names = texts(page, "article [data-play]")
    assert names[1] == "この発言を聞く（事務局、1回目）"
    assert len(names) == len(set(names)) == 42
    assert texts(page, "h1 ~ [data-play]") == ["はじめから聞く"]


def test_without_script_every_turn_and_the_session_have_their_audio(client: TestClient) -> None:
    page = parsed(client, SEED)
    html = "".join(node.html or "" for node in page.css("noscript"))
    assert html.count("<audio") == 43
    assert f'src="{SEED}/turns/2.mp3" aria-label="事務局、1回目の発言の音声"' in html
    assert f'src="{SEED}.mp3"' in html


def test_a_turn_has_a_page_with_its_exchange_and_its_neighbours(client: TestClient) -> None:
    page = parsed(client, f"{SEED}/turns/2")
    assert texts(page, "h1") == ["事務局、1回目の発言"]
    assert texts(page, "h3") == ["委員、1回目、質問", "事務局、1回目、答弁"]
    assert texts(page, ".around__link") == ["前の発言（委員）", "次の発言（副委員長）", "会議全体に戻る"]


def test_a_speaker_has_a_page_of_turns_with_the_questions_and_answers_to_them(client: TestClient) -> None:
    page = parsed(client, f"{SEED}/speakers/副委員長")
    assert texts(page, "h1") == ["副委員長の発言"]
    turns = texts(page, "h3")
    own = [text for text in turns if text.startswith("副委員長、")]
    assert [text[:8] for text in own] == [f"副委員長、{n}回目" for n in (1, 2, 3, 4)]
    assert turns[1] == "事務局、2回目、答弁"
    only = parsed(client, f"{SEED}/speakers/副委員長?only=on")
    assert texts(only, "h3") == own
    assert [texts(shown, ".ways [aria-current]") for shown in (page, only)] == [
        ["やりとりも"],
        ["この人の発言だけ"],
    ]


def test_what_is_not_minutes_is_shown_at_the_end(client: TestClient) -> None:
    page = parsed(client, SEED)
    aside = texts(page, ".set-aside")[-1]
    assert aside.startswith("会議録の本文ではないもの")
    assert "電話番号:095-829-1124" in aside
    assert "ここから本文です。" in aside


@pytest.mark.parametrize(
    ("level", "count"), [("none", 0), ("hard", 1), ("all", 1)], ids=["none", "hard", "all"]
)
def test_furigana_has_three_levels_and_none_means_no_ruby(client: TestClient, level: str, count: int) -> None:
    client.cookies.set("preferences", f"furigana={level}")
    page = parsed(client, SEED)
    client.cookies.clear()
    assert min(1, len(page.css("ruby"))) == count
    assert all(node.attributes["aria-hidden"] == "true" for node in page.css("rt, rp"))
    assert all(len(node.css("rt")) == 1 for node in page.css("ruby"))


def test_furigana_at_the_first_place_in_a_turn_only(client: TestClient) -> None:
    def shown(cookie: str) -> dict[str, list[str]]:
        client.cookies.set("preferences", cookie)
        turns = parsed(client, SEED).css("article[data-passage]")
        client.cookies.clear()
        return {
            turn.attributes["data-passage"] or "": [node.text() for node in turn.css(".turn__text ruby")]
            for turn in turns
        }

    every, first = shown("furigana=all"), shown("furigana=all&repeats=first")
    assert any(len(set(rubies)) < len(rubies) for rubies in every.values())
    assert {key: set(rubies) for key, rubies in first.items()} == {
        key: set(rubies) for key, rubies in every.items()
    }
    assert sum(map(len, first.values())) < sum(map(len, every.values())) * 0.8


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/minutes/1-1",
        f"{SEED}/turns/999",
        f"{SEED}/turns/x",
        f"{SEED}/speakers/だれか",
        "/static/1/2",
    ],
)
def test_what_is_not_there_is_told_in_plain_words(client: TestClient, path: str) -> None:
    page = parsed(client, path, 404)
    assert texts(page, "h1") == ["ページがありません"]
    assert one(page, 'main a[href="/"]')


def test_minutes_that_contain_html_stay_words(tmp_path: Path, annotator: Annotator) -> None:
    with site(tmp_path, annotator, HOSTILE.encode()) as whole, TestClient(whole.app) as client:
        for path in (
            "/",
            "/minutes/20211028-1",
            "/minutes/20211028-1/turns/1",
            "/minutes/20211028-1/speakers/委員",
        ):
            page = parsed(client, path)
            assert all(node.attributes.get("src") for node in page.css("script")), path
            assert not page.css("img:not(.way-back__code, .share__code img), [onerror]")
        page = parsed(client, "/minutes/20211028-1")
        assert texts(page, "h1") == ["<script>alert(1)</script>推進会議"]
        assert "<script>alert(2)</script>は「&amp;」と書く。" in texts(page, '[data-passage="t1"]')[0]
        assert "{{7*7}}{%raw%}は、そのまま読む。" in texts(page, '[data-passage="t2"]')[0]


def test_a_library_without_sessions_says_what_to_do(library: Library) -> None:
    with TestClient(create_app(library, None, Settings())) as client:
        assert "reader import" in (parsed(client, "/").html or "")


def test_without_a_narrator_the_pages_are_silent(importer: Importer, sample: bytes) -> None:
    importer.import_bytes(sample, "a.txt", "/a.txt")
    with TestClient(create_app(importer.library, None, Settings())) as client:
        page = parsed(client, SAMPLE)
        assert not page.css("[data-play], audio, body noscript, reader-player")
        assert len(page.css("h3")) > 20


def test_a_filter_leaves_one_speaker_or_role_at_an_address_of_its_own(client: TestClient) -> None:
    page = parsed(client, f"{SEED}?show=speaker-副委員長")
    assert [text[:4] for text in texts(page, "h3")] == ["副委員長"] * 4
    assert texts(page, ".filter option[selected]") == ["副委員長（4回）"]
    assert len(texts(parsed(client, f"{SEED}?show=role-chair"), "h3")) == 2
    for nonsense in ("speaker-だれか", "role-king", "x", "speaker-"):
        assert len(texts(parsed(client, f"{SEED}?show={nonsense}"), "h3")) == 42


def test_htmx_is_given_the_chosen_turns_alone_but_the_whole_page_when_going_back(client: TestClient) -> None:
    address = f"{SEED}?show=speaker-副委員長"
    block = client.get(address, headers={"HX-Request": "true"}).text
    assert block.strip().startswith('<div id="turns"')
    assert block.strip() in client.get(address).text
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert client.get(address, headers=back).text == client.get(address).text


def test_a_question_with_its_answers_is_one_page_to_hear_link_and_print(
    tmp_path: Path, annotator: Annotator, seed: bytes
) -> None:
    with site(tmp_path, annotator, seed) as voiced:
        client = TestClient(voiced.app)
        links = parsed(client, SEED).css("[data-passage=t3] .turn__link")
        assert [link.attributes["href"] for link in links if link.text() == "この質問と答弁のページ"] == [
            f"{SEED}/turns/3"
        ]
        page = parsed(client, f"{SEED}/turns/3")
        assert [h.attributes["id"] for h in page.css("h3")] == ["t3", "t4"]
        assert texts(page, ".page-ways [data-play=t3]") == ["質問と答弁を続けて聞く"]
        answer = parsed(client, f"{SEED}/turns/4")
        assert texts(answer, ".page-ways [data-play=t3]") == ["質問と答弁を続けて聞く"]
        assert texts(page, "[data-print]") == ["印刷する"]
        assert one(page, ".way-back__code").attributes["src"] == f"{SEED}/turns/3/qr.svg"


def test_the_head_says_the_day_the_length_and_the_turns_in_one_line(client: TestClient) -> None:
    page = parsed(client, SEED)
    (line,) = texts(page, ".facts-line")
    assert re.fullmatch(r"令和3年（2021年）10月28日木曜日・約\d+分・発言42回", line)
    assert texts(page, ".facts-more dd")[1] == "長崎市役所地下1階議会第1会議室"
    counts = texts(page, ".speaker-card__count")
    spoken = [re.fullmatch(r"発言(\d+)回・約(\d+)分", count) for count in counts]
    assert all(spoken) and sum(int(found[1]) for found in spoken if found) == 42
    whole = re.search(r"約(\d+)分", line)
    assert whole and abs(sum(int(found[2]) for found in spoken if found) - int(whole[1])) <= 4


def test_the_foot_of_a_page_says_how_it_is_quoted(client: TestClient) -> None:
    turn = one(parsed(client, f"{SEED}/turns/3"), ".share__quote").text()
    assert (
        "「令和3年度第2回長崎市DX推進委員会」（2021-10-28）発言3 http://testserver/minutes/20211028-1/turns/3"
        in turn
    )
    whole = one(parsed(client, SEED), ".share__quote").text()
    assert "「令和3年度第2回長崎市DX推進委員会」（2021-10-28） http://testserver/minutes/20211028-1" in whole
