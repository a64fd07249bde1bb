"""Dates, hours and fractions in figures and signs, written out as they are said; each piece with its place.

A match's groups are its figures (full-width), of an era's date the era first::

    Ｒ３．１０．２８ → 令和 ３ 年 １０ 月 ２８ 日      １０／２８ → １０月２８日      １／２ → ２分の１
"""

import re

Piece = tuple[str, int, int]
"""A text and the stretch, in the text that was matched, that it stands for."""

_ERAS = {"Ｍ": "明治", "Ｔ": "大正", "Ｓ": "昭和", "Ｈ": "平成", "Ｒ": "令和"}
_ERA_NAMES = {name[0]: name for name in _ERAS.values()}
_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")


def _number(match: re.Match[str], group: int) -> Piece:
    """The figure of a group without the zero before it: ０５ → ５."""
    return match.group(group).lstrip("０") or "０", match.start(group), match.end(group)


def year_month_day(match: re.Match[str]) -> list[Piece]:
    """２０２１／１０／２８ → ２０２１年１０月２８日"""
    dots = [(match.end(group), match.start(group + 1)) for group in (1, 2)]
    return [
        (match.group(1), *match.span(1)),
        ("年", *dots[0]),
        _number(match, 2),
        ("月", *dots[1]),
        _number(match, 3),
        ("日", match.end(3), match.end(3)),
    ]


def era_date(match: re.Match[str]) -> list[Piece]:
    """Ｒ３．１０．２８ → 令和３年１０月２８日"""
    dots = [(match.end(group), match.start(group + 1)) for group in (2, 3)]
    return [
        *_era_name(match),
        _number(match, 2),
        ("年", *dots[0]),
        _number(match, 3),
        ("月", *dots[1]),
        _number(match, 4),
        ("日", match.end(4), match.end(4)),
    ]


def _era_name(match: re.Match[str]) -> list[Piece]:
    mark = match.group(1)
    return [(_ERAS.get(mark) or _ERA_NAMES.get(mark, mark), *match.span(1))]


def era_year(match: re.Match[str]) -> list[Piece]:
    """Ｒ３年 → 令和３年"""
    return [*_era_name(match), _number(match, 2)]


def _month_day(match: re.Match[str]) -> list[Piece]:
    return [
        _number(match, 1),
        ("月", match.end(1), match.start(2)),
        _number(match, 2),
        ("日", match.end(2), match.end(2)),
    ]


_OF_A_SHARE = re.compile(r"(?:勾配|縮尺|割合|比|率|約|の|分)[はがを、：]?$")
_SHARES = re.compile(
    r"以下|以上|未満|程度|ずつ|の(?:割合|確率|勾配|縮尺|縮小|模型|大きさ|額)|を?(?:補助|負担|助成|上限)|に(?:縮|減)|勾配|縮尺|スケール"
)


_OF_A_WEEK = re.compile(r"[（(](?:[月火水木金土日祝][・、]?)+(?:曜日?|祝日?)?[）)]|の?[月火水木金土日]曜")
_OF_A_DAY = re.compile(r"から|まで|より|以降|[〜～]|$|[、。）]")
_SURELY_A_DAY = re.compile(
    r"現在|時点|付け?(?![一-龥])|開催|実施|施行|締切|〆切|締め切り|必着|消印|当日|[（(](?:祝|休)"
)
_DAY_BEFORE = re.compile(
    r"([０-９]{1,2})／([０-９]{1,2})([（(][月火水木金土日祝・]+[）)])?(?:から|[〜～、・−\-])$"
)


def _is_day(match: re.Match[str], month: int, day: int) -> bool:
    """Whether its day of the week, the days before it or what is said of it make it a day: ４／１（月）から４／５まで."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    before, end = match.string[: match.start()], match.end()
    if _OF_A_WEEK.match(match.string, end) or _SURELY_A_DAY.match(match.string, end):
        return True
    other = _DAY_BEFORE.search(before[-16:])
    if other and (other.group(3) or int(other.group(1)) >= int(other.group(2))):
        return True
    return month >= day and _OF_A_DAY.match(match.string, end) is not None


def day_or_fraction(match: re.Match[str]) -> list[Piece] | None:
    """１／２ is a fraction, １０／２８ a day: a day where the second figure could be no denominator and no share is told of,
    or where a day of the week or the like says so."""
    over, under = (int(match.group(group).replace("，", "").translate(_ASCII)) for group in (1, 2))
    share = (
        _OF_A_SHARE.search(match.string[: match.start()][-4:]) is not None
        or _SHARES.match(match.string, match.end()) is not None
    )
    far = 1 <= over <= 12 and 11 <= under <= 31 and under % 10
    if not share and "，" not in match.group(2) and (far or _is_day(match, over, under)):
        return _month_day(match)
    year = 1900 < under < 2100 and "，" not in match.group(2) and not share
    if year or not (0 < over < under or over == under == 10):
        return None
    return [(f"{match.group(2)}分の{match.group(1)}", match.start(), match.end())]


def era_month(match: re.Match[str]) -> list[Piece]:
    """Ｒ５．４ → 令和５年４月"""
    return [
        *_era_name(match),
        _number(match, 2),
        ("年", match.end(2), match.start(3)),
        _number(match, 3),
        ("月", match.end(3), match.end(3)),
    ]


def clock(match: re.Match[str]) -> list[Piece]:
    """１０：３０ → １０時３０分, １２：００ → １２時"""
    hour: list[Piece] = [_number(match, 1), ("時", match.end(1), match.start(2))]
    if match.group(2) == "００":
        return [*hour[:1], ("時", match.end(1), match.end(2))]
    return [*hour, _number(match, 2), ("分", match.end(2), match.end(2))]
