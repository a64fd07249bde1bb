"""分かち書き: where kana are written apart, decided by the part of speech of a word and of the one before.

What can begin a phrase begins a unit, what only hangs on it joins it; a compound is written apart where both of its parts can
stand alone (three morae, or two kanji)::

    予算|特別|委員|会|の|審査|に|つい|て → ヨサン トクベツ イインカイノ シンサニ ツイテ
    実施|し|て|い|ます              → ジッシ シテ イマス
    山田|太郎|君                  → ヤマダ タロー クン
"""

import re
from collections.abc import Callable

from reader.exports.braille.compounds import is_voiced_anew
from reader.readings.word import PartOfSpeech as Part
from reader.readings.word import Word, WordKind
from reader.readings.writing.kana import VOWEL, has_kanji, is_kana, morae, to_katakana

Together = tuple[Word, ...]
"""Words that are written as one."""

_NOMINAL = (Part.NOUN, Part.SUFFIX, Part.COUNTER, Part.HONORIFIC)
_JOINED_NOUNS = frozenset({"の", "ん"})
_EXISTING = ("ふう", "ある", "あり", "あっ", "あれ", "あろ", "ござ", "ござい")
_NOT = ("ない", "なく", "なかっ", "なけれ", "なし")
_BEFORE_NOT = frozenset({"で", "て", "じゃ"})
# One word with ない: 味気ない, 余儀なく.
_ONE_WITH_NOT = frozenset({"味気", "隈", "心置き", "満遍", "底", "余儀", "難"})
# One word with what stands before it: このほど, そのまま, わがまま.
_ONE_WORD = frozenset(
    (before, after)
    for before, others in {
        "この": "ほど 程 まま",
        "その": "くせ 節 まま",
        "あの": "まま",
        "わが": "まま",
        "我が": "まま",
    }.items()
    for after in others.split(" ")
)
_ADJECTIVAL = (Part.ADJECTIVE, Part.DEPENDENT_ADJECTIVE, Part.ENDING)
"""Whose form in く stands before a ない of its own: 少なく ない, 行きたく ない."""
_POLITE = (
    "いた",
    "致",
    "くださ",
    "下さ",
    "頂",
    "なさ",
    "なり",
    "なる",
    "なっ",
    "なら",
    "申",
    "ござ",
    "いらっしゃ",
)
_DOING = frozenset({"し", "する", "すれ", "せ", "さ", "しよ", "せよ", "できる", "でき", "出来", "出来る"})
_TITLES_APART = frozenset({"さん", "様", "さま", "君", "くん", "殿", "どの", "氏"})
_PREFIXES_APART = frozenset(
    {"約", "各", "故", "計", "同", "当", "本", "某", "翌", "全", "前", "現", "元", "貴", "満"}
)
_PREFIXES_ALWAYS_APART = frozenset({"約", "故", "計"})
_NEVER_FIRST = ("づ", "ぢ")
_EACH = frozenset({"当たり", "あたり", "当り"})
_KANJI_FIGURES = frozenset("一二三四五六七八九十百千")
_AGAINST = "対"
_ORDINAL = "第"
_ALWAYS_APART = frozenset({"延べ", "全体", "自体", "自身"})
_NOW = frozenset({"今", "いま"})
"""Alone it is an adverb: 今 総理が; words that begin with it (今年度) are one in the dictionary."""
_COUNTED_THEMSELVES = re.compile(
    "店舗|世帯|団体|施設|地区|会場|項目|路線|学級|学年|区間|品目|種目|系統|箇所|事業|事業所|法人|企業|自治体|"
    "大学|議席|会派|議案|工区|回線|言語|部門|分野|部会|段階|世代|区分|圏域|工程|教室|教科|車線|車両|集落|小学校|中学校|"
    "(?:キロ|センチ|ミリ)?(?:メートル|グラム|リットル|ワット)|ヘクタール|トン"
)
"""Nouns that are counted without a counter: 21店舗, 3世帯."""
_AND_OTHERS = "等"
_LONG, _SHORT = 3, 2


def is_apart(unit: Together, word: Word) -> bool:
    """Whether ``word`` is written apart from ``unit``: the words before it that are written as one, with nothing between."""
    before = unit[-1]
    if _is_and_others(word) or (_is_and_others(before) and word.part is Part.NOUN):
        return True
    if _is_one_word(before, word):
        return False
    if before.kind is WordKind.LATIN:
        return _is_apart_from_letters(word)
    if word.reading.startswith(_NEVER_FIRST) or _goes_on_from_a_number(before, word):
        return False
    if before.part is Part.PREFIX and word.part not in (
        Part.PARTICLE,
        Part.ENDING,
        Part.COUNTER,
        Part.SUFFIX,
    ):
        return _is_prefix_apart(before, word)
    rule = _RULES.get(word.part)
    return rule is None or rule(unit, word)


def _is_one_word(before: Word, word: Word) -> bool:
    """ただいま, 一つ目, そのまま: however the dictionary cuts them."""
    if (before.surface, word.surface) in _ONE_WORD or (before.surface == "ただ" and word.reading == "いま"):
        return True
    return before.surface[-1:] == "つ" and word.surface == "目"


def _goes_on_from_a_number(before: Word, word: Word) -> bool:
    """More figures, and 7対|6."""
    return before.surface[-1:].isdigit() and (_is_number(word) or word.surface == _AGAINST)


