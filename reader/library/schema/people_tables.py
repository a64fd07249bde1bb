"""Tables of the staff desk: people, their seats, and the log of what they did.

Times are UTC. An account's id is what stands in columns named ``by`` and ``…_by``; 0 is the command line's or a job's.
"""

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

from reader.library.schema import log_stays
from reader.library.schema.tables import TOWN, metadata, town_column

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    # What is typed to sign in, and what colleagues are shown.
    Column("name", String(64), nullable=False),
    Column("shown_name", Text, nullable=False),
    # 'clerk' 担当, 'approver' 承認者, 'manager' 管理者
    Column("role", String(16), nullable=False),
    # An Argon2 hash; '' until the invitation is taken up, and for who signs in by the town's own proxy.
    Column("password", Text, nullable=False, server_default=""),
    Column("disabled", Boolean, nullable=False, default=False),
    # The secret of one-time codes ('' for none) and the last step of time whose code was used: each counts once.
    Column("second_factor", String(64), nullable=False, server_default=""),
    Column("second_step", Integer, nullable=False, server_default="0"),
    Column("made_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("town", "name"),
)

# Who is signed in where: known by the SHA-256 of the token that the browser keeps.
seat = Table(
    "seat",
    metadata,
    Column("token", String(64), primary_key=True),
    town_column(),
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    # When the password was typed last: some acts ask for it again.
    Column("proved_at", DateTime(timezone=True), nullable=False),
    Column("place", Text, nullable=False),
    # 'passkey' for who came in with one; '' for who typed a password, or was named by the town's own sign-in.
    Column("way", String(8), nullable=False, server_default=""),
    Index("seat_of_account", "account"),
)

# What somebody signs in with instead of a password: ``id`` and ``key`` (public) as the authenticator gave them, in hexadecimal.
passkey = Table(
    "passkey",
    metadata,
    Column("id", Text, primary_key=True),
    town_column(),
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    # The name of the site that it was made for: under another one browsers do not offer it.
    Column("host", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    # How often it signed, as it says (0: it does not count), and when the challenge was made that it answered last, in
    # milliseconds of Unix time: each answer counts once.
    Column("counter", BigInteger, nullable=False, server_default="0"),
    Column("answered", BigInteger, nullable=False, server_default="0"),
    Index("passkey_of_account", "account"),
)

# The secret by which challenges are known for the desk's own: one a town.
challenge_key = Table(
    "challenge_key",
    metadata,
    Column("town", String(TOWN), primary_key=True, server_default=""),
    Column("key", String(64), nullable=False),
)

invitation = Table(
    "invitation",
    metadata,
    Column("token", String(64), primary_key=True),
    town_column(),
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    # 'join' or 'reset'
    Column("kind", String(8), nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    Index("invitation_of_account", "account"),
)

# Tries to sign in that failed, by account ('account:satou') and by where they came from ('address:192.0.2.7').
attempt = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    Column("key", String(128), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("attempt_of_key", "key", "at"),
)

# One row for each act; each holds the digest of the one before, so that none is altered or taken out unseen.
audit = Table(
    "audit",
    metadata,
    Column("n", Integer, primary_key=True),
    town_column(),
    # UTC as ISO text: what was digested is what is kept.
    Column("at", String(32), nullable=False),
    Column("account", Integer, nullable=False),
    Column("who", Text, nullable=False),
    # 'desk', 'cli', 'job'
    Column("via", String(8), nullable=False),
    Column("act", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Text, nullable=False, server_default=""),
    Column("after", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    Column("digest", String(64), nullable=False),
)

for _statement in log_stays.SQLITE:
    event.listen(audit, "after_create", DDL(_statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
