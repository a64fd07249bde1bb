"""What the accessibility page says of tests: figures of a real run, and whether they are of what is being shown.

``figures.json`` is written by the tests themselves when every browser test has passed, never by hand, and is kept with the
program, so that a fresh copy shows them too::

    {"version": "3f9c…", "tested_on": "2026-11-27", "axe": "4.12.1", "chromium": "156", "passed": {"axe": 56, …}}

``version`` names everything a page is made of. One changed template, text, style sheet, script or module of ``web`` gives
another version, and the page then says that the figures are of earlier pages.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reader.assets import asset_folder
from reader.errors import SettingsError

WEB = Path(__file__).parent.parent
FILE = WEB / "figures.json"
MADE_OF = {".html", ".toml", ".css", ".js", ".py", ".svg", ".woff2"}


@dataclass(frozen=True, slots=True)
class Figures:
    """A run in which everything passed. ``version`` names what was tested, ``passed`` counts the tests by what they
    are about."""

    version: str
    tested_on: date
    axe: str
    chromium: str
    passed: Mapping[str, int]


def load_figures(path: Path = FILE) -> Figures | None:
    """The figures of the last recorded run; None if none was recorded. SettingsError if the file is spoilt."""
    if not path.is_file():
        return None
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return Figures(
            version=str(table["version"]),
            tested_on=date.fromisoformat(table["tested_on"]),
            axe=str(table["axe"]),
            chromium=str(table["chromium"]),
            passed={str(name): int(count) for name, count in table["passed"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{path.name} を読めません。minutes-reader を入れ直してください。") from error


def present_version() -> str:
    """Names what this copy of the program shows."""
    return version_of(asset_folder("templates"), asset_folder("static"), WEB)


def version_of(*folders: Path) -> str:
    """Names everything in the folders that a page is made of: changes with any template, style sheet or script."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.suffix in MADE_OF):
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
