"""Damaged documents of every format, read as an import reads them: in a process with limits of time and memory.

    python -m bench.fuzz [--count 5000] [--seed 1]

A document may give minutes or one clear line. It may not end the process, take ten seconds of a processor, or 500 MB:
what does is kept as a file, and the exit status is 1.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path

from reader.errors import SourceError
from reader.importing.parsing import Limits, Parser
from tests.minutes.mutations import MUTATIONS, damaged, damaged_members
from tests.minutes.sources.new_formats import documents

LIMITS = Limits(seconds=10, seconds_a_megabyte=0, memory=500_000_000)
LOST = ("時間がかかりすぎる", "メモリーが多すぎる", "途中で止まりました")


def inputs(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many damaged documents, each with its name: half of them damaged byte by byte, half in one part of an archive."""
    good = documents()
    each = count // 2 // len(MUTATIONS) + 1
    bytewise = zip_longest(*(damaged(good, one, each, seed) for one in MUTATIONS))
    halves = zip(chain.from_iterable(bytewise), damaged_members(good, count, seed), strict=False)
    return islice((one for both in halves for one in both if one is not None), count)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    reading, tally, slowest = Parser(LIMITS), Counter[str](), (0.0, "")
    kept = Path(tempfile.mkdtemp(prefix="reader-fuzz-"))
    for number, (name, data) in enumerate(inputs(args.count, args.seed)):
        begun = time.monotonic()
        try:
            reading.parse(data, name)
            tally["minutes"] += 1
        except SourceError as error:
            lost = any(word in str(error) for word in LOST) or not str(error).endswith("。")
            tally["lost" if lost else "one clear line"] += 1
            if lost:
                (kept / f"{number}-{name}").write_bytes(data)
                print(f"{kept / f'{number}-{name}'}: {error}")
        slowest = max(slowest, (time.monotonic() - begun, name))
    reading.close()
    print(", ".join(f"{what}: {many}" for what, many in tally.most_common()))
    print(f"slowest: {slowest[0]:.2f} s ({slowest[1]})")
    sys.exit(1 if tally["lost"] else 0)


if __name__ == "__main__":
    main()
