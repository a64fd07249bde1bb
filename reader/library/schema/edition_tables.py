"""Tables of the staff desk: editions, what was put right and answered in them, and the jobs that make them.

A draft lives here and nowhere else: no public query reads these tables, and publishing copies an edition into the ones
that pages, search, sound and kiosk read.
"""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from reader.library.schema.tables import TOWN, metadata, town_column

# A file as it was handed in; its bytes lie in ``sources/<digest>`` until they are purged.
source = Table(
    "source",
    metadata,
    Column("town", String(TOWN), primary_key=True, server_default=""),
    Column("digest", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("by", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("purged_at", DateTime(timezone=True)),
)

edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    # '' until it is published or takes a session's place: an address is given with the first publication.
    Column("session", String(24), nullable=False, server_default=""),
    # 'draft', 'submitted', 'approved', 'published', 'superseded', 'returned', 'withdrawn', 'discarded'
    Column("state", String(12), nullable=False),
    # 'preliminary' 速報, 'proposed' 案, 'final' 確定
    Column("kind", String(12), nullable=False),
    # Counted up by every change: a form that was made from another revision is refused.
    Column("revision", Integer, nullable=False),
    Column("number", Integer, nullable=False, server_default="0"),
    # 変更の理由, which residents are shown.
    Column("note", Text, nullable=False, server_default=""),
    Column("meeting", Text),
    Column("held_on", String(10)),
    Column("source_name", Text, nullable=False),
    Column("source_digest", String(64), nullable=False),
    Column("hints", Text, nullable=False, server_default=""),
    # As the parser gave them, and as they stand with the edits and the numbers that stay.
    Column("parsed", LargeBinary, nullable=False),
    Column("minutes", LargeBinary, nullable=False),
    Column("next_turn", Integer, nullable=False),
    Column("next_note", Integer, nullable=False),
    # The session's stamp that the numbers and the differences were worked out from; '' for a new session.
    Column("based_on", String(32), nullable=False, server_default=""),
    Column("made_by", Integer, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("submitted_by", Integer),
    Column("submitted_at", DateTime(timezone=True)),
    Column("decided_by", Integer),
    Column("decided_at", DateTime(timezone=True)),
    # What was said when it was sent back, approved by one person alone, or withdrawn.
    Column("decision", Text, nullable=False, server_default=""),
    Column("published_by", Integer),
    Column("published_at", DateTime(timezone=True)),
    Index("edition_of_session", "session", "state"),
    Index("edition_of_state", "state", "changed_at"),
)

# The words of an edition that is not public: gone when it is.
edition_words = Table(
    "edition_words",
    metadata,
    Column("edition", ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
    town_column(),
    # By which version of the analyser, and by which readings (JSON).
    Column("analyzer", Text, nullable=False),
    Column("lexicon", LargeBinary, nullable=False),
    Column("passages", LargeBinary, nullable=False),
)

# What a person put right in an edition, in order. An edition that takes another's place begins with copies of its edits.
edit = Table(
    "edit",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    Column("edition", ForeignKey("edition.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", String(24), nullable=False),
    # JSON: where it is, by quotation; and what is done there.
    Column("anchor", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    # 'applied', 'moved', 'unsure', 'lost'
    Column("standing", String(8), nullable=False),
    Column("by", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("undone_by", Integer),
    Column("undone_at", DateTime(timezone=True)),
    UniqueConstraint("edition", "seq"),
)

# Words withdrawn or masked: not kept, and yet known again when a source brings them back.
withdrawal = Table(
    "withdrawal",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    Column("session", String(24), nullable=False),
    # 'withdrawn' 発言取消し, 'masked' 伏せ字
    Column("kind", String(12), nullable=False),
    Column("ground", Text, nullable=False),
    # HMACs under the site's key: of the words, and of what stands before and behind; how many characters they are.
    Column("digest", String(64), nullable=False),
    Column("length", Integer, nullable=False),
    Column("before_digest", String(64), nullable=False, server_default=""),
    Column("after_digest", String(64), nullable=False, server_default=""),
    Column("by", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("withdrawal_of_session", "session"),
)

# Words that somebody wants withdrawn, until another has done it or has said no: then they are kept here no more.
withdrawal_request = Table(
    "withdrawal_request",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    # The session from which it was asked, the words as typed, and the keys of the places that were chosen, one a line.
    Column("session", String(24), nullable=False),
    Column("words", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("ground", Text, nullable=False),
    Column("by", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

# The secret by which withdrawn words are known again: one a town.
site_key = Table(
    "site_key",
    metadata,
    Column("town", String(TOWN), primary_key=True, server_default=""),
    Column("key", String(64), nullable=False),
)

# What a person answered: to a warning of the parser ('warning', its key), to a doubtful reading ('reading', the word).
answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    Column("edition", ForeignKey("edition.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("subject", Text, nullable=False),
    # Of a reading: the reading that was doubted; of a warning: ''.
    Column("detail", Text, nullable=False, server_default=""),
    # 'right', 'fixed', 'later'
    Column("answer", String(8), nullable=False),
    Column("by", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("edition", "kind", "subject", "detail"),
)

# A reading settled in a draft: of one sentence, or ('' for sentence and passage) of these minutes. It goes public with it.
draft_reading = Table(
    "draft_reading",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    Column("edition", ForeignKey("edition.id", ondelete="CASCADE"), nullable=False),
    Column("passage", String(12), nullable=False, server_default=""),
    Column("sentence", Text, nullable=False, server_default=""),
    Column("surface", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("accent", Integer),
    # 典拠: what says so.
    Column("evidence", Text, nullable=False, server_default=""),
    Column("by", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("edition", "passage", "sentence", "surface"),
)

# A session that is public no more: its address stays, and says why.
taken_down = Table(
    "taken_down",
    metadata,
    Column("session", String(24), primary_key=True),
    town_column(),
    Column("reason", Text, nullable=False),
    # The session that takes its place; '' for none.
    Column("instead", String(24), nullable=False, server_default=""),
    Column("by", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    town_column(),
    # 'import', 'reread', 'narrate'
    Column("kind", String(12), nullable=False),
    # What it is about, in words; and what it needs, as JSON.
    Column("subject", Text, nullable=False),
    Column("args", Text, nullable=False),
    # 'queued', 'running', 'asking', 'done', 'failed', 'cancelled'
    Column("state", String(12), nullable=False),
    Column("stage", String(16), nullable=False, server_default=""),
    Column("done", Integer, nullable=False, server_default="0"),
    Column("total", Integer, nullable=False, server_default="0"),
    # What came of it: a line for people, and as JSON.
    Column("said", Text, nullable=False, server_default=""),
    Column("result", Text, nullable=False, server_default="{}"),
    Column("by", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    # Which process works on it, and when it last said so.
    Column("claimed_by", String(64), nullable=False, server_default=""),
    Column("heartbeat", DateTime(timezone=True)),
    Column("cancel_wanted", Boolean, nullable=False, default=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Index("job_of_state", "state", "id"),
)
