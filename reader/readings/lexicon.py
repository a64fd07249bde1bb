"""The lexicon: readings in layers, what is refused, and the form in which Open JTalk takes them.

The nearest wins: this occurrence, else these minutes, else the municipality, else built in. The built-in file is a
CSV of ``surface,reading,accent,category,reason`` with ``#`` comments::

    県下市町,けんかしちょう,4,noun,しもいちまち と読まれる
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.errors import LexiconError
from reader.readings.folding import fold
from reader.readings.kana import VOWEL, has_kanji, is_kana, is_kanji, morae, pronounce, to_katakana
from reader.readings.word import Reading

MAX_SURFACE = 50
MAX_READING = 100


class Category(StrEnum):
    """What sort of word an entry is, as far as its neighbours and its accent ask."""

    NOUN = "noun"
    VERBAL_NOUN = "verbal_noun"
    NAME = "name"
    ORGANIZATION = "organization"
    PLACE = "place"
    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    SUFFIX = "suffix"
    ADVERB = "adverb"


POS: dict[Category, tuple[str, str, str, str]] = {
    Category.NOUN: ("名詞", "一般", "*", "*"),
    Category.VERBAL_NOUN: ("名詞", "サ変接続", "*", "*"),
    Category.NAME: ("名詞", "固有名詞", "一般", "*"),
    Category.ORGANIZATION: ("名詞", "固有名詞", "組織", "*"),
    Category.PLACE: ("名詞", "固有名詞", "地域", "一般"),
    Category.SURNAME: ("名詞", "固有名詞", "人名", "姓"),
    Category.GIVEN_NAME: ("名詞", "固有名詞", "人名", "名"),
    Category.SUFFIX: ("名詞", "接尾", "一般", "*"),
    Category.ADVERB: ("副詞", "一般", "*", "*"),
}
_CHAIN_RULE = {Category.SUFFIX: "C3", Category.ADVERB: "*"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the built-in lexicon. ``reading`` is hiragana, ``accent`` the mora after which the pitch falls."""

    surface: str
    reading: str
    accent: int | None
    category: Category
    reason: str = ""


def parse_entries(text: str) -> tuple[Entry, ...]:
    """The entries of a built-in lexicon's CSV. LexiconError tells the line that cannot be read."""
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = [*next(csv.reader([line])), "", "", "", ""]
        try:
            accent = int(row[2]) if row[2] else None
            category = Category(row[3] or "noun")
        except ValueError:
            raise LexiconError(
                f"{number}行目: アクセントか分類を読めません: 「{line}」。表記,読み,アクセント,分類,理由 の順に書いてください。"
            ) from None
        check_reading(row[0], row[1], accent)
        entries.append(Entry(row[0], row[1], accent, category, row[4]))
    return tuple(entries)


def check_reading(surface: str, reading: str, accent: int | None) -> None:
    """LexiconError, in one plain line, if the reading may not stand in a lexicon."""
    _check_surface(surface)
    if not reading:
        raise LexiconError(f"「{surface}」の読みが空です。ひらがなかカタカナで書いてください。")
    if not is_kana(reading) or reading[0] in "ーゝゞヽヾぁぃぅぇぉゃゅょっァィゥェォャュョ":
        raise LexiconError(
            f"「{surface}」の読み「{reading[:20]}」は、かなではありません。ひらがなかカタカナだけで書いてください。"
        )
    if len(reading) > MAX_READING or len(reading) > 12 * len(surface):
        raise LexiconError(
            f"「{surface}」の読みが長すぎます（{len(reading)}文字）。表記に合う長さにしてください。"
        )
    size = len(morae(pronounce(reading)))
    if accent is not None and not 0 <= accent <= size:
        raise LexiconError(
            f"「{surface}」のアクセント {accent} は使えません。0 から {size} までの数にしてください。"
        )


# Words of kana that stand in every sentence: another reading for one of them would break all that hold it.
_ORDINARY_KANA = frozenset(
    (
        "です",
        "ます",
        "でした",
        "ました",
        "から",
        "まで",
        "より",
        "など",
        "として",
        "について",
        "による",
        "する",
        "した",
        "して",
        "いる",
        "ある",
        "ない",
        "なる",
        "こと",
        "もの",
        "ため",
        "とき",
        "ところ",
        "この",
        "その",
        "あの",
        "どの",
        "これ",
        "それ",
        "ここ",
        "そこ",
        "よう",
        "ください",
        "ござい",
        "また",
        "ので",
        "のに",
        "けど",
        "だけ",
        "しか",
        "ほど",
        "くらい",
        "ぐらい",
        "という",
        "といった",
        "において",
        "おいて",
        "もって",
        "ながら",
    )
)


