"""Numbers as braille writes them: figures where they are read in Chinese, kana where they are not.

二十三 → 23   三万五千 → 3マン 5000   １２，５００ → 12,500   数十 → スー10   一つ (ひとつ) → kana   10月 → 10, がつ
"""

import re
import unicodedata

_ONES = (
    ("れい", "ぜろ", "まる"),
    ("いち", "いっ"),
    ("に",),
    ("さん",),
    ("し", "よん", "よ"),
    ("ご",),
    ("ろく", "ろっ"),
    ("しち", "なな"),
    ("はち", "はっ"),
    ("きゅう", "く"),
)
_TENS = ("じゅう", "じゅっ", "じっ")
_CHINESE = re.compile(
    "(?:"
    + "|".join(
        sorted(
            {
                *(one for ones in _ONES for one in ones),
                *_TENS,
                "ー",
                *(
                    "ひゃく",
                    "びゃく",
                    "ぴゃく",
                    "ひゃっ",
                    "びゃっ",
                    "ぴゃっ",
                    "せん",
                    "ぜん",
                    "まん",
                    "おく",
                    "ちょう",
                    "ちょー",
                    "てん",
                    "すう",
                    "なん",
                ),
            },
            key=lambda one: -len(one),
        )
    )
    + ")+"
)
_FIGURES = {kanji: number for number, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": "マン", "億": "オク", "兆": "チョー"}
_SOME = {"数": "スー", "何": "ナン"}
_PIECE = re.compile(r"[0-9][0-9,.]*|[〇零一二三四五六七八九十百千]+|[万億兆]|[数何]")
_COUNTED = re.compile(r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})(.+)")
# Behind a kanji number these count; behind others (一部, 一般, 一緒) the kanji is a part of the word.
_TWO_FIGURES = 10
_MINUTES = "ぷん"
_NOT_COUNTED = frozenset({"十分", "一番", "一時", "一段", "一杯"})
_COUNTERS = frozenset(
    [
        "年",
        "月",
        "日",
        "時",
        "分",
        "秒",
        "回",
        "番",
        "度",
        "人",
        "名",
        "件",
        "号",
        "条",
        "項",
        "点",
        "円",
        "歳",
        "才",
        "個",
        "箇所",
        "か所",
        "ヶ所",
        "本",
        "枚",
        "台",
        "階",
        "割",
        "倍",
        "位",
        "種類",
        "期",
        "年度",
        "年間",
        "か月",
        "ヶ月",
        "箇月",
        "日間",
        "週間",
        "時間",
        "分間",
        "次",
        "級",
        "区",
        "票",
        "款",
        "目",
    ]
)


def in_figures(surface: str, reading: str) -> str:
    """A number in figures, empty where it is not read in Chinese or holds anything else. A unit ends behind 万, 億 and 兆."""
    pieces = _PIECE.findall(surface)
    if "".join(pieces) != surface or not _CHINESE.fullmatch(reading):
        return ""
    written: list[str] = []
    for place, piece in enumerate(pieces):
        if piece in _LARGE:
            written.append(_LARGE[piece] + (" " if place < len(pieces) - 1 else ""))
        elif piece in _SOME:
            written.append(_SOME[piece])
        elif piece[0].isascii():
            written.append(piece.strip(",."))
        elif piece == "千" and place and pieces[place - 1][0].isascii():
            written.append("ゼン" if pieces[place - 1].endswith("3") else "セン")
        elif place and pieces[place - 1][0].isascii():
            return ""
        else:
            written.append(str(_value(piece)))
    return "".join(written)


def counted(surface: str, reading: str, in_number: bool = False) -> tuple[str, str]:
    """A word that begins with a number which counts: its figures and the reading of what follows. Two empty strings for others."""
    found = _COUNTED.fullmatch(unicodedata.normalize("NFKC", surface))
    if (
        found is None
        or (surface in _NOT_COUNTED and not reading.endswith(_MINUTES))
        or (not found[1].isascii() and found[2] not in _COUNTERS)
    ):
        return "", ""
    number = int(found[1]) if found[1].isascii() else _value(found[1])
    read = max((one for one in _readings(number) if reading.startswith(one)), key=len, default="")
    rest = reading[len(read) :]
    if (
        rest.startswith("っ") and number < _TWO_FIGURES and not in_number
    ):  # よっか is kana, but じゅうよっか 14 か
        return "", ""
    rest = rest.lstrip("っ")
    return (str(number), rest) if read and rest else ("", "")


def _value(kanji: str) -> int:
    """二十三 → 23, 二〇二六 → 2026."""
    if not any(sign in _SMALL for sign in kanji):
        return int("".join(str(_FIGURES[sign]) for sign in kanji))
    total, figure = 0, 0
    for sign in kanji:
        if sign in _SMALL:
            total, figure = total + (figure or 1) * _SMALL[sign], 0
        else:
            figure = _FIGURES[sign]
    return total + figure


def _readings(number: int) -> list[str]:
    """How a number below 100 may be read in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return list(_ONES[ones])
    before = [""] if tens == 1 else _ONES[tens]
    if not ones:
        return [one + ten for one in before for ten in _TENS]
    return [one + "じゅう" + last for one in before for last in _ONES[ones]]
