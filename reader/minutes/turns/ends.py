"""Where labels end, as the whole document shows it: a sign behind them, a name in the next column, an answer in brackets.

::

    〔部長〕―本文             the sign behind most labels of a style is nobody's word
    教育長　吉灘　　本文       a name of its own behind most labels: of the label
    ○委員　（はい）           an answer: said          ○委員（小松原健君）⏎はい。      a name
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import KANA, KANJI, MARK_CLASS, bare

_SEPARATOR = re.compile(rf"(?:[―─—–‐\-=~〜～…‥→⇒/>]+|[{MARK_CLASS}※*+^&;])\s*(?=\S)")
_NAME = re.compile(rf"(?P<name>[{KANJI}{KANA}]{{1,6}})(?:\s+|\s?:\s*)(?=\S)")
_WHOLE_NAME = re.compile(rf"(?P<name>[{KANJI}{KANA}]{{1,7}}(?:\s{{1,3}}[{KANJI}{KANA}]{{1,5}})?)\s*$")
_TWO = re.compile(
    rf"(?P<name>(?P<surname>[{KANJI}{KANA}]{{1,5}})\s{{1,3}}(?P<given>[{KANJI}{KANA}]{{1,4}}))\s+(?=\S)"
)
_NAMED = (Style.COLUMN, Style.MARK, Style.BRACKET, Style.COLON)
_KANJI = re.compile(f"[{KANJI}]")
_TITLED = re.compile(r"(?<=\S\S)(?:さん|様|氏)$")
_OFTEN = 3
_BEHIND = re.compile(r"\(([^()]{1,20})\)[。.]?$")
_ANSWER = re.compile(
    r"(?:はい|いいえ|いえ|ええ|うん|.*(?:です|ます|ません|ました|でした|ない|なし|無し|あり|有り|とおり|通り|ください|たい|よい|良い|いい|よし|する|した|せず|もの|こと|ほか|とのこと)"
    r"|.*(?:賛成|反対|同意|承認|了承|了解|承知|異議|別紙|省略|略|拍手|起立|挙手|一礼|黙礼|着席|同上|同じ|同感|不明|無言|沈黙|参照|回答済|次回|後日|確認中|検討中|多数|全員|未定|欠席))[。！？!?…]*$"
)


def ended(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> dict[int, LabelMatch]:
    """The labels, each as far as it goes."""
    return _with_answers(_with_names(_past_separators(labels, rows), rows), rows)


def _past_separators(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> dict[int, LabelMatch]:
    """The labels, with the sign that stands behind most of one style, which nobody says: 〔部長〕―本文."""
    signs = {
        index: sign
        for index, match in labels.items()
        if not match.alone and (sign := _SEPARATOR.match(rows[index].folded, match.end))
    }
    with_sign = Counter(labels[index].style for index in signs)
    spoken = Counter(match.style for match in labels.values() if not match.alone)
    usual = {style for style, count in with_sign.items() if count >= 2 and count * 3 >= spoken[style] * 2}
    return {
        index: replace(match, end=signs[index].end()) if index in signs and match.style in usual else match
        for index, match in labels.items()
    }


def _with_names(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> dict[int, LabelMatch]:
    """The labels, with the name that stands in a column of its own behind most of them: no word begins two people's turns."""
    spaced = {
        index: match
        for index, match in labels.items()
        if match.style in _NAMED and not match.alone and not match.glued
    }
    named = {
        index: name
        for index, match in spaced.items()
        if (name := _name_behind(rows[index].folded, match.end, below=index + 1 not in labels))
        and _is_name(bare(name["name"]))
    }
    named |= _in_two_words(named, spaced, rows)
    whose: dict[str, set[str]] = defaultdict(set)
    for index, name in named.items():
        whose[bare(name["name"])].add(spaced[index].label)
    theirs = all(len(who) == 1 for who in whose.values())
    if not theirs or not max(_OFTEN, len(whose) + 1) <= len(named) or len(named) * 3 < len(spaced) * 2:
        named = {index: name for index, name in named.items() if theirs and _TITLED.search(name["name"])}
    return {
        index: replace(
            match,
            label=match.label + bare(named[index]["name"]),
            stop=named[index].end("name"),
            end=named[index].end(),
            alone=named[index].end() >= len(rows[index].folded),
        )
        if index in named
        else match
        for index, match in labels.items()
    }


def _is_name(words: str) -> bool:
    """True for words that can name somebody: a name, one with a title, a surname of one kanji."""
    return (
        assess(words) is Strength.NAME
        or _TITLED.search(words) is not None
        or _KANJI.fullmatch(words) is not None
    )


def _name_behind(folded: str, at: int, below: bool) -> re.Match[str] | None:
    """The name in the next column, or the one that ends the line where something may be said ``below``: 市長　田辺　信宏."""
    whole = _WHOLE_NAME.match(folded, at) if below else None
    return whole if whole and not is_answer(bare(whole["name"])) else _NAME.match(folded, at)


def _in_two_words(
    named: Mapping[int, re.Match[str]], spaced: Mapping[int, LabelMatch], rows: Sequence[Row]
) -> dict[int, re.Match[str]]:
    """The names with the given name in a column of its own, where a surname always has the same: 議長　大森　薫　本文."""
    both = {index: two for index in named if (two := _TWO.match(rows[index].folded, spaced[index].end))}
    given: dict[tuple[str, str], set[str]] = defaultdict(set)
    for index, two in both.items():
        given[spaced[index].label, two["surname"]].add(two["given"])
    once = sum(len(names) for names in given.values())
    always = once == len(given) and len(both) > once and len(both) * 2 >= len(named)
    return both if always else {}


def is_answer(words: str) -> bool:
    """True for words that answer by themselves: はい, 異議なし, 別紙. ``words`` has no spaces."""
    return _ANSWER.match(words) is not None


def _with_answers(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> dict[int, LabelMatch]:
    """The labels, those with an answer in their brackets ending before it: with nothing else said, on the line or
    below, and nobody of that name."""
    return {index: _before_answer(match, index, labels, rows) for index, match in labels.items()}


def _before_answer(
    match: LabelMatch, index: int, labels: Mapping[int, LabelMatch], rows: Sequence[Row]
) -> LabelMatch:
    if not match.alone:
        return match
    label = _BEHIND.search(match.label)
    start = rows[index].folded.rfind("(", match.start, match.stop)
    if label is None or label.start() == 0 or start <= match.start or not is_answer(bare(label.group(1))):
        return match
    if not _says_no_more(index, labels, rows):
        return match
    stop = match.start + len(rows[index].folded[match.start : start].rstrip())
    return replace(match, label=match.label[: label.start()], stop=stop, end=start, alone=False)


def _says_no_more(index: int, labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> bool:
    """True where the next row that is the document's begins another turn, or where there is none."""
    for place in range(index + 1, len(rows)):
        if rows[place].kind is not LineKind.CHROME:
            return place in labels
    return True
