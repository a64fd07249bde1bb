"""Podcasts: what others' parsers find in them, and that every address they name answers as it says."""

import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import feedparser
import pytest
from starlette.testclient import TestClient

from reader.exports.feeds.episode import Episode
from reader.exports.feeds.listed import Listed
from reader.exports.feeds.listed import Site as Named
from reader.exports.feeds.podcast import podcast_feed
from reader.exports.feeds.series import series_of
from reader.passages.annotator import Annotator
from tests.conftest import ROOT
from tests.validators import required
from tests.web.sites import AS_BROWSERS_SEND, Site, site

PLAIN = {"Accept-Encoding": "identity"}
BASE = "http://testserver"

_PARTYTIME = """
const {parseFeed} = require("podcast-partytime");
const feed = parseFeed(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(feed));
"""


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, seed: bytes, sample: bytes
) -> Iterator[Site]:
    """A site of two sessions, the seed's with all its sound, of sentences long enough to be quoted."""
    with site(tmp_path_factory.mktemp("site"), annotator, seed, sample, seconds=3.0) as opened:
        session = opened.library.session("20211028-1")
        opened.narrator.narrate(session, lambda _: None, threading.Event())
        yield opened


@pytest.fixture(scope="module")
def client(whole: Site) -> Iterator[TestClient]:
    with TestClient(whole.app, headers=AS_BROWSERS_SEND | PLAIN) as opened:
        yield opened


def as_the_directory_reads(feed: bytes) -> dict[str, Any]:
    """What podcast-partytime, the podcast index's own parser, makes of it."""
    required("podcast-partytime")
    node = ROOT / ".venv" / "bin" / "node"
    run = subprocess.run(
        [str(node) if node.exists() else "node", "-e", _PARTYTIME],
        input=feed,
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=True,
    )
    found: dict[str, Any] = json.loads(run.stdout[run.stdout.index(b"{") :])
    return found


def test_a_feed_is_what_players_and_directories_expect(client: TestClient) -> None:
    answer = client.get("/feeds/all.xml")
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    parsed = feedparser.parse(answer.content)
    assert (parsed.bozo, parsed.feed.language) == (False, "ja")
    assert parsed.feed.link == f"{BASE}/"
    assert [entry.id.partition(",")[0] for entry in parsed.entries] == ["tag:testserver"]
    found = as_the_directory_reads(answer.content)
    phases = {name for phase in found["pc20support"].values() for name in phase}
    assert phases >= {"transcript", "chapters", "soundbite", "person", "location", "guid", "medium"}
    assert len(found["items"]) == 1


def test_every_address_answers_as_the_feed_says(client: TestClient) -> None:
    found = feedparser.parse(client.get("/feeds/all.xml").content).entries[0]
    enclosure = found.enclosures[0]
    place = enclosure.href.removeprefix(BASE)
    sound = client.head(place)
    assert (sound.status_code, sound.headers["Content-Length"]) == (200, enclosure.length)
    assert enclosure.type == sound.headers["Content-Type"] == "audio/mpeg"
    assert client.get(place, headers={"Range": "bytes=0-9"}).status_code == 206
    item = as_the_directory_reads(client.get("/feeds/all.xml").content)["items"][0]
    assert {one["type"] for one in item["podcastTranscripts"]} == {
        "text/vtt",
        "application/srt",  # so it calls application/x-subrip
        "application/json",
    }
    for address in (*(one["url"] for one in item["podcastTranscripts"]), item["podcastChapters"]["url"]):
        answer = client.head(address.removeprefix(BASE))
        assert answer.status_code == 200, address
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    for bite in item["podcastSoundbites"]:
        assert 15 <= bite["duration"] <= 120
        assert len(bite["title"]) <= 128
    picture = client.get("/feeds/picture.png")
    assert picture.content.startswith(b"\x89PNG")
    sides = [int.from_bytes(picture.content[start : start + 4], "big") for start in (16, 20)]
    assert sides[0] == sides[1]
    assert 1400 <= sides[0] <= 3000


def test_a_session_without_sound_is_in_the_other_feed_only(client: TestClient) -> None:
    assert "20260514-1" not in client.get("/feeds/all.xml").text
    assert "20260514-1" in client.get("/feeds/minutes.atom").text


