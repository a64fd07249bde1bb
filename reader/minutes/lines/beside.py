"""A label behind the record's heading: where the line is cut. 会議録　委員長：それでは…"""

from reader.minutes.labels.grammar import read_label
from reader.minutes.labels.match import Style
from reader.minutes.labels.strength import Strength
from reader.minutes.lines.fields import FieldKind, read_field
from reader.minutes.text.characters import fold


def label_behind_field(text: str) -> set[int]:
    """Where a label stands right behind the record's heading: 会議録　委員長：それでは…"""
    folded = fold(text)
    field = read_field(folded)
    if field is None or field.kind not in (FieldKind.RECORD, FieldKind.AGENDA) or field.end >= len(folded):
        return set()
    match = read_label(folded[field.end : field.end + 140])
    said = folded[field.end :]
    strong = match is not None and match.strength is Strength.STRONG and match.style is not Style.QUESTION
    return {field.end} if strong and "。" in said else set()
