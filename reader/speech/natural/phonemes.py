"""Morae as the sounds that the model was trained with, in pieces that it can take.

::

    橋を渡りますか？   haɕi o wataɾʲi masɨ ka?    (a space where a word begins, a comma for a pause)
    委員が先般、       iiɴ ɡa sempaɴ,             (ん as it is said before what follows in its word)

So the model was trained: where words ran into one another, を was not heard behind o (性能を as せいのお), and 県と was けんとう.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.readings.writing.labels import NASAL, STOP, BreathGroup, Mora

_VOWELS = {"a": "a", "i": "i", "u": "ɯ", "e": "e", "o": "o"}
_CONSONANTS = {
    "": "", "k": "k", "g": "ɡ", "s": "s", "z": "ʣ", "t": "t", "d": "d", "n": "n", "h": "h", "b": "b", "p": "p",
    "m": "m", "r": "ɾ", "w": "w", "y": "j", "ky": "kʲ", "gy": "ɡʲ", "sh": "ɕ", "j": "ʥ", "ch": "ʨ", "ts": "ʦ",
    "ny": "ɲ", "hy": "ç", "by": "bʲ", "py": "pʲ", "my": "mʲ", "ry": "ɾʲ", "f": "ɸ", "v": "v", "ty": "tʲ",
    "dy": "dʲ", "kw": "kᵝ", "gw": "ɡᵝ",
}  # fmt: skip
_BEFORE_I = {
    "k": "kʲ", "g": "ɡʲ", "n": "ɲ", "h": "ç", "b": "bʲ", "p": "pʲ", "m": "mʲ", "r": "ɾʲ", "t": "tʲ", "d": "dʲ",
    "z": "ʥ", "v": "vʲ", "f": "ɸʲ",
}  # fmt: skip
# How ん is said before what begins with these; ɴ before anything else, a long one before a vowel, which would else make a syllable
# with it (単位 was heard as たに, 千円 as せねん).
_NASALS = {
    **dict.fromkeys(("m", "p", "b"), "m"), **dict.fromkeys(("k", "ɡ"), "ŋ"), **dict.fromkeys(("ɲ", "ʨ", "ʥ"), "ɲ"),
    **dict.fromkeys(("n", "t", "d", "ɾ", "z"), "n"),
}  # fmt: skip
# を, a word of its own, behind ん and u, of which it is else heard as a part (質問を as しつも, システムを as しすても).
_OBJECT, _HIDE_O = "wo", frozenset({NASAL, "u", "U"})
# Behind these, u is said further in front.
_FRONTED = frozenset({"s", "ts", "z", "sh", "j", "ch"})
_LONG, _SPACE, _PAUSE, _END, _ASKED = "ː", " ", ",", ".", "?"
TOKENS = {
    ",": 3, ".": 4, "?": 6, " ": 16, "ʣ": 18, "ʥ": 19, "ʦ": 20, "ʨ": 21, "ᵝ": 22, "a": 43, "b": 44, "d": 46, "e": 47, "h": 50, "i": 51, "j": 52, "k": 53, "m": 55, "n": 56, "o": 57, "p": 58, "s": 61, "t": 62, "u": 63, "v": 64, "w": 65, "z": 68, "ɕ": 77, "ç": 78, "ɡ": 92, "ŋ": 112, "ɨ": 101, "ɯ": 110, "ɲ": 114, "ɴ": 115, "ɸ": 118, "ɾ": 125, "ʔ": 148, "ː": 158, "ʲ": 164,
}  # fmt: skip
"""The model's number for each sound and sign that is said here."""
MOST_TOKENS = 510
"""How many the model takes, without the two that it has at the edges."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What the model is given at once: the ``tokens`` of these breath groups; ``spans`` holds for each mora the places of
    its first token and of the one behind its last."""

    groups: tuple[BreathGroup, ...]
    tokens: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def pieces(groups: Sequence[BreathGroup], limit: int = MOST_TOKENS) -> tuple[Piece, ...]:
    """The breath groups in pieces of at most ``limit`` tokens, parted at pauses where that is enough, else where accent
    phrases begin, else anywhere."""
    made: list[Piece] = []
    held: tuple[BreathGroup, ...] = ()
    for part in [part for group in groups for part in _parted(group, limit)]:
        if held and len(_piece((*held, part)).tokens) > limit:
            made.append(_piece(held))
            held = ()
        held = (*held, part)
    return (*made, _piece(held)) if held else ()


