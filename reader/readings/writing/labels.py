"""What full-context labels say, mora by mora: the sounds, and where the pitch rises and falls.

The labels are Open JTalk's (``p1^p2-p3+p4=p5/A:a1+a2+a3/B:…/C:…/D:…/E:…/F:f1_f2#f3_…``): p3 is the sound, a2 the mora's place in its accent
phrase, f1 how many morae that has, f2 behind which the pitch falls (0: nowhere), f3 whether it asks. B, C and D are of what
kinds the word before, this one and the next are: where any of them changes, a word begins (of four in a row of one kind the middle two are
taken for one); a number is one word::

    橋を渡りますか？   (ha sh·i o) | (wa ta ri ma s·U ka)   ハシヲ falls behind 2, ワタリマスカ behind 4, and asks
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SOUND = re.compile(r"-([^+]+)\+")
_PLACE = re.compile(r"/A:[^+]*\+(\d+)\+")
_WORDS = re.compile(r"/B:[^/]*/C:(\w+?)_[^/]*/D:[^/]*/")
_NUMERAL = "05"
_PHRASE = re.compile(r"/F:(\d+)_(\d+)#(\d)")
_VOWELS = frozenset("aiueoAIUEO")
NASAL, STOP = "N", "cl"


@dataclass(frozen=True, slots=True)
class Mora:
    """One mora of an accent phrase of ``size`` morae.

    ``vowel`` is a small letter, a capital where it is voiceless, NASAL for ん and STOP for っ; ``place`` counts from 1,
    ``nucleus`` is the place behind which the pitch falls, 0 if it does not; ``asks``: the phrase ends a question;
    ``begins_word``: a word begins with it.
    """

    consonant: str
    vowel: str
    place: int
    size: int
    nucleus: int
    asks: bool
    begins_word: bool = False

    @property
    def begins(self) -> bool:
        """Whether it is the first of its accent phrase."""
        return self.place == 1

    @property
    def ends(self) -> bool:
        """Whether it is the last of its accent phrase."""
        return self.place == self.size

    @property
    def high(self) -> bool:
        """Whether its tone is high: up to the nucleus, but for the first mora."""
        if self.begins:
            return self.nucleus == 1
        return self.nucleus == 0 or self.place <= self.nucleus


BreathGroup = tuple[Mora, ...]
"""What is said between two pauses."""


def breath_groups(labels: Iterable[str]) -> tuple[BreathGroup, ...]:
    """The morae that the labels speak, parted at their pauses. ValueError for what is no label."""
    groups: list[list[Mora]] = [[]]
    consonant, words, kind = "", "", ""
    for label in labels:
        sound = _found(_SOUND, label)[1]
        if sound in ("sil", "pau"):
            groups.append([])
            words, kind = "", ""
        elif sound in (NASAL, STOP) or sound in _VOWELS:
            place = int(_found(_PLACE, label)[1])
            size, nucleus, asks = map(int, _found(_PHRASE, label).groups())
            around = _found(_WORDS, label)
            begins = around[0] != words and not kind == around[1] == _NUMERAL
            groups[-1].append(Mora(consonant, sound, place, size, nucleus, bool(asks), begins))
            consonant, words, kind = "", around[0], around[1]
        else:
            consonant = sound
    return tuple(tuple(group) for group in groups if group)


def _found(pattern: re.Pattern[str], label: str) -> re.Match[str]:
    match = pattern.search(label)
    if match is None:
        raise ValueError(f"no label: {label}")
    return match
