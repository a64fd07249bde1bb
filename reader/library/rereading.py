"""What was read anew is written: in one short transaction, and only if the library is still what it was read from."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from reader.errors import ChangedMeanwhileError, NotFoundError
from reader.library.index.holding import Holding
from reader.library.passages import replace_utterances
from reader.library.readings import (
    LexiconChange,
    drop_correction,
    drop_reading,
    lexicon_of,
    put_correction,
    put_reading,
)
from reader.library.schema import tables
from reader.library.session import Session
from reader.passages.correction import Correction
from reader.passages.utterance import Utterance

_CHANGED = "資料庫が、読み直している間に変わりました。もう一度行ってください。"


def write_lexicon_change(
    connection: Connection,
    change: LexiconChange,
    holding: Holding,
    again: Mapping[str, Sequence[Utterance]],
) -> None:
    """Enters or takes out readings, with the sentences (by session) that are read otherwise by them.

    ChangedMeanwhileError if ``holding`` is not current any more, NotFoundError for a reading that is not there.
    """
    if not holding.is_current(connection):
        raise ChangedMeanwhileError(_CHANGED)
    for entry in change.entries:
        put_reading(connection, change.session, entry)
    for surface in () if change.entries else change.surfaces:
        if not drop_reading(connection, change.session, surface):
            raise NotFoundError(
                f"読み辞書に「{surface}」はありません。reader lexicon list で確かめてください。"
            )
    replace_utterances(connection, again)


def write_correction(
    connection: Connection,
    session: Session,
    correction: Correction,
    again: Sequence[Utterance],
    remove: bool,
) -> None:
    """Enters or takes out a correction, with the sentences that are read by it. ChangedMeanwhileError if the session is
    no longer as it was read, NotFoundError for a correction that is not there."""
    table = tables.session
    stamp = connection.execute(select(table.c.stamp).where(table.c.id == session.id)).scalar_one_or_none()
    if stamp != session.stamp or lexicon_of(connection, session.id) != session.lexicon:
        raise ChangedMeanwhileError(_CHANGED)
    if not remove:
        put_correction(connection, session.id, correction)
    elif not drop_correction(
        connection, session.id, correction.passage, correction.sentence, correction.surface
    ):
        raise NotFoundError(
            f"会議録 {session.id} の「{correction.surface}」は直してありません。"
            f"reader lexicon list --minutes {session.id} で確かめてください。"
        )
    replace_utterances(connection, {session.id: again})
