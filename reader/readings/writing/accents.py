"""Where the pitch of a word falls, guessed for words that no dictionary knows.

::

    ナナエチョー 七飯町 → 3 (before 町)      ジンケンヒ 人件費 → 3 (before 費, not on ン)      サカナ 魚 → 0
"""

from collections.abc import Sequence

from reader.readings.writing.kana import VOWEL, has_kanji, morae

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
