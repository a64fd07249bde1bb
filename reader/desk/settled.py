"""What staff said of the readings in a draft: what is settled, and which doubts are open still."""

from reader.corrections.doubtful_words import DoubtfulWord, doubtful_words
from reader.importing.importer import Settled
from reader.library.database import Database
from reader.library.desk import answers
from reader.library.desk.answers import About, Said
from reader.library.session import Session
from reader.passages.correction import Correction
from reader.readings.word import Reading, ReadingSource


def settled_in(library: Database, edition_id: int | None) -> Settled:
    """The readings that were settled in an edition; nothing for None."""
    if edition_id is None:
        return Settled()
    with library.reading() as connection:
        given = answers.draft_readings(connection, edition_id)
    return Settled(
        tuple(
            Reading(one.surface, one.reading, source=ReadingSource.MINUTES)
            for one in given
            if not one.sentence
        ),
        tuple(
            Correction(one.passage, one.sentence, one.surface, one.reading) for one in given if one.sentence
        ),
    )


def open_doubts(library: Database, edition_id: int, session: Session) -> tuple[DoubtfulWord, ...]:
    """The words of a draft (as it would be shown) whose reading is in doubt and that nobody has answered for, most heard
    first."""
    with library.reading() as connection:
        given = answers.answers_of(connection, edition_id)
    settled = {
        (one.subject, one.detail)
        for one in given
        if one.about is About.READING and one.said is not Said.LATER
    }
    words = doubtful_words(session)
    return tuple(word for word in words if (word.surface, word.reading) not in settled)
