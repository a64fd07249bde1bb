"""What is counted: answers, time to sound, clips, failures; and that the panel for Grafana asks for what there is."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from reader.cli.house import House
from reader.cli.measuring import count, measured
from reader.errors import LibraryError
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from tests.conftest import ROOT
from tests.web.sites import Site, site

SESSION = "/minutes/20260514-1"


@pytest.fixture
def counted(tmp_path: Path, annotator: Annotator, sample: bytes) -> Iterator[tuple[Site, TestClient]]:
    with site(tmp_path, annotator, sample) as whole:
        house = House(Settings(home=tmp_path, metrics=True))
        house.__dict__["library"] = whole.library
        count(house, whole.narrator)
        yield whole, TestClient(measured(house, whole.app, lambda: whole.narrator.waiting, None))  # type: ignore[arg-type]


def _numbers(client: TestClient) -> dict[tuple[str, ...], float]:
    """Every number that is told, by name and labels."""
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


def test_what_happens_is_counted(counted: tuple[Site, TestClient]) -> None:
    whole, client = counted
    before = _numbers(client)
    assert client.get(SESSION).status_code == 200
    assert client.get("/minutes/20990101-1").status_code == 404
    assert client.get(f"{SESSION}/turns/1.mp3").content
    with pytest.raises(LibraryError), whole.library.reading():
        raise LibraryError("壊れています。")
    after = _numbers(client)

    def more(*name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more("reader_answers_total", "200", "page") == more("reader_answers_total", "404", "page") == 1
    assert more("reader_answers_total", "200", "sound") == 1
    assert more("reader_first_byte_seconds_count", "sound") == 1
    assert more("reader_clips_total", "made") >= 1
    assert more("reader_library_failures_total", "false") == 1
    assert after["reader_clips_waiting",] == 0
    assert "20260514" not in client.get("/metrics").text


def test_nothing_is_counted_unless_it_is_wanted(tmp_path: Path, annotator: Annotator, sample: bytes) -> None:
    with site(tmp_path, annotator, sample) as whole:
        assert measured(House(Settings(home=tmp_path)), whole.app, lambda: 0, None) is whole.app
        assert TestClient(whole.app).get("/metrics").status_code == 404


def test_the_panel_asks_for_what_is_counted(counted: tuple[Site, TestClient]) -> None:
    panel = json.loads((ROOT / "docs" / "scale" / "grafana.json").read_text(encoding="utf-8"))
    asked = [target["expr"] for one in panel["panels"] for target in one["targets"]]
    names = {name for expression in asked for name in re.findall(r"reader_[a-z_]+", expression)}
    told = counted[1].get("/metrics").text
    for name in names:
        assert re.search(rf"# TYPE {re.sub('_(bucket|total)$', '', name)}(_total)? ", told), name
