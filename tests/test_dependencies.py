"""What we depend on is at least what is locked, and nothing of it is known to be broken: read from a local copy of advisories."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-server.lock", "requirements-dev.lock", "requirements-build.lock")
COPY = tomllib.loads((ROOT / "tests" / "advisories.toml").read_text(encoding="utf-8"))
ADVISORIES = COPY["advisory"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [
    Requirement(line)
    for line in (
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["server"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    )
]


def _locked() -> Iterator[tuple[str, str, Version]]:
    for lock in LOCKS:
        for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
            if found := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
                yield lock, canonicalize_name(found[1]), Version(found[2])


def _least(requirement: Requirement) -> Version:
    bounds = [Version(bound.version) for bound in requirement.specifier if bound.operator in (">=", "==")]
    assert bounds, f"{requirement} has no lower bound"
    return max(bounds)


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_a_lower_bound_is_what_is_locked(wanted: Requirement) -> None:
    name = canonicalize_name(wanted.name)
    versions = {version for _, locked, version in _locked() if locked == name}
    assert versions, f"{name} is not locked: make lock"
    assert _least(wanted) == min(versions)


@pytest.mark.parametrize("advisory", ADVISORIES, ids=lambda advisory: advisory["id"])
def test_nothing_locked_or_allowed_is_known_to_be_broken(advisory: dict[str, str]) -> None:
    affected, name = SpecifierSet(advisory["affected"]), canonicalize_name(advisory["package"])
    for lock, locked, version in _locked():
        assert locked != name or version not in affected, f"{lock}: {name} {version}: {advisory['what']}"
    for wanted in WANTED:
        if canonicalize_name(wanted.name) == name:
            assert _least(wanted) not in affected, f"pyproject.toml: {wanted}: {advisory['what']}"


def test_the_copy_is_about_what_we_use_and_says_how_new_it_is() -> None:
    used = {name for _, name, _ in _locked()}
    assert {canonicalize_name(advisory["package"]) for advisory in ADVISORIES} <= used
    assert isinstance(COPY["read"], date)
    assert all(set(advisory) == {"id", "package", "affected", "what"} for advisory in ADVISORIES)


def test_one_machine_needs_nothing_of_many() -> None:
    many = {
        canonicalize_name(Requirement(line).name)
        for line in PROJECT["project"]["optional-dependencies"]["server"]
    }
    locked = {lock: {name for where, name, _ in _locked() if where == lock} for lock in LOCKS}
    assert many and not many & locked["requirements.lock"]
    assert many <= locked["requirements-server.lock"]
