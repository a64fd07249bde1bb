"""What each screen of the kiosk shows, and where it leads."""

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.web.kiosk.kiosks import SCREENS, SEED, Kiosk, parsed, words


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_has_one_title_and_says_something(visitor: TestClient, name: str) -> None:
    page = parsed(visitor, SCREENS[name])
    assert len(page.css("h1")) == 1
    assert words(page, "title")[0].endswith("| 会議録を読む・聞く")
    said = page.css_first("#screen").attributes["data-say"]  # type: ignore[union-attr]
    assert said
    assert visitor.get(said).headers["content-type"] == "audio/mpeg"


@pytest.mark.parametrize("name", SCREENS)
def test_everything_that_can_be_chosen_can_be_heard(visitor: TestClient, name: str) -> None:
    page = parsed(visitor, SCREENS[name])
    for control in page.css("#screen a, #screen [data-action], .dock .control, .tools .control"):
        if "data-wake" not in control.attributes:
            assert control.attributes["data-say"], control.html


@pytest.mark.parametrize("name", SCREENS)
def test_the_five_that_never_move_are_on_every_screen(visitor: TestClient, name: str) -> None:
    names = words(parsed(visitor, SCREENS[name]), ".dock .control__text")
    assert names == ["はじめへ", "聞く", "小さく", "大きく", "使い方", "おわる"]


def first_part(page: LexborHTMLParser) -> tuple[str, str]:
    """The key of the passage that a screen begins with, and the screen behind it."""
    part = page.css("[data-passage]")[0].attributes
    return part["data-passage"] or "", part["data-next"] or ""


def test_the_sessions_are_listed_newest_first(visitor: TestClient) -> None:
    page = parsed(visitor, "/kiosk/sessions")
    assert words(page, ".card__title") == [
        "令和8年度第1回星見浜市やさしいデジタル推進会議",
        "令和3年度第2回長崎市DX推進委員会",
    ]
    assert words(page, ".card")[1].startswith("令和3年10月28日 約34分 令和3年度第2回")


def test_a_session_offers_four_ways_in(visitor: TestClient) -> None:
    page = parsed(visitor, SEED)
    assert words(page, ".card__title") == [
        "はじめから 全部 聞く",
        "議題から えらぶ",
        "話した人から えらぶ",
        "質問と答えを 聞く",
    ]
    assert page.css(".card")[0].attributes["href"] == f"{SEED}/passages/m?by=all"


def test_the_speakers_lead_to_their_own_turns(visitor: TestClient) -> None:
    page = parsed(visitor, f"{SEED}/speakers")
    assert words(page, ".card__title") == ["委員", "事務局", "副委員長", "委員長"]
    card = page.css(".card")[1].attributes["href"]
    assert card
    keys = []
    address: str | None = card
    while address:
        key, address = first_part(parsed(visitor, address))
        keys.append(key)
    assert len(keys) == 20
    assert words(parsed(visitor, card), "h1") == ["事務局 1回目"]


def test_hearing_all_passes_through_every_passage(whole: Kiosk, visitor: TestClient) -> None:
    session = whole.library.session("20211028-1")
    heard, address = [], f"{SEED}/passages/m?by=all"
    while address:
        key, address = first_part(parsed(visitor, address))
        heard.append(key)
    assert heard == [passage.key for passage in session.passages]


def test_what_belongs_together_comes_on_one_screen_and_each_leads_behind_itself(visitor: TestClient) -> None:
    title = parsed(visitor, f"{SEED}/passages/m?by=all").css("[data-passage]")
    assert [part.attributes["data-passage"] for part in title][:2] == ["m", "a1"]
    question = parsed(visitor, f"{SEED}/passages/t1?by=exchange.1").css("[data-passage]")
    assert [part.attributes["data-passage"] for part in question] == ["t1", "t2"]
    assert [part.attributes["data-next"] for part in question] == [f"{SEED}/passages/t2?by=exchange.1", ""]
    assert [("hidden" in part.attributes) for part in question] == [False, True]
    alone = parsed(visitor, f"{SEED}/passages/t2?by=speaker.事務局").css("[data-passage]")
    assert len(alone) == 1


