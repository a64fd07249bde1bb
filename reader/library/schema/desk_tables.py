"""The staff desk's tables: those of people (``people_tables``) and of editions (``edition_tables``), all in one place.

``town`` is empty for a site of one town. Nothing here is SQLite's alone.
"""

from reader.library.schema import edition_tables, people_tables, tables

TABLES = (
    people_tables.account,
    people_tables.seat,
    people_tables.invitation,
    people_tables.passkey,
    people_tables.challenge_key,
    people_tables.attempt,
    people_tables.audit,
    edition_tables.source,
    edition_tables.edition,
    edition_tables.edition_words,
    edition_tables.edit,
    edition_tables.withdrawal,
    edition_tables.withdrawal_request,
    edition_tables.site_key,
    edition_tables.answer,
    edition_tables.draft_reading,
    edition_tables.taken_down,
    edition_tables.job,
)
"""In an order in which they can be made."""

EVERY_TABLE = tables.metadata.tables
"""By name: the library's and the desk's."""
