"""Figures written out as they are said: kanji figures that stand by their places, ratios, numbers behind #, amounts.

Works on folded text (full-width letters and figures)::

    令和一二年度 → 令和１２年度      二一、五〇〇円 → ２１５００円      四七都道府県 → ４７都道府県
    ３：２の割合 → ３対２の割合      ＃７１１９ → シャープナナイチイチキュウ      €５０ → ５０ユーロ
"""

import re
from collections.abc import Callable
from itertools import pairwise

from reader.readings.writing.dates import Piece
from reader.readings.writing.signs import CURRENCIES, said

_KANJI = "〇一二三四五六七八九"
_PLACES = dict(zip(_KANJI, "０１２３４５６７８９", strict=True))
_PAIRS = tuple(pairwise("一二三四五六七八九"))
_ABOUT = (
    "[十百千万]|人|名|日|歩|回|度|年|時間|分間|か所|か月|ヶ月|個|件|本|枚|軒|校|割|倍|点|杯|匹|頭|台|社|週間"
)
_COUNTED = (
    "年|月|日|時(?!中)|分|秒|人|名|件|回|円|％|パーセント|割|戸|世帯|棟|台|本|枚|冊|個|箇|[かヶカヵケ](?:所|月|国|村|町)|国|号|番|条|項|頁"
    "|ページ|ポイント|メートル|キロ|グラム|トン|リットル|ヘクタール|アール|平方|立方|歳|才|点|票|社|校|園|区|市|町|村|都道府県|都市|団体"
    "|自治体|地区|路線|床|室|席|便|万|億|兆|周年|世紀|代|階|倍|度|位|級|種|類|項目|議席|議案|週|泊|畳|坪|隻|頭|匹|羽|着|足|組|チーム|店"
    "|丁目|作品|施設|事業|ｋｍ|ｍ|ｈａ|ｋｇ|〜[一二三四五六七八九]|・[一二三四五六七八九][〇一二三四五六七八九]+(?:歳|代|号|年|条|番)"
)
_MEASURED = "％|パーセント|ポイント|倍|メートル|キロ|グラム|トン|度|億|万|ヘクタール|平方|立方|ミリ|センチ|ｋｍ|ｍ|ｈａ|秒"
_BEGINS = rf"(?<![{_KANJI}十百千数何０-９．])(?<![{_KANJI}][、・，])"
SPOKEN_FIGURES = dict(
    zip(
        "０１２３４５６７８９",
        ["ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュウ"],
        strict=True,
    )
)


def _by_place(match: re.Match[str]) -> list[Piece]:
    """Each figure for itself; a comma between thousands falls away, a point stays."""
    whole = ((match.string[i], i) for i in range(*match.span()))
    return [("．" if sign == "・" else _PLACES[sign], i, i + 1) for sign, i in whole if sign not in "、，"]


def _about(match: re.Match[str]) -> list[Piece]:
    """Two figures that follow one another are said one by one: 二三日 is 二、三日."""
    return [(match.group(), *match.span()), ("、", match.end(), match.end())]


def _ratio(match: re.Match[str]) -> list[Piece]:
    return [("対", *match.span())]


def _one_to_one(match: re.Match[str]) -> list[Piece]:
    """１対１ is イッタイイチ."""
    return [("イッタイ", *match.span())]


def _number_sign(match: re.Match[str]) -> list[Piece]:
    """＃７１１９ is dialled figure by figure, ＃８０００ and ＃１ are said as numbers."""
    start, figures = match.start(1), match.group(1)
    one_by_one = len(figures) > 2 and not figures.endswith("０００")
    said_so = ((SPOKEN_FIGURES[figure] if one_by_one else figure) for figure in figures)
    return [
        ("シャープ", match.start(), start),
        *((piece, start + i, start + i + 1) for i, piece in enumerate(said_so)),
    ]


def _amount(match: re.Match[str]) -> list[Piece]:
    """The name of the money is said behind the amount."""
    sign, amount = match.groups()
    return [(amount + (said(sign) or ""), *match.span())]


