"""The steps of migrations. A step is never changed once it is released: it names tables and columns as they were then,
not as ``tables`` has them today.

``add_column`` leaves alone what is there already, so that a library whose making was cut short can be completed.
"""

import secrets
from collections import Counter

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    column,
    inspect,
    select,
    table,
    update,
)
from sqlalchemy.schema import CreateColumn

from reader.library.schema import desk_tables


def add_column(connection: Connection, table_name: str, new: Column[object]) -> None:
    """``ALTER TABLE … ADD COLUMN``; the column wants a server default unless it may be null."""
    if new.name in {found["name"] for found in inspect(connection).get_columns(table_name)}:
        return
    specification = CreateColumn(new).compile(dialect=connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {table_name} ADD COLUMN {specification}")


def add_index(connection: Connection, name: str, table_name: str, *columns: str) -> None:
    """``CREATE INDEX``, unless there is one of that name."""
    connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS {name} ON {table_name} ({', '.join(columns)})")


def add_stamps(connection: Connection) -> None:
    """Every session gets a stamp, which is never given twice."""
    add_column(connection, "session", Column("stamp", String(32), nullable=False, server_default=""))
    session = table("session", column("id"), column("stamp"))
    for session_id in connection.execute(select(session.c.id)).scalars().all():
        stamped = update(session).where(session.c.id == session_id).values(stamp=secrets.token_hex(16))
        connection.execute(stamped)


def keep_given_ids(connection: Connection) -> None:
    """The last number given for each day: of the sessions that are there, since nothing is known of removed ones."""
    given = Table(
        "given_number",
        MetaData(),
        Column("day", String(16), primary_key=True),
        Column("last", Integer, nullable=False),
    )
    given.create(connection, checkfirst=True)
    last: Counter[str] = Counter()
    for session_id in connection.execute(select(table("session", column("id")).c.id)).scalars():
        day, _, number = session_id.rpartition("-")
        last[day] = max(last[day], int(number))
    known = set(connection.execute(select(given.c.day)).scalars())
    rows = [{"day": day, "last": number} for day, number in last.items() if day not in known]
    if rows:
        connection.execute(given.insert(), rows)


def count_lexicon_changes(connection: Connection) -> None:
    """A table of counters; that of the lexicon's changes begins at 0 when it is first counted up."""
    counter = Table(
        "counter",
        MetaData(),
        Column("name", String(16), primary_key=True),
        Column("value", Integer, nullable=False),
    )
    counter.create(connection, checkfirst=True)


def index_look_ups(connection: Connection) -> None:
    """What an import is known by, and what says whether a clip is still needed, is found without reading every session."""
    add_index(connection, "session_of_digest", "session", "source_digest")
    add_index(connection, "session_of_source", "session", "source")
    add_index(connection, "session_of_day", "session", "held_on")
    add_index(connection, "session_of_stamp", "session", "id", "stamp")
    add_index(connection, "utterance_of_digest", "utterance", "digest")


def drop_index(connection: Connection) -> None:
    """The index of sentences goes: opening the library makes it anew, folded as searches are today."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS sentence")


def know_senders(connection: Connection) -> None:
    """Reports say, for a day, which came from one sender; nothing is known of those that are there."""
    add_column(connection, "report", Column("sender", String(16), nullable=False, server_default=""))
    add_index(connection, "report_of_sender", "report", "sender")
    day = Table(
        "report_day",
        MetaData(),
        Column("day", String(10), primary_key=True),
        Column("key", String(32), nullable=False),
        Column("dropped", Integer, nullable=False),
    )
    day.create(connection, checkfirst=True)


def make_desk(connection: Connection) -> None:
    """The staff desk's tables, which no library had before: as they are today, so that steps after this one find done what
    they would do to them (``add_column``)."""
    for made in desk_tables.TABLES:
        made.create(connection, checkfirst=True)


def keep_hints(connection: Connection) -> None:
    """Sessions have the hints that are theirs, and those of the municipality that they were read with: none, so far."""
    for name in ("hints", "municipality_hints"):
        add_column(connection, "session", Column(name, Text, nullable=False, server_default=""))


def keep_news(connection: Connection) -> None:
    """When sessions came and changed: those that are there, on the day they were imported; nothing is known of removed ones."""
    news = Table(
        "session_news",
        MetaData(),
        Column("session", String(24), primary_key=True),
        Column("published_at", DateTime(timezone=True), nullable=False),
        Column("changed_at", DateTime(timezone=True), nullable=False),
        Column("removed", Boolean, nullable=False),
    )
    news.create(connection, checkfirst=True)
    add_index(connection, "news_of_time", "session_news", "changed_at")
    connection.exec_driver_sql(
        "INSERT INTO session_news (session, published_at, changed_at, removed)"
        " SELECT id, imported_at, imported_at, 0 FROM session WHERE id NOT IN (SELECT session FROM session_news)"
    )


def keep_notices(connection: Connection) -> None:
    """What residents are told of a public edition: of those that the desk has published so far too."""
    notice = Table(
        "edition_notice",
        MetaData(),
        Column("session", String(24), primary_key=True),
        Column("town", String(32), nullable=False, server_default=""),
        Column("kind", String(12), nullable=False),
        Column("number", Integer, nullable=False),
        Column("note", Text, nullable=False, server_default=""),
        Column("published_at", DateTime(timezone=True), nullable=False),
        Column("masked_at", DateTime(timezone=True)),
    )
    notice.create(connection, checkfirst=True)
    connection.exec_driver_sql(
        "INSERT INTO edition_notice (session, town, kind, number, note, published_at)"
        " SELECT session, town, kind, number, note, published_at FROM edition"
        " WHERE state = 'published' AND session IN (SELECT id FROM session)"
        " AND session NOT IN (SELECT session FROM edition_notice)"
    )


def ask_for_withdrawals(connection: Connection) -> None:
    """Withdrawals that somebody asks for wait for another person. Who looks at what is in files beside the library now."""
    request = Table(
        "withdrawal_request",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("town", String(32), nullable=False, server_default=""),
        Column("session", String(24), nullable=False),
        Column("words", Text, nullable=False),
        Column("places", Text, nullable=False),
        Column("kind", String(12), nullable=False),
        Column("ground", Text, nullable=False),
        Column("by", Integer, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
    )
    request.create(connection, checkfirst=True)
    connection.exec_driver_sql("DROP TABLE IF EXISTS presence")


def keep_passkeys(connection: Connection) -> None:
    """People may sign in with passkeys; everybody who sits somewhere now came in without one."""
    add_column(connection, "seat", Column("way", String(8), nullable=False, server_default=""))
    tables = MetaData()
    Table("account", tables, Column("id", Integer, primary_key=True))
    passkey = Table(
        "passkey",
        tables,
        Column("id", Text, primary_key=True),
        Column("town", String(32), nullable=False, server_default=""),
        Column("account", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        Column("host", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("label", Text, nullable=False),
        Column("made_at", DateTime(timezone=True), nullable=False),
        Column("used_at", DateTime(timezone=True)),
        Column("counter", BigInteger, nullable=False, server_default="0"),
        Column("answered", BigInteger, nullable=False, server_default="0"),
    )
    passkey.create(connection, checkfirst=True)
    add_index(connection, "passkey_of_account", "passkey", "account")
    key = Table(
        "challenge_key",
        tables,
        Column("town", String(32), primary_key=True, server_default=""),
        Column("key", String(64), nullable=False),
    )
    key.create(connection, checkfirst=True)
