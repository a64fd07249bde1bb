"""Passages to paragraphs of sentences with their readings.

A line of a passage is a paragraph, an utterance a sentence in it; words that no utterance holds stay, without an
anchor, so that no character is lost::

    "取り組みは。\\n次に。"  →  (Sentence("t1-1", (取, と), (り, ), (組, く), (みは。, )),), (Sentence("t1-2", …),)
"""

from collections.abc import Sequence

from reader.minutes.model import Speaker
from reader.passages.printed import announcement_of, printed_lines
from reader.passages.utterance import Passage, Utterance
from reader.readings.furigana.levels import Level, Seen, ruby_words
from reader.readings.furigana.ruby import Ruby
from reader.readings.word import Word
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
    words = label_words(announced, speaker)
    shown = segments(words, level) if words else (Ruby(speaker.label),)
    return Sentence(announced.id, shown)


def label_words(announced: Utterance, speaker: Speaker) -> tuple[Word, ...]:
    """The words of an announcement that make up the label; none if they do not make it up exactly."""
    words = tuple(word for word in announced.words if word.end <= len(speaker.label))
    return words if "".join(word.surface for word in words) == speaker.label else ()


def label_reading(passage: Passage, speaker: Speaker) -> str:
    """How the label of a turn's speaker is read, in hiragana; empty where it is written so, or not known."""
    announced = announcement_of(passage)
    words = label_words(announced, speaker) if announced else ()
    reading = "".join(word.reading for word in words)
    return "" if reading == speaker.label else reading
