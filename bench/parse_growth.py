"""Parsing at 0.1, 1 and 10 MB of minutes: seconds as ratios, and peak memory, each size in a process of its own.

Ten times the text should take ten times as long. The second table is 1 MB of single characters and the like, which
make a regular expression that is not linear show itself. ``python -m bench.parse_growth``.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.text import read_text

SIZES = (100_000, 1_000_000, 10_000_000)
SPEAKERS = ("○山田委員長　", "○事務局　", "○佐藤委員　", "○総務課長（鈴木一郎君）　")
HEADER = "第1回試験会議　会議録\n日時　令和5年6月1日\n場所　庁舎\n議題\n1 計画について\n2 予算について\n議事録\n1 計画について\n"
TURN = (
    "ただいまの件についてお答えします。資料の{page}ページをご覧ください。表の上から三つ目が今年度の見込みです。\n"
    "　なお、計画の期間は3年で、来年の秋に一度見直すことにしております。\n　以上です。\n"
)
SIGNS = (
    "（",
    "○",
    "　",
    "：",
    "、",
    "。",
    "【",
    "〔",
    "―",
    "│",
    "「",
    "1.",
    "(1)",
    "○委員長",
    "委員：",
    "議　長　",
    "\n○",
    "\n1 ",
    "\n・",
    "〃",
    "Ｑ ",
)


def minutes_of(size: int) -> bytes:
    """Made-up minutes of about that many bytes, about 120 characters a turn."""
    pieces = [HEADER]
    length = 0
    while length < size:
        number = len(pieces)
        piece = SPEAKERS[number % len(SPEAKERS)] + TURN.format(page=number % 97)
        if number % 50 == 0:
            piece += "　　〔「異議なし」と呼ぶ者あり〕\n"
        pieces.append(piece)
        length += len(piece.encode())
    return "".join(pieces).encode()


def _measure(size: int) -> None:
    """Prints seconds, turns, characters and peak memory (MB) for one size."""
    data = minutes_of(size)
    started = time.perf_counter()
    minutes = parse(read_source(data))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{seconds} {len(minutes.turns)} {len(data.decode())} {peak}\n")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _signs() -> None:
    """A quarter and the whole of 350,000 characters (1 MB) of each sign: a ratio near 4 is linear."""
    worst: list[tuple[float, float, str]] = []
    for sign in SIGNS:
        quarter, whole = ((sign * size)[:size] for size in (87_500, 350_000))
        first, second = (
            _seconds(lambda text=quarter: parse(read_text(text))),
            _seconds(lambda text=whole: parse(read_text(text))),
        )
        worst.append((second, second / max(first, 1e-4), sign))
    for seconds, ratio, sign in sorted(worst, reverse=True)[:6]:
        sys.stdout.write(f"  1 MB of {sign!r:10}: {seconds:5.2f} s, {ratio:4.1f} times a quarter of it\n")


def main() -> None:
    """Prints both tables."""
    if len(sys.argv) > 1:
        _measure(int(sys.argv[1]))
        return
    before: float | None = None
    for size in SIZES:
        run = subprocess.run(
            [sys.executable, "-m", "bench.parse_growth", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        seconds, turns, characters, peak = run.stdout.split()
        ratio = f", {float(seconds) / before:.1f} times the size before" if before else ""
        sys.stdout.write(
            f"{size / 1_000_000:5.1f} MB, {int(turns):6,} turns, {int(characters):9,} characters: {float(seconds):6.2f} s, {peak} MB{ratio}\n"
        )
        before = float(seconds)
    sys.stdout.write("the slowest of single signs:\n")
    _signs()


if __name__ == "__main__":
    main()
