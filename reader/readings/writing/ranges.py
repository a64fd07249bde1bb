"""From … to …: what 〜 and − between two ends are said as; and days of the week that stand by their first kanji.

Works on folded text::

    ９時〜１７時 → ９時から１７時      駅〜市役所間 → 駅から市役所間      月〜金 → ゲツからキン      月・水・金曜日 → ゲツ・スイ・金曜日
    〜みんなで考える〜 stays: an ornament
"""

import re
from collections.abc import Callable

from reader.readings.writing.dates import Piece

_Rules = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Piece] | None]], ...]

_PEOPLE_OR_TIME = r"人|名|歳|才|年|か月|ヶ月|カ月|日|時|分|週|％|件|回|割|度|円|万|千|億|世帯"
_DAYS = dict(
    zip("月火水木金土日祝", ("ゲツ", "カ", "スイ", "モク", "キン", "ド", "ニチ", "シュク"), strict=True)
)
_DAY = "[月火水木金土日]"
_BEFORE_DAYS = r"(?<![０-９一-龥々])|(?<=毎週)|(?<=平日)|(?<=隔週)|(?<=の)"


def _said(word: str) -> Callable[[re.Match[str]], list[Piece]]:
    return lambda match: [(word, *match.span())]


def _days(match: re.Match[str]) -> list[Piece]:
    """Each day but one that 曜 follows."""
    until = match.end() - (match.string.startswith("曜", match.end()))
    return [(_day(match.string[i], i < until), i, i + 1) for i in range(*match.span())]


def _day(sign: str, alone: bool) -> str:
    if sign == "〜":
        return "から"
    return _DAYS.get(sign, sign) if alone else sign


def _stretch(match: re.Match[str]) -> list[Piece]:
    """京都〜奈良間: the 間 belongs to both."""
    return [
        ("から", match.start(), match.start(1)),
        (match.group(1), *match.span(1)),
        ("カン", match.end(1), match.end()),
    ]


def _places(match: re.Match[str]) -> list[Piece] | None:
    """Between two words, where no second 〜 makes it an ornament."""
    around = (
        re.split(r"[、。「」（）]", match.string[: match.start()])[-1]
        + re.split(r"[、。「」（）]", match.string[match.end() :])[0]
    )
    return None if "〜" in around else [("から", *match.span())]


RANGES: _Rules = (
    (
        re.compile(
            rf"(?:{_BEFORE_DAYS}){_DAY}(?:[〜・、]{_DAY}){{1,6}}(?=曜|[。、）\u3000の]|は|に|が|と|です|まで|$)(?!の(?:光|中|上))"
        ),
        _days,
    ),
    (
        re.compile(
            r"(?<=[０-９年月日時分人歳％円回条項号階番級割度万千億])〜(?=[０-９第]|明治|大正|昭和|平成|令和|午前|午後|翌|約)"
        ),
        _said("から"),
    ),
    (re.compile(r"(?<=[曜月日時分秒生前後内半末頃旬])〜(?=[一-龥０-９])"), _said("から")),
    (re.compile(r"(?<=[時分])〜(?=$|[。、）\u3000])"), _said("から")),
    (re.compile(rf"(?<=[０-９])−(?=[０-９]+(?:{_PEOPLE_OR_TIME}))(?<![０-９]−[０-９]−)"), _said("から")),
    (
        re.compile(r"(?<=[一-龥ァ-ヶーＡ-Ｚ])〜([一-龥ァ-ヶー]{1,8}?)間(?=[のをでにがはと、。]|$)"),
        _stretch,
    ),
    (re.compile(r"(?<=[一-龥々ァ-ヶーＡ-Ｚ])〜(?=[一-龥ァ-ヶＡ-Ｚ])"), _places),
)
"""Patterns over folded text with what their matches are written out as, in this order; after dates and hours are."""
