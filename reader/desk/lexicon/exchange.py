"""Readings that come in by a file: each row is told (加える・変わる・同じ・断る) before anything is written, then all are entered.

::

    plan = exchange.plan(entries)       rows, and how many sentences would be read otherwise
    exchange.enter(account, plan.readings, "読み.xlsx")
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.corrections.corrector import Corrector
from reader.desk.lexicon.tables import Entry
from reader.desk.staff.people import desk_actor
from reader.desk.staff.rights import Right, require
from reader.errors import LexiconError
from reader.library.desk import audit
from reader.library.desk.audit import Act
from reader.library.desk.people import Account
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.word import Reading


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "加える"
    CHANGED = "変わる"
    SAME = "同じ"
    REFUSED = "断る"


@dataclass(frozen=True, slots=True)
class Told:
    """A row, what becomes of it, and why: the reading of before, or the refusal."""

    entry: Entry
    fate: Fate
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do. ``changed`` sentences of what is public would be read otherwise."""

    rows: tuple[Told, ...]
    readings: tuple[Reading, ...]
    changed: int

    def count(self, fate: Fate) -> int:
        """How many rows become that."""
        return sum(row.fate is fate for row in self.rows)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The municipality's readings, by files and one by one."""

    corrector: Corrector

    def plan(self, entries: Sequence[Entry]) -> Plan:
        """What these entries would do; nothing is changed."""
        known = {one.surface: one for one in self.corrector.library.readings()}
        taken: dict[str, Reading] = {}
        rows = [self._told(entry, known, taken) for entry in entries]
        harm = {reading.surface: why for reading, why in self.corrector.harm(tuple(taken.values()))}
        for place, row in enumerate(rows):
            if row.fate is not Fate.REFUSED and row.entry.surface in harm:
                rows[place] = Told(row.entry, Fate.REFUSED, harm[row.entry.surface])
                taken.pop(row.entry.surface, None)
        readings = tuple(taken.values())
        changed = self.corrector.foreseen(readings).changed if readings else 0
        return Plan(tuple(rows), readings, changed)

    def enter(self, account: Account, readings: Sequence[Reading], name: str) -> int:
        """Enters readings, all or none, with a row of the log; gives how many sentences sound otherwise. LexiconError if one
        is refused."""
        require(account, Right.LEXICON)
        known = {one.surface: one.reading for one in self.corrector.library.readings()}
        changed = self.corrector.add_all(readings).changed
        alone = readings[0] if len(readings) == 1 else None
        before = known.get(alone.surface, "") if alone else ""
        after = alone.reading if alone else f"読み {len(readings)}"
        self._record(account, Act("lexicon", alone.surface if alone else name, before, after))
        return changed

    def remove(self, account: Account, surface: str) -> int:
        """Takes a reading out; gives how many sentences sound otherwise. NotFoundError if there is none."""
        require(account, Right.LEXICON)
        known = {one.surface: one.reading for one in self.corrector.library.readings()}
        changed = self.corrector.remove(surface).changed
        self._record(account, Act("lexicon", surface, known.get(surface, ""), ""))
        return changed

    def _told(self, entry: Entry, known: dict[str, Reading], taken: dict[str, Reading]) -> Told:
        """What becomes of a row; ``taken`` gets its reading."""
        try:
            reading = _reading(entry)
        except LexiconError as error:
            return Told(entry, Fate.REFUSED, str(error))
        before = known.get(reading.surface)
        if before and (before.reading, before.accent) == (reading.reading, reading.accent):
            return Told(entry, Fate.SAME)
        again = taken.setdefault(reading.surface, reading)
        if again.reading != reading.reading:
            return Told(entry, Fate.REFUSED, f"この語の読みが、上の行では「{again.reading}」です。")
        if again is not reading:
            return Told(entry, Fate.SAME)
        return Told(entry, Fate.CHANGED, before.reading) if before else Told(entry, Fate.NEW)

    def _record(self, account: Account, act: Act) -> None:
        with self.corrector.library.writing() as connection:
            audit.record(connection, desk_actor(account), act)


def _reading(entry: Entry) -> Reading:
    """What a row says, looked at. LexiconError."""
    accent = entry.accent.strip()
    if accent and not (accent.isdecimal() and accent.isascii() and len(accent) < 4):
        raise LexiconError(f"アクセント「{accent[:20]}」は数字で書いてください。")
    check_reading(entry.surface, entry.reading, int(accent) if accent else None)
    return Reading(entry.surface, entry.reading, int(accent) if accent else None)
