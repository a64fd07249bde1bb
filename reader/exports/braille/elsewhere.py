"""Text that no words were kept of (where a meeting was held), read by the words of the session itself. ::

    長崎市役所 本館   →   長崎 · 市役所 · 本館, if the session has each of them; None if it has not

The longest word that fits is taken first; a word that has two readings in the session is none.
"""

from collections.abc import Iterable, Mapping

from reader.passages.utterance import Passage
from reader.readings.word import PartOfSpeech, Word, WordKind
from reader.readings.writing.kana import is_kana

_LONGEST = 16


def words_by_surface(passages: Iterable[Passage]) -> dict[str, Word]:
    """The words of a session that are read in one way wherever they stand."""
    found: dict[str, Word] = {}
    twice: set[str] = set()
    for word in (word for passage in passages for said in passage.utterances for word in said.words):
        known = found.setdefault(word.surface, word)
        if known.reading != word.reading:
            twice.add(word.surface)
    return {surface: word for surface, word in found.items() if word.reading and surface not in twice}


def words_elsewhere(text: str, known: Mapping[str, Word]) -> tuple[Word, ...] | None:
    """The words of a text by those that are known, signs and kana as they are; None where a part of it is not known."""
    words: list[Word] = []
    at = 0
    while at < len(text):
        sizes = range(min(_LONGEST, len(text) - at), 0, -1)
        size = next((size for size in sizes if text[at : at + size] in known), 0)
        if size:
            words.append(known[text[at : at + size]])
        elif is_kana(text[at]):
            words.append(Word(text[at], at, at + 1, text[at], text[at], part=PartOfSpeech.ENDING))
        elif text[at].isalnum():
            return None
        else:
            words.append(Word(text[at], at, at + 1, "", "", WordKind.SYMBOL, part=PartOfSpeech.SYMBOL))
        at += size or 1
    return tuple(words)
