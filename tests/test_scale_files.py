"""The files that docs/scale.md hands out: what they name is there, and what they set is a setting."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from reader.cli import ROOMS
from reader.settings.site import Settings
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "scale"
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".json")
COMMANDS = {word for words in ROOMS.values() for word in words}


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.name))
def test_what_is_set_is_a_setting_and_what_is_run_is_a_command(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    known = {f"READER_{field.name.upper()}" for field in fields(Settings)} | {"READER_HOME"}
    assert set(re.findall(r"READER_[A-Z_]+", text)) <= known
    run = re.findall(r"(?:bin/reader |\[reader, |\"reader\", \")([a-z]+)", text)
    assert {*run} <= COMMANDS


def test_the_files_that_others_name_are_there() -> None:
    compose = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    named = re.findall(r"\./([\w.]+):", compose)
    assert named and all((FOLDER / name).is_file() for name in named)
    assert (ROOT / "docs/scale/Dockerfile").is_file() and "dockerfile: docs/scale/Dockerfile" in compose
    services = set(
        re.findall(
            r"^  ([a-z]+):$", compose.partition("\nservices:")[2].partition("\nvolumes:")[0], re.MULTILINE
        )
    )
    assert {"database", "store", "upgrade", "web", "work", "proxy"} == services
    copied = re.findall(
        r"^COPY (.+) \./?$", (FOLDER / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert copied and all((ROOT / name).exists() for name in " ".join(copied).split())
