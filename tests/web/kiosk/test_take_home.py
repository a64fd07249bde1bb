"""Taking a turn home: a QR code and a code that can be read out."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from reader.web.http.qr_code import qr_svg
from reader.web.kiosk.app import create_kiosk
from reader.web.pages.short_code import code_of, page_of_code
from tests.web.kiosk.kiosks import ADDRESS, SCREENS, SEED, Kiosk, parsed, settings, words


def test_the_code_leads_to_the_same_turn() -> None:
    assert page_of_code(code_of("20211028-1", 12)) == "/minutes/20211028-1/turns/12#t12"
    assert page_of_code(code_of("20211028-1", None)) == "/minutes/20211028-1"


@pytest.mark.parametrize(
    "written", ["20211028-1-12", "２０２１１０２８－１－１２", "20211028 1 12", "20211028の1の12"]
)
def test_a_code_is_forgiven_how_it_is_written(written: str) -> None:
    assert page_of_code(written) == "/minutes/20211028-1/turns/12#t12"


@pytest.mark.parametrize("written", ["", "12", "abc", "20211028-1-12-3", "2021102800-1", "../../etc"])
def test_what_is_no_code_leads_nowhere(written: str) -> None:
    assert page_of_code(written) is None


def test_the_public_site_follows_a_code(client: TestClient) -> None:
    answer = client.get("/t/20211028-1-2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/minutes/20211028-1/turns/2#t2")
    assert client.get("/t/x").status_code == 404


def test_the_screen_shows_code_address_and_picture(visitor: TestClient) -> None:
    page = parsed(visitor, SCREENS["take-home"])
    assert words(page, ".take-home__code") == ["20211028-1-2"]
    assert words(page, ".take-home__address") == ["minutes.example.jp/t/20211028-1-2"]
    picture = page.css_first("img").attributes["src"]  # type: ignore[union-attr]
    answer = visitor.get(picture or "")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.content == qr_svg("https://minutes.example.jp/t/20211028-1-2")


def test_a_heading_leads_to_its_session(visitor: TestClient) -> None:
    page = parsed(visitor, f"{SEED}/passages/a1/take-home?by=all")
    assert words(page, ".take-home__code") == ["20211028-1"]


def test_the_picture_is_a_qr_code_with_its_quiet_zone() -> None:
    root = ElementTree.fromstring(qr_svg("https://minutes.example.jp/t/20211028-1-2"))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert width == height
    assert (width - 8 - 17) % 4 == 0


def test_without_a_public_address_there_is_nothing_to_take_home(whole: Kiosk, tmp_path: Path) -> None:
    app = create_kiosk(whole.library, None, None, settings(tmp_path, public=""))
    client = TestClient(app, base_url=ADDRESS, follow_redirects=False)
    assert "持ち帰る" not in client.get(SCREENS["turn"]).text
    assert client.get(SCREENS["take-home"], headers={"accept": "text/html"}).headers["location"] == "/kiosk"
