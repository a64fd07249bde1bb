"""Where the kana that are typed so far lead: how many sentences hold them, which kana may follow, which words begin so.

::

    わい  →  12 sentences; what follows is ふ; わいふぁい (Wi-Fi)
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.readings.finding.forgiving import forgiving
from reader.readings.word import Word
from reader.readings.writing.kana import is_kana, to_hiragana
from reader.web.kiosk.stage.excerpt import place_of

MOST_WORDS = 4
_LONGEST_WORD = 12


@dataclass(frozen=True, slots=True)
class Offered:
    """A word that begins as is typed, as it is written and as it sounds."""

    surface: str
    kana: str


def following(sentences: Iterable[Sequence[Word]], typed: str) -> frozenset[str]:
    """The folded kana that stand right behind what is typed, in any of the sentences."""
    wanted = forgiving(typed)
    found = set()
    for words in sentences:
        sound = forgiving("".join(word.reading for word in words))
        at = sound.find(wanted)
        while at >= 0:
            found.add(sound[at + len(wanted) : at + len(wanted) + 1])
            at = sound.find(wanted, at + 1)
    return frozenset(found - {""})


def leads_on(typed: str, key: str, forms: str, behind: frozenset[str]) -> bool:
    """Whether a key, or what the board's other key makes of it (``forms``), leads to one of what stands behind."""
    wanted = forgiving(typed)
    for form in (key, *forms):
        longer = forgiving(typed + form)
        if longer == wanted or not longer.startswith(wanted):  # a long vowel is found as the short one is
            return True
        if longer[len(wanted) :][:1] in behind:
            return True
    return False


def offered(sentences: Iterable[Sequence[Word]], typed: str) -> tuple[Offered, ...]:
    """The words that begin as is typed, the most frequent first; those that are written in kana need no offering."""
    wanted = forgiving(typed)
    counted: Counter[Offered] = Counter()
    for words in sentences:
        place = place_of(words, typed)
        surface = kana = ""
        for word in words[place:]:
            surface, kana = surface + word.surface, kana + word.reading
            if len(forgiving(kana)) >= len(wanted):
                break
        if forgiving(kana).startswith(wanted) and 1 < len(surface) <= _LONGEST_WORD and not is_kana(surface):
            counted[Offered(surface, to_hiragana(kana))] += 1
    return tuple(word for word, _ in counted.most_common(MOST_WORDS))
