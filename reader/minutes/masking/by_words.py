"""Turns and notes without words, of minutes whose parts and entries do not fit together: nobody can say which part went where.

That is how an older release, or another program, may have left them. Then each stretch is looked for in the text of every turn and
note, with what stands beside it in its part; rather one place too many goes than one too few.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.minutes.edits.quote import Plain, plain
from reader.minutes.masking.stretch import Stretch
from reader.minutes.model import Aside, Minutes, Note, Part, PartKind, Turn
from reader.minutes.text.characters import BARS

BESIDE = 8
"""Plain characters of a part beside a stretch, by which its place is known."""

_SAID = (PartKind.SPEECH, PartKind.NOTE)


@dataclass(frozen=True, slots=True)
class Fragment:
    """What of a stretch stands in one part: plain ``words`` between ``before`` and ``behind``, and the mark for them."""

    before: str
    words: str
    behind: str
    mark: str


def fragments(parts: Iterable[Part], stretch: Stretch) -> Iterator[Fragment]:
    """Those of a stretch of the parts joined."""
    base = 0
    for part in parts:
        text = plain(part.text)
        first, last = max(stretch.start - base, 0), min(stretch.end - base, len(text))
        if first < last and part.kind in _SAID:
            before, behind = text[max(0, first - BESIDE) : first], text[last : last + BESIDE]
            yield Fragment(
                before.lstrip(BARS), text[first:last].strip(BARS), behind.rstrip(BARS), stretch.mark
            )
        base += len(text)


def entries_without(minutes: Minutes, gone: Sequence[Fragment]) -> tuple[Turn | Note, ...]:
    """Turns and notes with marks in place of the fragments; in a turn the mark is an aside on a line of its own."""
    return tuple(_without(entry, gone) for entry in minutes.entries)


def _without(entry: Turn | Note, gone: Sequence[Fragment]) -> Turn | Note:
    if isinstance(entry, Note):
        return replace(entry, text=_marked(entry.text, gone, ""))
    text = _marked(entry.text, gone, "\n")
    if text == entry.text:
        return entry
    nobodys = {entry.text[aside.start : aside.end] for aside in entry.asides} | {one.mark for one in gone}
    asides, at = [], 0
    for line in text.split("\n"):
        if line in nobodys:
            asides.append(Aside(at, at + len(line)))
        at += len(line) + 1
    return replace(entry, text=text, asides=tuple(asides))


def _marked(text: str, gone: Sequence[Fragment], joint: str) -> str:
    for one in gone:
        shown = Plain([text])
        if not one.words:
            continue
        for at in reversed(shown.occurrences(one.before + one.words + one.behind)):
            start = at + len(one.before)
            end = start + len(one.words)
            if not (shown.is_edge(start) and shown.is_edge(end)):
                start, end = at, end + len(one.behind)
            before, behind = text[: shown.place(start)].rstrip("\n"), text[shown.end(end) :].lstrip("\n")
            pieces = (before, one.mark, behind)
            text = joint.join(piece for piece in pieces if piece)
    doubled = {f"{one.mark}{joint}{one.mark}": one.mark for one in gone}
    for twice, once in doubled.items():
        while twice in text:
            text = text.replace(twice, once)
    return text