def sounds(mora: Mora, before: Mora | None, behind: Mora | None) -> str:
    """How the model writes the mora; ``before`` and ``behind`` are its neighbours in the same word."""
    if mora.vowel == STOP:
        return "ʔ"
    if mora.vowel == NASAL:
        return _nasal(mora, behind)
    consonant, vowel = mora.consonant, mora.vowel.lower()
    if before is not None and not consonant and vowel == before.vowel.lower() and vowel != "i":
        return _LONG
    if vowel == "i":
        return _BEFORE_I.get(consonant, _CONSONANTS[consonant]) + "i"
    if vowel == "u" and (consonant in _FRONTED or (consonant.endswith("y") and consonant != "y")):
        return ("z" if consonant == "z" else _CONSONANTS[consonant]) + "ɨ"
    return _CONSONANTS[consonant] + _VOWELS[vowel]


def _nasal(mora: Mora, behind: Mora | None) -> str:
    if behind is None:
        return "ɴ"
    if not behind.consonant and behind.vowel.lower() in _VOWELS:
        return "ɴ" + _LONG
    return _NASALS.get(sounds(behind, mora, None)[0], "ɴ")


def _parted(group: BreathGroup, limit: int) -> Iterator[BreathGroup]:
    """The group as it is if it has few enough tokens."""
    start, size, phrase = 0, 1, 0
    costs = [len(written) + apart for written, apart in zip(_written(group), _apart(group), strict=True)]
    for place, mora in enumerate(group):
        phrase = place if mora.begins else phrase
        size += costs[place]
        if size > limit and place > start:
            cut = phrase if phrase > start else place
            yield group[start:cut]
            start, size = cut, 1 + sum(costs[cut : place + 1])
    yield group[start:]


def _written(group: BreathGroup) -> list[str]:
    before = (None, *group[:-1])
    behind = (*group[1:], None)
    apart = (*_apart(group), True)
    return [
        _OBJECT
        if begins and ends and _is_o(mora) and last is not None and last.vowel in _HIDE_O
        else sounds(mora, None if begins else last, None if ends else following)
        for last, mora, following, begins, ends in zip(
            before, group, behind, apart[:-1], apart[1:], strict=True
        )
    ]


def _is_o(mora: Mora) -> bool:
    return not mora.consonant and mora.vowel == "o"


def _apart(group: BreathGroup) -> list[bool]:
    """Whether each mora begins a word that is written apart from what is before it: the first, and none behind っ."""
    return [
        (mora.begins or mora.begins_word) and (before is None or before.vowel != STOP)
        for before, mora in zip((None, *group[:-1]), group, strict=True)
    ]


def _piece(groups: tuple[BreathGroup, ...]) -> Piece:
    tokens: list[int] = []
    spans: list[tuple[int, int]] = []
    for number, group in enumerate(groups):
        if number:
            tokens += [TOKENS[_PAUSE], TOKENS[_SPACE]]
        for place, (apart, written) in enumerate(zip(_apart(group), _written(group), strict=True)):
            if place and apart:
                tokens.append(TOKENS[_SPACE])
            spans.append((len(tokens), len(tokens) + len(written)))
            tokens += [TOKENS[sound] for sound in written]
    tokens.append(TOKENS[_ASKED if groups[-1][-1].asks else _END])
    return Piece(groups, tuple(tokens), tuple(spans))
