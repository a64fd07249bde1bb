"""An answer of a few letters, in brackets behind who gives it: no name, but all that is said.

::

    ○委員　（はい）          -> 委員 says （はい）
    ○座長　次は…
    ○委員（小松原健君）       -> a name: what is said stands on the next line
    はい。
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.minutes.labels.match import LabelMatch
from reader.minutes.lines.rows import Row
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import bare

_BEHIND = re.compile(r"\(([^()]{1,20})\)[。.]?$")
_ANSWER = re.compile(
    r"(?:はい|いいえ|いえ|ええ|うん|.*(?:です|ます|ません|ました|でした|ない|なし|無し|あり|有り|とおり|通り|ください|たい|よい|良い|いい|よし|する|した|せず|もの|こと|ほか|とのこと)"
    r"|.*(?:賛成|反対|同意|承認|了承|了解|承知|異議|別紙|省略|略|拍手|起立|挙手|一礼|黙礼|着席|同上|同じ|同感|不明|無言|沈黙|参照|回答済|次回|後日|確認中|検討中|多数|全員|未定|欠席))[。！？!?…]*$"
)


def is_answer(words: str) -> bool:
    """True for words that answer by themselves: はい, 異議なし, 別紙. ``words`` has no spaces."""
    return _ANSWER.match(words) is not None


def with_answers(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> dict[int, LabelMatch]:
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
