"""Lines of a caption: a long sentence is one cue still, and only shown on several lines, broken behind 、 where it can be.

次に、計画を立てて進めていきたいが、県市が2重投資とならないよう、…  →  three lines of at most 32 characters
"""

from collections.abc import Sequence

from reader.readings.word import Word

LINE = 32
"""Characters of a line, as captions have them."""

_BREAKS = "、。，．！？」』）"


def display_breaks(text: str, words: Sequence[Word]) -> list[int]:
    """The offsets at which a line ends: behind a comma in the last part of a line, else between two words, else anywhere."""
    between = {word.end for word in words}
    breaks: list[int] = []
    start = 0
    while len(text) - start > LINE:
        end = _best(text, start, between)
        breaks.append(end)
        start = end
    return breaks


def _best(text: str, start: int, between: set[int]) -> int:
    window = range(start + LINE, start + LINE // 3, -1)
    for end in window:
        if text[end - 1] in _BREAKS and text[end] not in _BREAKS:
            return end
    for end in window:
        if end in between and text[end] not in _BREAKS:
            return end
    return start + LINE
