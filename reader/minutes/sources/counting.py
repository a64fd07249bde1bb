"""Numbers as lists print them: in digits, letters, kana, kanji.

::

    formed(3, "upperRoman") -> "III"     formed(2, "aiueo") -> "イ"     formed(12, "japaneseCounting") -> "十二"
"""

from collections.abc import Callable

_KANJI = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
)
_ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def formed(count: int, form: str) -> str:
    """The count in a number format, by Word's name for it; plain digits for one that is not known."""
    return _FORMS[form](count) if form in _FORMS and count > 0 else str(count)


def _kanji(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return (("" if tens == 1 else _KANJI[tens]) + "十" if tens else "") + (_KANJI[ones] if ones else "")


def _roman(count: int) -> str:
    if count >= 4000:
        return str(count)
    text = ""
    for size, letters in _ROMAN + _ROMAN_SMALL:
        text += letters * (count // size)
        count %= size
    return text


def _full_width(count: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))


def _circled(count: int) -> str:
    return chr(0x245F + count) if count <= 20 else str(count)


def _in_brackets(count: int) -> str:
    return chr(0x2473 + count) if count <= 20 else f"({count})"


def _digits(count: int) -> str:
    return "".join(_KANJI[int(digit)] for digit in str(count))


def _hiragana(letters: str) -> str:
    return "".join(chr(ord(letter) - 0x60) for letter in letters)


def _from(letters: str) -> Callable[[int], str]:
    return lambda count: letters[(count - 1) % len(letters)]


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalFullWidth": _full_width,
    "decimalZero": "{:02}".format,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": _in_brackets,
    "japaneseCounting": _kanji,
    "ideographDigital": _digits,
    "aiueo": _from(_AIUEO),
    "aiueoFullWidth": _from(_AIUEO),
    "iroha": _from(_IROHA),
    "irohaFullWidth": _from(_IROHA),
    "hiragana": _from(_hiragana(_AIUEO)),
    "hiraganaIroha": _from(_hiragana(_IROHA)),
    "upperLetter": _from(_LETTERS.upper()),
    "lowerLetter": _from(_LETTERS),
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "none": lambda _: "",
}
