"""Figures between and behind Latin letters that are said in English: chemical formulas, and the 2 of B2B.

Works on folded text::

    Ｈ２Ｏ → ＨツーＯ      ＳＯ２ → ＳＯツー      ＣＨ４ → ＣＨフォー      Ｖ２Ｈ → ＶツーＨ      Ｂ２Ｆ stays: a floor
"""

import re
from collections.abc import Callable

from reader.readings.writing.dates import Piece

_Rules = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Piece] | None]], ...]

_ENGLISH = {"２": "ツー", "３": "スリー", "４": "フォー"}
_ELEMENT = re.compile(r"(?:[HCNOSPFKBI]|Cl|Na|Ca|Mg|Al|Si|Fe|Ti|Cu|Zn|[ＨＣＮＯＳＰＦＫＢＩ])$")
_SUBSCRIPTS = {"₁": "１", "₂": "２", "₃": "３", "₄": "４"}


def below_element(text: str, position: int) -> str | None:
    """What a lowered figure of a formula is said as (O₃, B₁); None for one elsewhere (x₂), or of several figures."""
    figure = _SUBSCRIPTS.get(text[position])
    before, behind = text[max(0, position - 2) : position], text[position + 1 : position + 2]
    if figure is None or "₀" <= behind <= "₉" or not before or not _ELEMENT.search(before):
        return None
    if figure == "１":
        return "ワン" if before[-1] in "BＢ" else None
    return _ENGLISH[figure]


def _english(match: re.Match[str]) -> list[Piece]:
    return [(_ENGLISH[match.group(1)], *match.span(1))]


def _nitric(match: re.Match[str]) -> list[Piece]:
    """ＮＯ is no word of Japanese."""
    return [("エヌオー", *match.span())]


FORMULAS: _Rules = (
    (re.compile(r"(?<![Ａ-Ｚａ-ｚ０-９])ＮＯ(?=ツー|スリー)"), _nitric),
    (
        re.compile(r"(?:(?<=^[Ａ-Ｚ])|(?<=[^Ａ-Ｚａ-ｚ０-９][Ａ-Ｚ]))(２)(?=[Ａ-Ｚ](?![ａ-ｚ]))(?!Ｆ)"),
        _english,
    ),
    (
        re.compile(
            r"(?:(?<=^)|(?<=[^Ａ-Ｚａ-ｚ０-９])|(?<=２))(?:[ＳＰ]Ｏ|ＣａＣＯ|ＣＨ|ＮＨ|ＴｉＯ|ＳｉＯ)([２-４])(?![Ａ-Ｚａ-ｚ０-９．])"
        ),
        _english,
    ),
)
"""Patterns over folded text with what their matches are written out as, in this order."""
