"""Finds the programs that take the files of docs/scale at their word, and installs them where they are missing.

They are Debian's. ``python -m tests.hosting`` installs; the tests only look: without them they fail in CI, and are skipped on a
stranger's machine.
"""

from tests import debian

NGINX, SYSTEMD = "/usr/sbin/nginx", "/usr/bin/systemd-analyze"
PROGRAMS = {NGINX: "nginx-light", SYSTEMD: "systemd"}
"""Each program with the Debian package that brings it."""


def required() -> None:
    """Says so where something is not on this system: a failure in CI, a skip elsewhere."""
    if lacking := debian.missing(PROGRAMS):
        debian.lacks(f"files for many machines cannot be tried here: apt install {' '.join(lacking)}")


if __name__ == "__main__":
    debian.install_and_tell(
        PROGRAMS, "nginx and systemd-analyze are there", "files for many machines are not tried"
    )
