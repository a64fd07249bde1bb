"""A text folded to the characters that Open JTalk reads, each knowing where it came from.

Half-width letters and kana become full-width (``ｶﾞ`` → ガ), signs that hold words are written out (㈱ → 株式会社),
control characters, zero-width spaces, variation selectors and emoji fall away. ``spans[i]`` is where
character ``i`` of ``text`` stood in the original::

    "㈱A\\u200bB" → FoldedText("株式会社ＡＢ", ((0, 1), (0, 1), (0, 1), (0, 1), (1, 2), (3, 4)))
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reader.radicals import RADICALS
from reader.readings.writing.formulas import below_element
from reader.readings.writing.signs import CURRENCIES, is_enclosed, said

Span = tuple[int, int]
_SURFACES_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text and, for each of its characters, the half-open span of the original that it stands for."""

    text: str
    spans: tuple[Span, ...]

    def original(self, start: int, end: int) -> Span:
        """The span of the original under characters ``start`` to ``end`` of this text."""
        if start >= end:
            position = self.spans[start][0] if start < len(self.spans) else self._length()
            return position, position
        return min(span[0] for span in self.spans[start:end]), max(span[1] for span in self.spans[start:end])

    def folded(self, start: int, end: int) -> Span:
        """The span of this text that stands for characters ``start`` to ``end`` of the original."""
        inside = [i for i, (left, right) in enumerate(self.spans) if left < end and start < right]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def _length(self) -> int:
        return self.spans[-1][1] if self.spans else 0


# Signs that are said by where they stand (rewriting), or that the analyser itself says.
_LEFT = frozenset(CURRENCIES + "×÷＃＆＠％＝＋＜＞￥")
_COUNTED = re.compile(
    "[番号点章節条項款目期種案型類級等次部回年月日世]|つ目|丁目|[〜～](?=[⅐-ↈ①-⓿０-９0-9])|[-－−‐‑–][0-9０-９Ａ-ＺA-Zー-]"
)
_JOINING = "-－−‐‑–〜～"
_POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = frozenset(f"⁻{_POWERS}")
_FIGURE = re.compile(r"[\d一二三四五六七八九〇十百千万]")
_CHARACTERS = {
    **{chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)},
    '"': "”",
    "'": "’",
    "-": "−",
    "－": "−",
    "‐": "−",
    "‑": "−",
    "–": "−",
    "\\": "￥",
    "¥": "￥",
    "`": "‘",
    "~": "〜",
    "～": "〜",
    "〰": "〜",
    "∼": "〜",
    " ": "\u3000",
    "\t": "\u3000",
    "\n": "\u3000",
    "\r": "\u3000",
    "\u00a0": "\u3000",
    "✕": "×",
    "✖": "×",
    "♯": "＃",
    "﹟": "＃",
    "◯": "〇",
    "○": "〇",
    "﹣": "−",
    "˗": "−",
    "﹪": "％",
}
_COMPOSED = re.compile(r"[ｦ-ﾝ][ﾞﾟ]?|[ぁ-ゖァ-ヺ][\u3099\u309a]|[豈-\ufaff]")
_PLAIN = re.compile(r"(?:[一-鿿ぁ-ゖァ-ヺー、。々「」](?![\u3099\u309aﾞﾟ]))+")
"""What stays as it is: most of every text."""

_DROPPED = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\u3099\u309aﾞﾟ\u20d0-\u20ff\ue000-\uf8ff\U0001f000-\U0001faff\U000e0000-\U000e01ef\U000f0000-\U0010fffd]"
)


def full_width(text: str) -> FoldedText:
    """Fold a text (characters; nothing is read into dates or figures here)."""
    characters: list[str] = []
    spans: list[Span] = []
    position = 0
    while position < len(text):
        plain = _PLAIN.match(text, position)
        if plain:
            end = plain.end()
            characters.append(text[position:end])
            spans.extend(zip(range(position, end), range(position + 1, end + 1), strict=True))
        else:
            composed = _COMPOSED.match(text, position)
            end = composed.end() if composed else position + 1
            piece = _compose(composed.group()) if composed else _fold_character(text, position)
            characters.append(piece)
            spans.extend([(position, end)] * len(piece))
        position = end
    return FoldedText("".join(characters), tuple(spans))


@lru_cache(maxsize=_SURFACES_KEPT)
def folded_surface(surface: str) -> str:
    """A word's surface as it stands in a folded text. The words of a lexicon are asked for again and again."""
    return full_width(surface).text


def join(pieces: Iterable[tuple[str, Span]]) -> FoldedText:
    """A folded text from pieces, each with the span that all of its characters stand for."""
    characters: list[str] = []
    spans: list[Span] = []
    for piece, span in pieces:
        characters.append(piece)
        spans.extend([span] * len(piece))
    return FoldedText("".join(characters), tuple(spans))


def _compose(characters: str) -> str:
    return unicodedata.normalize("NFKC", characters)


def _fold_character(text: str, position: int) -> str:
    character = text[position]
    if character in _CHARACTERS:
        return _CHARACTERS[character]
    if ord(character) in RADICALS:
        return RADICALS[ord(character)]
    words = None if character in _LEFT else said(character)
    if words:
        return _beside(text, position, words)
    return "" if _DROPPED.match(character) else character


def _plain_sign(sign: str) -> str:
    return said(sign) or sign


def _beside(text: str, position: int, words: str) -> str:
    """A sign's words, kept apart from what stands beside them: a figure in a ring must not grow together with others
    (資料1①, ㈠市民) but with its counter (⑵番, Ⅰ−１); ½ behind a figure is added, ² behind one is its power."""
    sign = text[position]
    after_figure = position > 0 and _FIGURE.match(text[position - 1]) is not None
    if is_enclosed(sign):
        if position > 1 and text[position - 1] in _JOINING and _FIGURE.match(_plain_sign(text[position - 2])):
            return words
        return words if not after_figure and _COUNTED.match(text, position + 1) else f"「{words}」"
    if after_figure and "分の" in words:
        return f"と{words}"
    if sign in _POWERS:
        return _power(text, position, words)
    return below_element(text, position) or words


def _power(text: str, position: int, words: str) -> str:
    """A raised figure behind a number is its power, of several figures too: 10¹², 10⁻³; behind a letter a negative one."""
    start = position
    while position - start < 4 and text[start - 1 : start] in _RAISED:
        start -= 1
    before = text[start - 1 : start]
    negative = text[start : start + 1] == "⁻"
    if not (_FIGURE.match(before) or (negative and before.isascii() and before.isalpha())):
        return words
    first = "のマイナス" if negative else "の"
    last = "" if text[position + 1 : position + 2] in (*_POWERS, "乗") else "乗"
    return f"{first if position == start + negative else ''}{words}{last}"
