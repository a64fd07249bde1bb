"""Ways of writing that Open JTalk misreads, written out before it sees them, with their place in the original kept.

Works on folded text (full-width letters and figures)::

    ２０２１／１０／２８ → ２０２１年１０月２８日      Ｒ３．１０．２８ → 令和３年１０月２８日
    １０：３０〜１２：００ → １０時３０分から１２時     １／２ → ２分の１     （株） → 株式会社
    １０〜２０人 → １０から２０人                    △３．５％ → マイナス３．５％
"""

import re
from collections.abc import Callable, Iterator, Sequence

from reader.readings.writing.dates import (
    Piece,
    clock,
    day_or_fraction,
    era_date,
    era_month,
    era_year,
    year_month_day,
)
from reader.readings.writing.figures import KANJI_FIGURES, SIGNED_FIGURES, SPOKEN_FIGURES
from reader.readings.writing.folding import FoldedText, Span, join
from reader.readings.writing.formulas import FORMULAS
from reader.readings.writing.marks import MARKS
from reader.readings.writing.ranges import RANGES
from reader.readings.writing.units import UNITS

_Rewrite = Callable[["re.Match[str]"], "list[Piece] | None"]

_ERA = r"(?<![Ａ-Ｚａ-ｚ０-９])[ＭＴＳＨＲ]|明治|大正|昭和|平成|令和|[明大昭平令](?=[０-９元])"
_AFTER_ERA = r"年|[．／][０-９]|(?:当初)?予算|決算|〜[ＨＲ令０-９]"
_MONTH = r"１[０-２]|０?[１-９]"
_DAY = r"[１２][０-９]|３[０１]|０?[１-９]"
_BUSINESSES = {
    "株": "株式会社",
    "有": "有限会社",
    "同": "合同会社",
    "一社": "一般社団法人",
    "一財": "一般財団法人",
    "公社": "公益社団法人",
    "公財": "公益財団法人",
    "社福": "社会福祉法人",
    "特非": "特定非営利活動法人",
    "独": "独立行政法人",
    "地独": "地方独立行政法人",
}


def rewrite(folded: FoldedText, kept: Sequence[Span] = ()) -> FoldedText:
    """Write out what is misread, except in the stretches ``kept`` of the original."""
    for pattern, write_out in _RULES:
        if pattern.search(folded.text):
            folded = join(_apply(folded, pattern, write_out, kept))
    return folded


def _apply(
    folded: FoldedText, pattern: re.Pattern[str], write_out: _Rewrite, kept: Sequence[Span]
) -> Iterator[tuple[str, Span]]:
    position = 0
    for match in pattern.finditer(folded.text):
        span = folded.original(*match.span())
        pieces = None if any(s < span[1] and span[0] < e for s, e in kept) else write_out(match)
        if pieces is None or match.start() < position:
            continue
        yield from _unchanged(folded, position, match.start())
        for piece, start, end in pieces:
            yield piece, folded.original(start, end)
        position = match.end()
    yield from _unchanged(folded, position, len(folded.text))


def _unchanged(folded: FoldedText, start: int, end: int) -> Iterator[tuple[str, Span]]:
    return zip(folded.text[start:end], folded.spans[start:end], strict=True)


def _said(word: str) -> _Rewrite:
    """The whole match is said as that word."""
    return lambda match: [(word, match.start(), match.end())]


def _business(match: re.Match[str]) -> list[Piece]:
    return [(_BUSINESSES[match.group(1)], match.start(), match.end())]


