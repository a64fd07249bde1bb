"""What a document writes again and again, and in one place otherwise: told to staff, because a speaker may be missed there.

::

    00:00:12 議長 …   00:01:40 4番 …     the second row begins as labels do, in the middle of somebody's speech
    議長＊                              no name ends so
    ○議長　高樹 清君　これより…           every turn begins with a name: the label may go on
    会長「始めます。」⏎PTA「はい。」         what everybody says stands in quotation marks, and so does a row of a turn
    ・早めに報告してほしい。（管財課）        a bracket behind a sentence, as those that name who speaks
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.minutes.labels.match import Style
from reader.minutes.labels.roles import ANSWERS, QUESTIONS
from reader.minutes.labels.strength import Strength, assess, is_thing
from reader.minutes.lines.directions import is_direction
from reader.minutes.lines.headings import looks_like_title
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import says
from reader.minutes.lines.segments import Segment
from reader.minutes.model import Otherwise, ParserWarning, PartKind, Take
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import KANA, KANJI, MARK_CLASS, bare, fold
from reader.minutes.turns.ends import is_answer
from reader.minutes.turns.shapes import Shape, beginning

_SHOWN = 24
_MOSTLY, _ENOUGH, _NEAR = 0.6, 3, 80
_GIVEN = (Style.GIVEN, Style.HEADING, Style.TRAILING, Style.LEGEND)
_STOPPED = re.compile(r"[。?!」][)\]]?[\s|]+(?=[^\s|])")
_EDGE = re.compile(rf"^[^\w(「『A-Za-z{MARK_CLASS}&]|[^\w)」』々ー.{MARK_CLASS}]$")
_DIGITS = re.compile(r"\d+")
_PAIRED = frozenset("([【<")
_SIDES = frozenset(QUESTIONS + ANSWERS)
_FRAME = re.compile(r"\s*[(\[【<][^()\[\]【】<>。]{1,16}[)\]】>]")
_PLAIN = re.compile(r"[\s・•‣·※*\-|\u3000]*$")
_NAME = re.compile(rf"\s*[{KANJI}]{{1,4}}[ \u3000]{{1,4}}[{KANJI}]{{1,4}}(?:[ \u3000]|君)")
_WORD = re.compile(rf"\s*(?P<word>[{KANJI}{KANA}A-Za-z]{{1,8}})\s+\S")
_QUOTED = re.compile(r"\s*(?P<who>[^\s「」。、はがをにでとも]{1,14})\s*「")
_BEHIND = re.compile(r"[。?!]\s*[(\[【](?P<who>[^()\[\]【】\d]{2,12})[)\]】]$")
_SIGN = re.compile(rf"\s*(?P<sign>[\[【(<{{「『]|[{MARK_CLASS}])\s*(?P<who>[^\s\d])")


def warnings_about_ways(segments: Sequence[Segment], rows: Sequence[Row]) -> Iterator[ParserWarning]:
    """One warning a kind at most."""
    labels = [segment for segment in segments if segment.label is not None]
    if not labels:
        yield from _nobody(rows)
        return
    for found in (
        _edge(labels),
        _prefixed(segments),
        _names_first(segments),
        _sided(labels),
        _framed_first(segments),
        _quoted(segments),
        _behind(segments),
        _shifted(segments),
        _shaped(segments),
    ):
        if found is not None:
            yield found


def _nobody(rows: Sequence[Row]) -> Iterator[ParserWarning]:
    """Nobody was found to speak, and rows that say something begin with one sign again and again."""
    signs: dict[str, list[Row]] = {}
    for row in rows:
        sign = _SIGN.match(row.folded) if row.kind is not LineKind.CHROME and says(row.folded) else None
        if sign and not is_direction(row.folded.strip()):
            signs.setdefault(sign["sign"], []).append(row)
    most = max(signs.values(), key=len, default=[])
    if len(most) >= _ENOUGH:
        words = bare(most[0].text)[:_SHOWN]
        yield _either(most[0].number, words, "発言ではない", "発言者と発言")


def _edge(labels: Sequence[Segment]) -> ParserWarning | None:
    for segment in labels:
        label = segment.label
        if (
            label is not None
            and label.style is not Style.GIVEN
            and _EDGE.search(label.label)
            and label.label != "〃"
        ):
            return _either(segment.line, label.label, "記号まで発言者", "記号は発言者の前後の印")
    return None


def _prefixed(segments: Sequence[Segment]) -> ParserWarning | None:
    """A row of a turn that begins with what stands in front of labels, whatever its number."""
    fronts: Counter[str] = Counter()
    line, front = 0, ""
    for segment in segments:
        front = front if segment.line == line else ""
        line = segment.line
        if segment.label is not None:
            front = (front + segment.text[: segment.label.start])[:_SHOWN]
            fronts[_DIGITS.sub("9", fold(front).strip())] += 1
        front = (front + segment.text[:_SHOWN])[:_SHOWN]
    front, count = fronts.most_common(1)[0]
    if _PLAIN.match(front) or len(front) < 2 or count < _ENOUGH:
        return None
    for segment in segments:
        if segment.kind is PartKind.SPEECH and _DIGITS.sub(
            "9", fold(segment.text[:_SHOWN]).strip()
        ).startswith(front):
            return _either(segment.line, bare(segment.text)[:_SHOWN], "前の発言の続き", "別の人の発言")
    return None


def _sided(labels: Sequence[Segment]) -> ParserWarning | None:
    """Who asks or answers, printed behind the word that says so: ■質問（西委員）."""
    for segment in labels:
        label = segment.label
        if label is not None and label.style is Style.PAREN and label.form in _SIDES:
            return _either(
                segment.line, segment.text, f"「{label.label}」", f"「{label.form}」の{label.label}"
            )
    return None


def _framed_first(segments: Sequence[Segment]) -> ParserWarning | None:
    """Turns that begin with something in brackets, most of them: a name or an office of the label's."""
    first = _first_words(segments)
    framed = [segment for segment in first if _FRAME.match(fold(segment.text))]
    if len(framed) < _ENOUGH or len(framed) < _MOSTLY * len(first):
        return None
    return _either(framed[0].line, bare(framed[0].text)[:_SHOWN], "発言の始め", "発言者の続き")


