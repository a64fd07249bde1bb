"""The edge of the parser: what cannot be seen goes, what only looks like a letter becomes it, once for all formats.

Spaces of no width, direction marks, controls and byte order marks are nobody's words, and each would cut a label, a
date or a name in two. A radical (⻑) that a font's table put for a kanji (長) has its look and becomes it; a voiced mark
joins its kana. A variation selector stays: it says which form of a name's kanji is printed::

    "委\\u00ad員"   -> "委員"     "⽇程"      -> "日程"     "か\\u3099"   -> "が"
    "a\\x00b\\x1b"  -> "ab", with a warning                 "\\ud800"    -> "\\ufffd" (half a character)
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from reader.minutes.model import ParserWarning, StatedReading
from reader.minutes.sources.left_out import warnings_about
from reader.minutes.sources.source import Line, Source
from reader.radicals import RADICALS

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_JOINED = re.compile(
    "(?<=[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)
_ODD = re.compile(
    f"[{_CONTROLS}{_UNSEEN}\ud800-\udfff\u2028\u2029\x85\u2e80-\u2fd5\u3099\u309a\U000e0000-\U000e007f]"
)
_CONTROL = re.compile(f"[{_CONTROLS}]")
_GONE = re.compile(f"[{_UNSEEN}\U000e0000-\U000e007f]+")
_VOICED = re.compile("[\u3046-\u30fd][\u3099\u309a]")
_BROKEN = re.compile("[\ud800-\udfff]")
_BREAKS = str.maketrans(dict.fromkeys("\u2028\u2029\x85", " "))


def at_the_edge(source: Source) -> Source:
    """The same source as the parser may see it; its warnings tell what was left out or could not be printed."""
    controls = sum(len(_CONTROL.findall(line.text)) for line in source.lines)
    return replace(
        source,
        lines=tuple(_line(line) for line in source.lines),
        title=plain(source.title).strip() or None if source.title else None,
        readings=tuple(_reading(one) for one in source.readings),
        warnings=(*warnings_about(source.left_out), *source.warnings, *_warnings(controls)),
    )


def plain(text: str) -> str:
    """A text without what cannot be seen, and with letters for what only looks like them."""
    if not _ODD.search(text):
        return text
    text = _CONTROL.sub("", _BROKEN.sub("\ufffd", text)).translate(_BREAKS)
    text = "\u200d".join(_GONE.sub("", piece) for piece in _JOINED.split(text))
    return _VOICED.sub(lambda found: unicodedata.normalize("NFC", found.group()), text.translate(RADICALS))


def _line(line: Line) -> Line:
    text = plain(line.text)
    return line if text == line.text else replace(line, text=text)


def _reading(one: StatedReading) -> StatedReading:
    before = None if one.before is None else plain(one.before)
    return StatedReading(plain(one.surface), plain(one.reading), before, plain(one.after))


def _warnings(controls: int) -> Iterator[ParserWarning]:
    if controls:
        yield ParserWarning(
            0, f"印刷できない制御文字が{controls:,}字あり、除きました。元の文書で確かめてください。"
        )