_SPOKEN_FIGURES = dict(
    zip(
        "０１２３４５６７８９",
        ["マル", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュウ"],
        strict=True,
    )
)


def _room(match: re.Match[str]) -> list[Piece]:
    """The figures of a room are said one by one: ３０２会議室 is サンマルニ."""
    return [(_SPOKEN_FIGURES[match.string[i]], i, i + 1) for i in range(*match.span(1))]


def _one_by_one(match: re.Match[str]) -> list[Piece]:
    """Figures that are dialled."""
    return [(SPOKEN_FIGURES[match.string[i]], i, i + 1) for i in range(*match.span(1))]


_SHORT = {
    "１ｓｔ": "ファースト",
    "２ｎｄ": "セカンド",
    "３ｒｄ": "サード",
    "Ｖｅｒ．": "バージョン",
    "ｖｅｒ．": "バージョン",
    "ｖｓ．": "バーサス",
    "ＶＳ．": "バーサス",
    "ｖｓ": "バーサス",
}
_ROMAN = {
    "ｉｉ": "２",
    "ｉｉｉ": "３",
    "ｉｖ": "４",
    "ｖｉ": "６",
    "ｖｉｉ": "７",
    "ｖｉｉｉ": "８",
    "ｉｘ": "９",
}


def _short(match: re.Match[str]) -> list[Piece]:
    return [(_SHORT[match.group()], *match.span())]


def _roman(match: re.Match[str]) -> list[Piece]:
    return [(_ROMAN[match.group(1).lower()], *match.span())]


def _without_zero(match: re.Match[str]) -> list[Piece]:
    return [(match.group(1), *match.span())]


_ADDRESS_SIGNS = {
    "．": "ドット",
    "＠": "アットマーク",
    "／": "スラッシュ",
    "−": "ハイフン",
    "＿": "アンダーバー",
    "？": "クエスチョン",
    "＝": "イコール",
    "＆": "アンド",
    **dict(
        zip(
            "０１２３４５６７８９",
            ["ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー"],
            strict=True,
        )
    ),
}


def _address(match: re.Match[str]) -> list[Piece]:
    """Addresses of the net, with the signs and single figures that one must type."""
    scheme = re.match(r"ｈｔｔｐｓ?：／／", match.group())
    start = match.start() + (scheme.end() if scheme else 0)
    signs = [
        (_ADDRESS_SIGNS.get(match.string[i], match.string[i]), i, i + 1) for i in range(start, match.end())
    ]
    return [(match.string[match.start() : start], match.start(), start), *signs]


def _closed_up(match: re.Match[str]) -> list[Piece]:
    """Kanji set apart to fill a line (委　員　長) are one word."""
    return [(match.string[i], i, i + 1) for i in range(*match.span()) if match.string[i] != "\u3000"]


_RULES: tuple[tuple[re.Pattern[str], _Rewrite], ...] = (
    *KANJI_FIGURES,
    *UNITS,
    *FORMULAS,
    (
        re.compile(
            rf"(?<![０-９．／−])((?:１[５-９]|２[０１])[０-９]{{2}})[／．−]({_MONTH})[／．−]({_DAY})(?![０-９])"
        ),
        year_month_day,
    ),
    (
        re.compile(rf"({_ERA})([０-９]{{1,2}}|元)[．／・]({_MONTH})[．／・]({_DAY})(?![０-９])"),
        era_date,
    ),
    (
        re.compile(
            rf"(?<![Ａ-Ｚａ-ｚ０-９])([ＳＨＲ])([０-９]{{1,2}}|元)．({_MONTH})(?![０-９．％]|倍|ポイント)"
        ),
        era_month,
    ),
    (re.compile(rf"({_ERA})([０-９]{{1,2}}|元)(?={_AFTER_ERA})"), era_year),
    (re.compile(r"(?<=：[０-５][０-９])−(?=[０-２]?[０-９]：[０-５])"), _said("から")),
    (re.compile(r"(?<=[０-９][時分])−(?=[０-９午翌])"), _said("から")),
    (re.compile(r"(?<![０-９．：])０([１-９])(?=[月日時分](?!の))"), _without_zero),
    (
        re.compile(
            r"(?:(?<=内線)|(?<=内線番号)|(?<=内線は)|(?<=番号は)|(?<=内線：)|(?<=局番なしの)|(?<=局番なし、))([０-９]{3,5})(?![０-９，−－（名人円件])"
        ),
        _one_by_one,
    ),
    (
        re.compile(
            r"(?<![０-９，．])(１１７|１７[１７]|１８[８９])(?=番?(?:へ|に(?:電話|ダイヤル|通報|かけ)|（いちはやく)|番(?:です|[をはが、。]))(?<![一-龥]...)"
        ),
        _one_by_one,
    ),
    (
        re.compile(r"(?<![０-９])([１-９]０[１-９])(?=(?:大|中|小|特別)?(?:会議室|研修室|講義室|教室|講堂))"),
        _room,
    ),
    (
        re.compile(r"(?<![０-９：])([０-１]?[０-９]|２[０-４])：([０-５][０-９])(?:：００)?(?![０-９：])"),
        clock,
    ),
    (
        re.compile(
            r"(?<![０-９／．，Ａ-Ｚａ-ｚ])([０-９]{1,3})／([０-９]{1,3}(?:，[０-９]{3})+|[０-９]{1,5})(?![０-９／．Ａ-Ｚａ-ｚ])"
        ),
        day_or_fraction,
    ),
    (re.compile(r"(?<![０-９．：])０(?=時(?!間))"), _said("零")),
    *SIGNED_FIGURES,
    *MARKS,
    (re.compile(r"[△▲](?=[０-９])"), _said("マイナス")),
    (
        re.compile(rf"(?<![Ａ-Ｚａ-ｚ０-９])(?:{'|'.join(map(re.escape, _SHORT))})(?![Ａ-Ｚａ-ｚ])"),
        _short,
    ),
    (
        re.compile(
            rf"(?<![Ａ-Ｚａ-ｚ０-９．])({'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?=[）の]?(?:[章節項類期種号]|）))"
        ),
        _roman,
    ),
    (re.compile(r"(?<![０-９Ａ-Ｚａ-ｚァ-ヺ一-龥）])−(?=[０-９])"), _said("マイナス")),
    (re.compile(r"(?:^|(?<=[比差減増はが、：（「率]))[＋](?=[０-９])"), _said("プラス")),
    (
        re.compile(r"(?<=[比差引き減増率])−(?=[０-９．]+(?:[％人件円戸]|ポイント|万|億|千|百))"),
        _said("マイナス"),
    ),
    (re.compile(rf"（({'|'.join(_BUSINESSES)})）"), _business),
    *RANGES,
    (
        re.compile(r"(?<![一-龥々ぁ-んァ-ヶ])(?:[一-龥々]\u3000+){2,}[一-龥々](?![一-龥々ぁ-んァ-ヶ])"),
        _closed_up,
    ),
    (
        re.compile(
            r"(?:ｈｔｔｐｓ?：／／|(?<![Ａ-Ｚａ-ｚ])ｗｗｗ．)[！-～]+|[Ａ-Ｚａ-ｚ０-９．＿−]+＠[Ａ-Ｚａ-ｚ０-９．−]+"
        ),
        _address,
    ),
)
