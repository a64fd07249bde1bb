"""The passages of minutes in reading order, and their keys."""

from collections.abc import Iterator

from reader.minutes.model import AgendaItem, Minutes, Note, Turn
from reader.passages.utterance import Passage, PassageKind, Utterance


def passage_outline(minutes: Minutes) -> Iterator[Passage]:
    """The passages of minutes in reading order, still without utterances.

    The title first, then the results that belong to no item; a heading with its results stands before its first entry,
    and headings without entries where their number puts them.
    """
    if minutes.meeting:
        yield Passage("m", PassageKind.TITLE, 0, minutes.meeting, ())
    if minutes.results:
        yield Passage("r0", PassageKind.RESULTS, 0, "\n".join(minutes.results), ())
    headings = iter(minutes.agenda)
    told = -1
    for entry in minutes.entries:
        while entry.agenda is not None and told < entry.agenda:
            item = next(headings)
            told = item.index
            yield from _headed(item)
        yield _entry(entry)
    for item in headings:
        yield from _headed(item)


def with_utterances(passage: Passage, utterances: tuple[Utterance, ...]) -> Passage:
    """The same passage, cut into those utterances. Of 10,000 turns ``dataclasses.replace`` takes twice as long."""
    key, kind, number, text = passage.key, passage.kind, passage.number, passage.text
    return Passage(key, kind, number, text, utterances, passage.speaker, passage.agenda, passage.asides)


def entry_key(entry: Turn | Note) -> str:
    """``t12`` for a turn, ``n3`` for a note."""
    return f"{'t' if isinstance(entry, Turn) else 'n'}{entry.number}"


def _headed(item: AgendaItem) -> Iterator[Passage]:
    number = item.index + 1
    yield Passage(f"a{number}", PassageKind.HEADING, number, item.title, (), agenda=item.index)
    if item.results:
        yield Passage(
            f"r{number}", PassageKind.RESULTS, number, "\n".join(item.results), (), agenda=item.index
        )


def _entry(entry: Turn | Note) -> Passage:
    kind = PassageKind.TURN if isinstance(entry, Turn) else PassageKind.NOTE
    speaker = entry.speaker if isinstance(entry, Turn) else None
    asides = entry.asides if isinstance(entry, Turn) else ()
    return Passage(entry_key(entry), kind, entry.number, entry.text, (), speaker, entry.agenda, asides)
