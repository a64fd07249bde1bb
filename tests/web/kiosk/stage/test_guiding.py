"""While kana are typed: how often they are found, which lead nowhere, which words begin so; and a sentence that is misread."""

from starlette.testclient import TestClient

from tests.web.kiosk.kiosks import Kiosk, parsed, words
from tests.web.sites import AS_BROWSERS_SEND


def test_the_count_is_that_of_the_results(visitor: TestClient) -> None:
    guide = visitor.get("/kiosk/board.json?kana=けんか").json()
    assert words(parsed(visitor, "/kiosk/results?kana=けんか"), "h1") == [f"「けんか」 {guide['told']}"]
    assert visitor.get("/kiosk/board.json?kana=").json() == {"told": "", "dead": [], "words": []}


def test_a_key_leads_nowhere_if_and_only_if_nothing_is_found_behind_it(visitor: TestClient) -> None:
    typed = "けんか"
    dead = visitor.get(f"/kiosk/board.json?kana={typed}").json()["dead"]
    assert "し" not in dead
    assert len(dead) > 20
    for key in dead:
        assert visitor.get(f"/kiosk/board.json?kana={typed}{key}").json()["told"] == "0件", key
    alive = set("うかきくけこしせとなにのはひまみもやよらりるれろん") - set(dead)
    forms = {"か": "が", "し": "じ", "と": "ど", "は": "ば", "せ": "ぜ"}
    for key in alive:
        counts = [
            visitor.get(f"/kiosk/board.json?kana={typed}{form}").json()["told"]
            for form in (key, forms.get(key, key))
        ]
        assert counts != ["0件", "0件"] or key in "きくけこちつひよ", key


def test_words_are_offered_that_begin_so_and_lead_to_where_they_stand(visitor: TestClient) -> None:
    guide = visitor.get("/kiosk/board.json?kana=わいふ").json()
    assert [word["text"] for word in guide["words"]] == ["Wi-Fi"]
    href = guide["words"][0]["href"]
    assert all("Wi-Fi" in title for title in words(parsed(visitor, href), ".card__title"))
    assert visitor.get(guide["words"][0]["say"]).headers["content-type"] == "audio/mpeg"


def test_a_misread_sentence_waits_for_staff(whole: Kiosk, visitor: TestClient) -> None:
    form = {"session": "20211028-1", "utterance": "t2-1"}
    told = visitor.post("/kiosk/reports", data=form, headers=AS_BROWSERS_SEND).json()
    assert told["told"] == "この文の読みがちがうことを、役所に知らせました。"
    report = whole.library.reports()[-1]
    assert (report.session, report.utterance, report.surface) == ("20211028-1", "t2-1", "")
    assert report.sentence == whole.library.session("20211028-1").utterance("t2-1").text
    nowhere = visitor.post("/kiosk/reports", data=form | {"utterance": "t999-1"}, headers=AS_BROWSERS_SEND)
    assert nowhere.json()["told"].startswith("今は知らせられませんでした")
    whole.library.close_reports((report.id,))


def test_a_meeting_is_searched_by_itself(visitor: TestClient) -> None:
    """From its own screen to the board, from there to what it alone holds, and back."""
    screen = parsed(visitor, "/kiosk/sessions/20260514-1")
    board = "/kiosk/search?in=20260514-1&kana="
    assert board in [way.attributes["href"] for way in screen.css(".ways a")]
    page = parsed(visitor, board)
    assert words(page, "h1") == ["この会議で さがす"]
    keys = page.css("kiosk-board")[0].attributes
    kana = "かいぎ"
    everywhere = visitor.get(f"/kiosk/board.json?kana={kana}").json()
    here = visitor.get(f"{keys['data-guide']}{kana}").json()
    assert 0 < int(here["told"].removesuffix("件")) < int(everywhere["told"].removesuffix("件"))
    results = parsed(visitor, f"{keys['data-results']}{kana}")
    assert words(results, "h1") == [f"「{kana}」 {here['told']}"]
    cards = [card.attributes["href"] or "" for card in results.css(".card")]
    assert cards and all(card.startswith("/kiosk/sessions/20260514-1/") for card in cards)
    assert f"{board}%E3%81%8B%E3%81%84%E3%81%8E" in [way.attributes["href"] for way in results.css(".ways a")]
    assert all("in=20260514-1" in word["href"] for word in here["words"])
    assert visitor.get("/kiosk/results?in=20260514-1").headers["location"] == board
    assert visitor.get("/kiosk/board.json?in=nowhere&kana=か").json()["told"] == "0件"
