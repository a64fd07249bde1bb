"""What may stand in a lexicon: every refusal says, in one plain line, what is wrong and what to do.

::

    check_reading("魚の町", "うおの町", None)   LexiconError: 「魚の町」の読み「うおの町」は、かなではありません。…
"""

import re

from reader.errors import LexiconError
from reader.readings.writing.folding import full_width
from reader.readings.writing.kana import is_kana, is_kanji, morae, pronounce, to_hiragana, to_katakana

MAX_SURFACE = 50
MAX_READING = 100
_LONGEST_FOR_A_CHARACTER = 12
"""Kana; w is だぶりゅー, ㈱ かぶしきがいしゃ."""

_SHOWN = 20
"""Characters of a reading that a refusal repeats."""

_SOUNDS = re.compile(
    "(?:[キシチニヒミリギジヂビピ][ャュョェ]|ウ[ィェォ]|イェ|[クグ][ァィェォヮ]|ツ[ァィェォ]|[テデ][ィュ]|[トド]ゥ"
    "|フ[ァィェォュ]|ヴ[ァィェォュ]?|[スズ]ィ|[アイウエオ-ヂツ-モヤユヨ-ロワヰヱヲン]|ッ(?!ッ)|(?<!^)ー)+"
)
_HIRAGANA = re.compile("[ぁ-ゖー]+")
_LEAST_HIRAGANA = 3

# Words of kana that stand in every sentence: as words of their own they would cut all that hold them.
_ORDINARY_KANA = frozenset(
    [
        "です",
        "ます",
        "でした",
        "ました",
        "でしょう",
        "から",
        "まで",
        "より",
        "など",
        "として",
        "とした",
        "について",
        "による",
        "する",
        "した",
        "して",
        "している",
        "いる",
        "いた",
        "ある",
        "ない",
        "なる",
        "なった",
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
        "ように",
        "ください",
        "ございます",
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
        "ている",
        "ておる",
        "られる",
        "される",
        "させる",
        "いただく",
        "いたします",
        "おります",
        "ならば",
        "なので",
        "ですが",
        "ますが",
    ]
)


def check_reading(surface: str, reading: str, accent: int | None) -> None:
    """LexiconError if the reading may not stand in a lexicon."""
    _check_surface(surface)
    if not reading:
        raise LexiconError(f"「{surface}」の読みが空です。ひらがなかカタカナで書いてください。")
    shown = " ".join(reading[:_SHOWN].split())
    if not is_kana(reading):
        raise LexiconError(
            f"「{surface}」の読み「{shown}」は、かなではありません。ひらがなかカタカナだけで書いてください。"
        )
    if not _SOUNDS.fullmatch(to_katakana(reading)):
        raise LexiconError(
            f"「{surface}」の読み「{shown}」には、声に出せない並びがあります。かなを確かめてください。"
        )
    if len(reading) > min(MAX_READING, _LONGEST_FOR_A_CHARACTER * len(surface)):
        raise LexiconError(
            f"「{surface}」の読みが長すぎます（{len(reading)}文字）。表記に合う長さにしてください。"
        )
    if _HIRAGANA.fullmatch(surface) and to_hiragana(reading) != surface:
        raise LexiconError(
            f"「{surface}」はひらがななので、書いたとおりに読みます。「{shown}」とは読めません。"
        )
    size = len(morae(pronounce(reading)))
    if accent is not None and not 0 <= accent <= size:
        raise LexiconError(
            f"「{surface}」のアクセント {accent} は使えません。0 から {size} までの数にしてください。"
        )


def _check_surface(surface: str) -> None:
    if not surface.strip():
        raise LexiconError("表記が空です。読みを直したい語を書いてください。")
    if surface != surface.strip() or any(not c.isprintable() for c in surface):
        shown = " ".join("".join(c if c.isprintable() else " " for c in surface[:MAX_SURFACE]).split())
        raise LexiconError(f"「{shown}」の前後や中に、空白や改行など見えない字があります。取ってください。")
    if len(surface) > MAX_SURFACE:
        raise LexiconError(
            f"表記が長すぎます（{len(surface)}文字）。{MAX_SURFACE}文字までの語にしてください。"
        )
    folded = full_width(surface).text
    if not any(character.isalnum() or is_kanji(character) for character in folded):
        raise LexiconError(f"「{surface}」は記号だけです。文字のある語にしてください。")
    if any(c in surface for c in ',"。、'):
        raise LexiconError(f"「{surface}」に句読点やコンマがあります。一つの語だけを書いてください。")
    _check_ordinary(surface, folded)


def _check_ordinary(surface: str, folded: str) -> None:
    if folded.isdigit():
        raise LexiconError(
            f"「{surface}」は数字だけです。ほかの数の読みを壊すので、前後の字を含む語にしてください。"
        )
    if len(folded) == 1 and not is_kanji(folded):
        raise LexiconError(
            f"「{surface}」は1文字です。ほかの語の読みを壊すので、2文字以上の語にしてください。"
        )
    short = _HIRAGANA.fullmatch(folded) and len(folded) < _LEAST_HIRAGANA
    if folded in _ORDINARY_KANA or short:
        raise LexiconError(
            f"「{surface}」はどの文にも出る言葉です。ほかの読みを壊すので、前後の字を含む語にしてください。"
        )
