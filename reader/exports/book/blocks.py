"""A passage as a block of a book: its heading, its paragraphs, and the windows of what is heard.

A speech of two hours is cut between two sentences::

    t12  1:50:00   →   t12 (heading, sentences 1 to 410), t12 from 54:59 on (sentences 411 to 800, no heading)
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reader.exports.book.book import Block, Paragraph, Said, Window
from reader.minutes.model import Minutes
from reader.passages.printed import Printed, announcement_of, aside_lines, printed_lines
from reader.passages.utterance import Passage, PassageKind, Utterance

_HEADINGS = (PassageKind.TITLE, PassageKind.HEADING)


def block_of(minutes: Minutes, passage: Passage, windows: Mapping[str, Window]) -> Block:
    """The passage whole. ``windows`` by utterance, of those that are heard."""
    asides = aside_lines(passage)
    lines = tuple(
        Paragraph(tuple(_said(part, windows) for part in line), index in asides)
        for index, line in enumerate(printed_lines(passage))
    )
    heading = tuple(_heading(minutes, passage, announcement_of(passage), windows))
    if passage.kind in _HEADINGS:
        heading, lines = (*heading, *(said for line in lines for said in line.said)), ()
    return Block(passage.key, passage.kind, passage.number, heading, lines)


def _heading(
    minutes: Minutes, passage: Passage, announced: Utterance | None, windows: Mapping[str, Window]
) -> Iterator[Said]:
    label = None if passage.speaker is None else minutes.speaker(passage.speaker).label
    if announced is not None:
        yield Said(label or announced.text, announced.id, announced.words, windows.get(announced.id))
    elif label is not None:
        yield Said(label)


def _said(part: Printed, windows: Mapping[str, Window]) -> Said:
    if part.utterance is None:
        return Said(part.text)
    return Said(part.text, part.utterance.id, part.utterance.words, windows.get(part.utterance.id))


def cut(block: Block, longest: int) -> Iterator[Block]:
    """The block in parts that are heard no longer than that, as far as no single sentence is."""
    if block.milliseconds <= longest:
        yield block
        return
    part = replace(block, paragraphs=())
    for paragraph in block.paragraphs:
        begun = True
        for said in paragraph.said:
            length = said.window.end - said.window.begin if said.window else 0
            if part.milliseconds and length and part.milliseconds + length > longest:
                yield part
                part = replace(part, heading=(), paragraphs=(), since=part.since + part.milliseconds)
                begun = True
            last = Paragraph((said,), paragraph.is_aside)
            if not begun:
                last = replace(last, said=(*part.paragraphs[-1].said, said))
            part = replace(part, paragraphs=(*part.paragraphs[: None if begun else -1], last))
            begun = False
    yield part


def shifted(block: Block, begin: int) -> Block:
    """The block with its windows counted from ``begin``."""

    def moved(said: Said) -> Said:
        window = said.window
        return replace(said, window=Window(window.begin - begin, window.end - begin)) if window else said

    lines = tuple(replace(line, said=tuple(map(moved, line.said))) for line in block.paragraphs)
    return replace(block, heading=tuple(map(moved, block.heading)), paragraphs=lines)
