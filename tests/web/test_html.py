"""The HTML of every page, in every language and at every level of furigana: parsed without one error by html5lib, and without an
error or a warning of the Nu validator."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import html5lib  # type: ignore[import-untyped]  # it carries no types
import pytest
from starlette.testclient import TestClient

from reader.readings.furigana.levels import Level
from reader.web.http.static_files import CARRIED, program_assets
from reader.web.views.preferences import Language
from tests.nu import nu_findings
from tests.web.conftest import SAMPLE, SEED

PATHS = [
    "/",
    SEED,
    SAMPLE,
    f"{SEED}?show=role-chair",
    f"{SEED}/turns/4",
    f"{SEED}/turns/4/report",
    f"{SEED}/speakers/委員",
    f"{SEED}/progress",
    f"{SEED}/parts",
    "/search",
    "/search?q=デジタル",
    "/search?q=ぬぬぬ&role=chair",
    "/preferences",
    "/preferences?theme=dark&type=48",
    "/glossary",
    "/help",
    "/kept",
    "/accessibility",
    "/nowhere",
]
LOOKS = [f"language={language}&furigana={level}" for language, level in product(Language, Level)]
FIRST_LOOKS = [
    f"language={language}&furigana={level}" for language, level in zip(Language, Level, strict=False)
]
"""Each language, and each level, once: the others together take ten seconds."""


def _page(client: TestClient, path: str, look: str) -> str:
    client.cookies.set("preferences", look)
    text: str = client.get(path).text
    client.cookies.clear()
    assert len(text) > 1000
    return text


@pytest.mark.parametrize(
    "look", [pytest.param(look, marks=() if look in FIRST_LOOKS else pytest.mark.slow) for look in LOOKS]
)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_parsed_without_an_error(client: TestClient, path: str, look: str) -> None:
    html5lib.HTMLParser(strict=True).parse(_page(client, path, look))


def _findings(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """What the Nu validator finds in the pages, without the sheets that they carry: its checker of CSS is older than ``@layer`` and
    ``light-dark()``. That browsers follow them, a test in one holds."""
    sheets = [program_assets().sheet(name) for name in CARRIED]
    assert all(f"<style>{sheets[0]}</style>" in html for html in pages.values())
    for sheet in sheets:
        pages = {
            name: html.replace(f"<style>{sheet}</style>", "<style></style>") for name, html in pages.items()
        }
    return nu_findings(folder, pages)


@pytest.mark.slow  # a Java machine each; together ten seconds and more
def test_the_nu_validator_finds_nothing(client: TestClient, tmp_path: Path) -> None:
    pages = {f"{path} {look}": _page(client, path, look) for path in PATHS for look in LOOKS}
    wrong = client.post(f"{SEED}/turns/4/report", data={"surface": "ない", "reading": "ない"})
    sent = client.post(f"{SEED}/turns/4/report", data={"surface": "委員", "reading": "いいん"})
    silent = {f"{path} without terms": _page(client, path, "terms=off") for path in (SEED, SAMPLE)}
    assert _findings(tmp_path, {**pages, **silent, "wrong": wrong.text, "sent": sent.text}) == []


@pytest.mark.slow
def test_the_nu_validator_finds_what_is_wrong(client: TestClient, tmp_path: Path) -> None:
    spoilt = _page(client, "/help", "").replace("</h1>", "</h1><div><li>ここではない</li></div>")
    (found,) = _findings(tmp_path, {"spoilt": spoilt})
    assert "“li” not allowed as child of element “div”" in found
