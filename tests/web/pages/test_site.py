"""The pages about the site: its statement says what was tested, and whether that is still true."""

import json
from datetime import date
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from reader.assets import asset_folder
from reader.errors import SettingsError
from reader.settings.site import Settings
from reader.web.http.static_files import program_assets
from reader.web.pages.site import SitePages
from reader.web.rendering.figures import Figures, load_figures, present_version, version_of
from reader.web.rendering.renderer import Renderer
from tests.browser.figures import record
from tests.web.sites import parsed, texts

RUN = {
    "version": "abc",
    "tested_on": "2026-11-27",
    "axe": "4.12.1",
    "chromium": "156",
    "passed": {
        "axe": 56,
        "keyboard": 7,
        "reflow": 5,
        "paper": 4,
        "without_script": 3,
        "tree": 2,
        "player": 1,
    },
}


@pytest.fixture
def run(tmp_path: Path) -> Figures:
    """A recorded run, as it is read back."""
    path = tmp_path / "figures.json"
    path.write_text(json.dumps(RUN), encoding="utf-8")
    figures = load_figures(path)
    assert figures is not None
    return figures


def _statement(figures: Figures | None, version: str) -> str:
    """The words of the accessibility page of a program of that version."""
    renderer = Renderer(asset_folder("templates"), program_assets(), Settings())
    pages = SitePages(renderer, figures, version, None, Path("narrating"))
    with TestClient(Starlette(routes=[Route("/accessibility", pages.accessibility)])) as client:
        return "".join(texts(parsed(client, "/accessibility"), "main"))


def test_figures_come_from_a_recorded_run(run: Figures, tmp_path: Path) -> None:
    assert load_figures(tmp_path / "none.json") is None
    assert run == Figures("abc", date(2026, 11, 27), "4.12.1", "156", RUN["passed"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1, "axe": "", "chromium": "", "passed": {"axe": "many"}}']
)
def test_a_spoilt_record_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figures.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load_figures(path)


@pytest.mark.parametrize("name", ["a.css", "deep/b.html", "c.py", "d.toml", "e.js", "f.woff2"])
def test_the_version_changes_with_every_file_a_page_is_made_of(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("a {}", encoding="utf-8")
    before = version_of(tmp_path)
    assert version_of(tmp_path) == before
    file.write_text("b {}", encoding="utf-8")
    assert version_of(tmp_path) != before


def test_the_statement_claims_a_test_only_for_the_version_that_was_tested(run: Figures) -> None:
    current, old, none = _statement(run, "abc"), _statement(run, "abd"), _statement(None, "abc")
    assert "いまの画面を、令和8年（2026年）11月27日金曜日に次のように確かめました。" in current
    assert "いまより前の画面を確かめた結果です" in old and "いまの画面を、" not in old
    for shown in (current, old):
        assert "axe-core4.12.1" in shown and "56通り" in shown and "Chromium156" in shown
    assert "確かめた記録は、まだありません" in none and "axe" not in none


def test_what_was_recorded_with_this_copy_is_of_this_copy_or_said_to_be_older(client: TestClient) -> None:
    figures = load_figures()
    shown = "".join(texts(parsed(client, "/accessibility"), "main"))
    assert ("いまの画面を、" in shown) == (figures is not None and figures.version == present_version())


def test_a_run_is_written_down_once_and_dated(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    figures = {name: value for name, value in RUN.items() if name != "tested_on"}
    record(file, figures)
    first = load_figures(file)
    assert first is not None and first.passed == RUN["passed"]
    file.write_text(file.read_text("utf-8").replace(first.tested_on.isoformat(), "2020-01-01"), "utf-8")
    record(file, figures)
    again = load_figures(file)
    assert again is not None and again.tested_on == date(2020, 1, 1)
    record(file, {**figures, "version": "abd"})
    changed = load_figures(file)
    assert changed is not None and changed.tested_on == first.tested_on


EVERY_PAGE = [
    "/",
    "/search?q=デジタル",
    "/preferences",
    "/help",
    "/accessibility",
    "/glossary",
    "/minutes/20211028-1",
    "/minutes/20211028-1/turns/4",
    "/minutes/20211028-1/turns/4/report",
    "/minutes/20211028-1/speakers/委員",
    "/minutes/20211028-1/progress",
    "/nowhere",
]


def test_help_and_the_telephone_stand_at_the_same_place_on_every_page(client: TestClient) -> None:
    for path in EVERY_PAGE:
        page = parsed(client, path, 404 if path == "/nowhere" else 200)
        assert texts(page, "header .site-header__link")[-1] == "使い方"
        assert texts(page, "header .site-header__call") == ["星見浜市市民協働課電話000-000-0000"]


def test_the_voice_and_the_font_are_credited(client: TestClient) -> None:
    for path in ("/", "/accessibility"):
        html = parsed(client, path).html or ""
        assert "CC BY 3.0" in html
        assert "SIL Open Font License" in html


def test_the_server_says_that_it_is_alive(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "narrating": False, "problem": ""}


def test_paper_carries_the_way_back_as_a_code(client: TestClient) -> None:
    for path in ("/minutes/20211028-1", "/minutes/20211028-1/turns/2"):
        code = client.get(f"{path}/qr.svg")
        assert code.headers["content-type"] == "image/svg+xml"
        assert code.text.startswith("<?xml")
        assert f'src="{path}/qr.svg"' in (parsed(client, path).html or "")
    assert client.get("/minutes/1-1/qr.svg").status_code == 404
    assert client.get("/minutes/20211028-1/turns/999/qr.svg").status_code == 404


@pytest.mark.parametrize("path", ["/", "/minutes/20211028-1", "/search?q=デジタル", "/preferences"])
def test_no_group_is_named_by_words_that_are_said_right_before_it(client: TestClient, path: str) -> None:
    page = parsed(client, path)
    for node in page.css("[aria-labelledby]:not(section, article)"):
        said = page.css_first(f"#{node.attributes['aria-labelledby']}")
        assert (
            said is None or said.tag in ("h1", "h2", "h3") or said.attributes.get("aria-hidden") == "true"
        ), node.html
