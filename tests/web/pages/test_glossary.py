"""Explanations said aloud: what one process of the server shows, any other can say."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.narration.prompts import Prompts
from reader.passages.annotator import Annotator
from reader.web.app import create_app
from tests.web.conftest import SEED
from tests.web.sites import SETTINGS, Site, parsed, site


def another_process(whole: Site, annotator: Annotator) -> TestClient:
    """The same site as a process sees it that has shown no page yet."""
    prompts = Prompts(whole.narrator, annotator, ())
    return TestClient(create_app(whole.library, whole.narrator, SETTINGS, prompts))


@pytest.mark.parametrize(
    ("page", "term", "folder"),
    [
        (SEED, "マイルストーン", f"{SEED}/glossary/"),
        (f"{SEED}/turns/3", "マイルストーン", f"{SEED}/glossary/"),
        (SEED, "KPI", "/glossary/"),
        ("/glossary", "KPI", "/glossary/"),
    ],
)
def test_what_is_explained_is_said_by_a_process_that_has_not_shown_it(
    tmp_path: Path, annotator: Annotator, seed: bytes, page: str, term: str, folder: str
) -> None:
    with site(tmp_path, annotator, seed) as whole:
        buttons = parsed(TestClient(whole.app), page).css("[data-say]")
        (address,) = [b.attributes["data-say"] or "" for b in buttons if f"（{term}）" in b.text()]
        assert address.startswith(folder)
        client = another_process(whole, annotator)
        said = client.get(address)
        assert (said.status_code, said.headers["content-type"]) == (200, "audio/mpeg")
        assert client.get(address, headers={"Range": "bytes=0-1"}).content == said.content[:2]
        assert client.get(address, headers={"If-None-Match": said.headers["etag"]}).status_code == 304


def test_nothing_is_said_that_no_list_explains(tmp_path: Path, annotator: Annotator, seed: bytes) -> None:
    with site(tmp_path, annotator, seed) as whole:
        client = TestClient(whole.app)
        buttons = parsed(client, SEED).css("[data-say]")
        (own,) = [a for b in buttons if "/minutes/" in (a := b.attributes["data-say"] or "")]
        elsewhere = own.removeprefix(SEED)
        for address in (elsewhere, f"{SEED}/glossary/{'0' * 24}.mp3", f"/minutes/0-9{elsewhere}"):
            assert client.get(address).status_code == 404
