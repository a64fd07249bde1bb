"""Words that were withdrawn or masked: not kept, and known again by an HMAC under the site's key. Requests for it have the
words until they are answered.

A row is one place of a session. Beside the words' digest it has those of what stood before and behind, so that one of
several places with the same words is known too. Who has the key and guesses the words can prove the guess: nothing that
knows words again can do less.
"""

import hmac
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from reader.errors import NotFoundError
from reader.library.schema.edition_tables import site_key, withdrawal, withdrawal_request
from reader.minutes.edits.quote import CONTEXT, Plain
from reader.minutes.masking.mask import MaskKind


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One place: ``digest`` of ``length`` plain characters, and of the ``CONTEXT`` before and behind."""

    session: str
    kind: MaskKind
    ground: str
    digest: str
    length: int
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants withdrawn: words as typed, out of which places (their keys), asked from which session."""

    session: str
    words: str
    places: tuple[str, ...]
    kind: MaskKind
    ground: str


@dataclass(frozen=True, slots=True)
class WithdrawalRequest:
    """Such a wish that waits for another person. ``by`` is an account."""

    id: int
    wanted: Wanted
    by: int


@dataclass(frozen=True, slots=True)
class KnownAgain:
    """Places where withdrawn words stand: plain characters ``start`` to ``end``, of which withdrawal, and whether what stands
    around them is what stood around them."""

    withdrawal: Withdrawal
    start: int
    end: int
    in_context: bool


@dataclass(frozen=True, slots=True)
class SiteKey:
    """The secret; hexadecimal."""

    key: str

    def digest(self, text: str) -> str:
        """The HMAC of a plain text."""
        return hmac.digest(bytes.fromhex(self.key), text.encode("utf-8", "surrogatepass"), "sha256").hex()

    def withdrawal(
        self, session: str, kind: MaskKind, ground: str, text: Plain, start: int, end: int
    ) -> Withdrawal:
        """What is kept of plain characters that go."""
        shown = text.text
        before, behind = shown[max(0, start - CONTEXT) : start], shown[end : end + CONTEXT]
        exact = shown[start:end]
        return Withdrawal(
            session, kind, ground, self.digest(exact), end - start, self.digest(before), self.digest(behind)
        )

    def known_again(self, text: Plain, withdrawals: Iterable[Withdrawal]) -> tuple[KnownAgain, ...]:
        """Every place of a text where words of the withdrawals stand, in order; one place can be of several."""
        by_length: dict[int, dict[str, list[Withdrawal]]] = defaultdict(lambda: defaultdict(list))
        for one in withdrawals:
            by_length[one.length][one.digest].append(one)
        shown = text.text
        found = []
        for length, by_digest in by_length.items():
            for start in range(len(shown) - length + 1):
                end = start + length
                of = by_digest.get(self.digest(shown[start:end]))
                if of is None or not (text.is_edge(start) and text.is_edge(end)):
                    continue
                around = (
                    self.digest(shown[max(0, start - CONTEXT) : start]),
                    self.digest(shown[end : end + CONTEXT]),
                )
                found += [KnownAgain(one, start, end, (one.before, one.behind) == around) for one in of]
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def made_key(connection: Connection) -> SiteKey:
    """The site's key, made when it is first needed (in a transaction that writes)."""
    kept = kept_key(connection)
    if kept is None:
        kept = SiteKey(secrets.token_hex(32))
        connection.execute(insert(site_key).values(key=kept.key))
    return kept


def kept_key(connection: Connection) -> SiteKey | None:
    """The site's key; None where nothing was ever withdrawn."""
    key = connection.execute(select(site_key.c.key)).scalar()
    return None if key is None else SiteKey(key)


def put_withdrawals(connection: Connection, new: Sequence[Withdrawal], by: int, now: datetime) -> None:
    """Keeps what is known of words that go."""
    rows = [
        {
            "session": one.session,
            "kind": one.kind,
            "ground": one.ground,
            "digest": one.digest,
            "length": one.length,
            "before_digest": one.before,
            "after_digest": one.behind,
            "by": by,
            "at": now,
        }
        for one in new
    ]
    if rows:
        connection.execute(insert(withdrawal), rows)


def withdrawals(connection: Connection) -> tuple[Withdrawal, ...]:
    """All that was withdrawn, in the order in which it was."""
    return tuple(
        Withdrawal(
            row.session,
            MaskKind(row.kind),
            row.ground,
            row.digest,
            row.length,
            row.before_digest,
            row.after_digest,
        )
        for row in connection.execute(select(withdrawal).order_by(withdrawal.c.id))
    )


def put_request(connection: Connection, wanted: Wanted, by: int, now: datetime) -> int:
    """Keeps a wish until it is answered; gives its number."""
    values = {
        "session": wanted.session,
        "words": wanted.words,
        "places": "\n".join(wanted.places),
        "kind": wanted.kind,
        "ground": wanted.ground,
    }
    made = connection.execute(insert(withdrawal_request).values(by=by, at=now, **values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def requests(connection: Connection) -> tuple[WithdrawalRequest, ...]:
    """All that wait, the oldest first."""
    rows = connection.execute(select(withdrawal_request).order_by(withdrawal_request.c.id))
    return tuple(map(_request, rows))


def request_of(connection: Connection, request_id: int) -> WithdrawalRequest:
    """By its number. NotFoundError once it is answered."""
    row = connection.execute(
        select(withdrawal_request).where(withdrawal_request.c.id == request_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError("その頼みは、もう済んでいます。はじめのページから選び直してください。")
    return _request(row)


def drop_request(connection: Connection, request_id: int) -> None:
    """It is answered: nothing is kept of it. NotFoundError if it was before."""
    request_of(connection, request_id)
    connection.execute(delete(withdrawal_request).where(withdrawal_request.c.id == request_id))


def _request(row: Row[Any]) -> WithdrawalRequest:
    places = tuple(row.places.splitlines())
    return WithdrawalRequest(
        row.id, Wanted(row.session, row.words, places, MaskKind(row.kind), row.ground), row.by
    )
