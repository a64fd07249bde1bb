"""Which readings staff should look at: where the opinions differ, and words that are often read otherwise.

A word is doubted when Sudachi reads it in another way and no rule has decided, when kanji had to be read one by one,
and when it is one of the words known to have two lives (``_TWO_READINGS``)::

    洞穴 どうけつ, Sudachi: ほらあな  → doubtful, alternative ほらあな        声明 せいめい → alternative しょうみょう
"""

from collections.abc import Iterator, Sequence

from reader.readings.kana import pronounce, to_katakana
from reader.readings.opinions import Stretch, comparable
from reader.readings.words import Doubt

# Both readings are current and mean the same: nobody would call one of them a mistake.
_SAME = (
    {"ワタシ", "ワタクシ"},
    {"ニホン", "ニッポン"},
    {"イウ", "ユウ"},
    {"イク", "ユク"},
    {"ソノゴ", "ソノアト"},
    {"ケンキュウジョ", "ケンキュウショ"},
    {"ヨイ", "イイ"},
)
_VOICED = dict(
    zip("カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダジズデドバビブベボ", strict=True)
)
_PUFFED = dict(zip("ハヒフヘホ", "パピプペポ", strict=True))


def doubt(stretches: Sequence[Stretch], text: str) -> Iterator[Doubt]:
    """The doubts about a text, in order."""
    for stretch in stretches:
        surface = text[stretch.start : stretch.end]
        other = _difference(stretch, surface) or _two_lives(stretch, surface)
        if other is not None:
            yield Doubt(stretch.start, stretch.end, other)


def _difference(stretch: Stretch, surface: str) -> str | None:
    """The second opinion, where it is one that matters."""
    if not comparable(stretch, surface) or stretch.agrees:
        return None
    ours, theirs = stretch.first_read, stretch.second_read
    if {ours, theirs} in _SAME or _only_voiced(ours, theirs) or stretch.first[0].pos[1] == "接尾":
        return None
    return theirs


def _only_voiced(ours: str, theirs: str) -> bool:
    """ガイシャ in 合併会社: the first hears the words grow together, which the second never does."""
    if len(ours) != len(theirs) or not ours:
        return False
    return ours[1:] == theirs[1:] and ours[0] in (_VOICED.get(theirs[0]), _PUFFED.get(theirs[0]))


def _two_lives(stretch: Stretch, surface: str) -> str | None:
    """The other reading of a word that is known to have two."""
    readings = _TWO_READINGS.get(surface)
    if readings is None or any(morpheme.lexical for morpheme in stretch.first):
        return None
    ours = pronounce(stretch.first_read)
    return next((to_katakana(other) for other in readings if pronounce(to_katakana(other)) != ours), None)


_TWO_READINGS: dict[str, tuple[str, ...]] = {}
