"""Open data of the whole site: valid for others' readers, moved by every change, and honest about what was removed."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.corrections.corrector import Corrector
from reader.exports.feeds.listed import Listed, Site
from reader.exports.feeds.news import news_feed
from reader.exports.feeds.site_map import site_map
from reader.passages.annotator import Annotator
from reader.web.exports import open_data
from tests.web.sites import AS_BROWSERS_SEND, site
from tests.web.sites import Site as Whole

PLAIN = {"Accept-Encoding": "identity"}
BASE = "http://testserver"


@pytest.fixture
def whole(tmp_path: Path, annotator: Annotator, seed: bytes, sample: bytes) -> Iterator[Whole]:
    with site(tmp_path, annotator, seed, sample) as opened:
        yield opened


@pytest.fixture
def client(whole: Whole) -> Iterator[TestClient]:
    with TestClient(whole.app, headers=AS_BROWSERS_SEND | PLAIN) as opened:
        yield opened


def ids(client: TestClient, since: str = "") -> list[str]:
    return [one["id"] for one in client.get("/api/minutes", params={"since": since}).json()["records"]]


def test_everything_may_be_read_by_other_sites_and_is_known_again(client: TestClient) -> None:
    for path in (
        "/api/minutes",
        "/feeds/minutes.atom",
        "/open-data/2021.zip",
        "/schemas/minutes.schema.json",
        "/sitemap.xml",
        "/oembed?url=/minutes/20211028-1",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert client.head(path).status_code == 200, path


def test_a_harvester_gets_what_changed_since_it_was_here(
    client: TestClient, whole: Whole, annotator: Annotator
) -> None:
    first = client.get("/api/minutes").json()
    assert [one["id"] for one in first["records"]] == ["20211028-1", "20260514-1"]
    last = first["records"][-1]["updated"]
    assert ids(client, last) == []
    Corrector(whole.library, annotator).add("長崎市", "ながさきいち")
    assert ids(client, last) == ["20211028-1"]
    whole.library.remove("20260514-1")
    record = client.get("/api/minutes", params={"since": last}).json()["records"][-1]
    assert (record["id"], record["removed"]) == ("20260514-1", True)
    assert set(record) == {"id", "url", "published", "updated", "removed"}
    assert client.get("/minutes/20260514-1.json").status_code == 410
    assert client.get("/api/minutes?since=2026-01-01").status_code == 200
    refused = client.get("/api/minutes?since=きのう")
    assert refused.status_code == 400
    assert "2026-11-01" in refused.text


def test_pages_of_the_list_follow_each_other(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "MOST", 1)
    first = client.get("/api/minutes?since=2000-01-01").json()
    assert [one["id"] for one in first["records"]] == ["20211028-1"]
    second = client.get(first["next"].removeprefix(BASE)).json()
    assert [one["id"] for one in second["records"]] == ["20260514-1"]
    assert second["next"] is None


def test_the_feed_is_atom_and_moves_with_every_change(
    client: TestClient, whole: Whole, annotator: Annotator
) -> None:
    before = feedparser.parse(client.get("/feeds/minutes.atom").content)
    assert (before.bozo, before.version) == (False, "atom10")
    assert before.feed.id.startswith("tag:")
    entries = {entry.id: entry for entry in before.entries}
    assert len(entries) == 2
    for entry in before.entries:
        assert entry.title and entry.link.startswith(BASE) and entry.updated and entry.published
        assert client.get(entry.link.removeprefix(BASE)).status_code == 200
    Corrector(whole.library, annotator).add("長崎市", "ながさきいち")
    whole.library.remove("20260514-1")
    after = feedparser.parse(client.get("/feeds/minutes.atom").content)
    assert {entry.id for entry in after.entries} == set(entries)
    assert all(entry.updated > entries[entry.id].updated for entry in after.entries)
    removed = after.entries[0]
    assert [tag.term for tag in removed.tags] == ["removed"]
    assert "星見浜" not in str(removed)
    assert after.feed.updated == removed.updated


def test_what_xml_cannot_hold_breaks_no_feed() -> None:
    now = datetime(2026, 11, 28, tzinfo=UTC)
    odd = Listed("20261128-1", now, now, False, "会議 <b>&]]>\x00\x1b\ufffe終\ud800", None, "「\x08」", "", 3)
    made = Site("https://a.example.jp", "市 & 町", "CC BY 4.0")
    parsed = feedparser.parse(news_feed(made, [odd], 1, False, now))
    assert not parsed.bozo
    assert parsed.entries[0].title == "会議 <b>&]]>終"
    assert ElementTree.fromstring(site_map(made, [odd])) is not None


def test_pages_of_the_feed_are_linked_as_rfc_5005_has_it() -> None:
    now = datetime(2026, 11, 28, tzinfo=UTC)
    made = Site("https://a.example.jp", "", "")
    many = [Listed(f"20261128-{n}", now, now - timedelta(n), False, "会議") for n in range(1, 4)]
    links = feedparser.parse(news_feed(made, many, 2, True, now)).feed.links
    assert {link.rel: link.href for link in links} == {
        "self": "https://a.example.jp/feeds/minutes.atom?page=2",
        "alternate": "https://a.example.jp/",
        "first": "https://a.example.jp/feeds/minutes.atom",
        "previous": "https://a.example.jp/feeds/minutes.atom",
        "next": "https://a.example.jp/feeds/minutes.atom?page=3",
    }


def test_every_address_of_the_site_map_is_there(client: TestClient, whole: Whole) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [entry.findtext(f"{space}loc") or "" for entry in root]
    assert len(places) == 3
    for place in places:
        assert client.get(place.removeprefix(BASE)).status_code == 200, place
    days = [entry.findtext(f"{space}lastmod") for entry in root]
    assert all(day and datetime.fromisoformat(day).tzinfo for day in days)
    whole.library.remove("20260514-1")
    assert "20260514-1" not in client.get("/sitemap.xml").text


def test_a_year_is_one_session_a_line_and_the_same_bytes_again(client: TestClient) -> None:
    data = client.get("/open-data/2021.zip").content
    assert data == client.get("/open-data/2021.zip").content
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        lines = archive.read("minutes-2021.jsonl").decode().splitlines()
        assert "ライセンス" in archive.read("README.txt").decode()
    assert [json.loads(line)["id"] for line in lines] == ["20211028-1"]
    assert json.loads(lines[0]) == client.get("/minutes/20211028-1.json").json()
    assert client.get("/open-data/1999.zip").status_code == 404


def test_a_site_of_more_than_a_map_holds_has_an_index(
    client: TestClient, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_data, "MOST_MAPPED", 2)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert index.tag == f"{space}sitemapindex"
    maps = [node.findtext(f"{space}loc") or "" for node in index]
    assert len(maps) == 2
    found: list[str] = []
    for place in maps:
        root = ElementTree.fromstring(client.get(place.removeprefix(BASE)).content)
        assert root.tag == f"{space}urlset"
        found += [node.findtext(f"{space}loc") or "" for node in root]
    assert found == [f"{BASE}/", f"{BASE}/minutes/20211028-1", f"{BASE}/minutes/20260514-1"]
    assert client.get("/sitemap.xml?page=3").status_code == 404


def test_a_year_is_a_file_that_can_be_had_in_parts_and_moves_with_its_sessions(
    client: TestClient, whole: Whole, annotator: Annotator
) -> None:
    first = client.get("/open-data/2021.zip")
    part = client.get("/open-data/2021.zip", headers={"Range": "bytes=2-9"})
    assert (part.status_code, part.content) == (206, first.content[2:10])
    Corrector(whole.library, annotator).add("長崎市", "ながさきいち")
    again = client.get("/open-data/2021.zip")
    assert again.headers["ETag"] != first.headers["ETag"]
    kept = list((whole.library.path.parent / "exports").glob("year-2021.*"))
    assert len(kept) == 1, "the year as it was before is kept"


def test_a_turn_is_quoted_without_script_or_style(client: TestClient) -> None:
    for url in (
        "http://testserver/minutes/20211028-1#t3",
        "http://testserver/minutes/20211028-1/turns/3",
        "/minutes/20211028-1#t3-1",
    ):
        answer = client.get("/oembed", params={"url": url, "maxwidth": "300", "format": "json"}).json()
        assert (answer["version"], answer["type"], answer["width"]) == ("1.0", "rich", 300)
        quoted = LexborHTMLParser(answer["html"])
        assert quoted.css_first("script, style, iframe, [style], [onload]") is None
        cited = quoted.css_first("blockquote")
        assert cited is not None
        assert (cited.attributes["cite"] or "").endswith("#t3")
        assert "発言3" in quoted.text()
    assert client.get("/oembed", params={"url": "/minutes/20211028-1#t999"}).status_code == 404
    assert client.get("/oembed", params={"url": "https://example.com/"}).status_code == 404
    assert client.get("/oembed", params={"url": "/minutes/20211028-1", "format": "xml"}).status_code == 501


def test_a_session_s_page_leads_to_its_data(client: TestClient) -> None:
    page = LexborHTMLParser(client.get("/minutes/20211028-1").text)
    links = {node.attributes.get("type"): node.attributes["href"] for node in page.css("link[rel=alternate]")}
    assert set(links) >= {
        "application/json",
        "application/atom+xml",
        "application/json+oembed",
        "application/ld+json",
    }
    for kind, place in links.items():
        wanted = (200, 202) if kind == "application/ld+json" else (200,)
        assert client.get(place or "").status_code in wanted, place
