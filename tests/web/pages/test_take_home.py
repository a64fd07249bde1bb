"""「持ち出す」: two choices first, the rest folded, a page that tells how far the sound is, and nothing of it on the kiosk."""

from pathlib import Path

import html5lib  # type: ignore[import-untyped]  # it carries no types
import pytest
from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from reader.web.app import create_app
from tests.speech.sounds import wait_until
from tests.web.conftest import SAMPLE
from tests.web.kiosk.kiosks import kiosk
from tests.web.sites import AS_BROWSERS_SEND, SETTINGS, one, parsed, site, texts

A_PAGE = {**AS_BROWSERS_SEND, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_two_choices_stand_first_and_every_link_leads_to_a_file(client: TestClient) -> None:
    page = parsed(client, SAMPLE)
    panel = one(page, "#take-home")
    first = [(link.text(), link.attributes["href"]) for link in panel.css(".ways a")]
    assert first == [
        ("DAISY プレーヤーで", f"{SAMPLE}.daisy.zip"),
        ("音声ファイルで", f"{SAMPLE}.chapters.mp3"),
    ]
    folded = one(page, "#take-home details")
    assert "open" not in folded.attributes
    links = [str(link.attributes["href"]) for link in folded.css("a")]
    assert f"{SAMPLE}.epub" in links
    assert len(set(links)) == len(links) >= 6
    for link in links:
        if not link.endswith((".epub", ".vtt", ".srt")):
            assert client.get(link).status_code == 200, link
    assert "MB" in panel.text()


@pytest.mark.parametrize("look", ["language=easy", "language=en"])
def test_it_speaks_the_pages_languages(client: TestClient, look: str) -> None:
    client.cookies.set("preferences", look)
    headings = texts(parsed(client, SAMPLE), "#take-home h2")
    client.cookies.clear()
    assert headings in (["もっていく"], ["Takeitalong"])


def test_without_a_voice_only_words_are_offered(tmp_path: Path, annotator: Annotator, sample: bytes) -> None:
    with site(tmp_path, annotator, sample) as whole:
        silent = TestClient(create_app(whole.library, None, SETTINGS), headers=AS_BROWSERS_SEND)
        page = parsed(silent, SAMPLE)
    assert not page.css("#take-home .ways")
    links = [str(link.attributes["href"]) for link in page.css("#take-home a")]
    assert f"{SAMPLE}.txt" in links
    assert not [link for link in links if link.endswith((".epub", ".mp3", ".zip", ".vtt"))]


def test_who_waits_for_sound_is_told_on_a_page_that_needs_no_script(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app, headers=A_PAGE) as client:
        address = f"{SAMPLE}.daisy.zip?ruby=none"
        page = parsed(client, address, 202)
        assert texts(page, "h1") == ["音声を準備しています"]
        again = one(page, ".ways a")
        assert again.attributes["href"] == address
        assert "のうち" in one(page, "main").text()
        answer = client.get(address)
        assert answer.status_code in (200, 202)
        if answer.status_code == 202:
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Accept" in answer.headers["Vary"]
            html5lib.HTMLParser(strict=True).parse(answer.text)
        wait_until(lambda: client.get(address).status_code == 200, 120)
        for kind in ("daisy.zip", "epub", "chapters.mp3", "docx", "txt"):
            told = client.get(f"{SAMPLE}.{kind}").headers["Content-Disposition"]
            assert told.startswith(f'attachment; filename="20260514-1.{kind}"'), told
            part = client.get(f"{SAMPLE}.{kind}", headers={"Range": "bytes=0-9"})
            assert (part.status_code, len(part.content)) == (206, 10)


def test_nothing_of_it_is_on_the_kiosk(tmp_path: Path, annotator: Annotator, sample: bytes) -> None:
    with kiosk(tmp_path, annotator, sample) as screen:
        client = screen.client
        for path in ("/kiosk", "/kiosk/minutes", f"/kiosk{SAMPLE}"):
            answer = client.get(path)
            assert answer.status_code != 403
            assert "take-home" not in answer.text
            assert ".daisy.zip" not in answer.text
        for kind in ("daisy.zip", "epub", "chapters.mp3", "txt"):
            assert client.get(f"{SAMPLE}.{kind}").status_code == 404
