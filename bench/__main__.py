"""``make bench``: every measurement, one after the other, each in a process of its own."""

import subprocess
import sys

MEASUREMENTS = ("bench.narration", "bench.pages", "bench.search", "bench.listeners")


def main() -> None:
    """Runs them; the exit status is the first one that failed."""
    for name in MEASUREMENTS:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        subprocess.run([sys.executable, "-m", name], check=True)


if __name__ == "__main__":
    main()
