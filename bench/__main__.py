"""``make bench``: every measurement, one after the other, each in a process of its own."""

import subprocess
import sys

from bench.seed import SHARED

SENTENCES = SHARED / "readings" / "sentences.tsv"

MEASUREMENTS = (
    "bench.narration",
    "bench.first_sound",
    "bench.listeners",
    "bench.crowd",
    "bench.memory",
    "bench.pages",
    "bench.first_paint",
    "bench.long_session",
    "bench.offline",
    "bench.desk",
    "bench.take_home",
    "bench.open_data",
    "bench.search",
    "bench.scale",
    "bench.parse_growth",
)
OF_SENTENCES = ("bench.readings_speed", "bench.doubts")


def main() -> None:
    """Runs them; the exit status is the first one that failed."""
    commands = [[name] for name in MEASUREMENTS]
    if SENTENCES.is_file():
        commands += [[name, str(SENTENCES)] for name in OF_SENTENCES]
    for command in commands:
        sys.stdout.write(f"\n== {command[0]}\n")
        sys.stdout.flush()
        subprocess.run([sys.executable, "-m", *command], check=True)


if __name__ == "__main__":
    main()
