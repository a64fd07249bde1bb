"""What the documents say is so: commands, settings, packages and figures exist, and nothing of them is left out."""

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from reader.cli import app
from reader.settings import Settings
from tests.conftest import ROOT

READMES = ("README.md", "README.ja.md")
SITE = ("docs/site.md", "docs/site.ja.md")
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


@pytest.mark.parametrize("document", [*READMES, *SITE])
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