def _check_surface(surface: str) -> None:
    if not surface.strip():
        raise LexiconError("表記が空です。読みを直したい語を書いてください。")
    if surface != surface.strip() or "\n" in surface or "\t" in surface:
        shown = " ".join(surface.split())
        raise LexiconError(f"「{shown}」の前後や中に、空白や改行があります。取ってください。")
    if len(surface) > MAX_SURFACE:
        raise LexiconError(
            f"表記が長すぎます（{len(surface)}文字）。{MAX_SURFACE}文字までの語にしてください。"
        )
    folded = fold(surface).text
    if not any(character.isalnum() or is_kanji(character) for character in folded):
        raise LexiconError(f"「{surface}」は記号だけです。文字のある語にしてください。")
    if folded.isdigit():
        raise LexiconError(
            f"「{surface}」は数字だけです。ほかの数の読みを壊すので、前後の字を含む語にしてください。"
        )
    if len(folded) == 1 and not is_kanji(folded):
        raise LexiconError(
            f"「{surface}」は1文字です。ほかの語の読みを壊すので、2文字以上の語にしてください。"
        )
    if folded in _ORDINARY_KANA or (len(folded) <= 2 and all("ぁ" <= kana <= "ゖ" for kana in folded)):
        raise LexiconError(
            f"「{surface}」はどの文にも出る言葉です。ほかの読みを壊すので、前後の字を含む語にしてください。"
        )


# Last parts of compounds, with the sounds they have there; the pitch falls just before them: じんけ＼んひ, いさはや＼し.
_FALLS_BEFORE = {
    "市": ("シ",),
    "町": ("チョー", "マチ"),
    "村": ("ムラ", "ソン"),
    "区": ("ク",),
    "郡": ("グン",),
    "県": ("ケン",),
    "駅": ("エキ",),
    "局": ("キョク",),
    "部": ("ブ",),
    "課": ("カ",),
    "室": ("シツ",),
    "会": ("カイ",),
    "館": ("カン",),
    "員": ("イン",),
    "人": ("ニン",),
    "費": ("ヒ",),
    "税": ("ゼー",),
    "債": ("サイ",),
    "額": ("ガク",),
    "率": ("リツ",),
    "数": ("スー",),
    "山": ("サン", "ヤマ"),
    "島": ("シマ", "ジマ"),
    "橋": ("ハシ", "バシ"),
    "池": ("イケ",),
}
_FLAT = {"金": ("キン",), "川": ("ガワ",), "線": ("セン",), "場": ("ジョー",), "図": ("ズ",)}
_SHORT = frozenset("市町村区郡県員")
"""Last parts that make a compound of two characters too: 津市, 議員."""
_SECOND_HALVES = "ーンッ"


def guess_accent(pronunciation: str, surface: str = "") -> int:
    """The likeliest accent of a noun: by the last part of a compound where ``surface`` shows one, else flat for three
    and four morae, else the third from its end. Never on the second half of a syllable (ー, ン, ッ; イ of アイ)."""
    sounds = morae(pronunciation)
    ending = surface[-1:] if len(surface) > 2 or surface[-1:] in _SHORT else ""
    if any(_ends(pronunciation, sounds, part) for part in _FLAT.get(ending, ())):
        return 0
    for part in _FALLS_BEFORE.get(ending, ()):
        if _ends(pronunciation, sounds, part):
            return _on_syllable(sounds, len(sounds) - len(morae(part)))
    if len(sounds) <= 2:
        return 1
    if len(sounds) <= 4 and ("ー" not in sounds or has_kanji(surface)):
        return 0
    return _on_syllable(sounds, max(len(sounds) - 2, 1))


def _ends(pronunciation: str, sounds: Sequence[str], part: str) -> bool:
    """Whether a compound of more than two morae ends in that part."""
    return len(sounds) > max(2, len(morae(part))) and pronunciation.endswith(part)


def _on_syllable(sounds: Sequence[str], accent: int) -> int:
    """The accent, moved to the first half of its syllable."""
    second = sounds[accent - 1] in _SECOND_HALVES
    glides = (
        sounds[accent - 1] == "イ" and accent > 1 and VOWEL.get(sounds[accent - 2][-1]) in {"ア", "ウ", "オ"}
    )
    return accent - 1 if accent > 1 and (second or glides) else accent


def latest(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """One reading for each surface, the last given, in the order of the surfaces."""
    by_surface = {fold(reading.surface).text: reading for reading in readings}
    return tuple(by_surface[surface] for surface in sorted(by_surface))


def dictionary_lines(entries: Iterable[Entry], *, nearer: bool = False) -> str:
    """The entries as a source of an Open JTalk user dictionary; ``nearer`` ones win over others of their surface.

    A surface of one character is left out: as a word of its own it would tear others apart."""
    return "".join(
        _dictionary_line(entry, fold(entry.surface).text, nearer) + "\n"
        for entry in entries
        if len(entry.surface) > 1
    )


def _dictionary_line(entry: Entry, surface: str, nearer: bool) -> str:
    read = to_katakana(entry.reading)
    pronunciation = pronounce(read)
    size = len(morae(pronunciation))
    accent = guess_accent(pronunciation, surface) if entry.accent is None else entry.accent
    fields = [
        surface,
        "",
        "",
        str(_cost(surface) - (2000 if nearer else 0)),
        *POS[entry.category],
        "*",
        "*",
        surface,
        read,
        pronunciation,
        f"{accent}/{size}",
        _CHAIN_RULE.get(entry.category, "C1"),
    ]
    return ",".join(fields)


def _cost(surface: str) -> int:
    """The cost of a word in MeCab's sum: the longer the surface, the surer it is that the word is meant."""
    return {1: 6000, 2: 3000, 3: 500}.get(len(surface), -2000)
