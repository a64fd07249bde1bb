"""Signs that are said by where they stand: a circle that is a mark, a name left blank, a comparison, a degree.

Works on folded text::

    〇印 → マルジルシ      〇〇委員 → マルマル委員      ５＞３ → ５大なり３      ＜５人 → ５人未満      ３０度Ｃ → ３０度      東経１３５度３０′ → ３０分
"""

import re
from collections.abc import Callable

from reader.readings.writing.dates import Piece
from reader.readings.writing.signs import said

_MARKS = {
    "〇": "マル",
    "●": "クロマル",
    "◎": "ニジュウマル",
    "△": "サンカク",
    "▲": "クロサンカク",
    "▽": "ギャクサンカク",
    "▼": "クロギャクサンカク",
    "□": "シカク",
    "■": "クロシカク",
    "◇": "ヒシガタ",
    "◆": "クロヒシガタ",
    "☆": "ホシ",
    "★": "クロボシ",
    "×": "バツ",
    "※": "コメ",
    "＊": "ホシ",
}
_NUMBER = "〇一二三四五六七八九十百千万０-９．・"
_VALUE = "０-９Ａ-Ｚａ-ｚ％円人件度）一二三四五六七八九十百千万"
_FIGURE = "[０-９一二三四五六七八九十百千万]"
_ALONE = rf"(?<!{_FIGURE})"
_Rules = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Piece]]], ...]


def _named(match: re.Match[str]) -> list[Piece]:
    return [(_MARKS[match.group()], *match.span())]


def _left_blank(match: re.Match[str]) -> list[Piece]:
    """A name that is not told: ××委員, however many signs stand for it."""
    return [(_MARKS[match.group()[0]].removeprefix("クロ") * 2, *match.span())]


def _named_mark(match: re.Match[str]) -> list[Piece]:
    """〇印 is one word."""
    return [(_MARKS[match.group()[0]] + "ジルシ", *match.span())]


def _said(word: str) -> Callable[[re.Match[str]], list[Piece]]:
    return lambda match: [(word, *match.span())]


def _sign(match: re.Match[str]) -> list[Piece]:
    return [(said(match.group()) or "", *match.span())]


def _comparing(match: re.Match[str]) -> list[Piece]:
    """＞ between two words compares them where no ＜ before it makes it a bracket, and the other way round."""
    before, behind = match.string[: match.start()], match.string[match.end() :]
    bracket = "＜" in before if match.group() == "＞" else "＞" in behind
    return [(match.group(), *match.span())] if bracket else _sign(match)


_BOUNDS = {
    "＜": "未満",
    "＞": "超",
    "ショウナリイコール": "以下",
    "ダイナリイコール": "以上",
}
_AMOUNT = (
    r"[０-９][０-９．，]*+[万億]?+(?:[Ａ-Ｚａ-ｚ]{1,3}(?:パー[ァ-ヶー]+)?|％|パーセント|ポイント|メートル|か[所月]|世帯"
    r"|[人名件歳才回日月年円度点本台時分秒倍])?+"
)


def _bound(match: re.Match[str]) -> list[Piece]:
    """A comparison with nothing before it is a bound: ＜５人 is ５人未満. A bracket stays one."""
    sign, amount = match.groups()
    before, behind = match.string[: match.start()], match.string[match.end() :]
    if (sign == "＜" and "＞" in behind) or (sign == "＞" and "＜" in before):
        return [(match.group(), *match.span())]
    return [(amount + _BOUNDS[sign], *match.span())]


MARKS: _Rules = (
    (re.compile(rf"[{''.join(_MARKS)}]印"), _named_mark),
    (
        re.compile(
            rf"(?<![{_NUMBER}])〇{{2,}}(?![{_NUMBER}])|×{{2,}}|(?<=[一-龥ぁ-んァ-ヶー])(?:△{{2,}}|□{{2,}}|●{{2,}})|(?:△{{2,}}|□{{2,}}|●{{2,}})(?=[一-龥])"
        ),
        _left_blank,
    ),
    (
        re.compile(
            rf"{_ALONE}[〇◎](?=[〇△▲×か・、やと／]*[△▲×])|[△▲](?=[か・、やと／]?[×〇◎])|{_ALONE}×(?=[か・、やと／]?[〇△▲◎])"
            rf"|(?<={_ALONE}[〇◎△▲])[△▲×]|(?<={_ALONE}[〇◎△▲][か・、やと／])[△▲×]|(?<=×)[△▲◎]|(?<=×)〇(?!{_FIGURE})"
            r"|(?<=×[か・、やと／])[〇△▲◎]|(?<=[一-龥ぁ-ん])×(?=[、。）]|$)"
        ),
        _named,
    ),
    (re.compile(r"(?<=[ぁ-ん])[×◎](?=の(?:場合|人|方|もの|欄|項目|箇所|評価|数|理由))"), _named),
    (
        re.compile(
            r"(?<=[はがをにもで「])[〇△▲×◎](?=[をがはでともや、。」]|に(?:なっ|なり|なる|する|しま|した)|だ|か(?![一-龥ァ-ヶ])|$)"
        ),
        _named,
    ),
    (
        re.compile(
            r"(?:^|(?<=[、。（\u3000]))[〇●◎△▲▽▼□■◇◆☆★×](?=は[一-龥ァ-ヶ、「０-９Ａ-Ｚ]|が[一-龥ァ-ヶ、])"
        ),
        _named,
    ),
    (
        re.compile(
            rf"(?:^|(?<=[、。（「はがもをで：\u3000]))({'|'.join(_BOUNDS)})\u3000?({_AMOUNT})(?![０-９．，]|以[上下]|未満|超|を[超こ])"
        ),
        _bound,
    ),
    (re.compile(r"(?<=[一-龥ァ-ヶー）])[＞＜](?=[一-龥ァ-ヶー（０-９])"), _comparing),
    (re.compile(r"(?<=[０-９])−(?=[０-９．，]+＝)"), _said("ヒク")),
    (re.compile(rf"(?<=[{_VALUE}])[＞＜＝](?=[０-９Ａ-Ｚａ-ｚ（−])"), _sign),
    (re.compile(r"(?<=[０-９])度Ｃ(?![Ａ-Ｚａ-ｚ])"), _said("度")),
    (re.compile(r"(?<=[０-９])度Ｆ(?![Ａ-Ｚａ-ｚ])"), _said("華氏度")),
    (re.compile(r"(?<=度[０-９]{2})[′’]|(?<=度[０-９])[′’]"), _said("分")),
    (re.compile(r"(?<=[０-９])′(?=[０-９]{0,2}(?:[″の。、]|$))"), _said("分")),
    (re.compile(r"(?<=分[０-９]{2})[″”]|(?<=分[０-９])[″”]"), _said("秒")),
    (re.compile(r"(?<![Ａ-Ｚａ-ｚ０-９＃])＃(?=[ぁ-んァ-ヶ一-龥Ａ-Ｚａ-ｚ])"), _said("ハッシュタグ")),
    (re.compile(r"(?<=[Ａ-Ｚａ-ｚ])＃"), _said("シャープ")),
)
"""Patterns over folded text with what their matches are written out as, in this order."""
