"""Sessions as files over HTTP: whole, in part, packed, known already, and told to wait while sound is being made."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import html5lib  # type: ignore[import-untyped]  # it carries no types
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reader.exports.book.chapters import book
from reader.exports.book.parts import parts
from reader.exports.formats import FORMATS
from reader.passages.annotator import Annotator
from reader.web.rendering import page_context
from tests.speech.sounds import wait_until
from tests.web.sites import AS_BROWSERS_SEND, Site, site

PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, sample: bytes) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("site"), annotator, sample) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(whole: Site) -> Iterator[TestClient]:
    """A client of a site whose session has all its sound."""
    with TestClient(whole.app, headers=AS_BROWSERS_SEND) as opened:
        first = opened.get("/minutes/20260514-1.vtt")
        assert first.status_code == 202
        wait_until(lambda: opened.get("/minutes/20260514-1.vtt").status_code == 200, 60)
        yield opened


def test_while_the_sound_is_made_the_answer_says_how_far_it_is(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as other, TestClient(other.app) as client:
        answer = client.get("/minutes/20260514-1.vtt")
        assert answer.status_code == 202
        assert answer.json()["ready"] < answer.json()["total"]
        assert "音声を準備しています" in answer.json()["message"]
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.extension)
def test_every_format_is_there_for_pages_of_other_sites_and_says_its_state(
    client: TestClient, kind: object
) -> None:
    extension = getattr(kind, "extension")  # noqa: B009 — parametrised
    answer = client.get(f"/minutes/20260514-1.{extension}", headers=PLAIN)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == getattr(kind, "media_type")  # noqa: B009
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    tag = answer.headers["ETag"]
    known = client.get(f"/minutes/20260514-1.{extension}", headers={**PLAIN, "If-None-Match": tag})
    assert (known.status_code, known.content) == (304, b"")
    head = client.head(f"/minutes/20260514-1.{extension}", headers=PLAIN)
    assert (head.status_code, head.headers["ETag"]) == (200, tag)
    part = client.get(f"/minutes/20260514-1.{extension}", headers={**PLAIN, "Range": "bytes=3-9"})
    assert (part.status_code, part.content) == (206, answer.content[3:10])


def test_a_book_is_to_be_had_in_parts_as_far_as_there_are_any(client: TestClient) -> None:
    """This one is small: its first part is all of it. What has no parts, and what is no number, counts as not asked."""
    whole = client.get("/minutes/20260514-1.epub")
    first = client.get("/minutes/20260514-1.epub?part=1")
    assert first.content == whole.content
    assert 'filename="20260514-1.part1.epub"' in first.headers["Content-Disposition"]
    second = client.get("/minutes/20260514-1.daisy.zip?part=2")
    assert second.status_code == 404
    assert "第2部はありません。この会議録の本は、全1部です。" in second.text
    for asked in ("epub?part=-1", "epub?part=x", "epub?part=0", "epub?part=9999999", "csv?part=2"):
        answer = client.get(f"/minutes/20260514-1.{asked}")
        assert (answer.status_code, "part" in answer.headers["Content-Disposition"]) == (200, False), asked


def test_a_book_that_is_too_large_is_offered_in_its_parts(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too large is set to some seconds here. The page of a small one says that there is one book only."""
    page = "/minutes/20260514-1"
    assert f"{page}/parts" not in client.get(page).text
    small = LexborHTMLParser(client.get(f"{page}/parts").text)
    assert len(small.css("main h2")) == 1
    monkeypatch.setattr(page_context, "LARGE_MEGABYTES", 1)
    monkeypatch.setattr(book, "__defaults__", (3_000,))
    monkeypatch.setattr(parts, "__defaults__", (40_000,))
    assert f'href="{page}/parts"' in client.get(page, headers={"Cookie": "preferences=type=40"}).text
    told = client.get(f"{page}/parts").text
    html5lib.HTMLParser(strict=True).parse(told)
    large = LexborHTMLParser(told)
    links = [
        str(one.attributes["href"]) for one in large.css("main .ways a") if "part" in str(one.attributes)
    ]
    assert len(links) > 3
    assert links == [
        f"{page}.{kind}?part={number}"
        for number in range(1, len(links) // 2 + 1)
        for kind in ("daisy.zip", "epub")
    ]
    assert len({one.text(deep=True) for one in large.css("main .ways a")}) == len(links) + 1
    assert {client.get(link).status_code for link in links} == {200}
    assert client.get(f"{page}.epub?part={len(links) // 2 + 1}").status_code == 404


def test_parts_are_told_to_wait_for_the_sound_and_a_session_that_is_not_there_has_none(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as other, TestClient(other.app) as client:
        told = client.get("/minutes/20260514-1/parts")
        assert (told.status_code, "/minutes/20260514-1/parts" in told.text) == (202, True)
        assert client.get("/minutes/19990101-1/parts").status_code == 404


def test_data_has_words_and_times_where_they_are_asked_for(client: TestClient) -> None:
    def sentence(query: str) -> set[str]:
        told = client.get(f"/minutes/20260514-1.json{query}", headers=PLAIN).json()
        return set(told["entries"][0]["sentences"][0])

    plain = sentence("")
    assert sentence("?words=1") == plain | {"words"}
    assert sentence("?words=1&cues=1") == plain | {"words", "cue"}
    assert sentence("?words=yes&cues=0") == plain


def test_the_packed_form_has_a_tag_of_its_own_and_the_same_words(client: TestClient) -> None:
    plain = client.get("/minutes/20260514-1.vtt", headers=PLAIN)
    with client.stream("GET", "/minutes/20260514-1.vtt", headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert gzip.decompress(raw) == plain.content
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_session_that_is_not_there_is_told_so(client: TestClient) -> None:
    assert client.get("/minutes/19990101-1.vtt").status_code == 404


def test_a_silent_site_has_no_formats_that_need_sound(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    from reader.settings.site import Settings
    from reader.web.app import create_app
    from tests.stock import stocked

    library = stocked(tmp_path / "library.sqlite3", annotator, sample)
    with TestClient(create_app(library, None, Settings(home=tmp_path))) as client:
        assert client.get("/minutes/20260514-1.vtt").status_code == 404
    library.close()
