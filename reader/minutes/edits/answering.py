"""A warning's second reading as an edit on the source's words, where one edit brings it about."""

from reader.minutes.edits.apply import PutRight
from reader.minutes.edits.edit import Edit, EditKind
from reader.minutes.edits.quote import plain
from reader.minutes.model import ParserWarning, Take

_KINDS = {Take.SPLIT: EditKind.SPLIT, Take.NOTE: EditKind.NOTE}


def second_reading(warning: ParserWarning, put_right: PutRight) -> Edit | None:
    """The edit; None where it takes something else (a hint, or a person), or where the words do not stand on the
    warning's line."""
    other, pieces = warning.otherwise, put_right.pieces
    if other is None or pieces is None or other.take not in _KINDS:
        return None
    words, starts = plain(other.words), pieces.starts()
    for start in put_right.plain.occurrences(words):
        offset = put_right.plain.place(start)
        at = max(n for n, begin in enumerate(starts) if begin <= offset)
        if pieces.pieces[at].line == warning.line:
            quote = put_right.plain.quote(start, start + len(words), warning.line)
            label = len(plain(other.label))
            return Edit(_KINDS[other.take], quote, other.who, label=label, answers=warning.key)
    return None
