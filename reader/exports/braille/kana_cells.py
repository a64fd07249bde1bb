"""The cells of kana: a vowel in the upper dots, a consonant in the lower ones, and what is voiced or palatal by a cell before.

カ = ア + ⠠ = ⠡   ガ = ⠐⠡   キャ = ⠈⠡ (⠈ and カ)   ギャ = ⠘⠡   ファ = ⠢⠥ (⠢ and ハ)
"""

from collections.abc import Iterator

_VOWELS = (0x01, 0x03, 0x09, 0x0B, 0x0A)
_ROWS = {
    "アイウエオ": 0x00,
    "カキクケコ": 0x20,
    "サシスセソ": 0x30,
    "タチツテト": 0x14,
    "ナニヌネノ": 0x04,
    "ハヒフヘホ": 0x24,
    "マミムメモ": 0x34,
    "ラリルレロ": 0x10,
}
_ALONE = {
    "ヤ": "⠌",
    "ユ": "⠬",
    "ヨ": "⠜",
    "ワ": "⠄",
    "ヰ": "⠆",
    "ヱ": "⠖",
    "ヲ": "⠔",
    "ン": "⠴",
    "ッ": "⠂",
    "ー": "⠒",
}
_VOICED = dict(
    zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True)
)
_HALF_VOICED = dict(zip("パピプペポ", "ハヒフヘホ", strict=True))
_SMALL = dict(zip("ァィゥェォャュョヮヵヶ", "アイウエオヤユヨワカケ", strict=True))
_PALATAL = dict(
    zip("キシチニヒミリ", ("カクコ", "サスソ", "タツト", "ナヌノ", "ハフホ", "マムモ", "ラルロ"), strict=True)
)
# Two kana of foreign sounds, and the cell that stands behind ⠈, ⠘, ⠢, ⠲, ⠨ or ⠸.
_FOREIGN = {
    "⠈": {
        "イェ": "エ",
        "キェ": "ケ",
        "シェ": "セ",
        "チェ": "テ",
        "ニェ": "ネ",
        "ヒェ": "ヘ",
        "スィ": "シ",
        "ティ": "チ",
    },
    "⠘": {"ジェ": "セ", "ズィ": "シ", "ディ": "チ", "ヂェ": "テ"},
    "⠢": {
        "ウィ": "イ",
        "ウェ": "エ",
        "ウォ": "オ",
        "クァ": "カ",
        "クィ": "キ",
        "クェ": "ケ",
        "クォ": "コ",
        "ツァ": "タ",
        "ツィ": "チ",
        "ツェ": "テ",
        "ツォ": "ト",
        "トゥ": "ツ",
        "ファ": "ハ",
        "フィ": "ヒ",
        "フェ": "ヘ",
        "フォ": "ホ",
    },
    "⠲": {
        "グァ": "カ",
        "グィ": "キ",
        "グェ": "ケ",
        "グォ": "コ",
        "ドゥ": "ツ",
        "ヴ": "ウ",
        "ヴァ": "ハ",
        "ヴィ": "ヒ",
        "ヴェ": "ヘ",
        "ヴォ": "ホ",
    },
    "⠨": {"テュ": "ツ", "フュ": "ユ", "フョ": "ヨ"},
    "⠸": {"デュ": "ツ", "ヴュ": "ユ", "ヴョ": "ヨ"},
}


def _table() -> Iterator[tuple[str, str]]:
    plain = dict(_ALONE)
    for row, consonant in _ROWS.items():
        for kana, vowel in zip(row, _VOWELS, strict=True):
            plain[kana] = chr(0x2800 + vowel + consonant)
    yield from plain.items()
    yield from ((kana, f"⠐{plain[base]}") for kana, base in _VOICED.items())
    yield from ((kana, f"⠠{plain[base]}") for kana, base in _HALF_VOICED.items())
    yield from ((small, plain[large]) for small, large in _SMALL.items())
    for kana, bases in _PALATAL.items():
        for small, base in zip("ャュョ", bases, strict=True):
            yield f"{kana}{small}", f"⠈{plain[base]}"
            yield from ((f"{v}{small}", f"⠘{plain[base]}") for v, b in _VOICED.items() if b == kana)
            yield from ((f"{v}{small}", f"⠨{plain[base]}") for v, b in _HALF_VOICED.items() if b == kana)
    for before, sounds in _FOREIGN.items():
        yield from ((sound, f"{before}{plain[base]}") for sound, base in sounds.items())


KANA: dict[str, str] = dict(_table())
"""The cells of each sound: one kana, or two that are one sound."""
