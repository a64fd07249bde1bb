"""A book too large for some who take books (ChattyBooks: 200 MB), as several: 第1部, 第2部 …, cut between chapters.

::

    ten hours, 216 MB   →  「令和8年第2回定例会　第1部」 chapters 1–9, 「…　第2部」 chapters 10–12, each a book by itself
"""

from collections.abc import Sequence
from dataclasses import replace

from reader.errors import NotFoundError
from reader.exports.book.book import Book, Chapter
from reader.exports.cue_table import FRAME_MS
from reader.speech.sound import mp3

MOST_BYTES = 200_000_000
"""Of a file that everybody takes."""

_OF_SOUND = 0.85
"""How much of a file may be sound; text and times of short sentences with furigana take a tenth."""


def parts(whole: Book, most_bytes: int = MOST_BYTES) -> tuple[Book, ...]:
    """The book's parts; the book itself where it is not larger. A chapter is never cut."""
    most = int(most_bytes * _OF_SOUND) // mp3.FRAME_BYTES * FRAME_MS
    groups: list[list[Chapter]] = [[]]
    for chapter in whole.chapters:
        if groups[-1] and sum(one.milliseconds for one in groups[-1]) + chapter.milliseconds > most:
            groups.append([])
        groups[-1].append(chapter)
    if len(groups) == 1:
        return (whole,)
    return tuple(_part(whole, number, len(groups), group) for number, group in enumerate(groups, 1))


def asked(whole: Book, number: int) -> Book:
    """The part of that number, counted from 1; 0 is the whole. NotFoundError if there is none."""
    if number == 0:
        return whole
    there = parts(whole)
    if not 0 < number <= len(there):
        raise NotFoundError(f"第{number}部はありません。この会議録の本は、全{len(there)}部です。")
    return there[number - 1]


def _part(whole: Book, number: int, of: int, chapters: Sequence[Chapter]) -> Book:
    return replace(
        whole,
        title=f"{whole.title}　第{number}部",
        about=(f"全{of}部の第{number}部です。", *whole.about),
        chapters=tuple(replace(chapter, number=at) for at, chapter in enumerate(chapters, 1)),
        part=number,
    )
