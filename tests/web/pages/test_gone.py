"""The addresses of a removed session say that it is gone, also to who has its code on paper."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reader.importing.importer import Importer
from reader.library.library import Library
from reader.passages.annotator import Annotator
from tests.web.sites import site

GONE = [
    "/minutes/20260514-1",
    "/minutes/20260514-1/turns/2",
    "/minutes/20260514-1/turns/2/report",
    "/minutes/20260514-1/speakers/会長",
    "/minutes/20260514-1/qr.svg",
    "/minutes/20260514-1/progress",
    "/minutes/20260514-1.mp3",
    "/minutes/20260514-1/turns/2.mp3",
    "/minutes/20260514-1/passages/t2.mp3",
    "/minutes/20260514-1/passages/t2.json",
    "/minutes/20260514-1/sentences/t2-1.mp3",
    "/t/20260514-1",
    "/t/20260514-1-2",
    "/t/２０２６０５１４－１－２",
]


def test_a_removed_session_is_gone_at_every_address(
    tmp_path: Path, annotator: Annotator, sample: bytes
) -> None:
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app, follow_redirects=False) as client:
        assert client.get("/t/20260514-1-2").headers["location"] == "/minutes/20260514-1/turns/2#t2"
        assert client.get("/minutes/20260514-1").status_code == 200
        whole.library.remove("20260514-1")
        for address in GONE:
            answer = client.get(address)
            assert answer.status_code == 410, address
            assert "取り除かれました" in answer.text
        for never in ("/minutes/20260514-2", "/t/20260514-2", "/t/20260514-2-1"):
            assert client.get(never).status_code == 404


@pytest.mark.parametrize("old", ["無料です", "有料です"])
def test_a_running_site_shows_what_took_the_place_of_what_was_removed(
    tmp_path: Path, annotator: Annotator, sample: bytes, old: str
) -> None:
    with site(tmp_path, annotator, sample) as whole, TestClient(whole.app) as client:
        client.get("/minutes/20260514-1")
        elsewhere = Importer(Library(whole.library.path), annotator)
        elsewhere.library.remove("20260514-1")
        new = sample.decode().replace(old, "二百円です").encode()
        session_id = elsewhere.import_bytes(new, "0.txt", "/0.txt").id
        assert client.get("/minutes/20260514-1").status_code == 410
        assert ("二百円" in client.get(f"/minutes/{session_id}").text) == (old == "無料です")
