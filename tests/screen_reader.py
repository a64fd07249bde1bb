"""Finds Orca and the screen without glass that it needs, and installs them where they are missing.

They are Debian's packages: as root on a machine with ``apt-get`` this installs them, elsewhere it says what is
missing. ``python -m tests.screen_reader`` installs; the tests only look.
"""

import sys

from tests import debian

PROGRAMS = {
    "orca": "orca",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dbus-daemon": "dbus-daemon",
    "speech-dispatcher": "speech-dispatcher",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "chromium": "chromium",
}
"""Each program with the Debian package that brings it."""


def missing() -> list[str]:
    """The Debian packages that are still needed."""
    return debian.missing(PROGRAMS)


if __name__ == "__main__":
    still = debian.install(PROGRAMS)
    sys.stdout.write(
        f"tests: no screen reader, its tests are skipped: apt install {' '.join(still)}\n"
        if still
        else "tests: the screen reader is there\n"
    )
