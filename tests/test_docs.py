"""What the documents say is so: commands, settings, packages and figures exist, and nothing of them is left out."""

import ast
import configparser
import importlib.util
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
import typer

from reader.cli import application
from reader.settings.kiosk import DEFAULT_KEYS, KioskSettings
from reader.settings.site import Settings, settings_from
from tests.conftest import ROOT
from tests.trees import tree

pytestmark = pytest.mark.xdist_group("the program")  # the program is read and taken apart once

READMES = ("README.md", "README.ja.md")
SITE = ("docs/site.md", "docs/site.ja.md")
KIOSK = ("docs/kiosk.md", "docs/kiosk.ja.md")
_COMMAND = re.compile(r"(?:/bin/|`)reader ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")


DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _rows(document: str, heading: str) -> list[str]:
    """The rows of the table under a heading."""
    below = re.split(rf"^## {re.escape(heading)}.*$", _text(document), flags=re.MULTILINE)[1]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table, heading
    return table[0].splitlines()[2:]


def _defined(module: ast.Module) -> set[str]:
    """The names that a module defines."""
    found = set()
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


@cache
def _names() -> str:
    """Every module, class, function and constant of the reader, in small letters with _ between words, one a line."""
    named = set()
    for path in (ROOT / "reader").rglob("*.py"):
        named |= {path.stem, path.parent.name, *_defined(tree(path))}
    return "\n".join(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() for name in sorted(named))


@cache
def _docstrings() -> str:
    """What the modules of the reader say of themselves and what is in them."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    trees = map(tree, (ROOT / "reader").rglob("*.py"))
    nodes = (node for module in trees for node in ast.walk(module) if isinstance(node, documented))
    return "\n".join(ast.get_docstring(node) or "" for node in nodes).lower()


def _drawn(design: str) -> set[str]:
    """The folders and modules of the reader in the tree that a document draws, by their paths."""
    block = next(
        part for part in re.findall(r"```\n(.*?)```", design, re.DOTALL) if part.startswith("reader/\n")
    )
    place: list[str] = []
    found = set()
    for line in block.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        if depth == 0 and place and not line.startswith("reader/"):
            break
        names = re.match(r"\s*((?:[\w.]+(?:/|\.py)\s{0,2})+)", line)
        if names:
            del place[depth:]
            told = names[1].split()
            found |= {"/".join([*place, name.rstrip("/")]) for name in told}
            place.append(told[0].rstrip("/"))
            below = re.findall(r"(?<![\w/])(\w+)/(?![\w<])", line[names.end() :])
            found |= {"/".join([*place, name]) for name in below}
    return found


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
    known = set(_commands(application())) | {(name,) for name, *_ in _commands(application())}
    named = _COMMAND.findall(_text(document))
    assert named
    for command, below in named:
        assert (command,) in known, command
        if command in ("lexicon", "cache") and below:
            assert (command, below) in known, (command, below)


@pytest.mark.parametrize("document", READMES)
def test_the_readmes_name_every_command(document: str) -> None:
    text = _text(document)
    for name in {command[0] for command in _commands(application())}:
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
    table = {
        name.strip()
        for row in re.findall(r"^\| ([^|]+) \|", reasons, re.MULTILINE)
        for name in row.split(",")
    }
    for wanted in (*project["dependencies"], *project["optional-dependencies"]["server"]):
        name = re.split(r"[\[>=<]", wanted)[0]
        assert name in table, f"{name} is in no first column"
    for_tests = reasons.partition("For tests only:")[2]
    for wanted in project["optional-dependencies"]["dev"]:
        name = re.split(r"[\[>=<]", wanted)[0]
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", for_tests), name


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
    known = {name for name, *_ in _commands(application())}
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


@pytest.mark.parametrize("question", _rows("CONTRIBUTING.md", "Where is it decided?"))
def test_a_strangers_question_is_answered_by_one_place(question: str) -> None:
    _, asked, answer, _ = question.split("|")
    assert asked.strip().endswith("?")
    path, name = re.findall(r"`([^`]+)`", answer)
    module = tree(ROOT / path)
    assert name in _defined(module), f"{path} has no {name}"


def test_contributing_names_what_exists() -> None:
    text = _text("CONTRIBUTING.md")
    paths = [path for path in re.findall(r"`([a-z.]+(?:/[\w.-]+)+/?)`", text) if "NAME" not in path]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []
    targets = set(re.findall(r"^([a-z][\w-]*):", _text("Makefile"), re.MULTILINE))
    named = re.findall(r"make ([a-z][a-z-]*)", text)
    assert {"check", "test", "test-all"} <= set(named) <= targets


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: str(path.stem))
def test_a_decision_is_dated_listed_and_stands_where_it_says(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    title = re.match(r"# (.+)\n", text)
    said = re.search(r"^(\d{4}-\d\d-\d\d)\. Where: `([^`]+)`$", text, re.MULTILINE)
    assert title and said
    assert (ROOT / said[2]).exists(), said[2]
    assert f"| {said[1]} | [{title[1]}]({decision.name}) |" in _text("docs/decisions/README.md")
    assert all(f"**{part}.**" in text for part in ("Why", "Decided", "What follows"))


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_tree_of_the_design_is_the_tree() -> None:
    drawn = _drawn(_text("docs/DESIGN.md"))
    folders = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "reader").rglob("*")
        if path.is_dir() and any(path.glob("*.py")) and "_bundled" not in path.parts
    }
    assert sorted(folders - drawn) == [], "these rooms are not in DESIGN.md's tree"
    assert [path for path in sorted(drawn) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("row", _rows("docs/DESIGN.md", "The words"))
def test_a_word_of_the_design_is_used(row: str) -> None:
    _, words, _japanese, *_ = row.split("|")
    names, told = _names(), _docstrings()
    for word in map(str.strip, words.split(",")):
        named = re.search(rf"(?:^|_){word.replace(' ', '_')}s?(?:_|$)", names, re.MULTILINE)
        assert named or re.search(rf"\b{word}s?\b", told), f"nothing in reader/ is called {word}"


def test_no_word_of_the_design_means_two_things() -> None:
    words = [
        word.strip() for row in _rows("docs/DESIGN.md", "The words") for word in row.split("|")[1].split(",")
    ]
    assert sorted(words) == sorted(set(words))


GAVE_WAY = {"understudy": "fallback", "understudies": "fallback", "casting score": "casting plan"}
"""Names that things had, and the word of the design that each has now."""


def test_a_word_that_gave_way_is_nowhere_any_more() -> None:
    assert {*GAVE_WAY.values()} <= {
        word.strip() for row in _rows("docs/DESIGN.md", "The words") for word in row.split("|")[1].split(",")
    }
    old = re.compile("|".join(GAVE_WAY), re.IGNORECASE)
    sources = [
        path
        for folder, kind in (("reader", "py"), ("templates", "html"), ("templates", "toml"), ("static", "js"))
        for path in (ROOT / folder).rglob(f"*.{kind}")
    ]
    assert len(sources) > 300
    assert [str(path) for path in sources if old.search(path.read_text(encoding="utf-8"))] == []