def _first_words(segments: Sequence[Segment]) -> list[Segment]:
    return [
        below
        for above, below in pairwise(segments)
        if above.label is not None and below.kind is PartKind.SPEECH
    ]


def _names_first(segments: Sequence[Segment]) -> ParserWarning | None:
    """Turns that begin with a name and a space, most of them."""
    first = _first_words(segments)
    named = [segment for segment in first if _NAME.match(segment.text)]
    if len(named) < _ENOUGH or len(named) < _MOSTLY * len(first):
        named = _same_first(segments)
    if not named:
        return None
    return _either(named[0].line, bare(named[0].text)[:_SHOWN], "発言の始め", "発言者の続き")


def _same_first(segments: Sequence[Segment]) -> list[Segment]:
    """Turns of one label that all begin with one word and a space behind it: a part of the label may be left."""
    begun: dict[str, list[tuple[str, Segment]]] = {}
    for above, below in pairwise(segments):
        if above.label is not None and below.kind is PartKind.SPEECH:
            word = _WORD.match(fold(below.text))
            begun.setdefault(above.label.label, []).append((word["word"] if word else "", below))
    return [
        found[0][1]
        for found in begun.values()
        if len(found) > 1 and found[0][0] and len({word for word, _ in found}) == 1
    ]


def _quoted(segments: Sequence[Segment]) -> ParserWarning | None:
    """A row of a turn in which somebody else's words stand in quotation marks, where everybody's do."""
    first = _first_words(segments)
    quoted = [segment for segment in first if segment.text.lstrip()[:1] == "「"]
    if len(quoted) < 2 or len(quoted) < _MOSTLY * len(first):
        return None
    for above, segment in pairwise(segments):
        who = (
            _QUOTED.match(fold(segment.text))
            if segment.kind is PartKind.SPEECH and above.label is None
            else None
        )
        if who:
            front = segment.text[: who.end("who")]
            otherwise = Otherwise(Take.SPLIT, segment.text.strip(), front.strip(), front.strip())
            return _either(segment.line, who["who"], "前の発言の続き", "別の人の発言", otherwise)
    return None


def _behind(segments: Sequence[Segment]) -> ParserWarning | None:
    """A bracket behind a sentence, where labels stand behind, or again and again."""
    trailing = any(
        segment.label is not None and segment.label.style is Style.TRAILING for segment in segments
    )
    found = [
        (segment, behind["who"])
        for segment in segments
        if segment.kind in (PartKind.SPEECH, PartKind.NOTE)
        and (behind := _BEHIND.search(fold(segment.text).rstrip()))
        and assess(bare(behind["who"])) >= (Strength.NAME if trailing else Strength.OFFICE)
        and not is_answer(bare(behind["who"]))
    ]
    if not trailing and len(found) < _ENOUGH:
        return None
    return _either(found[0][0].line, found[0][1], "発言の中の語", "発言者") if found else None


def _shifted(segments: Sequence[Segment]) -> ParserWarning | None:
    """A sentence of nobody's right above the first label, and nothing said below the last: they may name who has spoken."""
    places = [place for place, segment in enumerate(segments) if segment.label is not None]
    first, last = places[0], places[-1]
    label = segments[first].label
    if first == 0 or len(places) < _ENOUGH or label is None:
        return None
    if label.style is Style.TRAILING:
        if label.form in _PAIRED and segments[first - 1].line == segments[first].line:
            return None
        return _either(segments[first].line, label.label, "前の言葉の発言者", "続く言葉の発言者")
    if any(segment.kind is PartKind.SPEECH for segment in segments[last:]):
        return None
    above = segments[first - 1]
    told = above.kind in (PartKind.NOTE, PartKind.METADATA, PartKind.SPEECH)
    if not told or not says(above.text) or above.line + 1 < segments[first].line:
        return None
    return _either(segments[first].line, label.label, "続く言葉の発言者", "前の言葉の発言者")


def _shaped(segments: Sequence[Segment]) -> ParserWarning | None:
    """Behind a sentence, in one line with it, what begins as the document's labels do: …です。　Ｂ委員：…"""
    longest: dict[Shape, int] = {}
    for segment in segments:
        label = segment.label
        if label is not None and not label.alone and label.style not in _GIVEN:
            for one in beginning(
                fold(segment.text).rstrip() + (" x" if segment.text[-1:].isspace() else "x")
            ):
                longest[one.shape] = max(len(label.label) + 2, longest.get(one.shape, 0))
    for segment in segments if longest else ():
        folded = fold(segment.text) if segment.kind is PartKind.SPEECH else ""
        for stop in _STOPPED.finditer(folded):
            for one in beginning(folded[stop.end() : stop.end() + _NEAR]):
                said = folded[stop.end() + one.end :]
                words = len(one.label) > longest.get(one.shape, 0) or "ぁ" <= one.label[-1:] <= "ゖ"
                if not words and says(said) and not is_thing(one.label) and not looks_like_title(one.label):
                    return _either(segment.line, one.label, "前の発言の続き", "別の人の発言")
    return None


def _either(
    line: int, words: str, taken: str, other: str, otherwise: Otherwise | None = None
) -> ParserWarning:
    message = f"「{words}」を二通りに読めます（{taken}／{other}）。"
    return ParserWarning(line, message, (taken, other), words, otherwise)
