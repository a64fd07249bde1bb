"""Imports go down only, and each third-party package has one place: the drawing in docs/DESIGN.md, held."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

READER = ROOT / "reader"
MODULES = sorted(READER.rglob("*.py"))

# The longest prefix that matches gives a module's floor.
FLOORS = {
    "reader": 0,
    "reader.__main__": 6,
    "reader.assets": 0,
    "reader.errors": 0,
    "reader.settings.site": 0,
    "reader.minutes.model": 1,
    "reader.readings.word": 1,
    "reader.speech.voices.voice": 1,
    "reader.minutes": 2,
    "reader.readings": 2,
    "reader.readings.openjtalk_analyzer": 3,
    "reader.speech": 2,
    "reader.speech.clips.cache": 3,
    "reader.speech.clips.folder": 3,
    "reader.speech.clips.leases": 3,
    "reader.speech.clips.lock": 3,
    "reader.speech.making.maker": 3,
    "reader.speech.making.orders": 3,
    "reader.speech.clips.pins": 3,
    "reader.speech.clips.shelf": 3,
    "reader.speech.clips.upkeep": 3,
    "reader.speech.drivers": 3,
    "reader.speech.workers.pool": 3,
    "reader.speech.workers.engine": 3,
    "reader.speech.fallback.fallback": 3,
    "reader.speech.fallback.available": 3,
    "reader.speech.workers.worker": 3,
    "reader.speech.workers.process": 3,
    "reader.speech.workers.slot": 3,
    "reader.library": 3,
    "reader.sample": 0,
    "reader.importing.fetching": 3,
    "reader.importing.importer": 4,
    "reader.corrections.corrector": 4,
    "reader.corrections.moved": 4,
    "reader.corrections.reports": 4,
    "reader.importing.stated_readings": 4,
    "reader.corrections.doubtful_words": 4,
    "reader.kiosk": 4,
    "reader.narration": 4,
    "reader.passages": 2,
    "reader.passages.annotator": 4,
    "reader.narration.tracks": 2,
    "reader.web": 5,
    "reader.cli": 6,
}

PLACES = {
    "docx": "reader.minutes.sources",
    "httpx": "reader.speech.drivers.voicevox",
    "jinja2": "reader.web",
    "lameenc": "reader.speech.sound.mp3",
    "markupsafe": "reader.web",
    "msgspec": "reader.library.codec",
    "platformdirs": "reader.cli.house",
    "pyopenjtalk": "reader.readings",
    "pypdfium2": "reader.minutes.sources",
    "pyttsx3": "reader.speech",
    "rich": "reader.cli.console",
    "segno": "reader.web.http.qr_code",
    "selectolax": "reader.minutes.sources",
    "soxr": "reader.speech",
    "sqlalchemy": "reader.library",
    "starlette": "reader.web",
    "sudachipy": "reader.readings",
    "typer": "reader.cli",
    "uvicorn": "reader.web.serving",
}

# Floors 0 to 2 compute; they do not reach for the world.
WORLD = {"os", "socket", "subprocess", "tempfile", "shutil", "time", "multiprocessing", "random"}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _floor(module: str) -> int:
    while module not in FLOORS:
        module = module.rpartition(".")[0]
    return FLOORS[module]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_go_down_only(path: Path) -> None:
    here = _name(path)
    for imported in _imports(path):
        if imported.split(".")[0] == "reader" and imported != "reader":
            assert _floor(imported) <= _floor(here), f"{here} may not import {imported}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_each_package_has_one_place(path: Path) -> None:
    here = _name(path)
    for imported in _imports(path):
        package = imported.split(".")[0]
        if package in sys.stdlib_module_names or package in ("reader", "numpy"):
            continue
        assert package in PLACES, f"{here} imports {package}, which has no place yet"
        place = PLACES[package]
        assert here == place or here.startswith(f"{place}."), f"{package} belongs into {place}, not {here}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_the_lower_floors_do_not_touch_the_world(path: Path) -> None:
    if _floor(_name(path)) > 2:
        return
    roots = {imported.split(".")[0] for imported in _imports(path)}
    assert not roots & WORLD, f"{_name(path)} reaches for {roots & WORLD}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_rooms_are_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{_name(path)} has {lines} lines: split it by noun"
