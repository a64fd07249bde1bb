"""A session as lines of a printed record, in the form in which assemblies print theirs, so that it can be read back.

::

    令和3年度第2回長崎市DX推進委員会           TITLE
    日時　令和3年10月28日                   FACT
    1　基本方針（案）について                 HEADING
    ○議長（山田太郎君）　これより会議を開きます。   TURN, its label apart
    日程に入ります。                      TEXT
    〔「異議なし」と呼ぶ者あり〕                NOTE
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.exports.book.blocks import block_of
from reader.exports.book.book import Block, Said
from reader.exports.material import Material
from reader.passages.utterance import PassageKind

MARK = "○"
"""What stands before a speaker label."""

_OPENED = ("〔", "（", "(", "［", "[", "【", "《", "〈")


class LineKind(StrEnum):
    """What a line is."""

    TITLE = "title"
    FACT = "fact"
    HEADING = "heading"
    TURN = "turn"
    TEXT = "text"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line. ``label`` is the speaker label of the first line of a turn; ``passage`` the key of the passage that it is of, empty
    where it is of none."""

    kind: LineKind
    said: tuple[Said, ...]
    label: tuple[Said, ...] = ()
    passage: str = ""


def about_lines(material: Material) -> Iterator[str]:
    """What people are told of the file, at its end. Without a colon, which would make speakers of 「公表:」."""
    return (f"※{line.replace(': ', '　', 1)}" for line in material.imprint.told())


def paper_lines(material: Material) -> Iterator[PaperLine]:
    """The lines, in order."""
    minutes = material.minutes
    if not minutes.meeting:
        yield PaperLine(LineKind.TITLE, (Said(material.title),))
    for passage in material.passages:
        for line in _block(block_of(minutes, passage, {})):
            yield replace(line, passage=passage.key)
        if passage.kind is PassageKind.TITLE:
            yield from _facts(material)
    if not minutes.meeting:
        yield from _facts(material)


def _facts(material: Material) -> Iterator[PaperLine]:
    minutes = material.minutes
    for name, value in (("日時", minutes.date), ("場所", minutes.place)):
        if value:
            yield PaperLine(LineKind.FACT, (Said(f"{name}　{value}"),))


def _block(block: Block) -> Iterator[PaperLine]:
    texts = [paragraph.said for paragraph in block.paragraphs]
    if block.kind is PassageKind.TITLE:
        yield PaperLine(LineKind.TITLE, block.heading)
    elif block.kind is PassageKind.HEADING:
        number, *title = block.heading
        yield PaperLine(LineKind.HEADING, (number, *([Said("　")] if title else []), *title))
    elif block.kind is PassageKind.TURN:
        first, *others = texts or [()]
        yield PaperLine(LineKind.TURN, first, block.heading)
        yield from (PaperLine(LineKind.TEXT, said) for said in others)
    else:
        parts = [block.heading, *texts] if block.heading else texts
        yield from (PaperLine(LineKind.NOTE, _bracketed(said)) for said in parts)


def _bracketed(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """So that what nobody says is not taken for what the last speaker says."""
    if said[0].text.startswith(_OPENED):
        return said
    return (Said("〔"), *said, Said("〕"))
