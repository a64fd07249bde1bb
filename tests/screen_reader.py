"""Finds Orca and the screen without glass that it needs, and installs them where they are missing.

They are Debian's packages: as root on a machine with ``apt-get`` this installs them, elsewhere it says what is
missing. ``python -m tests.screen_reader`` installs; the tests only look.
"""

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
    debian.install_and_tell(PROGRAMS, "the screen reader is there", "no screen reader, its tests are skipped")
