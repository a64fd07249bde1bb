"""A word as braille spells it: as it is written in kana, but は and へ as they sound, and ー where ウ only lengthens.

::

    東京 → トーキョー   大きい → オオキイ   計画 → ケイカク   続く → ツヅク   言う → イウ   は → ワ
    ２５ → 25          二十三 → 23         ふたつ → フタツ    10月 → 10ガツ   ＡＩ → AI    Zoom → Zoom   ％ → ％
"""

import re
import unicodedata

from reader.exports.braille.numbers import counted, in_figures
from reader.readings.word import PartOfSpeech, Word, WordKind
from reader.readings.writing.kana import pronounce, to_katakana

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.'&/+\- ]*")
_TWO_SCRIPTS = re.compile(r"(?P<first>[ァ-ヺー]{3,})[㐀-鿿々]{2,}|[㐀-鿿々]{2,}(?P<last>[ァ-ヺー]{3,})")
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
    "なんとなく": "ナント ナク",
    "そのほか": "ソノ ホカ",
    "このほか": "コノ ホカ",
    "そのため": "ソノ タメ",
    "このため": "コノ タメ",
    "このたび": "コノ タビ",
    "そのうち": "ソノ ウチ",
    "明くる日": "アクル ヒ",
    "明くる年": "アクル トシ",
    "明くる朝": "アクル アサ",
    "一つ一つ": "ヒトツ ヒトツ",
    "一つひとつ": "ヒトツ ヒトツ",
    "一人一人": "ヒトリ ヒトリ",
    "一人ひとり": "ヒトリ ヒトリ",
}
# The last part of one word of the dictionary, read so: two kanji or more before it are written apart from it.
_LAST_PARTS = {
    "労働省": "ろうどうしょう",
    "交通省": "こうつうしょう",
    "産業省": "さんぎょうしょう",
    "水産省": "すいさんしょう",
    "科学省": "かがくしょう",
    "共産党": "きょうさんとう",
    "民主党": "みんしゅとう",
    "研究所": "けんきゅうしょ",
    "停留所": "ていりゅうじょ",
    "大学": "だいがく",
    "病院": "びょういん",
    "銀行": "ぎんこう",
    "番号": "ばんごう",
    "教育": "きょういく",
    "環境": "かんきょう",
    "年金": "ねんきん",
    "保険": "ほけん",
    "福祉": "ふくし",
    "制度": "せいど",
    "施設": "しせつ",
    "計画": "けいかく",
    "事業": "じぎょう",
    "会計": "かいけい",
    "予算": "よさん",
    "条例": "じょうれい",
    "対策": "たいさく",
    "政策": "せいさく",
    "社会": "しゃかい",
    "経済": "けいざい",
    "住宅": "じゅうたく",
    "組合": "くみあい",
    "協会": "きょうかい",
    "錯誤": "さくご",
    "懸命": "けんめい",
}
# ウ that is a part of its own, and lengthens nothing.
_KEEPS_U = re.compile("未曽有|未曾有|(?:うるう|閏)年?")


def spelled(word: Word, in_number: bool = False) -> str:
    """The word in katakana, figures or letters; empty where nothing of it is read. A blank is where it is written apart.
    ``in_number``: a number stands directly before it (1|4日)."""
    surface = unicodedata.normalize("NFKC", word.surface)
    if word.kind is WordKind.LATIN and _LATIN.fullmatch(surface):
        return f'"{surface}"' if " " in surface else surface
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
    cut = 1 if is_grown else _cut(surface, word.reading)
    heard = to_katakana(word.reading) if _KEEPS_U.fullmatch(surface) else word.pronunciation
    return kana(word.reading, heard, cut)


def kana(reading: str, pronunciation: str, cut: int = 0) -> str:
    """A reading (hiragana) as braille spells it, ``pronunciation`` being how it sounds (katakana); a blank behind ``cut`` kana."""
    written = to_katakana(reading)
    sound = pronunciation if len(pronunciation) == len(written) else pronounce(written)
    made = "".join(_one(kana, heard) for kana, heard in zip(written, sound, strict=True)).replace(
        "ュウ", "ュー"
    )
    return f"{made[:cut]} {made[cut:]}" if cut else made


def _cut(surface: str, reading: str) -> int:
    """Behind how many kana a compound is cut: デジタル技術, 市民センター, 厚生労働省; 0 where it is none."""
    written = to_katakana(reading)
    found = _TWO_SCRIPTS.fullmatch(surface)
    if found is None:
        return _before_last_part(surface, reading)
    if found["first"] and written.startswith(found["first"]):
        return len(found["first"])
    return len(written) - len(found["last"]) if found["last"] and written.endswith(found["last"]) else 0


def _before_last_part(surface: str, reading: str) -> int:
    for part, read in _LAST_PARTS.items():
        if len(surface) >= len(part) + 2 and surface.endswith(part) and reading.endswith(read):
            return len(reading) - len(read)
    return 0


def _one(written: str, heard: str) -> str:
    if heard == "ー" and written == "ウ":
        return heard
    return heard if (written, heard) in _AS_HEARD else written
