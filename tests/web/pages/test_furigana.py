"""Names have their readings wherever a page shows them, the same everywhere; what is said as one has one name for the ear."""

from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from reader.readings.furigana.ruby import Ruby
from reader.web.kiosk.stage.excerpt import beginning
from tests.web.kiosk.kiosks import kiosk
from tests.web.sites import Site, parsed, site, texts

MINUTES = """\
令和7年度第3回 青葉市くらし会議
日時 令和7年11月6日
場所 八幡市民会館
出席者
会長 鵜飼春子(うかい はるこ)
委員 興梠委員
議題
1 図書館について

1 図書館について

○会　長（鵜飼　春子君）　諮問の内容をご覧ください。
○委　員（興梠君）　図書館の目的は何でしょうか。
○事務局（鵜飼　春子君）　貸出です。
"""
OTHER = MINUTES.replace("くらし会議", "みらい会議").replace("7年", "6年")
MEETING = "/minutes/20251106-1"
CHAIR, MEMBER, OFFICE = "かいちょううかいはるこくん", "いいんこうろきくん", "じむきょくうかいはるこくん"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("names"), annotator, MINUTES.encode(), OTHER.encode()) as made:
        yield made


def _page(whole: Site, path: str, furigana: str = "all") -> LexborHTMLParser:
    client = TestClient(whole.app)
    client.cookies.set("preferences", f"furigana={furigana}")
    return parsed(client, path)


def _readings(page: LexborHTMLParser, selector: str) -> list[str]:
    return ["".join(rt.text() for rt in node.css("rt")) for node in page.css(selector)]


@pytest.mark.slow
def test_a_name_has_one_reading_on_every_page(whole: Site) -> None:
    page = _page(whole, MEETING)
    assert _readings(page, ".turn__speaker") == [CHAIR, MEMBER, OFFICE]
    assert texts(page, ".turn__speaker")[0] == "会長（鵜飼春子君）、1回目"
    assert _readings(page, ".flow__turns a") == [CHAIR, MEMBER, OFFICE]
    assert f"読み:{CHAIR}" in texts(page, ".speaker-card__reading")
    assert _readings(page, ".facts__record li") == ["かいちょううかいはるこ", "いいんこうろきいいん"]
    assert texts(page, ".facts__record li")[0] == "会長鵜飼春子(うかいはるこ)"
    speaker = page.css("a.speaker-card")[0].attributes["href"] or ""
    assert _readings(_page(whole, speaker), "h1") == [CHAIR]
    turn = f"{MEETING}/turns/2"
    assert _readings(_page(whole, turn), "h1, .around__link[rel]") == [MEMBER, CHAIR, OFFICE]
    assert _readings(_page(whole, f"{turn}/report"), ".lead") == [
        f"れいわねんどだいかいあおばしかいぎ{MEMBER}"
    ]
    found = _page(whole, "/search?q=目的&in=20251106-1")
    assert _readings(found, ".found__from") == [MEMBER]
    assert texts(found, ".found__from") == ["委員（興梠君）・1件目"]
    assert "あおばし" in _readings(found, ".search__within")[0]
    assert _readings(_page(whole, "/search?q=内容+または+目的&in=20251106-1"), ".found__from") == [
        CHAIR,
        MEMBER,
    ]
    assert "あおばしかいぎ" in _readings(_page(whole, "/"), "a.ways-in__way")


def test_what_has_readings_within_it_is_one_piece_for_the_ear(whole: Site) -> None:
    for path in (MEETING, f"{MEETING}/turns/2", "/search?q=目的"):
        for node in _page(whole, path).css("h1, h2, h3, h4, .around__link"):
            if node.css("rt"):
                (said,) = texts(LexborHTMLParser(node.html or ""), "body > *")
                assert "".join((node.attributes.get("aria-label") or "").split()) == said, path


def test_who_wants_no_furigana_gets_none(whole: Site) -> None:
    for path in (MEETING, f"{MEETING}/turns/2", f"{MEETING}/turns/2/report", "/search?q=目的"):
        assert not _page(whole, path, "none").css("rt:not(.report__word rt)"), path


@pytest.mark.slow
def test_the_kiosk_reads_places_as_it_says_them(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator
) -> None:
    with kiosk(tmp_path_factory.mktemp("kiosk"), annotator, MINUTES.encode()) as made:
        made.client.get("/kiosk")
        first = "/kiosk/sessions/20251106-1"
        facts = LexborHTMLParser(made.client.get(first).text)
        assert "やわた" in "".join(_readings(facts, ".screen__facts"))


def test_a_long_place_is_cut_between_words() -> None:
    place = (Ruby("八幡", "やわた"), Ruby("の会館1階"), Ruby("会議室", "かいぎしつ"))
    assert beginning(place, 10) == place
    assert beginning(place, 9) == (*place[:2], Ruby("…"))
    assert beginning(place, 5) == (place[0], Ruby("の会館"), Ruby("…"))
    assert beginning(place, 1) == (Ruby("…"),)
    assert beginning((), 5) == ()
