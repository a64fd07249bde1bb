"""The pages that say what shows each thing that was asked name nothing that is not there."""

import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
BENCH = TESTS.parent / "bench"
PAGES = sorted((TESTS.parent / "docs").glob("*-criteria.md"))


@cache
def _functions() -> frozenset[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    return frozenset(re.findall(r"^def (test_\w+)\(", source, re.M))


def _is_bench(name: str) -> bool:
    return (BENCH / f"{name}.py").is_file() or (BENCH / name / "__main__.py").is_file()


def test_there_are_such_pages() -> None:
    assert len(PAGES) > 2


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_what_is_named_as_a_proof_is_there(page: Path) -> None:
    told = page.read_text(encoding="utf-8")
    functions = set(re.findall(r"`(test_\w+)`", told))
    assert len(functions) > 10
    assert functions - _functions() == set()
    files = set(re.findall(r"`((?:\w+/)*test_\w+\.py)`", told))
    there = {str(path.relative_to(TESTS)) for path in TESTS.rglob("test_*.py")}
    assert {name for name in files if not any(path.endswith(name) for path in there)} == set()
    benches = set(re.findall(r"`(?:python -m )?bench\.(\w+)", told))
    assert {name for name in benches if not _is_bench(name)} == set()
    parts = set(re.findall(r"`bench\.scale (\w+)`", told))
    scale = (BENCH / "scale" / "__main__.py").read_text("utf-8")
    assert parts <= {
        *re.findall(r'^        "(\w+)": \1,$', scale, re.M),
        *re.findall(r'told\(\s*"(\w+):', scale),
    }
    assert len(files) > 5
    assert benches
