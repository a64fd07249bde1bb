"""Readings that a document states, in hiragana.

::

    stated_reading("市町", "シチョウ") -> StatedReading("市町", "しちょう")
"""

import re

from reader.minutes.model import StatedReading
from reader.minutes.text.characters import bare

_KANA = re.compile(r"[ぁ-ゖァ-ヺーゝゞ・゛゜\s]+$")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LONGEST = 40


def to_hiragana(text: str) -> str:
    """Katakana made hiragana, without whitespace; ー stays."""
    return bare(text).translate(_TO_HIRAGANA)


def is_kana(text: str) -> bool:
    """True for words of kana only."""
    return bool(bare(text)) and _KANA.match(text) is not None


def stated_reading(surface: str, reading: str) -> StatedReading | None:
    """A reading as the document gives it; None where it is none (empty, not kana, or kana for kana)."""
    surface, reading = bare(surface), bare(reading)
    if not surface or len(surface) > _LONGEST or not is_kana(reading) or is_kana(surface):
        return None
    return StatedReading(surface, to_hiragana(reading).replace("・", ""))
