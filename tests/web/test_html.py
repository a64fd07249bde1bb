"""The HTML of every page: parsed without one error, and checked by the Nu validator where READER_VNU names its jar.

``READER_VNU=vnu.jar python -m pytest tests/web/test_html.py`` needs Java, which the tests otherwise do not.
"""

import os
import subprocess
from pathlib import Path

import html5lib  # type: ignore[import-untyped]  # it carries no types
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import SAMPLE, SEED

PATHS = [
    "/",
    SEED,
    SAMPLE,
    f"{SEED}?show=role-chair",
    f"{SEED}/turns/4",
    f"{SEED}/turns/4/report",
    f"{SEED}/speakers/委員",
    "/search?q=デジタル",
    "/preferences",
    "/glossary",
    "/help",
    "/accessibility",
    "/nowhere",
]
LOOKS = ["furigana=all", "furigana=none&language=en&terms=off", "furigana=hard&language=easy"]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_parsed_without_an_error(client: TestClient, path: str, look: str) -> None:
    client.cookies.set("preferences", look)
    text = client.get(path).text
    client.cookies.clear()
    html5lib.HTMLParser(strict=True).parse(text)


def test_the_nu_validator_finds_nothing(client: TestClient, tmp_path: Path) -> None:
    jar = os.environ.get("READER_VNU")
    files = []
    for number, path in enumerate(PATHS):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text(client.get(path).text, encoding="utf-8")
    assert all(file.stat().st_size > 1000 for file in files)
    if jar:
        found = subprocess.run(["java", "-jar", jar, *files], capture_output=True, text=True, check=False)
        assert found.stderr == ""
