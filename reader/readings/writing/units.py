"""Units in Latin letters that are said by what stands beside them: per hour, per litre, micro, gigawatt hours, ares.

Works on folded text::

    ４０ｋｍ／ｈ → ４０ｋｍ毎時      ０．１ｍｇ／Ｌ → ０．１ｍｇパーリットル      ０．０５μＳｖ → ０．０５マイクロシーベルト
    ５ＧＷｈ → ５ギガワットアワー      １０ａ当たり → １０アール当たり      Ｍ６．５ → マグニチュード６．５
    ｍｍ単位 → ミリ単位      ｋｇ当たり → キログラム当たり
"""

import re
from collections.abc import Callable, Mapping

from reader.readings.writing.dates import Piece

_Rules = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Piece] | None]], ...]

_PER: Mapping[str, str] = {
    "ｈ": "毎時",
    "ｓ": "毎秒",
    "ｍｉｎ": "毎分",
    "Ｌ": "パーリットル",
    "ｌ": "パーリットル",
    "ｄＬ": "パーデシリットル",
}
_MICRO: Mapping[str, str] = {
    "Ｓｖ": "シーベルト",
    "Ｇｙ": "グレイ",
    "ｇ": "グラム",
    "ｍ": "メートル",
    "Ｌ": "リットル",
    "ｌ": "リットル",
    "Ｗ": "ワット",
    "Ａ": "アンペア",
    "Ｆ": "ファラド",
    "ｓ": "秒",
    "": "マイクロ",
}
_PREFIXES: Mapping[str, str] = {"": "", "ｋ": "キロ", "Ｍ": "メガ", "Ｇ": "ギガ", "ｍ": "ミリ", "Ｔ": "テラ"}
_STEMS: Mapping[str, str] = {
    "Ｗｈ": "ワットアワー",
    "Ｗｐ": "ワットピーク",
    "ｂｐｓ": "ビーピーエス",
    "Ｓｖ": "シーベルト",
    "Ｂｑ": "ベクレル",
    "Ｐａ": "パスカル",
    "Ｈｚ": "ヘルツ",
    "ＶＡ": "ボルトアンペア",
    "Ｎ": "ニュートン",
    "Ｊ": "ジュール",
    "Ｌ": "リットル",
    "ｌｘ": "ルクス",
    "ｌｍ": "ルーメン",
    "ｃａｌ": "カロリー",
    "ｍＨｇ": "メートルエイチジー",
}
_PER_COUNTED: Mapping[str, str] = {
    "人": "パーニン",
    "日": "マイニチ",
    "月": "マイツキ",
    "年": "マイネン",
    "時": "マイジ",
    "分": "マイフン",
    "秒": "マイビョウ",
}
_ALONE: Mapping[str, str] = {
    "ｍｍ": "ミリ",
    "ｃｍ": "センチ",
    "ｍ": "メートル",
    "ｋｍ": "キロメートル",
    "ｍ２": "平方メートル",
    "ｃｍ２": "平方センチメートル",
    "ｋｍ２": "平方キロメートル",
    "ｍ３": "立方メートル",
    "ｃｍ３": "立方センチメートル",
    "ｈａ": "ヘクタール",
    "ｍｇ": "ミリグラム",
    "ｇ": "グラム",
    "ｋｇ": "キログラム",
    "ｔ": "トン",
    "ｍＬ": "ミリリットル",
    "ｍｌ": "ミリリットル",
    "ｄＬ": "デシリットル",
    "ｋＬ": "キロリットル",
    "ｋｌ": "キロリットル",
    "Ｌ": "リットル",
    "ｌ": "リットル",
    "ｋＷ": "キロワット",
    "ＭＷ": "メガワット",
    "ｋＷｈ": "キロワットアワー",
    "ＭＷｈ": "メガワットアワー",
    "ＭＢ": "メガバイト",
    "ＧＢ": "ギガバイト",
}
_MEASURED = re.compile(r"[０-９百千万億][^、。／\s]{1,9}$")
_FIELDS = re.compile(r"当たり|あたり|農|田|畑|作付|圃場|ほ場|面積|収量|ｈａ|アール|造林|山林")
_AFTER = r"(?![Ａ-Ｚａ-ｚ]|サイズ|判|版)"


