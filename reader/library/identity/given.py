"""Ids are given once: the date and a running number, 20211028-1; minutes without a date get 0-1, 0-2, …

What is printed, saved or read out on the telephone never leads to another meeting: an id whose session was removed is
not given again, and is told from one that never was.
"""

from datetime import date

from sqlalchemy import Connection, insert, select, update

from reader.errors import GoneError, NotFoundError
from reader.library.desk.taken_down import taken_down_of
from reader.library.schema import tables

_LONGEST_NUMBER = 9


def give_id(connection: Connection, held_on: date | None) -> str:
    """The next id of that day."""
    day = f"{held_on:%Y%m%d}" if held_on else "0"
    number = _last(connection, day) + 1
    while _is_there(connection, f"{day}-{number}"):
        number += 1
    remember_given(connection, f"{day}-{number}")
    return f"{day}-{number}"


def remember_given(connection: Connection, session_id: str) -> None:
    """This id was given, however it came into the library."""
    table = tables.given_number
    day, number = _parts(session_id)
    if number <= _last(connection, day):
        return
    changed = connection.execute(update(table).where(table.c.day == day).values(last=number))
    if not changed.rowcount:
        connection.execute(insert(table).values(day=day, last=number))


def not_there(connection: Connection, session_id: str) -> NotFoundError:
    """The error for an id that no session has: GoneError if one had it."""
    withdrawn = taken_down_of(connection, session_id)
    if withdrawn is not None:
        instead = f"かわりの会議録は {withdrawn.instead} です。" if withdrawn.instead else ""
        return GoneError(f"会議録 {session_id} は取り下げられました（{withdrawn.reason}）。{instead}")
    day, number = _parts(session_id)
    if 0 < number <= _last(connection, day) and session_id == f"{day}-{number}":
        return GoneError(f"会議録 {session_id} は取り除かれました。ほかの会議録を、一覧から選んでください。")
    return NotFoundError(f"会議録 {session_id} はありません。一覧から選んでください。")


def given_numbers(connection: Connection) -> dict[str, int]:
    """The last number given, by day."""
    rows = connection.execute(select(tables.given_number))
    return {row.day: row.last for row in rows}


def _parts(session_id: str) -> tuple[str, int]:
    """The day and the number; 0 for what is no number."""
    day, _, number = session_id.rpartition("-")
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    return day, int(number) if is_number else 0


def _last(connection: Connection, day: str) -> int:
    table = tables.given_number
    return connection.execute(select(table.c.last).where(table.c.day == day)).scalar_one_or_none() or 0


def _is_there(connection: Connection, session_id: str) -> bool:
    table = tables.session
    return connection.execute(select(table.c.id).where(table.c.id == session_id)).first() is not None
