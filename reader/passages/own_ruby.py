"""The publisher's own ruby, laid back over the words that it stands over.

It counts where it stands, for one kanji too, and no further than the word it names. Where the analyser reads the same, nothing
is changed::

    市場[いちば]の方[かた]が行[おこな]った   →  市場 いちば, 方 かた, 行っ おこなっ; in 市場調査, without ruby, 市場 stays しじょう
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.minutes.model import StatedReading
from reader.readings.word import Override, ReadingSource, Word
from reader.readings.writing.kana import is_kana, pronounce, to_hiragana

_LEAST_AROUND = 2
"""Characters beside a surface from which its place can be told; of a line with fewer, the whole must be the same."""


@dataclass(frozen=True, slots=True)
class Ruby:
    """``text[start:end]`` of a passage has that ruby."""

    start: int
    end: int
    reading: str


def rubies(text: str, stated: Iterable[StatedReading]) -> tuple[Ruby, ...]:
    """The ruby over a passage's text, in order and apart; of two that meet the one stated first."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    bare = "".join(text[at] for at in places)
    found: dict[int, Ruby] = {}
    taken: set[int] = set()
    for item in stated:
        if item.before is None or item.surface not in bare:
            continue
        for at in _stands(bare, item):
            span = range(at, at + len(item.surface))
            if taken.isdisjoint(span):
                taken.update(span)
                found[at] = Ruby(places[at], places[span[-1]] + 1, item.reading)
    return tuple(found[at] for at in sorted(found))


def _stands(bare: str, item: StatedReading) -> Iterator[int]:
    """Where the surface stands between the same characters; a passage may begin or end sooner than the line did."""
    before, after = item.before or "", item.after
    at = bare.find(item.surface)
    while at >= 0:
        end = at + len(item.surface)
        left, right = (
            bare[max(0, at - len(before)) : at],
            bare[end : end + len(after)],
        )  # shorter at the passage's ends
        known = len(left) + len(right) >= _LEAST_AROUND or len(bare) == len(item.surface)
        if known and before.endswith(left) and after.startswith(right):
            yield at
        at = bare.find(item.surface, at + 1)


def ruby_overrides(words: Sequence[Word], own: Sequence[Ruby]) -> tuple[Override, ...]:
    """The overrides of a sentence for its ruby (offsets into the sentence), in order. ``words`` are the sentence as the
    analyser reads it: ruby that is read so already is left out, kana that end the word go with it."""
    ends = {word.end for word in words}
    starts = {word.start for word in words}
    overrides = []
    for group in _words_of(own, starts, ends):
        start, end = group[0].start, group[-1].end
        rest = _rest(words, end) if start in starts else ""
        inside = [word for word in words if start <= word.start and word.end <= end + len(rest)]
        reading = "".join(ruby.reading for ruby in group) + to_hiragana(rest)
        whole = inside and (inside[0].start, inside[-1].end) == (start, end + len(rest))
        if not whole or pronounce("".join(word.reading for word in inside)) != pronounce(reading):
            overrides.append(Override(start, end + len(rest), reading, source=ReadingSource.MINUTES))
    return tuple(overrides)


def _words_of(own: Sequence[Ruby], starts: set[int], ends: set[int]) -> Iterator[list[Ruby]]:
    """Ruby kanji by kanji is put together where it is one word: 教[きょう]育[いく], 上[かみ]手[て]."""
    group: list[Ruby] = []
    for ruby in own:
        if group and (group[-1].end != ruby.start or (ruby.start in starts and group[-1].end in ends)):
            yield group
            group = []
        group.append(ruby)
    if group:
        yield group


def _rest(words: Sequence[Word], end: int) -> str:
    """The kana that end the word in which ``end`` stands."""
    for word in words:
        if word.start < end < word.end:
            rest = word.surface[end - word.start :]
            return rest if is_kana(rest) else ""
    return ""
