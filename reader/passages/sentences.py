"""Where the sentences of a passage begin and end: one span is one utterance.

A line end always ends a sentence. Inside a line ``。！？`` and the full stops ``．`` ``.`` end one, together with the
closing brackets behind them; what stands inside a balanced pair of brackets on one line is never cut, and neither
is a quotation that the sentence goes on after::

    「選ばれるまちにします。」と記載している。次に、Society5.0について。
    └───────────────────────────────────────┘└─────────────────────────┘

The spans are in order, do not overlap and cover every character that is not whitespace. A sentence too long to be
spoken in one breath is divided by ``speech.phrases``.
"""

import re
from collections.abc import Iterator

from reader.passages.phrases import ADDRESS, WordBoundaries, divided

Span = tuple[int, int]

_OPENERS = "「『（(［[｛{〔【〈《“〝"
_CLOSERS = "」』）)］]｝}〕】〉》”〟"
_CLASS = {mark: index // 2 for index, mark in enumerate("「」『』（）［］｛｝〔〕【】〈〉《》“”〝〟")}
_CLASS |= {"(": _CLASS["（"], ")": _CLASS["）"], "[": _CLASS["［"], "]": _CLASS["］"]}
_CLASS |= {"{": _CLASS["｛"], "}": _CLASS["｝"]}
# A pair further apart than this is taken for two marks that do not belong together.
_LONGEST_BRACKET = 300

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_END = re.compile(rf"[。｡！？!?．.]+[{re.escape(_CLOSERS)}\"'’]*[…‥。｡]*")
_AT_END = re.compile(_END.pattern + r"\Z")
_SPOKEN = re.compile(r"\w")
_JAPANESE = re.compile(r"[ぁ-ヿ㐀-䶿一-鿿々〆ｦ-ﾟ]")
# 「…。」と述べた: the sentence goes on behind the quotation.
_GOES_ON = re.compile(
    r"[とはがをにのでもやへか、，,。・／/]|な(?!お|ぜ)|って|等|旨|云々|ほか|だ|より|から|まで"
)
# ！と？ may stand inside a sentence: なぜ？と思う、まち！の声
_GOES_ON_AFTER_MARK = re.compile(r"[、，,]|と(?!ころ|ても|にかく|りあえず|もか)|の(?!ち)|って")
# 1. ア． (2). 第１．: the number of a list item, not a sentence.
_LIST_LABEL = re.compile(
    r"\W*第?(?:[0-9０-９]{1,3}|[A-Za-zＡ-Ｚａ-ｚ]|[ァ-ヶ]|[一二三四五六七八九十]{1,3})\W*"
)
_ABBREVIATION = re.compile(
    r"(?:\b|(?<=[^A-Za-z]))(?:[A-Za-z]|No|Mr|Mrs|Ms|Dr|St|vs|etc|e\.g|i\.e|Co|Ltd|Inc|Vol|pp|Fig|cf|Jr)$"
)


def ends_sentence(text: str) -> bool:
    """Whether a sentence may be over behind this text: 「…にします。」」 yes, 「…については、」 no."""
    return _AT_END.search(text.rstrip()) is not None


def sentence_spans(text: str, boundaries: WordBoundaries | None = None) -> tuple[Span, ...]:
    """The spans ``(start, end)`` of the sentences of a passage's text.

    ``boundaries`` gives the offsets between the words of a sentence; it is asked only about sentences too long to
    be one utterance, which are then never divided inside a word.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        for start, end in _line_spans(line.group()):
            sentence = text[line.start() + start : line.start() + end]
            cuts = divided(sentence, boundaries)
            spans += (_trimmed(text, line.start() + start + a, line.start() + start + b) for a, b in cuts)
    return tuple(spans)


def _line_spans(line: str) -> Iterator[Span]:
    """The sentences of one line, without the whitespace around them."""
    start = 0
    for cut in (*_cuts(line), len(line)):
        rest = cut if _SPOKEN.search(line, cut) else len(line)
        if _SPOKEN.search(line, start, rest) or rest == len(line):
            begin, end = _trimmed(line, start, rest)
            if begin < end:
                yield begin, end
            start = rest


def _cuts(line: str) -> Iterator[int]:
    """Offsets behind which a new sentence may begin."""
    enclosed = _enclosed(line)
    addresses = _marked(line, ((m.start(), m.end()) for m in ADDRESS.finditer(line)))
    last = 0
    for match in _END.finditer(line):
        start, end = match.span()
        if end < len(line) and not addresses[start] and not enclosed[end]:
            if enclosed[start]:
                ends = not _GOES_ON.match(line, end)
            else:
                ends = _ends_sentence(line, last, start, end)
            if ends:
                yield end
                last = end


def _ends_sentence(line: str, begin: int, start: int, end: int) -> bool:
    """Whether the marks at ``start`` to ``end`` end the sentence that began at ``begin``."""
    mark = line[start]
    if mark in "。｡":
        return True
    if mark in "！？!?":
        joined = mark in "!?" and line[start - 1 : start].isascii() and not line[end].isspace()
        return not joined and not _GOES_ON_AFTER_MARK.match(line, end)
    return _is_full_stop(line, begin, start, end)


def _is_full_stop(line: str, begin: int, start: int, end: int) -> bool:
    """Whether the ``.`` or ``．`` at ``start`` is one: not in 5.0, 1. 概要, U.S., No. 3."""
    before = line[begin:start].lstrip()
    if _LIST_LABEL.fullmatch(before) or line[start : start + 2] in ("..", "．．"):
        return False
    if _JAPANESE.match(line, max(start - 1, 0)):
        return True
    following = line[end:].lstrip()[:1] if line[end].isspace() else ""
    begins_anew = following.isupper() or bool(_JAPANESE.match(following))
    return begins_anew and not before[-1:].isdigit() and not _ABBREVIATION.search(before[-8:])


def _enclosed(line: str) -> bytearray:
    """1 for each character inside a balanced pair of brackets, the closing one included."""
    pairs: list[Span] = []
    open_marks: list[tuple[int, int]] = []
    waiting = [0] * (max(_CLASS.values()) + 1)
    for index, mark in enumerate(line):
        if mark in _OPENERS:
            open_marks.append((index, _CLASS[mark]))
            waiting[_CLASS[mark]] += 1
        elif mark in _CLOSERS and waiting[_CLASS[mark]]:
            opener, kind = open_marks.pop()
            waiting[kind] -= 1
            while kind != _CLASS[mark]:
                opener, kind = open_marks.pop()
                waiting[kind] -= 1
            if index - opener <= _LONGEST_BRACKET:
                pairs.append((opener + 1, index + 1))
    return _marked(line, pairs)


def _marked(line: str, ranges: "Iterator[Span] | list[Span]") -> bytearray:
    marks = bytearray(len(line) + 1)
    for start, end in ranges:
        marks[start:end] = b"\x01" * (end - start)
    return marks


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without the whitespace at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