def test_a_committee_has_a_feed_of_its_own(client: TestClient) -> None:
    name = series_of("令和3年度第2回長崎市DX推進委員会")
    feed = client.get(f"/feeds/meetings/{name}.xml")
    assert feed.status_code == 200, name
    parsed = feedparser.parse(feed.content)
    assert name in parsed.feed.title
    assert len(parsed.entries) == 1
    tag = feed.headers["ETag"]
    assert client.get(f"/feeds/meetings/{name}.xml", headers={"If-None-Match": tag}).status_code == 304
    assert client.head(f"/feeds/meetings/{name}.xml").status_code == 200
    assert client.get("/feeds/meetings/ない会議.xml").status_code == 404


def test_people_have_feeds_where_the_site_wants_them_only(
    tmp_path: Path, annotator: Annotator, client: TestClient
) -> None:
    """A turn an episode, whose sound is as long as the feed says; nobody has one unless it was asked for."""
    from reader.web.app import create_app
    from tests.exports.documents import ODD
    from tests.web.sites import SETTINGS

    assert client.get(f"/feeds/speakers/{quote('髙田一郎')}.xml").status_code == 404
    with site(tmp_path, annotator, ODD.encode()) as opened:
        (session,) = [opened.library.session(one.id) for one in opened.library.sessions()]
        opened.narrator.narrate(session, lambda _: None, threading.Event())
        settings = replace(SETTINGS, speaker_podcasts=True)
        with TestClient(create_app(opened.library, opened.narrator, settings), headers=PLAIN) as asked:
            feed = asked.get(f"/feeds/speakers/{quote('髙田一郎')}.xml")
            assert feed.status_code == 200
            found = feedparser.parse(feed.content)
            assert not found.bozo
            turns = [turn for turn in session.minutes.turns if "髙田" in turn.speaker]
            assert len(found.entries) == len(turns) == 4
            for entry, turn in zip(found.entries, turns, strict=True):
                assert entry.link.endswith(f"#t{turn.number}")
                sound = asked.head(entry.enclosures[0].href.removeprefix(BASE))
                assert sound.headers["Content-Length"] == entry.enclosures[0].length
            assert asked.get("/feeds/speakers/だれでもない.xml").status_code == 404
            assert asked.get("/feeds/all.xml").status_code == 200


def test_an_episode_stays_what_it_is_after_a_restart(whole: Site, client: TestClient, tmp_path: Path) -> None:
    from reader.web.app import create_app
    from tests.web.sites import SETTINGS

    first = client.get("/feeds/all.xml").content
    with TestClient(create_app(whole.library, whole.narrator, SETTINGS), headers=PLAIN) as other:
        assert other.get("/feeds/all.xml").content == first


@pytest.mark.parametrize(
    ("meeting", "series"),
    [
        ("令和3年度第2回長崎市DX推進委員会", "長崎市DX推進委員会"),
        ("令和８年第２回（６月）星見浜市議会定例会", "星見浜市議会定例会"),
        ("総務委員会会議録", "総務委員会"),
        ("第3回", "第3回"),
        ("A/B部会", "A・B部会"),
    ],
)
def test_a_series_is_the_name_without_year_and_number(meeting: str, series: str) -> None:
    assert series_of(meeting) == series


def test_what_xml_cannot_hold_breaks_no_podcast() -> None:
    now = datetime(2026, 11, 28, tzinfo=UTC)
    odd = Listed("20261128-1", now, now, False, "会議\x00 <i>&]]>", None, "", "", 1)
    told = Episode(144, 24, ("市長\x1b>",), ((0, "]]>"),), ((0, 15_000, "問\ufffe"),))
    feed = podcast_feed(
        Named("https://a.example.jp", "市", ""), "", "/feeds/all.xml", "x", [(odd, told)], 1, True
    )
    parsed = feedparser.parse(feed)
    assert not parsed.bozo
    assert parsed.entries[0].title == "会議 <i>&]]>"
    assert [link.href for link in parsed.feed.links if link.rel == "next"] == [
        "https://a.example.jp/feeds/all.xml?page=2"
    ]