def _said(word: str) -> Callable[[re.Match[str]], list[Piece]]:
    return lambda match: [(word, *match.span())]


def _alone(match: re.Match[str]) -> list[Piece]:
    """A unit without a number: ｍｍ単位, ｋｇ当たり."""
    return [(_ALONE[match.group(1)], *match.span())]


def _per(match: re.Match[str]) -> list[Piece]:
    return [(_PER[match.group(1)], *match.span())]


def _per_counted(match: re.Match[str]) -> list[Piece] | None:
    """５００円／人, ３立方メートル／日: behind a number with its unit only."""
    if not _MEASURED.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None
    return [(_PER_COUNTED.get(match.group(1), f"パー{match.group(1)}"), *match.span())]


def _micro(match: re.Match[str]) -> list[Piece]:
    return [("マイクロ" + _MICRO[match.group(1)], *match.span())]


def _whole(match: re.Match[str]) -> list[Piece]:
    return [(_PREFIXES[match.group(1)] + _STEMS[match.group(2)], *match.span())]


def _are(match: re.Match[str]) -> list[Piece] | None:
    """An a behind a figure is an are where fields are spoken of."""
    return [("アール", *match.span())] if _FIELDS.search(match.string) else None


def _squared(unit: str) -> Callable[[re.Match[str]], list[Piece]]:
    """The prefix belongs to the metre: ｋ平方メートル is 平方キロメートル."""
    return lambda match: [(f"{match.group(1)}{unit}メートル", *match.span())]


def _any_of(words: Mapping[str, str]) -> str:
    return "|".join(sorted(filter(None, words), key=len, reverse=True))


UNITS: _Rules = (
    (re.compile(r"ｋ(平方|立方)メートル"), _squared("キロ")),
    (re.compile(r"ｃ(平方|立方)メートル"), _squared("センチ")),
    (re.compile(r"ｍ(平方|立方)メートル"), _squared("ミリ")),
    (re.compile(r"(?<=[０-９])ｍ(?=[×ｘ])"), _said("メートル")),
    (
        re.compile(rf"(?<![Ａ-Ｚａ-ｚ０-９／．])({_any_of(_ALONE)})(?=単位|[当あ]たり|刻み|きざみ|ごとに)"),
        _alone,
    ),
    (re.compile(rf"(?<=[Ａ-Ｚａ-ｚァ-ヶー秒分日])／({_any_of(_PER)}){_AFTER}"), _per),
    (
        re.compile(r"(?<=[ａ-ｚＡ-Ｚ])／(?=(?:ｍ[２３]?|ｋｇ|日|年|人|月)(?![ａ-ｚＡ-Ｚ]))"),
        _said("パー"),
    ),
    (
        re.compile(
            r"(?:(?<=[円人件台回本枚個戸ルムン])|(?<=ｍ[２３]))／(人|日|月|年|時|分|秒|件|台|回|戸|世帯|平方メートル|立方メートル)(?![一-龥ァ-ヶ])"
        ),
        _per_counted,
    ),
    (re.compile(rf"[μµ]({_any_of(_MICRO)}){_AFTER}"), _micro),
    (re.compile(rf"(?<=[０-９])([ｋＭＧｍＴ]?)({_any_of(_STEMS)}){_AFTER}"), _whole),
    (re.compile(r"(?<=[０-９])ａ(?![Ａ-Ｚａ-ｚ０-９])"), _are),
    (
        re.compile(
            r"(?<![Ａ-Ｚａ-ｚ０-９])Ｍ(?=[０-９]．[０-９](?![０-９．])|[３-９](?:クラス|級|程度|以上|前後|の地震))"
        ),
        _said("マグニチュード"),
    ),
)
"""Patterns over folded text with what their matches are written out as, in this order; before dates are."""
