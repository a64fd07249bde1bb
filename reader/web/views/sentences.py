"""Passages to paragraphs of sentences with their readings.

A line of a passage is a paragraph, an utterance a sentence in it; words that no utterance holds stay, without an
anchor, so that no character is lost::

    "取り組みは。\\n次に。"  →  (Sentence("t1-1", (取, と), (り, ), (組, く), (みは。, )),), (Sentence("t1-2", …),)
"""

from collections.abc import Sequence
from dataclasses import replace

from reader.minutes.model import Speaker
from reader.passages.printed import announcement_of, printed_lines
from reader.passages.utterance import Passage
from reader.readings.furigana.levels import Level, Seen, ruby_words
from reader.readings.furigana.ruby import Ruby
from reader.readings.word import Word, WordKind
from reader.web.views.session_context import Sentence

Paragraph = tuple[Sentence, ...]


def paragraphs(passage: Passage, level: Level, first_only: bool = False) -> tuple[Paragraph, ...]:
    """The passage's text, whole and in order. ``first_only``: a word gets furigana once in the passage."""
    seen: Seen | None = set() if first_only else None
    return tuple(
        tuple(
            Sentence(None, (Ruby(part.text),))
            if part.utterance is None
            else Sentence(part.utterance.id, segments(part.utterance.words, level, seen))
            for part in line
        )
        for line in printed_lines(passage)
    )


def segments(words: Sequence[Word], level: Level, seen: Seen | None = None) -> tuple[Ruby, ...]:
    """The words as bases with readings, and stretches without: one segment for each run without. ``seen``: see
    ``ruby_words``."""
    found: list[Ruby] = []
    plain = ""
    for _, cut in ruby_words(words, level, seen):
        for ruby in cut:
            if ruby.reading is None:
                plain += ruby.base
                continue
            if plain:
                found.append(Ruby(plain))
                plain = ""
            found.append(ruby)
    return (*found, Ruby(plain)) if plain else tuple(found)


def one_line(passage: Passage, level: Level) -> Paragraph:
    """All sentences of a title or heading in one line."""
    return tuple(sentence for paragraph in paragraphs(passage, level) for sentence in paragraph)


def label(passage: Passage, speaker: Speaker, level: Level) -> Sentence:
    """Who speaks, as the heading of a turn: the label as printed, with the announcement's readings."""
    announced = announcement_of(passage)
    if announced is None:
        return Sentence(None, (Ruby(speaker.label),))
    words = _laid_over(speaker.label, announced.words)
    return Sentence(announced.id, segments(words, level) if words else (Ruby(speaker.label),))


def _laid_over(printed: str, announced: Sequence[Word]) -> tuple[Word, ...]:
    """The words of an announcement laid over the label as printed, whose spaces nobody says: 「議　長　山田」 is 議　長, a space, and
    山田. None if they do not make it up exactly."""
    laid: list[Word] = []
    at = 0
    for word in announced:
        if at == len(printed):
            break
        begins = end = at + _spaces(printed[at:])
        for character in word.surface.replace(" ", ""):
            end += _spaces(printed[end:])
            if printed[end : end + 1] != character:
                return ()
            end += 1
        laid += [
            *_gap(printed, at, begins),
            replace(word, surface=printed[begins:end], start=begins, end=end),
        ]
        at = end
    return () if printed[at:].strip() else tuple(laid)


def _spaces(text: str) -> int:
    """How many stand at its beginning."""
    return len(text) - len(text.lstrip())


def _gap(text: str, start: int, end: int) -> tuple[Word, ...]:
    """What is printed between two words."""
    return (Word(text[start:end], start, end, "", "", WordKind.SYMBOL),) if end > start else ()


def label_reading(passage: Passage, speaker: Speaker) -> str:
    """How the label of a turn's speaker is read, in hiragana; empty where it is written so, or not known."""
    announced = announcement_of(passage)
    words = _laid_over(speaker.label, announced.words) if announced else ()
    reading = "".join(word.reading for word in words)
    return "" if reading == speaker.label else reading
