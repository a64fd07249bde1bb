"""What the accessibility page says of tests: figures of a real run, and whether they are of this version.

``figures.json`` is written by ``python -m tests.browser.figures`` when every browser test has passed, and never by hand::

    {"version": "3f9c…", "axe": "4.12.1", "chromium": "156", "passed": {"axe": 56, "keyboard": 14, …}}
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.errors import SettingsError

FILE = Path(__file__).with_name("figures.json")


@dataclass(frozen=True, slots=True)
class Figures:
    """A run in which everything passed. ``version`` names the templates and static files that were tested,
    ``passed`` counts the tests by what they are about."""

    version: str
    axe: str
    chromium: str
    passed: Mapping[str, int]


def load_figures(path: Path = FILE) -> Figures | None:
    """The figures of the last recorded run; None if none was recorded. SettingsError if the file is spoilt."""
    if not path.is_file():
        return None
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        passed = {str(name): int(count) for name, count in table["passed"].items()}
        return Figures(str(table["version"]), str(table["axe"]), str(table["chromium"]), passed)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{path.name} を読めません。minutes-reader を入れ直してください。") from error


def version_of(*folders: Path) -> str:
    """Names everything that a page is made of: changes with any template, style sheet or script."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(
            path for path in folder.rglob("*") if path.suffix in {".html", ".toml", ".css", ".js"}
        ):
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
