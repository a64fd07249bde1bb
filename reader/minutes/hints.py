"""Hints: the word with which a person puts a whole document right, as constraints of the one decision.

They are TOML (a file, a table of ``reader.toml``) with any of these lists; what they say is about every row that fits::

    speakers = ["環境整備課"]          「環境整備課」は発言者
    nobody = ["再診の取扱い"]          「再診の取扱い」は発言者ではない
    agenda_marks = ["○"]              ○印は議題
    not_speaking = ["○資料の訂正"]     この行（で始まる行）は発言者の行ではない
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import chain

from reader.errors import SettingsError
from reader.minutes.model import Minutes
from reader.minutes.text.characters import fold, squeeze

_HOW = 'speakers、nobody、agenda_marks、not_speaking のどれかに、語を ["…"] の形で書いてください。'


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person has said of a document. Labels and rows are compared without spaces and widths."""

    speakers: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    agenda_marks: frozenset[str] = frozenset()
    not_speaking: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(chain(self.speakers, self.nobody, self.agenda_marks, self.not_speaking))

    def denies(self, label: str, row: str) -> bool:
        """True where this label, or this row, is said to be nobody's."""
        return squeeze(label) in self.nobody or self.is_item(row) or self._is_silent(row)

    def affirms(self, label: str, row: str) -> bool:
        """True where this label is said to be a speaker's, and its row not to be nobody's."""
        return squeeze(label) in self.speakers and not self.denies(label, row)

    def is_item(self, row: str) -> bool:
        """True where the row's mark is said to be the agenda's."""
        return bool(self.agenda_marks) and fold(row).strip()[:1] in self.agenda_marks

    def _is_silent(self, row: str) -> bool:
        words = squeeze(row) if self.not_speaking else ""
        return any(words.startswith(one) for one in self.not_speaking)

    def over(self, wider: "Hints") -> "Hints":
        """These, and of the ``wider`` ones (the municipality's) what they do not contradict."""
        return Hints(
            speakers=self.speakers | (wider.speakers - self.nobody),
            nobody=self.nobody | (wider.nobody - self.speakers),
            agenda_marks=self.agenda_marks | wider.agenda_marks,
            not_speaking=self.not_speaking | wider.not_speaking,
        )

    def without_effect(self, minutes: Minutes) -> Iterator[str]:
        """A line in Japanese for each hint that nothing in the ``minutes`` read with it answers to."""
        labels = {squeeze(speaker.label) for speaker in minutes.speakers}
        rows = [row for part in minutes.parts for row in part.text.splitlines()] if self else []
        marks = {fold(row).strip()[:1] for row in rows}
        words = [squeeze(row) for row in rows] if self.nobody or self.not_speaking else []
        for one in sorted(self.speakers - labels):
            yield f"手がかり speakers の「{one}」という発言者は見つかりません。{_PRINTED}"
        for one in sorted(self.nobody):
            if not any(one in row for row in words):
                yield f"手がかり nobody の「{one}」は会議録にありません。{_PRINTED}"
        for one in sorted(self.agenda_marks - marks):
            yield f"手がかり agenda_marks の「{one}」で始まる行はありません。{_PRINTED}"
        for one in sorted(self.not_speaking):
            if not any(row.startswith(one) for row in words):
                yield f"手がかり not_speaking の「{one}」で始まる行はありません。{_PRINTED}"

    def to_toml(self) -> str:
        """The text that ``read_hints`` reads so, its words in order; empty for no hints."""
        stated = ((one.name, sorted(getattr(self, one.name))) for one in fields(self))
        return "".join(f"{name} = {_words(words)}\n" for name, words in stated if words)


_PRINTED = "会議録に書かれているとおりの語に直してください。"
NO_HINTS = Hints()


def _words(words: list[str]) -> str:
    """A list in TOML: JSON's, but that TOML has no bare delete."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_hints(text: str) -> Hints:
    """The hints in a file's text. SettingsError, one line in Japanese, for what is none."""
    try:
        return hints_from(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"手がかりのファイルを読めません（{error}）。{_HOW}") from error


def hints_from(stated: Mapping[str, object]) -> Hints:
    """The hints in a table. SettingsError for names and values without meaning, and where they contradict each other."""
    names = {one.name for one in fields(Hints)}
    found = {}
    for name, words in stated.items():
        if name not in names:
            raise SettingsError(f"手がかり「{name}」はありません。{_HOW}")
        if not isinstance(words, list | tuple) or not all(
            isinstance(word, str) and squeeze(word) for word in words
        ):
            raise SettingsError(f"手がかり「{name}」を読めません。{_HOW}")
        found[name] = frozenset(map(squeeze, words))
    hints = Hints(**found)
    if both := sorted(hints.speakers & hints.nobody):
        raise SettingsError(
            f"手がかり「{both[0]}」が speakers と nobody の両方にあります。どちらかだけに書いてください。"
        )
    return hints
