"""Morae and accents in the notation that VOICEVOX takes (「AquesTalk 風記法」), so that it reads as we read.

::

    橋を渡りますか？   ハシ'ヲ → ハシ'オ/ワタリマ'_スカ？        箸、   ハ'シ、

Kana alone, ``/`` between accent phrases, ``、`` where there is a pause, ``'`` behind the nucleus (at the end of a phrase that
does not fall), ``_`` before a voiceless vowel, ``？`` behind a phrase that asks.
"""

from collections.abc import Sequence

from reader.readings.writing.labels import NASAL, STOP, BreathGroup, Mora

_VOWELS = "aiueo"
_ROWS = {
    "": "ア イ ウ エ オ", "k": "カ キ ク ケ コ", "g": "ガ ギ グ ゲ ゴ", "s": "サ スィ ス セ ソ", "z": "ザ ズィ ズ ゼ ゾ",
    "t": "タ ティ トゥ テ ト", "d": "ダ ディ ドゥ デ ド", "n": "ナ ニ ヌ ネ ノ", "h": "ハ ヒ フ ヘ ホ", "b": "バ ビ ブ ベ ボ",
    "p": "パ ピ プ ペ ポ", "m": "マ ミ ム メ モ", "y": "ヤ イ ユ イェ ヨ", "r": "ラ リ ル レ ロ", "w": "ワ ウィ ウゥ ウェ ウォ",
    "f": "ファ フィ フ フェ フォ", "v": "ヴァ ヴィ ヴ ヴェ ヴォ", "sh": "シャ シ シュ シェ ショ", "j": "ジャ ジ ジュ ジェ ジョ",
    "ch": "チャ チ チュ チェ チョ", "ts": "ツァ ツィ ツ ツェ ツォ", "ty": "テャ ティ テュ テェ テョ", "dy": "デャ ディ デュ デェ デョ",
    "ky": "キャ キィ キュ キェ キョ", "gy": "ギャ ギィ ギュ ギェ ギョ", "ny": "ニャ ニィ ニュ ニェ ニョ",
    "hy": "ヒャ ヒィ ヒュ ヒェ ヒョ", "by": "ビャ ビィ ビュ ビェ ビョ", "py": "ピャ ピィ ピュ ピェ ピョ",
    "my": "ミャ ミィ ミュ ミェ ミョ", "ry": "リャ リィ リュ リェ リョ", "kw": "クヮ クィ クゥ クェ クォ", "gw": "グヮ グィ グゥ グェ グォ",
}  # fmt: skip
_KANA = {consonant: dict(zip(_VOWELS, row.split(" "), strict=True)) for consonant, row in _ROWS.items()}
# VOICEVOX gives up on an accent phrase of more than 300 morae.
_LONGEST = 200


def accented_kana(groups: Sequence[BreathGroup]) -> str:
    """The breath groups in that notation; empty where there are none."""
    return "、".join("/".join(map(_phrase, _phrases(group))) for group in groups)


def _phrases(group: BreathGroup) -> list[list[Mora]]:
    phrases: list[list[Mora]] = []
    for mora in group:
        if mora.begins or not phrases or len(phrases[-1]) == _LONGEST:
            phrases.append([])
        phrases[-1].append(mora)
    return phrases


def _phrase(morae: list[Mora]) -> str:
    falls = [place for place, mora in enumerate(morae) if mora.place == mora.nucleus]
    accent = falls[0] if falls else len(morae) - 1
    written = "".join(_kana(mora) + ("'" if place == accent else "") for place, mora in enumerate(morae))
    return written + ("？" if morae[-1].asks and morae[-1].ends else "")


def _kana(mora: Mora) -> str:
    if mora.vowel in (NASAL, STOP):
        return "ン" if mora.vowel == NASAL else "ッ"
    kana = _KANA[mora.consonant][mora.vowel.lower()]
    return f"_{kana}" if mora.vowel.isupper() else kana
