"""A session of more turns than are shown at once: a portion of it on each page, and all of them together the whole."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from reader.web.views.ways.portions import TURNS_A_PORTION, TURNS_AT_ONCE
from tests.speech.sounds import PlainAnalyzer
from tests.web.long_minutes import SECOND_ITEM, TURNS, long_minutes
from tests.web.sites import one, parsed, site, texts

LONG = "/minutes/20251206-1"
HTMX = {"HX-Request": "true"}
PORTIONS = -(-TURNS // TURNS_A_PORTION)
ASKED = TURNS // 2 - 1
"""The question before the second item is not answered under its own."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with site(tmp_path_factory.mktemp("long"), Annotator(PlainAnalyzer()), long_minutes()) as whole:
        yield TestClient(whole.app)


def turns(page: LexborHTMLParser) -> list[str]:
    """The keys of the turns that are there."""
    return [node.attributes["id"] or "" for node in page.css("article h3")]


def waiting(page: LexborHTMLParser) -> list[str]:
    """The addresses of the portions that are not there."""
    return [node.attributes["href"] or "" for node in page.css("[data-waiting] > a")]


def test_the_first_page_has_a_portion_and_the_ways_to_the_others(client: TestClient) -> None:
    assert TURNS > TURNS_AT_ONCE
    page = parsed(client, LONG)
    assert turns(page) == [f"t{n}" for n in range(1, TURNS_A_PORTION + 1)]
    assert waiting(page) == [f"{LONG}?portion={n}#portion-{n}" for n in range(2, PORTIONS + 1)]
    assert texts(page, "[data-waiting]")[0] == "51番目から100番目までの発言"


def test_all_portions_together_are_the_session_each_passage_once(client: TestClient) -> None:
    whole = [client.get(LONG, params={"portion": str(n)}, headers=HTMX).text for n in range(1, PORTIONS + 1)]
    page = LexborHTMLParser("".join(whole))
    keys = [node.attributes["data-passage"] for node in page.css("[data-passage]")]
    with_sound = [f"t{n}" for n in range(1, TURNS + 1)]
    wanted = ["a1", *with_sound[: SECOND_ITEM - 1], "n1", "a2", *with_sound[SECOND_ITEM - 1 :]]
    assert keys == wanted
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert texts(page, "h2") == [
        "1図書館について",
        "1図書館について（つづき）",
        "1図書館について（つづき）",
        "2公園について",
        "2公園について（つづき）",
        "2公園について（つづき）",
    ]


def test_every_way_leads_to_a_page_that_has_what_it_names(client: TestClient) -> None:
    """Without a script too: the agenda, the bar, the turns' own ways, those that wait, the crumb of a turn, the hits of a search."""
    pages = {urljoin(LONG, f"?portion={n}"): parsed(client, f"{LONG}?portion={n}") for n in (1, 3)}
    hits = parsed(client, "/search?q=230番目")
    pages |= {"/search": hits, f"{LONG}/turns/77": parsed(client, f"{LONG}/turns/77")}
    found: dict[str, LexborHTMLParser] = {}
    named = 0
    for address, page in pages.items():
        for link in page.css("main a[href*='#']"):
            path, _, anchor = urljoin(address, link.attributes["href"] or "").partition("#")
            if path not in found:
                found[path] = parsed(client, path)
            assert found[path].css_first(f"[id='{anchor}']") is not None, (address, link.html)
            named += 1
    assert named > 400
    assert one(hits, ".found__link").attributes["href"] == f"{LONG}?portion=5#t230-1"


def test_a_portion_that_nobody_has_is_the_first(client: TestClient) -> None:
    for asked in ("0", "6", "99999999999", "-1", "x", "²", ""):
        assert turns(parsed(client, f"{LONG}?portion={asked}"))[0] == "t1"


def test_a_filter_and_a_speakers_page_come_in_portions_too(client: TestClient) -> None:
    for address in (f"{LONG}?show=speaker-委員", f"{LONG}/speakers/委員?only=on"):
        page = parsed(client, address)
        assert turns(page) == [f"t{n}" for n in range(1, 100, 2)]
        links = waiting(page)
        assert [link.partition("#")[2] for link in links] == ["portion-2", "portion-3"]
        assert turns(parsed(client, links[0])) == [f"t{n}" for n in range(101, 201, 2)]
        part = client.get(links[0].partition("#")[0], headers=HTMX).text
        assert "<html" not in part and turns(LexborHTMLParser(part))[0] == "t101"


def test_the_questions_come_when_they_are_asked_for(client: TestClient) -> None:
    assert not parsed(client, LONG).css(".asked__item")
    page = parsed(client, f"{LONG}?asked=on")
    assert len(page.css("details[open] .asked__item")) == ASKED
    block = client.get(f"{LONG}?asked=on", headers=HTMX).text
    assert "<html" not in block and block.count('asked__item"') == ASKED


def test_a_phone_keeps_all_portions(client: TestClient) -> None:
    addresses = client.get(f"{LONG}/offline.json").json()["addresses"]
    assert addresses[:PORTIONS] == [LONG, *(f"{LONG}?portion={n}" for n in range(2, PORTIONS + 1))]


def test_what_is_no_long_session_is_one_page(tmp_path: Path) -> None:
    lines = long_minutes().decode().split(f"事務局:{TURNS_AT_ONCE}番目", 1)[0]
    short = f"{lines}事務局:{TURNS_AT_ONCE}番目の答えです。\n".encode()
    with site(tmp_path, Annotator(PlainAnalyzer()), short) as whole:
        client = TestClient(whole.app)
        page = parsed(client, LONG)
        assert len(turns(page)) == TURNS_AT_ONCE and not page.css(".portion, script[src*=htmx]")
        assert len(page.css(".asked__item")) == TURNS_AT_ONCE // 2
        assert not list(page.css("a[href*='portion=']"))
        hits = parsed(client, "/search?q=100番目")
        assert one(hits, ".found__link").attributes["href"] == f"{LONG}#t100-1"
