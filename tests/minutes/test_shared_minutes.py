"""The documents that the project was given: the seed exactly, the others by the figures asked for."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reader.minutes.contract import MinutesJson, to_json
from reader.minutes.model import Minutes, PartKind
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from tests.parsed import read_minutes

FOLDERS = ("seed", "real", "layouts")


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    """The scorer that comes with the documents."""
    path = shared / "minutes" / "score.py"
    module = ModuleType("score")  # not imported: nothing compiled is left beside it
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), module.__dict__)
    return module


def _read(path: Path) -> Minutes:
    return read_minutes(path.read_bytes(), path.name)


def _documents(shared: Path) -> Iterator[tuple[MinutesJson, dict[str, Any]]]:
    for folder in FOLDERS:
        for gold_path in sorted((shared / "minutes" / folder / "gold").glob("*.json")):
            gold = json.loads(gold_path.read_text(encoding="utf-8"))
            yield to_json(_read(shared / "minutes" / folder / gold["file"])), gold


def test_turns_of_all_documents(shared: Path, score: ModuleType) -> None:
    right = found = wanted = 0
    for minutes, gold in _documents(shared):
        right += score.score(minutes["turns"], gold["turns"])[0]
        found += len(minutes["turns"])
        wanted += len(gold["turns"])
    assert 2 * right / (found + wanted) >= 0.99


@pytest.mark.parametrize(
    ("field", "share"), [("meeting", 0.95), ("date", 1.0), ("place", 1.0), ("agenda", 1.0)]
)
def test_fields_of_all_documents(shared: Path, score: ModuleType, field: str, share: float) -> None:
    verdicts = [
        _squeezed(score, dict(minutes)[field]) == _squeezed(score, gold[field])
        for minutes, gold in _documents(shared)
        if gold.get(field)
    ]
    assert sum(verdicts) / len(verdicts) >= share


def _squeezed(score: ModuleType, value: object) -> object:
    return [score.squeeze(one) for one in value] if isinstance(value, list) else score.squeeze(value)


@pytest.fixture(scope="module")
def seed(shared: Path) -> Minutes:
    """The session this project exists for."""
    return _read(next((shared / "minutes" / "seed").glob("*.txt")))


def test_the_seed_has_every_turn(seed: Minutes) -> None:
    assert Counter(turn.speaker for turn in seed.turns) == {
        "事務局": 20,
        "委員": 16,
        "副委員長": 4,
        "委員長": 2,
    }
    assert [turn.agenda for turn in seed.turns] == [0] * 42


def test_the_seed_has_its_notes_agenda_and_results(seed: Minutes) -> None:
    assert [(note.text, note.agenda) for note in seed.notes] == [
        ("質疑は特になし。", 1),
        ("質疑は特になし。", 2),
    ]
    assert [item.number for item in seed.agenda] == ["1", "2", "3"]
    assert [len(item.results) for item in seed.agenda] == [1, 1, 1]
    assert seed.department == "情報政策推進室"
    assert seed.held_on is not None
    assert seed.held_on.isoformat() == "2021-10-28"
    assert seed.warnings == ()


def test_the_seed_sets_the_page_aside(seed: Minutes) -> None:
    aside = [part.text.strip() for part in seed.parts if part.kind is PartKind.SET_ASIDE]
    assert aside[0] == "ここから本文です。"
    assert "お問い合わせ先" in aside
    assert "アンケート" in aside
    assert aside[-1].endswith("の分類")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp"])
def test_the_seed_in_other_encodings(shared: Path, seed: Minutes, encoding: str) -> None:
    text = next((shared / "minutes" / "seed").glob("*.txt")).read_text(encoding="utf-8")
    assert parse(read_source(text.encode(encoding))) == seed


def test_the_seed_as_a_page(shared: Path, seed: Minutes) -> None:
    text = next((shared / "minutes" / "seed").glob("*.txt")).read_text(encoding="utf-8")
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    page = f"<!DOCTYPE html><html><body><nav>市政情報</nav><main>{paragraphs}</main></body></html>"
    minutes = parse(read_source(page.encode()))
    assert [(turn.speaker, turn.text, turn.agenda) for turn in minutes.turns] == [
        (turn.speaker, turn.text, turn.agenda) for turn in seed.turns
    ]
    assert (minutes.meeting, minutes.date, minutes.place, minutes.agenda, minutes.department) == (
        seed.meeting,
        seed.date,
        seed.place,
        seed.agenda,
        seed.department,
    )
    assert [note.text for note in minutes.notes] == [note.text for note in seed.notes]


RAW = (
    ("005-sendai-dx-committee.html", "005-sendai-dx-committee.txt"),
    ("010-hachinohe-committee.html", "010-hachinohe-committee.txt"),
    ("012-tsukuba-committee.html", "012-tsukuba-committee.txt"),
    ("016-diet-yosan-20200610.json", "016-diet-yosan-20200610.txt"),
    ("019-diet-giun.json", "019-diet-giun.txt"),
    ("021-shinagawa-h13-20010525-16.json", "021-shinagawa-h13-20010525-16.txt"),
    ("027-tokyo-rugby-world-cup.json", "027-tokyo-rugby-world-cup.txt"),
    ("030-ibaraki-assembly.json", "030-ibaraki-assembly.txt"),
)


@pytest.mark.parametrize(("raw", "text"), RAW, ids=lambda name: str(name))
def test_raw_documents_give_the_turns_of_their_text(shared: Path, raw: str, text: str) -> None:
    folder = shared / "minutes" / "real"
    assert [(turn.speaker, turn.text) for turn in _read(folder / raw).turns] == [
        (turn.speaker, turn.text) for turn in _read(folder / text).turns
    ]


def test_the_diets_readings_of_names(shared: Path) -> None:
    minutes = _read(shared / "minutes" / "real" / "016-diet-yosan-20200610.json")
    chair = minutes.speaker("棚橋委員長")
    assert (chair.name, chair.reading) == ("棚橋泰文", "たなはしやすふみ")
