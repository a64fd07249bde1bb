"""A text folded to the characters that Open JTalk reads, each knowing where it came from.

Half-width letters and kana become full-width (``ｶﾞ`` → ガ), signs that hold words are written out (㈱ → 株式会社),
control characters, zero-width spaces, variation selectors and emoji fall away. ``spans[i]`` is where
character ``i`` of ``text`` stood in the original::

    "㈱A\\u200bB" → FoldedText("株式会社ＡＢ", ((0, 1), (0, 1), (0, 1), (0, 1), (1, 2), (3, 4)))
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]


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


_WORDS = {
    "㈱": "株式会社",
    "㈲": "有限会社",
    "㈳": "社団法人",
    "㈶": "財団法人",
    "㈻": "学校法人",
    "㈼": "監査法人",
    "㈿": "協同組合",
    "㍿": "株式会社",
    "㍾": "明治",
    "㍽": "大正",
    "㍼": "昭和",
    "㍻": "平成",
    "㋿": "令和",
    "℡": "電話",
    "№": "ナンバー",
    "℃": "度",
    "㎜": "ミリメートル",
    "㎝": "センチメートル",
    "㎞": "キロメートル",
    "㎡": "平方メートル",
    "㎥": "立方メートル",
    "㎢": "平方キロメートル",
    "㎎": "ミリグラム",
    "㎏": "キログラム",
    "㎖": "ミリリットル",
    "ℓ": "リットル",
    "㏊": "ヘクタール",
    "㌔": "キロ",
    "㌢": "センチ",
    "㌘": "グラム",
    "㌧": "トン",
    "㌃": "アール",
    "㌶": "ヘクタール",
    "㌫": "パーセント",
    "㍍": "メートル",
    "㍑": "リットル",
    "㌦": "ドル",
    "½": "２分の１",
    "⅓": "３分の１",
    "⅔": "３分の２",
    "¼": "４分の１",
    "¾": "４分の３",
}
_FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x30, 0x3A)}
# Brackets keep a circled figure from growing together with figures beside it (資料1①).
_WORDS |= {
    chr(first + number - 1): f"「{str(number).translate(_FULL_WIDTH)}」"
    for first, last in ((0x2460, 20), (0x2776, 10), (0x24F5, 10))
    for number in range(1, last + 1)
}
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
    "⼀": "一",
    "◯": "〇",
    "○": "〇",
    "／": "／",
    "﹣": "−",
    "˗": "−",
    "∶": "：",
    "％": "％",
    "﹪": "％",
    "²": "２",
    "³": "３",
}
_COMPOSED = re.compile(r"[ｦ-ﾝ][ﾞﾟ]?|[ぁ-ゖァ-ヺ][\u3099\u309a]|[\u2e80-\u2fd5豈-\ufaff]")
_DROPPED = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\u3099\u309aﾞﾟ\u20d0-\u20ff\ue000-\uf8ff\U0001f000-\U0001faff\U000e0000-\U000e01ef\U000f0000-\U0010fffd]"
)


def fold(text: str) -> FoldedText:
    """Fold a text (characters; nothing is read into dates or figures here)."""
    return join(_pieces(text))


def join(pieces: Iterable[tuple[str, Span]]) -> FoldedText:
    """A folded text from pieces, each with the span that all of its characters stand for."""
    characters: list[str] = []
    spans: list[Span] = []
    for piece, span in pieces:
        characters.append(piece)
        spans.extend([span] * len(piece))
    return FoldedText("".join(characters), tuple(spans))


def _pieces(text: str) -> Iterator[tuple[str, Span]]:
    position = 0
    while position < len(text):
        composed = _COMPOSED.match(text, position)
        end = composed.end() if composed else position + 1
        yield (_compose(composed.group()) if composed else _fold_character(text[position])), (position, end)
        position = end


def _compose(characters: str) -> str:
    return unicodedata.normalize("NFKC", characters)


def _fold_character(character: str) -> str:
    if character in _CHARACTERS:
        return _CHARACTERS[character]
    if character in _WORDS:
        return _WORDS[character]
    return "" if _DROPPED.match(character) else character
