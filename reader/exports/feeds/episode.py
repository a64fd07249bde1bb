"""An episode: what a podcast tells of one session's sound, worked out once for as long as sound and words stay as they are.

::

    20211028-1   5,616,000 bytes, 936.0 s · 2 agenda items · 委員, 事務局 … · soundbite 84.9 s +42 s 「委員: 目的について、…」
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.exports.cue_table import FRAME_MS
from reader.exports.material import Material
from reader.exports.mp3_chapters.marks import groups
from reader.minutes.exchanges import exchanges
from reader.speech.sound import mp3

SHORTEST_BITE, LONGEST_BITE = 15_000, 120_000
"""Milliseconds of a soundbite."""

_LONGEST_NAME = 128


@dataclass(frozen=True, slots=True)
class Episode:
    """``length`` is that of the MP3 in bytes, times are milliseconds; ``people`` are labels as printed, ``chapters`` begin and
    title of agenda items, ``bites`` begin, length and title of questions, ``turns`` number, name, length and first words of what people with a name say."""

    length: int
    duration_ms: int
    people: tuple[str, ...]
    chapters: tuple[tuple[int, str], ...]
    bites: tuple[tuple[int, int, str], ...]
    turns: tuple[tuple[int, str, int, str], ...] = ()


def episode(material: Material) -> Episode:
    """What is told of the material, which has its cue table."""
    duration = material.table.duration_ms
    speaking = dict.fromkeys(turn.speaker for turn in material.minutes.turns)
    return Episode(
        duration // FRAME_MS * mp3.FRAME_BYTES,
        duration,
        tuple(material.label(key)[:_LONGEST_NAME] for key in speaking),
        tuple((group.marks[0].begin, group.title) for group in groups(material)),
        tuple(_bites(material)),
        tuple(_turns(material)),
    )


def _turns(material: Material) -> Iterator[tuple[int, str, int, str]]:
    lengths = {key: rows[-1].next_begin_ms - rows[0].begin_ms for key, rows in material.table.passages()}
    for turn in material.minutes.turns:
        name, length = material.minutes.speaker(turn.speaker).name, lengths.get(f"t{turn.number}", 0)
        if name and length:
            yield turn.number, " ".join(name.split()), length, " ".join(turn.text.split())[:_LONGEST_NAME]


def _bites(material: Material) -> Iterator[tuple[int, int, str]]:
    """A stretch for each question, whole sentences as far as they fit; one that is too short goes on into the answer."""
    rows = material.table.rows
    place = {row.passage_key: number for number, row in reversed(list(enumerate(rows)))}
    turns = {turn.number: turn for turn in material.minutes.turns}
    for exchange in exchanges(material.minutes):
        first = place.get(f"t{exchange.question}")
        if first is None:
            continue
        own = (f"t{exchange.question}", *(f"t{number}" for number in exchange.answers))
        begin = end = rows[first].begin_ms
        for row in rows[first:]:
            is_long = end - begin >= SHORTEST_BITE
            if row.next_begin_ms - begin > LONGEST_BITE or (is_long and row.passage_key != own[0]):
                break
            if row.passage_key not in own:
                break
            end = row.end_ms
        if end - begin >= SHORTEST_BITE:
            turn = turns[exchange.question]
            words = " ".join(turn.text.split())
            yield begin, end - begin, f"{material.label(turn.speaker)}: {words}"[:_LONGEST_NAME]
