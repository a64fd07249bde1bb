"""The small inputs that were made after public bug reports: each is what is written beside it, those "for the eye" too."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.importing.importer import Importer
from reader.library.search import Query
from reader.minutes.contract import to_json
from reader.minutes.sources import read_source
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.text import read_sentences
from tests.parsed import read_minutes

_STOPS = str.maketrans("", "", "、。")


def _pairs(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if "\t" in line and not line.startswith("#")]
    return {line.partition("\t")[0]: line.partition("\t")[2] for line in lines}


def _expected(shared: Path) -> Iterable[tuple[Path, str]]:
    for path in sorted((shared / "reports").glob("*.expect")):
        yield path.with_suffix(""), path.read_text(encoding="utf-8")


def test_minutes(shared: Path) -> None:
    told = [(path, json.loads(text)) for path, text in _expected(shared) if text.startswith("{")]
    assert len(told) > 30
    for path, want in told:
        got = json.loads(json.dumps(to_json(read_minutes(path.read_bytes(), path.name))))
        for name in want.keys() & {"meeting", "held_on"}:
            assert got[name] == want[name], path.name
        turns = [
            [[turn[key] for key in ("speaker", "role", "name", "text")] for turn in one["turns"]]
            for one in (got, want)
        ]
        assert turns[0] == turns[1], path.name
        assert not any("事務局メモ" in note for note in got["notes"]), path.name


def test_readings(shared: Path, analyzer: OpenJTalkAnalyzer) -> None:
    told = [
        (path, _pairs(text)) for path, text in _expected(shared) if path.suffix == ".txt" and "\t" in text
    ]
    sentences = [pair for path, pairs in told if not path.name.startswith("38") for pair in pairs.items()]
    assert len(sentences) > 50
    for read, (sentence, want) in zip(
        read_sentences((sentence for sentence, _ in sentences), analyzer), sentences, strict=True
    ):
        assert read.as_line().split("\t")[1].translate(_STOPS) == want.translate(_STOPS), sentence


@pytest.mark.parametrize("name", ["27-own-ruby-elsewhere.html", "27b-own-ruby-here.html"])
def test_the_publishers_ruby(shared: Path, importer: Importer, name: str) -> None:
    path = shared / "reports" / name
    session = importer.library.session(importer.import_bytes(path.read_bytes(), name, name).id)
    read = {u.text: "".join(word.reading for word in u.words) for p in session.passages for u in p.utterances}
    want = _pairs((shared / "reports" / f"{name}.expect").read_text(encoding="utf-8"))
    assert {text: read.get(text) for text in want} == want


def test_a_search(shared: Path, importer: Importer) -> None:
    path = shared / "reports" / "38-search-invisible.txt"
    importer.import_bytes(path.read_bytes(), path.name, path.name)
    want = _pairs(path.with_name(f"{path.name}.expect").read_text(encoding="utf-8"))
    assert want
    assert {words: str(importer.library.search(Query(words)).total) for words in want} == want


@pytest.mark.parametrize("name", ["19-names-without-map.pdf", "19b-names-without-map-identity.pdf"])
def test_letters_without_a_map(shared: Path, name: str) -> None:
    minutes = read_minutes((shared / "reports" / name).read_bytes(), name)
    assert any("文字の対応表のない字が4字" in str(warning) for warning in minutes.warnings)
    assert minutes.turns[1].text == "夜間の利用者数を伺います。"
    assert minutes.turns[2].text == "〓〓委員にお答えします。夜間は三十人です。"
    assert minutes.speaker(minutes.turns[1].speaker).label == "委員（〓〓健君）"


def test_a_file_of_nothing_but_letters_without_a_map(shared: Path) -> None:
    data = (shared / "reports" / "19c-all-without-map.pdf").read_bytes()
    with pytest.raises(SourceError, match="文字として読み取れないPDFです（文字の対応表がありません）。"):
        read_source(data)
