"""Debian's packages that tests need: found by the programs or files that they bring, installed where this may.

Any Python does for that, one that has none of the packages of the tests too.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

_SOON = ("-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20")
"""Without a network this is told, not waited for."""


def missing(wanted: Mapping[str, str]) -> list[str]:
    """The packages that are still needed: ``wanted`` names for each program, or file with its path, its package."""
    return [package for brought, package in wanted.items() if not _is_there(brought)]


def install(wanted: Mapping[str, str]) -> list[str]:
    """Installs what is missing, as root on a machine with ``apt-get``; gives what is missing even so."""
    packages = missing(wanted)
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        _apt("apt-get", *_SOON, "--quiet=2", "update")
        known = _apt("apt-cache", "show", "--no-all-versions", *packages)
        offered = [package for package in packages if f"Package: {package}\n" in known]
        _apt("apt-get", *_SOON, "--quiet=2", "install", "--yes", "--no-install-recommends", *offered)
    return missing(wanted)


def _apt(*command: str) -> str:
    """What it writes; what goes wrong it tells itself, and whoever asks sees what is missing then."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, check=False, env=environment, stdout=subprocess.PIPE, text=True).stdout


def install_and_tell(wanted: Mapping[str, str], there: str, without: str) -> None:
    """What ``make test`` runs first: ``install``, and one line that says what is there, or what goes without what is not."""
    still = install(wanted)
    sys.stdout.write(f"tests: {without}: apt install {' '.join(still)}\n" if still else f"tests: {there}\n")


def lacks(told: str) -> NoReturn:
    """Ends a test that needs what is not on this system: a failure in CI, a skip on a stranger's machine."""
    import pytest  # which whoever only installs has not yet

    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


def _is_there(brought: str) -> bool:
    return shutil.which(brought) is not None or Path(brought).is_file()
