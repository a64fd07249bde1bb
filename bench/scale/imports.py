"""``imports``: one more session into few, and into many."""

import statistics
import time

from bench.scale.lab import Lab, told
from reader.library.database import Transaction

LONGEST_IMPORT = 2.0
MANY, FEW = 5_000, 50


def imports(lab: Lab) -> bool:
    """One more session, decided about and stored."""
    lab.import_page("第1回会議\n令和8年1月5日\n\n委員: 橋の話。\n".encode(), "first")
    times = []
    for begin, most in ((2, FEW), (FEW + 1, MANY)):
        with lab.library.writing() as connection:
            _copies(connection, begin, most)
        taken = []
        for day in range(1, 6):
            page = f"第{most + day}回会議\n令和8年2月{day}日\n\n委員: {most}の話と{day}の話。\n".encode()
            began = time.perf_counter()
            lab.import_page(page, f"{most}-{day}")
            taken.append(time.perf_counter() - began)
        times.append(statistics.median(taken))
    few, many = times
    return told(
        f"imports: into {FEW} {few * 1000:.0f} ms, into {MANY:,} {many * 1000:.0f} ms",
        many / few,
        LONGEST_IMPORT,
    )


def _copies(connection: Transaction, begin: int, end: int) -> None:
    """The first session many times over, each of another day, from another place."""
    columns = [*connection.exec_driver_sql("SELECT * FROM session LIMIT 1").keys()]
    kept = [f'"{name}"' for name in columns if name not in ("id", "held_on", "source", "source_digest")]
    names = ", ".join(kept)
    connection.exec_driver_sql(
        f"INSERT INTO session (id, held_on, source, source_digest, {names})"
        f" SELECT to_char(date '1990-01-01' + i, 'YYYYMMDD') || '-1', (date '1990-01-01' + i)::text,"
        f" '/copy/' || i, 'copy ' || i, {names} FROM (SELECT * FROM session WHERE source = '/first.txt') one,"
        f" generate_series({begin}, {end}) i"
    )
