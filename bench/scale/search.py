"""``search``: a town's answers among many towns."""

import os
import statistics
import time

from bench.scale.lab import Lab, p95, told
from bench.search import QUESTIONS
from bench.seed import seed_bytes
from reader.library.database import Transaction
from reader.library.search import Query

LONGEST_SEARCH = 0.05
SENTENCES = int(os.environ.get("SENTENCES", "2000000"))
IN_A_TOWN = 20_000


def search(lab: Lab) -> bool:
    """A town among many on one server: each has its own tables, as large as ten years of minutes."""
    lab.import_page(seed_bytes()[1], "seed")
    with lab.library.writing() as connection:
        for table, number in (("utterance", "rowid"), ("sentence", "n")):
            _multiplied(connection, table, number)
        connection.exec_driver_sql("ANALYZE")
    alone = _searched(lab)
    towns = SENTENCES // IN_A_TOWN
    for town in range(1, towns):
        with lab.library.writing() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA reader_{town:06}")
            for table in ("utterance", "sentence"):
                copy = f"reader_{town:06}.{table}"
                connection.exec_driver_sql(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)")
                connection.exec_driver_sql(f"INSERT INTO {copy} SELECT * FROM {table}")
                connection.exec_driver_sql(f"ANALYZE {copy}")
    with lab.library.reading() as connection:
        there = connection.exec_driver_sql("SELECT count(*) FROM sentence").scalar_one()
    taken = _searched(lab)
    return told(
        f"search: {towns} towns of {there:,} sentences, {towns * there:,} in all; median {statistics.median(taken) * 1000:.0f} ms"
        f" (alone on the server {statistics.median(alone) * 1000:.0f} ms, p95 {p95(alone):.3f} s); p95 in seconds",
        p95(taken),
        LONGEST_SEARCH,
    )


def _searched(lab: Lab) -> list[float]:
    """Seconds to each answer."""
    taken = []
    for words in [*QUESTIONS, *QUESTIONS]:
        began = time.perf_counter()
        lab.library.search(Query(words))
        taken.append(time.perf_counter() - began)
    return taken


def _multiplied(connection: Transaction, table: str, number: str) -> None:
    """The rows of a table many times over, each time with other numbers."""
    columns = [*connection.exec_driver_sql(f"SELECT * FROM {table} LIMIT 1").keys()]
    kept = ", ".join(f'"{name}"' for name in columns if name not in (number, "id"))
    own = [name for name in columns if name == "id"]
    ids = ", id" if own else ""
    made = ", 'copy-' || i || '-' || id" if own else ""
    there = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({number}{ids}, {kept}) SELECT -(i * {there} + place){made}, {kept}"
        f" FROM (SELECT *, row_number() OVER (ORDER BY {number}) AS place FROM {table}) one,"
        f" generate_series(1, {IN_A_TOWN // there}) i"
    )
