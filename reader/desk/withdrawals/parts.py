"""Parts of withdrawn words that somebody settled the reading of: how they are read would tell what was withdrawn."""

from collections.abc import Container, Mapping

from reader.library.database import Transaction
from reader.library.desk import editions, traces
from reader.library.draft import Draft
from reader.library.library import Library
from reader.minutes.edits.quote import Plain, plain


def parts_gone(
    library: Library,
    connection: Transaction,
    words: str,
    drafts: Mapping[str, Draft],
    of_drafts: Container[int],
) -> frozenset[str]:
    """Those settled for the sessions that are stored anew as ``drafts``, or for the editions ``of_drafts``, that stand in no
    minutes any more. What the town's lexicon has stays: it says nothing of any minutes. ``words`` are plain."""
    every = editions.editions(connection)
    numbers = [one.id for one in every if one.session in drafts or one.id in of_drafts]
    settled = traces.settled_words(connection, drafts, numbers)
    parts = {one for one in settled if plain(one) and plain(one) in words}
    if not parts:
        return frozenset()
    left = [
        *(draft.minutes for draft in drafts.values()),
        *(library.minutes(one.id) for one in library.sessions() if one.id not in drafts),
        *(editions.minutes_of(connection, one.id) for one in every),
        *(editions.parsed_of(connection, one.id) for one in every),
    ]
    for minutes in left:
        text = Plain(part.text for part in minutes.parts).text
        parts = {one for one in parts if plain(one) not in text}
    return frozenset(parts)
