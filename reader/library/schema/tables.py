"""The tables. One row of ``session`` is one minutes; its sentences are rows of ``utterance``.

Values that are only ever read whole (the minutes, an utterance's words, which are packed) are JSON in one column; what is searched,
counted or joined has a column of its own: 「発言者が事務局の文」 is ``utterance.speaker = '事務局'``. Nothing here is
SQLite's alone. Whoever changes a table adds a migration (``migration``), so that libraries that are there follow.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

TOWN = 32
"""Characters of a town's name."""


def town_column() -> "Column[str]":
    """Whose row it is: '' where a site is of one town."""
    return Column("town", String(TOWN), nullable=False, server_default="")


session = Table(
    "session",
    metadata,
    Column("id", String(24), primary_key=True),
    # Counts the session's changes, for people; whether a session is still what was read is told by its stamp.
    Column("revision", Integer, nullable=False),
    Column("meeting", Text),
    Column("held_on", String(10)),
    Column("date", Text),
    Column("place", Text),
    Column("turns", Integer, nullable=False),
    Column("speakers", Integer, nullable=False),
    Column("morae", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_digest", String(64), nullable=False),
    Column("imported_at", DateTime(timezone=True), nullable=False),
    Column("analyzer", Text, nullable=False),
    Column("next_turn", Integer, nullable=False),
    Column("next_note", Integer, nullable=False),
    # Another one after every change, and never given twice.
    Column("stamp", String(32), nullable=False, server_default=""),
    # What a person has said of how it is read (``minutes.hints``, TOML), and what reader.toml said when it was read.
    Column("hints", Text, nullable=False, server_default=""),
    Column("municipality_hints", Text, nullable=False, server_default=""),
    Column("minutes", LargeBinary, nullable=False),
    # An older library has its stamps behind the minutes: who wants only stamps need not read those.
    Index("session_of_stamp", "id", "stamp"),
    Index("session_of_digest", "source_digest"),
    Index("session_of_source", "source"),
    Index("session_of_day", "held_on"),
)

# Of every session that was ever here: since when, when its words or a reading last changed, when it was taken out.
session_news = Table(
    "session_news",
    metadata,
    Column("session", String(24), primary_key=True),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("removed", Boolean, nullable=False),
    Index("news_of_time", "changed_at"),
)

# What residents are told of the edition that is public, copied here when it is published: 速報・案・確定, since when and why
# it stands in another's place, when words were withdrawn from it.
edition_notice = Table(
    "edition_notice",
    metadata,
    Column("session", String(24), primary_key=True),
    town_column(),
    # 'preliminary' 速報, 'proposed' 案, 'final' 確定
    Column("kind", String(12), nullable=False),
    Column("number", Integer, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("masked_at", DateTime(timezone=True)),
)

# The last number that was given on a day ('20211028', '0' without one): no id names two meetings, ever.
given_number = Table(
    "given_number",
    metadata,
    Column("day", String(16), primary_key=True),
    Column("last", Integer, nullable=False),
)

# What is counted of the library as a whole, by name (``identity.counters``).
counter = Table(
    "counter",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", Integer, nullable=False),
)

utterance = Table(
    "utterance",
    metadata,
    # 57 bits; SQLite numbers its rows by it, which it does for INTEGER alone.
    Column("rowid", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("session", ForeignKey("session.id", ondelete="CASCADE"), nullable=False),
    Column("id", String(16), nullable=False),
    Column("passage", String(12), nullable=False),
    Column("position", Integer, nullable=False),
    Column("speaker", Text),
    Column("role", String(16)),
    Column("agenda", Integer),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kana", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("morae", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("overrides", LargeBinary, nullable=False),
    UniqueConstraint("session", "id"),
    Index("utterance_of_session", "session", "position"),
    Index("utterance_of_digest", "digest"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    # '' for the municipality's own readings, else those that count in one minutes only
    Column("session", String(24), nullable=False, default=""),
    Column("surface", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("accent", Integer),
    # 'staff' for what people entered, 'stated' for what the minutes themselves say, 'others' for what other minutes say
    Column("origin", String(8), nullable=False, default="staff"),
    UniqueConstraint("session", "surface", "origin"),
)

correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session", ForeignKey("session.id", ondelete="CASCADE"), nullable=False),
    Column("passage", String(12), nullable=False),
    # The sentence it was made in: it finds its utterance again after the sentences before it changed.
    Column("sentence", Text, nullable=False),
    Column("surface", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("accent", Integer),
    UniqueConstraint("session", "passage", "sentence", "surface"),
)

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session", ForeignKey("session.id", ondelete="CASCADE"), nullable=False),
    Column("utterance", String(16), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("surface", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("reported_at", DateTime(timezone=True), nullable=False),
    # A digest that says for a day which reports came from one sender; '' where that is not known.
    Column("sender", String(16), nullable=False, server_default=""),
    Index("report_of_sender", "sender"),
)

# Of each day on which reports came: the key of the senders' digests ('' from the next day on), and how many reports were put
# out of a full queue.
report_day = Table(
    "report_day",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("key", String(32), nullable=False),
    Column("dropped", Integer, nullable=False),
)

# What voices a driver had when it was last there: who gets which is known while it is away.
driver_voice = Table(
    "driver_voice",
    metadata,
    Column("driver", String(32), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("is_low", Boolean, nullable=False),
)

# A named speaker sounds the same in every session: one voice of each driver.
cast_voice = Table(
    "cast_voice",
    metadata,
    Column("name", Text, primary_key=True),
    Column("driver", String(32), primary_key=True),
    Column("voice", Text, nullable=False),
)
