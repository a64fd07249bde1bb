"""The edge of the parser: what cannot be seen goes, what only looks like a letter becomes it, once for all formats.

Spaces of no width, direction marks, controls and byte order marks are nobody's words, and each would cut a label, a
date or a name in two. A radical (⻑) that a font's table put for a kanji (長) has its look and becomes it; a voiced mark
joins its kana. A variation selector stays behind a name's kanji, of which it says the form; behind what is no kanji, and in
the words of dates and offices, it says nothing and would part them::

    "委\\u00ad員"   -> "委員"     "⽇程"      -> "日程"     "か\\u3099"   -> "が"     "令\\ufe00和" -> "令和"
    "a\\x00b\\x1b"  -> "ab", with a warning                 "\\ud800"    -> "\\ufffd" (half a character)
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from reader.minutes.model import ParserWarning, StatedReading
from reader.minutes.sources.left_out import warnings_about
from reader.minutes.sources.source import Line, Source
from reader.minutes.text.characters import SELECTORS
from reader.radicals import RADICALS

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_JOINED = re.compile(
    "(?<=[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)
_ODD = re.compile(
    f"[{_CONTROLS}{_UNSEEN}\ud800-\udfff\u2028\u2029\x85\u2e80-\u2fd5\u3099\u309a\U000e0000-\U000e007f{SELECTORS}]"
)
_WITH_SELECTORS = re.compile(f"([^{SELECTORS}])([{SELECTORS}]*)", re.DOTALL)
_SELECTED = re.compile(f"[{SELECTORS}]+")
_FORMED = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd][\ufe00-\ufe0d\U000e0100-\U000e01ef]|[\u2600-\u27bf\U0001f000-\U0001faff#*0-9][\ufe0e\ufe0f]"
)
_NO_NAMES = re.compile(
    "令和|平成|昭和|大正|明治|(?<=[0-9０-９元一二三四五六七八九十])[年月日時分]|委員|議員|[議会座部課局室館市町村区]長|知事|事務局|会議録|議事録|日時|場所|開催|出席"
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
    text = _VOICED.sub(lambda found: unicodedata.normalize("NFC", found.group()), text.translate(RADICALS))
    return _without_idle_selectors(text) if _SELECTED.search(text) else text


def _without_idle_selectors(text: str) -> str:
    """Without the variation selectors that say nothing of a name's form."""
    characters = [(found.group(1), found.group(2)) for found in _WITH_SELECTORS.finditer(text)]
    plain = "".join(character for character, _ in characters)
    idle = {at for found in _NO_NAMES.finditer(plain) for at in range(*found.span())}
    return "".join(
        character if at in idle or not _FORMED.match(character + selectors) else character + selectors
        for at, (character, selectors) in enumerate(characters)
    )


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
