"""How fast sentences are read: characters for a second of one core, and how much memory it takes.

    python -m bench.readings_speed ../shared/readings/sentences.tsv

The aim: 10,000 characters a second or more, 500 MB or less.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.readings.text import read_sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    args = parser.parse_args()
    lines = [
        line.split("\t")[0] for file in args.files for line in file.read_text(encoding="utf-8").splitlines()
    ]
    started = time.process_time()
    analyzer = OpenJTalkAnalyzer()
    next(iter(read_sentences(["県下市町"], analyzer)))
    ready = time.process_time()
    characters = sum(len(read.sentence) for read in read_sentences(lines, analyzer))
    seconds = time.process_time() - ready
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 * 1024 if sys.platform == "darwin" else 1024
    )
    print(f"ready after {ready - started:.2f} s")
    print(f"{characters} characters in {seconds:.2f} s: {characters / seconds:,.0f} characters a second")
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
