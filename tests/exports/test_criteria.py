"""The page that says what shows each thing asked of an export names nothing that is not there."""

import re
from pathlib import Path

TESTS = Path(__file__).parent.parent
CRITERIA = TESTS.parent / "docs" / "take-home-criteria.md"


def test_what_is_named_as_a_proof_is_there() -> None:
    told = CRITERIA.read_text(encoding="utf-8")
    source = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    functions = set(re.findall(r"`(test_\w+)`", told))
    assert len(functions) > 30
    assert functions <= set(re.findall(r"^def (test_\w+)\(", source, re.M))
    files = set(re.findall(r"`((?:\w+/)*test_\w+\.py)`", told))
    there = {str(path.relative_to(TESTS)) for path in TESTS.rglob("test_*.py")}
    assert {name for name in files if not any(path.endswith(name) for path in there)} == set()
    benches = set(re.findall(r"`python -m bench\.(\w+)`", told))
    assert {name for name in benches if not (TESTS.parent / "bench" / f"{name}.py").is_file()} == set()
    assert len(files) > 12
    assert benches
