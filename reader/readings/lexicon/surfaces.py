"""Which sentences hold an entry's surface, whatever its width, its case and the spaces between spaced kanji::

plain("ｽﾏｰﾄ　シティ") == plain("スマートシティ")        holds("㈱海浜の件", {plain("株式会社海浜")})
"""

from collections.abc import Iterable

from reader.readings.writing.folding import full_width


def plain(text: str) -> str:
    """Text as the analyser compares it."""
    return "".join(full_width(text).text.split()).casefold()


def holds(text: str, surfaces: Iterable[str]) -> bool:
    """Whether any of the plain surfaces stands in the text."""
    written = plain(text)
    return any(surface in written for surface in surfaces)
