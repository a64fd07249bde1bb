"""Finds the speech engines of the system that drivers are tested with, and installs them where they are missing.

eSpeak NG is Debian's. ``python -m tests.engines`` installs; the tests only look: without it they fail in CI, and are skipped on a
stranger's machine.
"""

import ctypes.util

from tests import debian

PROGRAMS = {"espeak-ng": "espeak-ng"}
"""Each program with the Debian package that brings it, and its library."""


def required() -> None:
    """Says so where eSpeak NG's library is not on this system: a failure in CI, a skip elsewhere."""
    if not ctypes.util.find_library("espeak-ng"):
        debian.lacks("eSpeak NG is not on this system: apt install espeak-ng")


if __name__ == "__main__":
    debian.install_and_tell(PROGRAMS, "eSpeak NG is there", "no eSpeak NG, its tests are skipped")
