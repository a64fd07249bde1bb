"""A word as braille spells it: as it is written in kana, but は and へ as they sound, and ー where ウ only lengthens.

::

    東京 → トーキョー   大きい → オオキイ   計画 → ケイカク   続く → ツヅク   言う → イウ   は → ワ
    ２５ → 25          二十三 → 23         ふたつ → フタツ    10月 → 10ガツ   ＡＩ → AI    Zoom → Zoom   ％ → ％
"""

import re
import unicodedata

from reader.exports.braille.compounds import parted
from reader.exports.braille.numbers import counted, in_figures
from reader.readings.word import PartOfSpeech, Word, WordKind
from reader.readings.writing.kana import pronounce, to_katakana

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.'&/+\- ]*")
_ROMAN = re.compile("[Ⅰ-ⅿ]+")
_KANJI = re.compile("[㐀-鿿々]+")
_AS_HEARD = frozenset({("ハ", "ワ"), ("ヘ", "エ")})
# What stands behind に, を or と in particles of the dictionary that are a particle and a verb (により, として).
_GROWN = frozenset(
    [
        "ついて",
        "つき",
        "つきまして",
        "おいて",
        "おける",
        "おいても",
        "かんして",
        "かんし",
        "かんする",
        "たいして",
        "たいし",
        "たいする",
        "よって",
        "より",
        "よる",
        "よりまして",
        "よれば",
        "よると",
        "とって",
        "あたって",
        "あたり",
        "かけて",
        "わたって",
        "わたり",
        "さいして",
        "ともない",
        "おうじて",
        "もとづき",
        "もって",
        "もちまして",
        "めぐって",
        "めぐる",
        "はじめ",
        "つうじて",
        "とおして",
        "して",
        "しては",
        "しても",
        "いった",
        "いう",
        "いたしまして",
        "ともに",
    ]
)
# One word of the dictionary, and two for braille: each with how it is cut.
_TWO_WORDS = {
    "どういう": "ドー イウ",
    "こういう": "コー イウ",
    "そういう": "ソー イウ",
    "ああいう": "アア イウ",
    "どうして": "ドー シテ",
    "もうすぐ": "モー スグ",
    "もう少し": "モー スコシ",
    "もうすこし": "モー スコシ",
    "もう一度": "モー 1ド",
    "言うまでもなく": "イウマデモ ナク",
    "そうした": "ソー シタ",
    "こうした": "コー シタ",
    "そういった": "ソー イッタ",
    "こういった": "コー イッタ",
    "どういった": "ドー イッタ",
    "どうした": "ドー シタ",
    "とはいえ": "トワ イエ",
    "そのほか": "ソノ ホカ",
    "このほか": "コノ ホカ",
    "そのため": "ソノ タメ",
    "このため": "コノ タメ",
    "そのうち": "ソノ ウチ",
    "明くる日": "アクル ヒ",
    "明くる年": "アクル トシ",
    "明くる朝": "アクル アサ",
    "四半期": "4ハンキ",
    "都道府県": "トドー フケン",
    "市区町村": "シク チョーソン",
    "一つ一つ": "ヒトツ ヒトツ",
    "一つひとつ": "ヒトツ ヒトツ",
    "一人一人": "ヒトリ ヒトリ",
    "一人ひとり": "ヒトリ ヒトリ",
}
# ウ that is a part of its own, and lengthens nothing; and kanji of whose words the dictionary alone knows (小売, 井上, 子牛).
_KEEPS_U = re.compile("未曽有|未曾有|(?:うるう|閏)年?")
_BEGINS_WITH_U = frozenset("有生馬牛梅売上内受打浦植海埋浮産羽魚薄裏唄歌後臼腕渦")


def spelled(word: Word, in_number: bool = False) -> str:
    """The word in katakana, figures or letters; empty where nothing of it is read. A blank is where it is written apart.
    ``in_number``: a number stands directly before it (1|4日)."""
    surface = unicodedata.normalize("NFKC", word.surface)
    if word.kind is WordKind.LATIN and _LATIN.fullmatch(surface):
        return f'"{surface}"' if " " in surface else surface
    if _ROMAN.fullmatch(word.surface):
        return surface
    if surface == "%" and word.reading:
        return "％"
    if not word.reading or surface in _TWO_WORDS:
        return _TWO_WORDS.get(surface, "")
    figures = in_figures(surface, word.reading) if word.kind is WordKind.NUMBER else ""
    number, rest = counted(surface, word.reading, in_number)
    if figures or number:
        return figures or number + kana(rest, pronounce(rest))
    is_grown = (
        word.part is PartOfSpeech.PARTICLE and word.reading[0] in "にをと" and word.reading[1:] in _GROWN
    )
    cut = 1 if is_grown else parted(surface, word.reading)
    return kana(word.reading, _heard(word, surface), cut)


def kana(reading: str, pronunciation: str, cut: int = 0) -> str:
    """A reading (hiragana) as braille spells it, ``pronunciation`` being how it sounds (katakana); a blank behind ``cut`` kana."""
    written = to_katakana(reading)
    sound = pronunciation if len(pronunciation) == len(written) else pronounce(written)
    made = "".join(_one(kana, heard) for kana, heard in zip(written, sound, strict=True)).replace(
        "ュウ", "ュー"
    )
    return f"{made[:cut]} {made[cut:]}" if cut else made


def _heard(word: Word, surface: str) -> str:
    """How it sounds. In some compounds the dictionary leaves out that ウ only lengthens (信号機 シンゴウキ)."""
    if _KEEPS_U.fullmatch(surface):
        return to_katakana(word.reading)
    is_plain = word.part is PartOfSpeech.NOUN and word.kind is WordKind.ORDINARY
    if is_plain and _KANJI.fullmatch(surface) and not _BEGINS_WITH_U.intersection(surface):
        by_rule = pronounce(to_katakana(word.reading))
        if len(by_rule) == len(word.pronunciation):
            return "".join(
                max(pair, key="ー".__eq__) for pair in zip(word.pronunciation, by_rule, strict=True)
            )
    return word.pronunciation


def _one(written: str, heard: str) -> str:
    if heard == "ー" and written == "ウ":
        return heard
    return heard if (written, heard) in _AS_HEARD else written