def _money(match: re.Match[str]) -> list[Piece]:
    return [(said(match.group()) or "", *match.span())]


_DOLLARS = {
    "ＵＳ": "米",
    "米": "米",
    "ＮＴ": "台湾",
    "ＨＫ": "香港",
    "Ａ": "豪",
    "Ｃ": "カナダ",
    "Ｓ": "シンガポール",
}


def _dollars(match: re.Match[str]) -> list[Piece]:
    return [(f"{match.group(2)}{_DOLLARS[match.group(1)]}ドル", *match.span())]


_RATIO_SIDE = r"[０-９一二三四五六七八九十]"
_Rules = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Piece]]], ...]
KANJI_FIGURES: _Rules = (
    (
        re.compile(
            rf"(?:(?<=明治|大正|昭和|平成|令和|西暦))[{_KANJI}]{{2,4}}(?=年|[・〜から]{{1,2}}[{_KANJI}]{{1,4}}年)"
        ),
        _by_place,
    ),
    (re.compile(rf"(?<=[年月])[一二三][{_KANJI}](?=[月日])"), _by_place),
    (
        re.compile(
            rf"{_BEGINS}[一二三四五六七八九][{_KANJI}]{{0,2}}(?:[、，][{_KANJI}]{{3}})+(?={_COUNTED})"
        ),
        _by_place,
    ),
    (re.compile(rf"{_BEGINS}[{_KANJI}]+・[{_KANJI}]+(?={_MEASURED})"), _by_place),
    (
        re.compile(
            rf"{_BEGINS}[{_KANJI}]+・[{_KANJI}]{{2,}}(?![{_KANJI}十百千万・]|年|月|日|号|歳|代|条|番|階|区|丁目|組|款|章|節|項|会派|団体|事件|運動|革命|宣言)"
        ),
        _by_place,
    ),
    (
        re.compile(
            rf"(?<![一二三四五六七八九十百千万〇・．第])(?:{'|'.join(f'{a}(?={b})' for a, b in _PAIRS)})(?=.(?:{_ABOUT}))"
        ),
        _about,
    ),
    (re.compile(rf"{_BEGINS}[一二三四五六七八九][{_KANJI}]+(?={_COUNTED})"), _by_place),
    (re.compile(rf"(?<=第)[一二三四五六七八九][{_KANJI}]+(?![十百千万億兆])"), _by_place),
)
"""Patterns over folded text with what their matches are written out as, in this order; before dates are."""

SIGNED_FIGURES: _Rules = (
    (re.compile(r"[＃♯]([０-９]+)"), _number_sign),
    (
        re.compile(
            r"(?<![Ａ-Ｚａ-ｚ])(ＵＳ|米|ＮＴ|ＨＫ|Ａ|Ｃ|Ｓ)[$＄]\s*([０-９][０-９，．]*(?:[十百千]?[万億兆])?)(?![０-９])"
        ),
        _dollars,
    ),
    (
        re.compile(
            rf"([{re.escape(CURRENCIES)}￥])\s*([０-９][０-９，．]*(?:[十百千]?[万億兆])?)(?![０-９])円?"
        ),
        _amount,
    ),
    (re.compile(rf"[{re.escape(CURRENCIES)}￥](?![０-９])"), _money),
    (
        re.compile(
            rf"(?<={_RATIO_SIDE})(?<!資料.)(?<!議案.)(?<!議題.)(?<!日程.)(?<!別紙.)(?<!別表.)(?<![図表問注案条項号章節第].)(?<!第..)"
            rf"：(?={_RATIO_SIDE}{{1,4}}(?![０-９：]*(?:年|月|日|時|分|秒|人|名|件|円|回|番|号|頁|ページ|個|か所|条|項|番|万|億|世帯|％)))"
        ),
        _ratio,
    ),
    (
        re.compile(rf"(?<![{_KANJI}十百千０-９．，])[１一]対(?=[１一](?![{_KANJI}十百千０-９．，]))"),
        _one_to_one,
    ),
)
"""The same; after dates and hours are."""