def test_only_turns_are_counted(visitor: TestClient) -> None:
    assert words(parsed(visitor, f"{SEED}/passages/m?by=all"), ".screen__where") == []
    assert words(parsed(visitor, f"{SEED}/passages/t5?by=all"), ".screen__where") == ["42回のうち5回目"]


def test_a_question_is_read_with_its_answers_and_nothing_else(visitor: TestClient) -> None:
    page = parsed(visitor, f"{SEED}/passages/t1?by=exchange.1")
    assert words(page, ".screen__where") == ["2回のうち1回目"]
    assert words(page, "[data-way=back]") == ["もどる"]
    assert page.css_first("[data-way=back]").attributes["href"] == f"{SEED}/exchanges"  # type: ignore[union-attr]


def test_no_furigana_means_no_ruby(visitor: TestClient) -> None:
    visitor.cookies.set("kiosk", "furigana=none", path="/kiosk")
    assert "<ruby>" not in visitor.get(SCREENS["turn"]).text


@pytest.mark.parametrize("kana", ["けんかしちょう", "けんかしちょー", "けんかしちょお"])
def test_the_board_finds_by_sound(visitor: TestClient, kana: str) -> None:
    page = parsed(visitor, f"/kiosk/results?kana={kana}")
    found = words(page, ".card__title")
    assert words(page, "h1") == [f"「{kana}」 {len(found)}件"]
    assert len(found) > 2
    assert all("県下市町" in title for title in found)


def test_what_is_not_kana_is_not_looked_for(visitor: TestClient) -> None:
    assert visitor.get("/kiosk/results?kana=<script>").headers["location"] == "/kiosk/search"


def test_a_hit_begins_at_its_sentence(visitor: TestClient) -> None:
    card = parsed(visitor, "/kiosk/results?kana=けんか").css(".card")[0].attributes["href"]
    assert card
    screen = parsed(visitor, card).css_first("#screen")
    assert screen is not None
    assert (screen.attributes["data-at"] or "").startswith(f"{screen.attributes['data-reads']}-")


def test_the_key_map_is_told_in_the_help(visitor: TestClient) -> None:
    lines = words(parsed(visitor, "/kiosk/help"), "kiosk-pages p")
    assert "エンター … 決める" in lines
    assert "エイチ … はじめへ もどる" in lines


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("h", "エイチ … はじめへ もどる"),
        ("ArrowUp", "上やじるし … 前のものへ うつる"),
        ("F7", "エフ7 … はたらきはありません"),
        ("/", "スラッシュ … はたらきはありません"),
        ("\u3042", "名前のないキー … はたらきはありません"),
    ],
)
def test_a_key_is_named_with_what_it_does(visitor: TestClient, key: str, told: str) -> None:
    answer = visitor.get("/kiosk/keys.json", params={"key": key}).json()
    assert answer["told"] == told
    assert visitor.get(answer["say"]).status_code == 200


@pytest.mark.parametrize("back", ["https://example.jp/", "//example.jp", "/minutes/1", "javascript:alert(1)"])
def test_the_help_leads_back_into_the_kiosk_only(visitor: TestClient, back: str) -> None:
    page = parsed(visitor, f"/kiosk/help?from={back}")
    assert page.css_first("[data-way=back]").attributes["href"] == "/kiosk/sessions"  # type: ignore[union-attr]


def test_an_item_is_said_with_its_number_once(whole: Kiosk, visitor: TestClient) -> None:
    page = parsed(visitor, f"{SEED}/agenda")
    session = whole.library.session("20211028-1")
    heading = session.passage("a1").utterances
    assert [utterance.id for utterance in heading] == ["a1-0", "a1-1"]
    listening = words(page, ".card__line")[0]
    said = whole.prompts.say(*heading, f"{listening}。", lexicon=session.lexicon)
    assert page.css(".card")[0].attributes["data-say"] == f"/kiosk/prompts/{said}.mp3"
