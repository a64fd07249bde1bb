"""Spelled kana to the six-dot cells of Japanese braille, in Unicode, and those to the letters of BRF.

::

    ダイ3カイ   →  ⠐⠕⠃⠼⠉⠡⠃         a figure has ⠼ before it
    10エン     →  ⠼⠁⠚⠤⠋⠴          ⠤ where a kana would be taken for one more figure
    AI        →  ⠰⠠⠠⠁⠊            letters have ⠰, capitals ⠠ (two where all are)
    "My Home" →  ⠦⠠⠍⠽⠀⠠⠓⠕⠍⠑⠴   foreign words with blanks stand in ⠦ ⠴
    1・2ネン   →  ⠼⠁⠼⠃⠏⠴          numbers side by side
"""

import re
from collections.abc import Iterator

from reader.exports.braille.kana_cells import KANA

BLANK = "⠀"

MARKS = {
    "、": "⠰",
    "。": "⠲",
    "・": "⠐",
    "？": "⠢",
    "！": "⠖",
    "ー": "⠒",
    "「": "⠤",
    "」": "⠤",
    "『": "⠰⠤",
    "』": "⠤⠆",
    "（": "⠶",
    "）": "⠶",
    "〔": "⠐⠶",
    "〕": "⠶⠂",
    "〜": "⠤⠤",
    "…": "⠂⠂⠂",
    "―": "⠒⠒",
    "-": "⠤",
    "：": "⠐⠂",
    "＊": "⠔⠔",
    "％": "⠰⠏",
    "/": "⠌",
    "□": "⠸⠿",
}
"""Signs by themselves. □ stands for a character that cannot be written."""

_PART = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<foreign>\"[^\"]*\")|(?P<letters>[A-Za-z]+)|(?P<other>.)", re.S
)
_FIGURES = dict(zip("1234567890.,", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠂⠄", strict=True))
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True))
_FOREIGN = {**_LETTERS, "-": "⠤", ".": "⠲", "'": "⠄", "/": "⠌", "&": "⠯", "+": "⠬", " ": BLANK}
_LIKE_FIGURES = frozenset("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚")
_HYPHEN = "⠤"

_BRF = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="


def cells(spelled: str) -> str:
    """The cells of a unit that was spelled: katakana, Arabic figures, Latin letters and the signs of ``MARKS``."""
    written: list[str] = []
    before = ""
    parts = list(_parts(spelled))
    for (kind, part), (following, _) in zip(parts, [*parts[1:], ("", "")], strict=True):
        if kind == "number":
            written.append("⠼" + "".join(_FIGURES[figure] for figure in part))
        elif kind == "letters":
            written.append("⠰" + _capitals(part))
        elif kind == "foreign":
            written.append(f"⠦{_capitals(part.strip(chr(34)))}⠴")
        elif part == "・" and before == following == "number":
            continue
        else:
            cell = KANA.get(part) or MARKS.get(part, MARKS["□"])
            is_taken_for_more = before == "number" and cell[0] in _LIKE_FIGURES
            if part in KANA and (is_taken_for_more or before in ("letters", "foreign")):
                written.append(_HYPHEN)
            written.append(cell)
        before = kind
    return "".join(written)


def brf(braille: str) -> str:
    """Unicode braille as the ASCII letters that embossers and braille displays take (North American Braille ASCII)."""
    return "".join(_BRF[ord(cell) - 0x2800] for cell in braille)


def _parts(spelled: str) -> Iterator[tuple[str, str]]:
    """Figures, letters, foreign words; and everything else, two kana that are one sound together."""
    end = 0
    for found in _PART.finditer(spelled):
        if found.start() < end:
            continue
        kind, part = found.lastgroup or "other", found[0]
        if kind == "other" and spelled[found.start() : found.start() + 2] in KANA:
            part = spelled[found.start() : found.start() + 2]
        end = found.start() + len(part)
        yield kind, part


def _capitals(text: str) -> str:
    if len(text) > 1 and text.isalpha() and text.isupper():
        return "⠠⠠" + "".join(_LETTERS[letter] for letter in text.lower())
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter.isdigit():
        return f"⠼{_FIGURES[letter]}"
    if letter.isupper():
        return f"⠠{_LETTERS[letter.lower()]}"
    return _FOREIGN.get(letter, MARKS["□"])
