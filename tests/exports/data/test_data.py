"""Sessions as data: valid by the schema that is published, read back by our own importer, harmless in a spreadsheet."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.exports.data.csv_table import COLUMNS, harmless
from reader.exports.formats import format_of
from reader.exports.material import Material, Options
from reader.minutes.contract import to_json
from reader.minutes.model import Minutes
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.passages.annotator import Annotator
from tests.conftest import ROOT
from tests.exports.documents import odd, shared_documents
from tests.exports.materials import rendered
from tests.exports.toned import material_of
from tests.parsed import read_minutes

SCHEMA = ROOT / "reader" / "exports" / "data" / "minutes.schema.json"


def written(name: str, made: Material, options: Options | None = None) -> bytes:
    kind = format_of(name)
    assert kind is not None
    return rendered(kind, made, options)


def read_back(data: bytes, name: str) -> Minutes:
    return parse(read_source(data, name))


@pytest.fixture(scope="module")
def real(annotator: Annotator) -> Material:
    return material_of(odd(), annotator)


@pytest.mark.slow
def test_every_shared_document_comes_back_as_it_went(shared: Path, tmp_path: Path) -> None:
    files: list[Path] = []
    for path in shared_documents(shared):
        minutes = read_minutes(path.read_bytes(), path.name)
        made = material_of(minutes)
        for name in ("x.json", "x.kokkai.json"):
            data = written(name, made)
            back = read_back(data, name)
            expected = to_json(minutes) | {"warnings": [], "warnings_as_data": []}
            assert to_json(back) == expected, (path.name, name)
            assert (back.speakers, back.agenda) == (minutes.speakers, minutes.agenda), (path.name, name)
            numbers = [(type(entry), entry.number) for entry in minutes.entries]
            assert [(type(entry), entry.number) for entry in back.entries] == numbers, (path.name, name)
        file = tmp_path / f"{len(files)}.json"
        file.write_bytes(written("x.json", made, Options(words=True, cues=True)))
        files.append(file)
        rows = list(csv.reader(io.StringIO(written("x.csv", made).decode("utf-8-sig"), newline="")))
        assert len(rows) == 1 + len(minutes.turns), path.name
        assert {len(row) for row in rows} == {len(COLUMNS)}, path.name
    assert len(files) >= 60
    assert faults(files) == ""


def faults(files: list[Path]) -> str:
    """What check-jsonschema says of files that do not fit the schema; empty where all do."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode in (0, 1), run.stderr
    return "" if run.returncode == 0 else run.stdout


def test_the_schema_is_a_schema_and_sees_faults(tmp_path: Path, real: Material) -> None:
    meta = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", str(SCHEMA)]
    assert subprocess.run(meta, capture_output=True, timeout=120, check=False).returncode == 0
    data = json.loads(written("x.json", real, Options(words=True, cues=True)))
    good, wrong = tmp_path / "good.json", tmp_path / "wrong.json"
    good.write_text(json.dumps(data), encoding="utf-8")
    assert faults([good]) == ""
    data["entries"][0]["number"] = "1"
    wrong.write_text(json.dumps(data), encoding="utf-8")
    assert "number" in faults([wrong])


def test_words_and_times_are_there_on_demand(real: Material) -> None:
    plain = json.loads(written("x.json", real))
    full = json.loads(written("x.json", real, Options(words=True, cues=True)))
    rows = {row.utterance_id: row for row in real.table.rows}
    sentences = [s for part in (*full["entries"], *full["headings"]) for s in part["sentences"]]
    assert sentences
    for sentence in sentences:
        assert "".join(word["reading"] for word in sentence["words"]) == sentence["reading"]
        row = rows.get(sentence["id"])
        if row is not None:
            cue = {"begin": row.begin_ms / 1000, "end": row.end_ms / 1000}
            assert sentence["cue"] == cue
    assert full["duration"] * 1000 == real.table.duration_ms
    assert not any({"words", "cue"} & set(s) for e in plain["entries"] for s in e["sentences"])
    for entry in plain["entries"]:
        for sentence in entry["sentences"]:
            assert entry["text"][sentence["start"] : sentence["end"]].strip()


def test_what_data_says_of_itself(real: Material) -> None:
    imprint = json.loads(written("x.json", real))["edition"]
    assert imprint == json.loads(written("x.kokkai.json", real))["edition"]
    assert imprint["licence"]["name"] == "PDL1.0"
    assert imprint["synthetic_voices"] == ["mei (CC BY 3.0)"]
    assert imprint["doubtful_words"] == real.imprint.doubts


def test_the_keys_are_those_of_the_diet(shared: Path, real: Material) -> None:
    diet = json.loads((shared / "minutes" / "real" / "016-diet-yosan-20200610.json").read_bytes())
    ours = json.loads(written("x.kokkai.json", real))["meetingRecord"][0]
    meeting = diet["meetingRecord"][0] if "meetingRecord" in diet else diet
    assert set(meeting) - set(ours) <= {
        "numberOfRecords",
        "numberOfReturn",
        "startRecord",
        "nextRecordPosition",
    }
    not_the_diet_s = {"moneyExpressions"}  # of those who published this copy
    assert set(meeting["speechRecord"][1]) - not_the_diet_s <= set(ours["speechRecord"][1])
    assert [record["speechOrder"] for record in ours["speechRecord"]] == list(
        range(len(ours["speechRecord"]))
    )
    turns = [record for record in ours["speechRecord"] if record["recordKind"] == "turn"]
    assert all(record["speech"].startswith("○") for record in turns)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["entries"][0].update(number=0),
        lambda data: data["entries"][0].update(agenda=99),
        lambda data: data["entries"][1].update(speaker="だれでもない"),
        lambda data: data["entries"][1].update(text=7),
        lambda data: data["entries"][1].update(asides=[{"start": 5, "end": 2}]),
        lambda data: data["entries"][1].update(text="見\u200bえない"),
        lambda data: data.update(held_on="きのう"),
        lambda data: data["speakers"].clear(),
        lambda data: data["speakers"][0].update(role="king"),
    ],
)
def test_what_is_not_quite_ours_is_read_as_anybody_s(change: object, real: Material) -> None:
    data = json.loads(written("x.json", real))
    change(data)  # type: ignore[operator]
    source = read_source(json.dumps(data).encode(), "x.json")
    assert source.minutes is None


@given(st.text(max_size=40))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = harmless(text)
    assert cell.removeprefix("'") == text or cell == text
    assert cell.strip(" \n")[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def test_a_spreadsheet_gets_a_mark_and_every_turn(real: Material) -> None:
    data = written("x.csv", real)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["発言"].removeprefix("'") for row in rows] == [turn.text for turn in real.minutes.turns]
    assert rows[0]["URL"].endswith("/minutes/20261128-1#t1")
    assert rows[0]["ライセンス"] == "PDL1.0"
