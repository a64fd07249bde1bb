"""The log of acts is only ever added to: the database itself refuses anything else, but where withdrawn words leave it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

SQLITE = tuple(
    f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END"
    for act in ("UPDATE", "DELETE")
)
POSTGRESQL = (
    "CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS"
    " $$BEGIN RAISE EXCEPTION 'the log is only ever added to'; END$$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()",
)


@contextmanager
def open_log(connection: Connection) -> Iterator[None]:
    """Inside, rows can be changed by this transaction, which nobody else sees before it ends."""
    sqlite = connection.dialect.name == "sqlite"
    opening = (
        "DROP TRIGGER audit_no_update" if sqlite else "ALTER TABLE audit DISABLE TRIGGER audit_no_change"
    )
    closing = SQLITE[0] if sqlite else "ALTER TABLE audit ENABLE TRIGGER audit_no_change"
    connection.exec_driver_sql(opening)
    yield
    connection.exec_driver_sql(closing)
