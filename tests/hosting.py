"""Finds the programs that stand around the reader at a site of many machines, and installs them where they are missing.

They are Debian's. ``python -m tests.hosting`` installs; the tests only look: without them they fail in CI, and are skipped on a
stranger's machine.
"""

from tests import debian

NGINX, SYSTEMD, PGBOUNCER = "/usr/sbin/nginx", "/usr/bin/systemd-analyze", "/usr/sbin/pgbouncer"
PROGRAMS = {NGINX: "nginx-light", SYSTEMD: "systemd", PGBOUNCER: "pgbouncer"}
"""Each program with the Debian package that brings it."""


def required() -> None:
    """Says so where something is not on this system: a failure in CI, a skip elsewhere."""
    if lacking := debian.missing(PROGRAMS):
        debian.lacks(
            f"what stands around many machines cannot be tried here: apt install {' '.join(lacking)}"
        )


if __name__ == "__main__":
    debian.install_and_tell(
        PROGRAMS,
        "nginx, systemd-analyze and PgBouncer are there",
        "what stands around many machines is not tried",
    )
