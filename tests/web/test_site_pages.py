"""The pages about the site: its statement says what was tested, and whether that is still true."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.assets import asset_folder
from reader.errors import SettingsError
from reader.web.figures import FILE, Figures, load_figures, version_of
from tests.web.sites import parsed, texts

RUN = {"version": "abc", "axe": "4.12.1", "chromium": "156", "passed": {"axe": 56}}


def test_figures_come_from_a_recorded_run(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    assert load_figures(path) is None
    path.write_text(json.dumps(RUN), encoding="utf-8")
    assert load_figures(path) == Figures("abc", "4.12.1", "156", {"axe": 56})


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1, "axe": "", "chromium": "", "passed": {"axe": "many"}}']
)
def test_a_spoilt_record_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figures.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load_figures(path)


def test_the_version_changes_with_every_file_a_page_is_made_of(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}", encoding="utf-8")
    before = version_of(tmp_path)
    assert version_of(tmp_path) == before
    (tmp_path / "a.css").write_text("b {}", encoding="utf-8")
    assert version_of(tmp_path) != before


def test_the_statement_shows_the_figures_of_the_run(client: TestClient) -> None:
    figures = load_figures()
    items = texts(parsed(client, "/accessibility"), ".bullets li")
    if figures is None:
        assert not FILE.exists()
        return
    assert f"axe-core{figures.axe}" in items[0]
    assert f"{figures.passed['axe']}通り" in items[0]


def test_figures_of_another_version_are_not_claimed_for_this_one(client: TestClient) -> None:
    figures = load_figures()
    page = (parsed(client, "/accessibility").html or "").replace("\n", "")
    present = version_of(asset_folder("templates"), asset_folder("static"))
    claims = "この版を、次のように確かめました" in page
    assert claims == (figures is not None and figures.version == present)


def test_help_and_the_telephone_stand_at_the_same_place_on_every_page(client: TestClient) -> None:
    for path in ("/", "/help", "/accessibility", "/preferences", "/glossary", "/minutes/20211028-1"):
        page = parsed(client, path)
        assert texts(page, "header .site-header__link")[-1] == "使い方"
        assert texts(page, "header .site-header__call") == ["星見浜市市民協働課電話000-000-0000"]


def test_the_voice_and_the_font_are_credited(client: TestClient) -> None:
    for path in ("/", "/accessibility"):
        html = parsed(client, path).html or ""
        assert "CC BY 3.0" in html
        assert "SIL Open Font License" in html


def test_the_server_says_that_it_is_alive(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok"


def test_paper_carries_the_way_back_as_a_code(client: TestClient) -> None:
    for path in ("/minutes/20211028-1", "/minutes/20211028-1/turns/2"):
        code = client.get(f"{path}/qr.svg")
        assert code.headers["content-type"] == "image/svg+xml"
        assert code.text.startswith("<?xml")
        assert f'src="{path}/qr.svg"' in (parsed(client, path).html or "")
    assert client.get("/minutes/1-1/qr.svg").status_code == 404
    assert client.get("/minutes/20211028-1/turns/999/qr.svg").status_code == 404
