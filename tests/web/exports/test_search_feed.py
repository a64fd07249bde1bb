"""A search as an Atom feed: valid, complete, and never broken by what minutes hold."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from reader.importing.importer import Importer
from reader.settings.site import Settings
from reader.web.app import create_app
from tests.web.conftest import SEED
from tests.web.sites import one, parsed

A = "{http://www.w3.org/2005/Atom}"


def _feed(client: TestClient, path: str) -> ElementTree.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{A}feed"
    for element in (root, *root.findall(f"{A}entry")):
        assert all(element.findtext(f"{A}{name}") for name in ("id", "title", "updated"))
    return root


def test_what_is_found_is_in_the_feed_at_the_address_where_it_stands(client: TestClient) -> None:
    page = parsed(client, "/search?q=マイルストーン")
    link = one(page, ".found-list__feed a").attributes["href"] or ""
    root = _feed(client, link)
    places = [entry.findtext(f"{A}id") for entry in root.findall(f"{A}entry")]
    assert places == [f"http://testserver{hit.attributes['href']}" for hit in page.css(".found__link")]
    assert all(
        "マイルストーン" in (entry.findtext(f"{A}content") or "") for entry in root.findall(f"{A}entry")
    )
    assert len(set(places)) == len(places) > 0


def test_a_feed_narrows_as_the_search_does(client: TestClient) -> None:
    root = _feed(client, f"/search.atom?q=委員&in={SEED.rpartition('/')[2]}&role=chair")
    titles = [entry.findtext(f"{A}title") or "" for entry in root.findall(f"{A}entry")]
    assert titles and all(title.startswith("委員長、令和3年度第2回") for title in titles)


@pytest.mark.parametrize(
    "query", ["", "?q=ぬぬぬ", "?q=%00%0b", "?q=<b>%26", "?since=x&role=king", "?q=" + "ぬ" * 101]
)
def test_a_feed_of_nothing_is_a_feed(client: TestClient, query: str) -> None:
    assert _feed(client, f"/search.atom{query}").findall(f"{A}entry") == []


def test_words_like_markup_stay_words(importer: Importer, tmp_path: Path) -> None:
    text = "会議名\n\n<a>&推進会議\n\n日時\n\n令和3年10月28日\n\n委員: <script>は「&amp;」と書く予定ですか。\n\n事務局: はい。\n"
    importer.import_bytes(text.encode(), "a.txt", "/a.txt")
    with TestClient(create_app(importer.library, None, Settings(home=tmp_path))) as client:
        (entry,) = _feed(client, "/search.atom?q=予定").findall(f"{A}entry")
        assert entry.findtext(f"{A}content") == "<script>は「&amp;」と書く予定ですか。"
        assert "<a>&推進会議" in (entry.findtext(f"{A}title") or "")
