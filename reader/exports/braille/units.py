"""A sentence as units of kana with their blanks: what a line may be broken between.

「AIを、使って いる。」  →  「AI · ヲ、 · ツカッテ · イル。」   a blank behind each, two behind 。
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.exports.braille.cells import MARKS
from reader.exports.braille.spacing import is_apart
from reader.exports.braille.spelling import spelled
from reader.readings.word import Word, WordKind
from reader.readings.writing.kana import has_kanji

_SAME = str.maketrans(
    {
        "，": "、",
        ",": "、",
        "､": "、",
        "．": "。",
        "｡": "。",
        "?": "？",
        "!": "！",
        ":": "：",
        "･": "・",
        "~": "〜",
        "～": "〜",
        "(": "（",
        ")": "）",
        "[": "〔",
        "]": "〕",
        "［": "〔",
        "］": "〕",
        "【": "〔",
        "】": "〕",
        "｢": "「",
        "｣": "」",
        "〈": "「",
        "〉": "」",
        "《": "『",
        "》": "』",
        "“": "「",
        "”": "」",
        "—": "―",
        "－": "-",
        "−": "-",
        "‐": "-",
        "＝": "-",
        "*": "＊",
        "%": "％",
        "／": "/",
        "‥": "…",
        "─": "―",
        "※": "＊",
        **dict.fromkeys("○◯〇●◎■◆◇▲△▼▽★☆◦•", "＊"),
    }
)
_OPENING, _CLOSING = frozenset("「『（〔"), frozenset("」』）〕")
_BLANKS_BEHIND = {"、": 1, "・": 1, "：": 1, "。": 2, "？": 2, "！": 2}
_POINTS = frozenset({".", "．"})
_READ_AS_POINT = "てん"
"""八・五兆円."""
_THOUSANDS = re.compile(r"[0-9０-９]{3}")
_WAVE = "〜"
"""From … to: a sign, also where a voice says から."""
_JOINING = f"-/{_WAVE}"
_KANJI_FIGURES = frozenset("一二三四五六七八九")
_TENS = frozenset({"十", "二十", "三十"})
_DAY = re.compile("[一二三四五六七八九]日")
_COUNTED_BY = "年月日回人番号期次度"


@dataclass(slots=True)
class Unit:
    """Kana, figures and letters that are written together, and how many blanks stand behind them."""

    text: str
    blanks: int = 1


def units(words: Sequence[Word]) -> tuple[Unit, ...]:
    """The units of a sentence; signs that braille has not are □, what is not read and no sign is left out."""
    return tuple(_making(words).units)


def unwritten(words: Sequence[Word]) -> str:
    """The characters of a sentence that braille has not, in order: each is a □ of its units."""
    return "".join(_making(words).unwritten)


def _making(words: Sequence[Word]) -> "_Making":
    made = _Making()
    words = tuple(_days_whole(words))
    for place, word in enumerate(words):
        if word.is_set_aside and not has_kanji(word.surface):
            continue
        if sign := _inside_number(words, place):
            made.join(sign)
            continue
        if word.surface.translate(_SAME) == _WAVE:
            made.signs(word.surface)
            continue
        in_number = (
            place > 0 and words[place - 1].kind is WordKind.NUMBER and words[place - 1].end == word.start
        )
        kana = spelled(word, in_number)
        if kana:
            made.word(word, kana, opened=_brackets(word))
        else:
            made.signs(word.surface)
    return made


def _days_whole(words: Sequence[Word]) -> Iterator[Word]:
    """十|四日 and 二十|四日 as one word: as the dictionary has them, one is ten and the fourth."""
    before: Word | None = None
    for word in words:
        if before and before.surface in _TENS and _DAY.match(word.surface) and before.end == word.start:
            both = (before.surface + word.surface, before.reading + word.reading)
            word = replace(word, surface=both[0], start=before.start, reading=both[1])
        elif before:
            yield before
        before = word
    if before:
        yield before


def in_kana(made: Sequence[Unit]) -> str:
    """The units as people proofread them: kana with blanks between."""
    return "".join(unit.text + " " * unit.blanks for unit in made).strip()


def _inside_number(words: Sequence[Word], place: int) -> str:
    """What a sign between two numbers becomes: a point, a comma, a hyphen; 「・」 where they stand side by side (2、3日); empty
    where it is none of these."""
    if not 0 < place < len(words) - 1:
        return ""
    before, sign, after = words[place - 1], words[place].surface.translate(_SAME), words[place + 1]
    is_number = after.kind is WordKind.NUMBER or after.surface[:1].isdigit()
    if before.kind is not WordKind.NUMBER or not (is_number or after.surface[:1] in _KANJI_FIGURES):
        return ""
    if words[place].surface in _POINTS or words[place].reading == _READ_AS_POINT:
        return "."
    if sign == "-":
        return "-"
    if sign == "、" and _THOUSANDS.fullmatch(after.surface):
        return ","
    is_list = sign in "、・" and len(before.surface) == 1
    return "・" if is_list and len(after.surface.rstrip(_COUNTED_BY)) == 1 else ""


def _brackets(word: Word) -> tuple[str, str]:
    """The brackets that a word has in it: （木）, read もくようび."""
    surface = word.surface.translate(_SAME)
    if len(surface) > 2 and surface[0] in _OPENING and surface[-1] in _CLOSING:
        return surface[0], surface[-1]
    return "", ""


class _Making:
    """The units so far, and the words of the last one as far as no sign stands behind them."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.unwritten: list[str] = []
        self._together: tuple[Word, ...] = ()
        self._joins = False
        self._closed = False

    def word(self, word: Word, kana: str, opened: tuple[str, str]) -> None:
        first, *others = kana.split(" ")
        if opened[0]:
            first = f"{opened[0]}{kana.removesuffix('ヨービ')}{opened[1]}"
            self._append(first)
            self._closed, self._together = True, ()
            return
        if self._together and not is_apart(self._together, word):
            self.units[-1].text += first
            self._together = (*self._together, word)
        elif self._joins or (self._closed and self._hangs(word)):
            self.units[-1].text += first
            self._together = (word,)
        else:
            self.units.append(Unit(first))
            self._together = (word,)
        self._joins = self._closed = False
        self.units += [Unit(other) for other in others if other]

    def join(self, sign: str) -> None:
        """A sign inside a number."""
        self.units[-1].text += sign
        self._joins = True

    def signs(self, surface: str) -> None:
        for sign in surface.translate(_SAME):
            if sign.isspace():
                self._together, self._closed = (), False
            elif sign in _OPENING:
                self._open(sign)
            elif sign in MARKS or not _is_nothing(sign):
                if sign not in MARKS:
                    self.unwritten.append(sign)
                self._append(sign if sign in MARKS else "□")
                self._closed = sign in _CLOSING
                if self.units:
                    self.units[-1].blanks = _BLANKS_BEHIND.get(sign, 1)
                self._together, self._joins = (), sign in _JOINING

    def _hangs(self, word: Word) -> bool:
        return not is_apart((_ANY_NOUN,), word)

    def _open(self, sign: str) -> None:
        explains = sign in "（〔" and bool(self._together)
        if self.units and (self._joins or explains):
            self.units[-1].text += sign
        else:
            self.units.append(Unit(sign))
        self._joins, self._together, self._closed = True, (), False

    def _append(self, text: str) -> None:
        if self.units:
            self.units[-1].text += text
        else:
            self.units.append(Unit(text))
        self._joins = False


def _is_nothing(sign: str) -> bool:
    """Whether nobody sees it."""
    return not sign.isprintable()


_ANY_NOUN = Word("名詞", 0, 2, "めいし", "メイシ")
