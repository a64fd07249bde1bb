"""Finds Orca and the screen without glass that it needs, and installs them where they are missing.

They are Debian's packages: as root on a machine with ``apt-get`` this installs them, elsewhere it says what is
missing. ``python -m tests.screen_reader`` installs; the tests only look.
"""

import os
import shutil
import subprocess
import sys

PROGRAMS = {
    "orca": "orca",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dbus-run-session": "dbus",
    "speech-dispatcher": "speech-dispatcher",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "chromium": "chromium",
}
"""Each program with the Debian package that brings it."""


def missing() -> list[str]:
    """The Debian packages that are still needed."""
    return [package for program, package in PROGRAMS.items() if shutil.which(program) is None]


def install() -> list[str]:
    """Installs what is missing, if this may; gives what is missing even so."""
    wanted = missing()
    if wanted and shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted],
            check=False,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
    return missing()


if __name__ == "__main__":
    still = install()
    sys.stdout.write(
        f"tests: no screen reader, its tests are skipped: apt install {' '.join(still)}\n"
        if still
        else "tests: the screen reader is there\n"
    )
