"""From an older library to today's: numbered migrations, each of small steps, all of them or none.

A library carries the number of the last migration it went through (the first release wrote 1). A new library is made
from ``tables`` as they are and carries ``VERSION`` at once, so a change of a table is written twice: in ``tables``, and
as a migration behind the last one here. ``tests/library/test_migration.py`` holds that both lead to the same tables::

    Migration(3, "drafts", (create_drafts,))     # the steps are functions of steps.py that take a connection
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from reader.library.schema import steps

Step = Callable[[Connection], None]
"""Changes the library inside the transaction that it is given."""


@dataclass(frozen=True, slots=True)
class Migration:
    """What leads from the version before to ``version``; ``what`` says in a few English words what is new."""

    version: int
    what: str
    steps: tuple[Step, ...]


FIRST_RELEASE = 1

MIGRATIONS = (
    Migration(
        2,
        "stamps, ids that are never given again, a count of the lexicon's changes, look-ups by index",
        (steps.add_stamps, steps.keep_given_ids, steps.count_lexicon_changes, steps.index_look_ups),
    ),
    Migration(3, "the index of sentences folds forms of kanji and hyphens", (steps.drop_index,)),
    Migration(4, "for a day, which reports came from one sender", (steps.know_senders,)),
    Migration(5, "the staff desk", (steps.make_desk,)),
    Migration(6, "with which hints a session was read", (steps.keep_hints,)),
    Migration(7, "when sessions came, changed and went", (steps.keep_news,)),
    Migration(8, "what residents are told of a public edition", (steps.keep_notices,)),
    Migration(9, "withdrawals that wait for a second person", (steps.ask_for_withdrawals,)),
    Migration(10, "passkeys", (steps.keep_passkeys,)),
)
"""In the order of their versions, without a gap."""

VERSION = MIGRATIONS[-1].version
"""That of a library made today."""


def migrations_after(version: int) -> Iterator[Migration]:
    """Those that a library of that version has still to go through."""
    return (migration for migration in MIGRATIONS if migration.version > version)


def migrate(connection: Connection, version: int) -> None:
    """Leads a library of that version to ``VERSION``, inside the transaction it is given."""
    for migration in migrations_after(version):
        for step in migration.steps:
            step(connection)
