"""What the documents say is so: commands, settings, packages and figures exist, and nothing of them is left out."""

import configparser
import importlib.util
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from reader.cli import app
from reader.settings.kiosk import DEFAULT_KEYS, KioskSettings
from reader.settings.site import Settings, settings_from
from tests.conftest import ROOT

READMES = ("README.md", "README.ja.md")
SITE = ("docs/site.md", "docs/site.ja.md")
KIOSK = ("docs/kiosk.md", "docs/kiosk.ja.md")
_COMMAND = re.compile(r"(?:/bin/|`)reader ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _commands(group: typer.Typer, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for command in group.registered_commands:
        if not command.hidden and command.name:
            yield (*path, command.name)
    for below in group.registered_groups:
        assert below.typer_instance is not None
        assert below.name is not None
        yield from _commands(below.typer_instance, (*path, below.name))


@pytest.mark.parametrize("document", [*READMES, *SITE, *KIOSK])
def test_every_command_in_a_document_exists(document: str) -> None:
    known = set(_commands(app)) | {(name,) for name, *_ in _commands(app)}
    named = _COMMAND.findall(_text(document))
    assert named
    for command, below in named:
        assert (command,) in known, command
        if command in ("lexicon", "cache") and below:
            assert (command, below) in known, (command, below)


@pytest.mark.parametrize("document", READMES)
def test_the_readmes_name_every_command(document: str) -> None:
    text = _text(document)
    for name in {command[0] for command in _commands(app)}:
        assert f"reader {name}" in text, name


@pytest.mark.parametrize("document", SITE)
def test_the_site_page_names_every_setting(document: str) -> None:
    text = _text(document)
    for field in fields(Settings):
        assert f"READER_{field.name.upper()}" in text or f"`{field.name}`" in text, field.name
    for variable in re.findall(r"`READER_([A-Z_]+)`", text):
        assert variable.lower() in {field.name for field in fields(Settings)}, variable


def test_every_package_has_its_reason() -> None:
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    reasons = _text("docs/dependencies.md")
    for wanted in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name = re.split(r"[\[>=<]", wanted)[0]
        assert name in reasons, name


def test_every_figure_has_a_command_of_this_repository() -> None:
    rows = [line for line in _text("README.md").splitlines() if line.startswith("| ") and "`" in line]
    modules = [module for row in rows for module in re.findall(r"python -m (bench\.\w+)", row)]
    assert modules
    for module in modules:
        assert importlib.util.find_spec(module), module


@pytest.mark.parametrize(
    "document", [*READMES, *sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/*.md"))]
)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    here = (ROOT / document).parent
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", _text(document)):
        if "://" not in target:
            assert Path(here / target).exists(), target


@pytest.mark.parametrize("document", KIOSK)
def test_the_kiosk_page_names_every_setting_and_key(document: str) -> None:
    text = _text(document)
    for field in fields(KioskSettings):
        assert f"{field.name} = " in text or f"[kiosk.{field.name}]" in text, field.name
    for action, (key, *_) in DEFAULT_KEYS.items():
        row = next(line for line in text.splitlines() if line.startswith("| ") and f"`{action}`" in line)
        shown = {"ArrowUp": "↑", "ArrowDown": "↓", "ArrowLeft": "←", "ArrowRight": "→"}.get(key, key)
        assert shown.lower() in row.lower(), (action, key)


@pytest.mark.parametrize("document", KIOSK)
def test_the_kiosk_page_shows_settings_that_are_taken(document: str) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", _text(document), re.S)
    settings = settings_from(Path(), {}, example, {})
    assert settings.kiosk.actions["numpadadd"] == "louder"


def test_the_units_start_commands_that_exist() -> None:
    known = {name for name, *_ in _commands(app)}
    for unit in (ROOT / "docs" / "kiosk").glob("*.service"):
        section = _unit(unit)["Service"]
        program, command = section["ExecStart"].split()
        assert program.endswith("/reader")
        assert command in known, unit.name
        assert section["Environment"] == "READER_HOME=%h/reader"
    assert _unit(ROOT / "docs" / "kiosk" / "reader-narrate.timer")["Timer"]["OnCalendar"]


def test_the_policy_lets_the_kiosk_in_and_nothing_else() -> None:
    policy = json.loads(_text("docs/kiosk/chromium-policy.json"))
    assert {"*", "chrome://*"} <= {*policy["URLBlocklist"]}  # "*" alone leaves chrome://settings open
    assert policy["URLAllowlist"] == [f"http://127.0.0.1:{Settings().port}"]


def _unit(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(path, encoding="utf-8")
    return unit