def _is_and_others(word: Word) -> bool:
    """等, where it is read とう: it stands alone, a compound goes on behind it."""
    return word.surface == _AND_OTHERS and word.reading == "とう"


def _is_apart_from_letters(word: Word) -> bool:
    """Behind letters even a particle is written apart; what makes one word with them is not."""
    if word.part in (Part.SUFFIX, Part.COUNTER):
        return False
    return word.part is not Part.NOUN or _is_heavy((word,))


def _is_ending_apart(unit: Together, word: Word) -> bool:
    """だ, ます, ない join; ある, and ない that says that something is not there, stand alone."""
    before = unit[-1]
    if word.surface.startswith(_EXISTING):
        return True
    if word.surface.startswith(_NOT):
        if before.surface.endswith("く") and before.part in _ADJECTIVAL:
            return True
        if before.surface in _ONE_WITH_NOT:
            return False
        is_behind_particle = before.part is Part.PARTICLE or before.surface in _BEFORE_NOT
        return is_behind_particle or before.part in (Part.NOUN, Part.FORMAL_NOUN)
    return False


def _is_suffix_apart(unit: Together, word: Word) -> bool:
    """以上, 自身 stand alone; 会 and 的 join; 方 joins a verb (やり方) and stands alone behind what is whole (ない方)."""
    before = unit[-1]
    if _ends_a_phrase(before):
        return True
    if before.part in (Part.ENDING, Part.ADJECTIVE, Part.PARTICLE):
        return has_kanji(word.surface)
    is_long = len(word.surface) > 1 and has_kanji(word.surface) and _is_heavy((word,))
    return is_long and before.part is not Part.PREFIX


def _is_prefix_apart(before: Word, word: Word) -> bool:
    if before.surface in _PREFIXES_ALWAYS_APART or (before.surface == _AGAINST and _is_number(word)):
        return True
    if before.surface not in _PREFIXES_APART:
        return False
    return _is_number(word) or (_is_heavy((word,)) and word.part is Part.NOUN) or word.part is Part.PREFIX


def _is_verb_apart(unit: Together, word: Word) -> bool:
    """Two verbs may be one: 書き始める, 話し合う; not お聞き いたす, and not 説明 する."""
    before = unit[-1]
    if before.part not in (Part.VERB, Part.DEPENDENT_VERB) or _ends_a_phrase(before):
        return True
    return word.surface in _DOING or word.surface.startswith(_POLITE)


def _ends_a_phrase(word: Word) -> bool:
    """Whether it is a verb in a form that stands before a noun or ends a sentence: いる, 行く; not 書き."""
    is_verb = word.part in (Part.VERB, Part.DEPENDENT_VERB)
    return is_verb and VOWEL.get(to_katakana(word.reading[-1:])) == "ウ"


def _is_noun_apart(unit: Together, word: Word) -> bool:
    before = unit[-1]
    if word.surface in _ALWAYS_APART or before.surface in _NOW:
        return True
    if word.surface in _EACH and (_is_number(unit[0]) or unit[0].surface[0] in _KANJI_FIGURES):
        return False
    if _is_number(before) and unit[0].surface != _ORDINAL and _COUNTED_THEMSELVES.fullmatch(word.surface):
        return False
    if is_voiced_anew(word) and before.part in (Part.NOUN, Part.SUFFIX, Part.VERB):
        return False
    if before.part not in _NOMINAL or WordKind.PERSON in (before.kind, word.kind) or _is_number(word):
        return True
    return _is_heavy(_last_noun(unit)) and _is_heavy((word,))


def _last_noun(unit: Together) -> Together:
    """The nouns, prefixes and suffixes at the end of a unit."""
    start = len(unit)
    while start and unit[start - 1].part in (*_NOMINAL, Part.PREFIX):
        start -= 1
    return unit[start:]


def _is_heavy(words: Together) -> bool:
    """Whether it can stand alone: three morae, or two kanji."""
    heard = len(morae(to_katakana("".join(word.reading for word in words))))
    return heard >= _LONG or sum(map(has_kanji, "".join(word.surface for word in words))) > 1


def _is_number(word: Word) -> bool:
    return word.kind is WordKind.NUMBER or word.surface[:1].isdigit()


def _is_guessed_apart(_unit: Together, word: Word) -> bool:
    """Where no part of speech is known: short hiragana join."""
    return word.kind is not WordKind.PARTICLE and not (is_kana(word.surface) and len(word.surface) <= _SHORT)


def _never(_unit: Together, _word: Word) -> bool:
    return False


_RULES: dict[Part, Callable[[Together, Word], bool]] = {
    Part.PARTICLE: _never,
    Part.COUNTER: _never,
    Part.ENDING: _is_ending_apart,
    Part.SUFFIX: _is_suffix_apart,
    Part.NOUN: _is_noun_apart,
    Part.VERB: _is_verb_apart,
    Part.DEPENDENT_VERB: _is_verb_apart,
    Part.FORMAL_NOUN: lambda _unit, word: word.surface not in _JOINED_NOUNS,
    Part.HONORIFIC: lambda unit, word: unit[-1].kind is WordKind.PERSON and word.surface in _TITLES_APART,
    Part.DEPENDENT_ADJECTIVE: lambda unit, _word: unit[-1].part is not Part.VERB,
    Part.UNKNOWN: _is_guessed_apart,
}
"""What is not among them begins a unit."""
