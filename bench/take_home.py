"""What it costs to write a meeting of three hours and 300 turns in every format, its sound being there.

Printed for each: processor seconds, how much more memory it took, and the ratio to writing the same sound to a file as it is.
Fails where two writings differ, one takes more than 3 s, or more than 60 MB were taken.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from reader.exports.formats import FORMATS
from reader.exports.material import Material, Options
from reader.passages.annotator import Annotator
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from tests.exports.toned import material_of
from tests.parsed import read_minutes

MOST_MEGABYTES = 60
MOST_SECONDS = 3.0
_TURNS = 300
_SENTENCES = "予算について伺います。次に、道路の改修について、市長のお考えをお聞かせください。"


def main() -> None:
    """Prints the figures; the exit status is 1 where a bound does not hold."""
    material = _three_hours()
    assert material.sound is not None
    plain = _seconds(lambda file: _as_it_is(material, file))
    sys.stdout.write(
        f"{material.table.duration_ms / 3_600_000:.1f} hours, {len(material.table.rows)} sentences\n"
    )
    for kind in sorted(FORMATS, key=lambda one: one.is_text):
        before = _held()

        def write(file: BinaryIO, kind=kind) -> None:  # type: ignore[no-untyped-def]
            kind.write(material, Options(), file)

        seconds, more = _seconds(write), _status("VmHWM") - before
        with tempfile.TemporaryFile() as first, tempfile.TemporaryFile() as second:
            write(first)
            write(second)
            first.seek(0)
            second.seek(0)
            same = first.read() == second.read()
        sys.stdout.write(
            f"{kind.extension:<15}{seconds:6.2f} s  {more:5.1f} MB more  {seconds / plain:5.1f} times the sound as it is\n"
        )
        if not same or more > MOST_MEGABYTES or seconds > MOST_SECONDS:
            sys.exit(1)


def _three_hours() -> Material:
    said = "".join(f"○{n % 40 + 1}番（佐藤{n % 40}郎君）　{_SENTENCES}\n" for n in range(_TURNS))
    document = f"第1回定例会\n日時 令和8年6月2日\n日程第1 会期について\n{said}"
    annotator = Annotator(OpenJTalkAnalyzer())
    return material_of(read_minutes(document.encode()), annotator, lambda kana: 460 + kana)


def _as_it_is(material: Material, file: BinaryIO) -> None:
    assert material.sound is not None
    for passage in material.passages:
        for piece in material.sound(passage.key):
            file.write(piece)


def _seconds(write: Callable[[BinaryIO], None]) -> float:
    begun = time.process_time()
    with tempfile.TemporaryFile() as file:
        write(file)
    return time.process_time() - begun


def _held() -> float:
    """Megabytes that are held now; the highest is counted anew from here."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _status("VmRSS")


def _status(name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
