"""What people put right in an edition, in order; what was undone stays, and counts no more."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from reader.errors import NotFoundError
from reader.library.schema.edition_tables import edit as table
from reader.minutes.edits.edit import Edit, EditKind, Outcome
from reader.minutes.edits.quote import Quote, Standing


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """An edit with what became of it, whose it is, and whether somebody undid it."""

    edit: Edit
    standing: Standing
    reason: str
    by: int
    undone: bool


def put_edit(
    connection: Connection, edition: int, new: Edit, standing: Standing, reason: str, by: int, now: datetime
) -> int:
    """Keeps an edit behind those that are there; gives its number."""
    last = select(func.coalesce(func.max(table.c.seq), 0)).where(table.c.edition == edition)
    payload = {"value": new.value, "was": new.was, "label": new.label, "answers": new.answers}
    made = connection.execute(
        insert(table).values(
            edition=edition,
            seq=connection.execute(last).scalar_one() + 1,
            kind=new.kind,
            anchor=_json(asdict(new.quote)) if new.quote else "",
            payload=_json(payload),
            reason=reason,
            standing=standing,
            by=by,
            at=now,
        )
    ).inserted_primary_key
    assert made is not None
    return int(made[0])


def edits_of(connection: Connection, edition: int) -> tuple[KeptEdit, ...]:
    """All edits of an edition, in order."""
    rows = connection.execute(select(table).where(table.c.edition == edition).order_by(table.c.seq))
    return tuple(
        KeptEdit(
            Edit(
                EditKind(row.kind),
                Quote(**json.loads(row.anchor)) if row.anchor else None,
                **json.loads(row.payload),
                id=row.id,
            ),
            Standing(row.standing),
            row.reason,
            row.by,
            row.undone_at is not None,
        )
        for row in rows
    )


def begin_with(
    connection: Connection,
    edition: int,
    kept: Sequence[KeptEdit],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """An edition that takes another's place begins with its edits, each with what became of it on the new source."""
    for one, outcome in zip(kept, outcomes, strict=True):
        put_edit(connection, edition, one.edit, outcome.standing, one.reason, one.by, now)


def put_standings(connection: Connection, outcomes: Iterable[Outcome]) -> None:
    """What became of edits, now."""
    for outcome in outcomes:
        if outcome.edit.id:
            connection.execute(
                update(table).where(table.c.id == outcome.edit.id).values(standing=outcome.standing)
            )


def requote(connection: Connection, edition: int, quoted: Callable[[Quote], Quote]) -> None:
    """Quotes the places of all edits of an edition anew, undone ones too."""
    for one in edits_of(connection, edition):
        if one.edit.quote and (new := quoted(one.edit.quote)) != one.edit.quote:
            own = table.c.id == one.edit.id
            connection.execute(update(table).where(own).values(anchor=_json(asdict(new))))


def mark_undone(
    connection: Connection, edition: int, edit_id: int, undone: bool, by: int, now: datetime
) -> None:
    """An edit counts no more, or again. NotFoundError if the edition has none of that number."""
    own = table.c.id == edit_id, table.c.edition == edition
    values = {"undone_by": by, "undone_at": now} if undone else {"undone_by": None, "undone_at": None}
    if not connection.execute(update(table).where(*own).values(values)).rowcount:
        raise NotFoundError(f"直し {edit_id} はありません。一覧から選んでください。")


def count_unsure(connection: Connection, edition: int) -> int:
    """How many edits wait for a person: they stand nowhere for sure, and nobody undid them."""
    unsure = table.c.standing.in_((Standing.UNSURE, Standing.LOST)), table.c.undone_at.is_(None)
    query = select(func.count()).select_from(table).where(table.c.edition == edition, *unsure)
    return connection.execute(query).scalar_one()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
