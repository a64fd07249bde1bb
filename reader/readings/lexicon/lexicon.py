"""The lexicon: readings in layers, and the form in which Open JTalk takes them.

The nearest wins: this occurrence, else these minutes, else the municipality, else built in. The built-in file is a
CSV of ``surface,reading,accent,category,reason`` with ``#`` comments::

    県下市町,けんかしちょう,4,noun,しもいちまち と読まれる
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.errors import LexiconError
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.word import Reading
from reader.readings.writing.accents import guess_accent
from reader.readings.writing.folding import folded_surface
from reader.readings.writing.kana import morae, pronounce, to_katakana


class Category(StrEnum):
    """What sort of word an entry is, as far as its neighbours and its accent ask."""

    NOUN = "noun"
    VERBAL_NOUN = "verbal_noun"
    NAME = "name"
    ORGANIZATION = "organization"
    PLACE = "place"
    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    SUFFIX = "suffix"
    ADVERB = "adverb"


POS: dict[Category, tuple[str, str, str, str]] = {
    Category.NOUN: ("名詞", "一般", "*", "*"),
    Category.VERBAL_NOUN: ("名詞", "サ変接続", "*", "*"),
    Category.NAME: ("名詞", "固有名詞", "一般", "*"),
    Category.ORGANIZATION: ("名詞", "固有名詞", "組織", "*"),
    Category.PLACE: ("名詞", "固有名詞", "地域", "一般"),
    Category.SURNAME: ("名詞", "固有名詞", "人名", "姓"),
    Category.GIVEN_NAME: ("名詞", "固有名詞", "人名", "名"),
    Category.SUFFIX: ("名詞", "接尾", "一般", "*"),
    Category.ADVERB: ("副詞", "一般", "*", "*"),
}
_CHAIN_RULE = {Category.SUFFIX: "C3", Category.ADVERB: "*"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the built-in lexicon. ``reading`` is hiragana, ``accent`` the mora after which the pitch falls."""

    surface: str
    reading: str
    accent: int | None
    category: Category
    reason: str = ""


def parse_entries(text: str) -> tuple[Entry, ...]:
    """The entries of a built-in lexicon's CSV. LexiconError tells the line that cannot be read."""
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = [*next(csv.reader([line])), "", "", "", ""]
        try:
            accent = int(row[2]) if row[2] else None
            category = Category(row[3] or "noun")
        except ValueError:
            raise LexiconError(
                f"{number}行目: アクセントか分類を読めません: 「{line}」。表記,読み,アクセント,分類,理由 の順に書いてください。"
            ) from None
        check_reading(row[0], row[1], accent)
        entries.append(Entry(row[0], row[1], accent, category, row[4]))
    return tuple(entries)


def latest(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """One reading for each surface, the last given, in the order of the surfaces."""
    by_surface = {folded_surface(reading.surface): reading for reading in readings}
    return tuple(by_surface[surface] for surface in sorted(by_surface))


def dictionary_lines(entries: Iterable[Entry], *, nearer: bool = False) -> str:
    """The entries as a source of an Open JTalk user dictionary; ``nearer`` ones win over others of their surface.

    A surface of one character is left out: as a word of its own it would tear others apart."""
    return "".join(
        _dictionary_line(entry, folded_surface(entry.surface), nearer) + "\n"
        for entry in entries
        if len(entry.surface) > 1
    )


def _dictionary_line(entry: Entry, surface: str, nearer: bool) -> str:
    read = to_katakana(entry.reading)
    pronunciation = pronounce(read)
    size = len(morae(pronunciation))
    accent = guess_accent(pronunciation, surface) if entry.accent is None else entry.accent
    fields = [
        surface,
        "",
        "",
        str(_cost(surface) - (2000 if nearer else 0)),
        *POS[entry.category],
        "*",
        "*",
        surface,
        read,
        pronunciation,
        f"{accent}/{size}",
        _CHAIN_RULE.get(entry.category, "C1"),
    ]
    return ",".join(fields)


def _cost(surface: str) -> int:
    """The cost of a word in MeCab's sum: the longer the surface, the surer it is that the word is meant."""
    return {1: 6000, 2: 3000, 3: 500}.get(len(surface), -2000)
