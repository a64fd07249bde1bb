"""What a device is told to keep of a session, and how the site is installed."""

import threading
from pathlib import Path

from starlette.testclient import TestClient

from reader.passages.annotator import Annotator
from tests.web.sites import site

SESSION = "20260514-1"


def test_everything_that_is_listed_is_there_and_as_large_as_it_says(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as whole:
        client = TestClient(whole.app)
        assert not client.get(f"/minutes/{SESSION}/offline.json").json()["ready"]
        whole.narrator.narrate(whole.library.session(SESSION), lambda done: None, threading.Event())
        answer = client.get(f"/minutes/{SESSION}/offline.json")
        listed = answer.json()
        assert answer.headers["cache-control"] == "no-store"
        assert listed["ready"]
        found = {address: client.get(address) for address in listed["addresses"]}
        assert {response.status_code for response in found.values()} == {200}
        sound = sum(len(one.content) for address, one in found.items() if ".mp3" in address)
        assert sound < listed["bytes"] < 4 * sound + 1_000_000
        assert all(one.json()["ready"] for address, one in found.items() if address.endswith(".json"))
        whole.library.remove(SESSION)
        assert client.get(f"/minutes/{SESSION}/offline.json").status_code == 410


def test_a_correction_gives_another_state(tmp_path: Path, annotator: Annotator, sample: bytes) -> None:
    with site(tmp_path, annotator, sample) as whole:
        client = TestClient(whole.app)
        before = client.get(f"/minutes/{SESSION}/offline.json").json()["state"]
        with whole.library.writing() as connection:
            connection.exec_driver_sql("UPDATE session SET stamp = 'corrected'")
        assert client.get(f"/minutes/{SESSION}/offline.json").json()["state"] != before


def test_the_site_can_be_installed(tmp_path: Path, annotator: Annotator, sample: bytes) -> None:
    with site(tmp_path, annotator, sample) as whole:
        client = TestClient(whole.app)
        manifest = client.get("/app.webmanifest")
        assert manifest.headers["content-type"] == "application/manifest+json"
        icons = manifest.json()["icons"]
        assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons}
        assert {client.get(icon["src"]).status_code for icon in icons} == {200}
        worker = client.get("/worker.js")
        assert worker.headers["content-type"].startswith("text/javascript")
        assert worker.headers["cache-control"] == "no-cache"
        page = client.get(f"/minutes/{SESSION}").text
        assert 'rel="manifest" href="/app.webmanifest"' in page
        assert 'property="og:description" content="令和8年度第1回' in page
