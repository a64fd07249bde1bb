"""Divides a sentence that is too long to be one utterance, at the best phrase boundary near an even share.

An utterance has at most 200 characters and, by estimate, lasts at most 30 seconds. Boundaries, best first: a full
stop inside a quotation, a comma behind a clause (〜が、 〜ので、 〜して、), any comma, a bracket or a space, を, another
particle before a word that is not written in hiragana, any boundary between words, one inside an address::

    計画を立てて進めていきたいが、/ 県市が2重投資とならないよう、…

Where the offsets between words are given, no others are ever used.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from math import ceil

from reader.readings.word import Word
from reader.readings.writing.kana import morae

WordBoundaries = Callable[[str], Iterable[int]]

MOST_CHARACTERS = 200
# 30 s at the slowest pace that a voice of the palette has, the pauses at commas included.
MOST_MORAE = 150.0
_IN_ADDRESS_MORAE = 1.6

ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{1,300}|[\w.+-]{1,64}@[A-Za-z0-9.-]{1,200}", re.ASCII)
"""An address of a page or of mail."""

_SMALL = frozenset("ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ")
_CLAUSE_END = re.compile(
    r"(?:が|けれども|けど|ので|のに|から|ため|て|んで|おり|あり|なり|たり|ば|たら|なら|と|し|つつ|ながら|ず|よう|とき|際|場合)$"
)
_STOP = re.compile(r"[。！？｡]+[」』）)”]*")
_COMMA = re.compile(r"、|(?<![0-9０-９])[，,]|[，,](?![0-9０-９])")
# Weaker boundaries, best first: their strength is 3 + the index.
_WEAKER = (
    re.compile(r"[」』）)】〕；;：]+(?![、。，」』）)])|[ \u3000]+|(?<=[^\s「『（(【〔])(?=[「『（(【〔])"),
    re.compile(r"を(?=[^ぁ-ゟ、。])"),
    re.compile(r"[はがにでとものへや](?=[^ぁ-ゟ、。ー々])"),
)
_BETWEEN_WORDS = 3 + len(_WEAKER)
_IN_ADDRESS = _BETWEEN_WORDS + 1


def divided(sentence: str, boundaries: WordBoundaries | None = None) -> tuple[tuple[int, int], ...]:
    """The spans of the utterances that a sentence makes; one, unless it is too long."""
    load = _load(sentence)
    if load[-1] <= 1.0:
        return ((0, len(sentence)),)
    strength = _strengths(sentence, boundaries)
    offsets = sorted(strength)
    spans: list[tuple[int, int]] = []
    start = 0
    while load[-1] - load[start] > 1.0:
        end = _best_cut(load, start, strength, offsets)
        spans.append((start, end))
        start = end
    return (*spans, (start, len(sentence)))


def middle(words: Sequence[Word]) -> int:
    """The offset at which words fall into two halves of about as many morae: between two of them, inside the only one
    there is (WWWW…)."""
    if len(words) == 1:
        return (words[0].start + words[0].end) // 2
    load = list(accumulate(len(morae(word.pronunciation)) for word in words))
    return words[min(range(len(words) - 1), key=lambda cut: abs(load[cut] - load[-1] / 2))].end


def _morae(character: str) -> float:
    if character in _SMALL:
        return 0.0
    if "ぁ" <= character <= "ヿ":
        return 1.0 if character != "・" else 0.0
    if character in "、，。！？":
        return 2.0
    if character.isdecimal() or character in "%％":
        return 3.0
    if "㐀" <= character <= "鿿":
        return 1.9
    return 2.2 if character.isalpha() else 0.2


def _load(sentence: str) -> list[float]:
    """How full an utterance from 0 to each offset is; 1.0 is the most it may be."""
    share = 1 / MOST_CHARACTERS
    weights = [_morae(character) for character in sentence]
    for address in ADDRESS.finditer(sentence):
        weights[slice(*address.span())] = [_IN_ADDRESS_MORAE] * (address.end() - address.start())
    return list(accumulate((max(share, weight / MOST_MORAE) for weight in weights), initial=0.0))


def _strengths(sentence: str, boundaries: WordBoundaries | None) -> dict[int, int]:
    """The offsets where the sentence may be divided, with how good each is (0 is best)."""
    strength: dict[int, int] = {}
    for rank, pattern in reversed(list(enumerate(_WEAKER, 3))):
        strength |= {m.end(): rank for m in pattern.finditer(sentence)}
    for comma in _COMMA.finditer(sentence):
        clause = _CLAUSE_END.search(sentence[max(comma.start() - 6, 0) : comma.start()])
        strength[comma.end()] = 1 if clause else 2
    strength |= {m.end(): 0 for m in _STOP.finditer(sentence)}
    for address in ADDRESS.finditer(sentence):
        strength |= dict.fromkeys(range(address.start() + 1, address.end()), _IN_ADDRESS)
        strength[address.start()] = min(strength.get(address.start(), 3), 3)
    if boundaries is None:
        return strength
    between = {offset: strength.get(offset, _BETWEEN_WORDS) for offset in boundaries(sentence)}
    return {
        offset: rank
        for offset, rank in between.items()
        if sentence[offset : offset + 1] not in "、。，」』）"
    }


def _best_cut(load: list[float], start: int, strength: dict[int, int], offsets: list[int]) -> int:
    """The end of the utterance that begins at ``start``: the best boundary between 0.4 of an even share and the
    most there may be, the nearest to an even share among equals."""
    rest = load[-1] - load[start]
    share = rest / ceil(rest)
    low = bisect_left(load, load[start] + 0.4 * share, start + 1)
    high = bisect_right(load, load[start] + 1.0, start + 1) - 1
    within = offsets[bisect_left(offsets, low) : bisect_right(offsets, high)]
    if not within:
        return max(high, start + 1)
    return min(within, key=lambda offset: (strength[offset], abs(load[offset] - load[start] - share)))
