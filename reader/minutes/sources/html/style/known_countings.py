"""The counter styles that every browser knows, by their names in CSS: those that pages in Japanese may have."""

from collections.abc import Mapping
from dataclasses import replace

from reader.minutes.sources.html.style.counting import DECIMAL, Counting

_PLACES = ("", "十", "百", "千")
_FORMAL_PLACES = ("", "拾", "百", "阡")


def _kana(symbols: str) -> Counting:
    return Counting("alphabetic", tuple(symbols), suffix="、")


def _kanji(
    figures: str, places: tuple[str, ...], *, ones: bool, zero: str = "", minus: str = "マイナス"
) -> Counting:
    """Numbers below ten thousand by figures and places: ``ones`` says whether 一 stands before 十, 百 and 千, ``zero`` what
    stands for places left out between."""

    def written(value: int) -> str:
        if not value:
            return zero or figures[0]
        found, gap = "", False
        for place in (3, 2, 1, 0):
            figure = value // 10**place % 10
            if not figure:
                gap = bool(found)
                continue
            bare_ten = bool(zero) and value < 20
            alone = place and figure == 1 and (not ones or (bare_ten and not found))
            found += (zero if gap else "") + ("" if alone else figures[figure]) + places[place]
            gap = False
        return found

    return Counting(
        "numeric",
        suffix="、",
        negative=(minus, ""),
        ranges=((-9999, 9999),),
        fallback="cjk-decimal",
        by=written,
    )


def _roman(letters: str) -> Counting:
    """``letters``: those for 1, 5, 10, 50, 100, 500, 1000."""
    one, five, ten, fifty, hundred, half, thousand = tuple(letters)
    signs: tuple[str, ...] = (thousand, hundred + thousand, half, hundred + half)
    signs += (hundred, ten + hundred, fifty, ten + fifty, ten, one + ten, five, one + five, one)
    weights = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    return Counting("additive", signs, weights, ranges=((1, 3999),))


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CHINESE = _kanji("零一二三四五六七八九", _PLACES, ones=True, zero="零", minus="負")
KNOWN: Mapping[str, Counting] = {
    DECIMAL: Counting("numeric", tuple("0123456789")),
    "decimal-leading-zero": Counting("numeric", tuple("0123456789"), pad=(2, "0")),
    "lower-alpha": Counting("alphabetic", tuple(_LATIN)),
    "lower-latin": Counting("alphabetic", tuple(_LATIN)),
    "upper-alpha": Counting("alphabetic", tuple(_LATIN.upper())),
    "upper-latin": Counting("alphabetic", tuple(_LATIN.upper())),
    "lower-greek": Counting("alphabetic", tuple(_GREEK)),
    "lower-roman": _roman("ivxlcdm"),
    "upper-roman": _roman("IVXLCDM"),
    "katakana": _kana(_AIUEO),
    "hiragana": _kana(_AIUEO.translate(_TO_HIRAGANA)),
    "katakana-iroha": _kana(_IROHA),
    "hiragana-iroha": _kana(_IROHA.translate(_TO_HIRAGANA)),
    "cjk-decimal": Counting("numeric", tuple("〇一二三四五六七八九"), suffix="、", ranges=((0, None),)),
    "cjk-heavenly-stem": Counting(
        "fixed", tuple("甲乙丙丁戊己庚辛壬癸"), suffix="、", fallback="cjk-decimal"
    ),
    "cjk-earthly-branch": Counting(
        "fixed", tuple("子丑寅卯辰巳午未申酉戌亥"), suffix="、", fallback="cjk-decimal"
    ),
    "japanese-informal": _kanji("〇一二三四五六七八九", _PLACES, ones=False),
    "japanese-formal": _kanji("零壱弐参四伍六七八九", _FORMAL_PLACES, ones=True),
    "cjk-ideographic": _CHINESE,
    "trad-chinese-informal": _CHINESE,
    "simp-chinese-informal": replace(_CHINESE, negative=("负", "")),
}
