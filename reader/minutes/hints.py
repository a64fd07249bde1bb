"""Hints: the word with which a person puts a whole document right, as constraints of the one decision.

A file of hints (TOML) holds any of these lists; what they say is about every row of the document that fits::

    speakers = ["環境整備課"]          「環境整備課」は発言者
    nobody = ["再診の取扱い"]          「再診の取扱い」は発言者ではない
    agenda_marks = ["○"]              ○印は議題
    not_speaking = ["○資料の訂正"]     この行（で始まる行）は発言者の行ではない
"""

import tomllib
from dataclasses import dataclass, fields

from reader.errors import SettingsError
from reader.minutes.text.characters import fold, squeeze

_HOW = 'speakers、nobody、agenda_marks、not_speaking のどれかに、語を ["…"] の形で書いてください。'


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person has said of a document. Labels and rows are compared without spaces and widths."""

    speakers: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    agenda_marks: frozenset[str] = frozenset()
    not_speaking: frozenset[str] = frozenset()

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


NO_HINTS = Hints()


def read_hints(text: str) -> Hints:
    """The hints in a file's text. SettingsError, one line in Japanese, for what is none."""
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"手がかりのファイルを読めません（{error}）。{_HOW}") from error
    names = {one.name for one in fields(Hints)}
    for name, words in stated.items():
        if name not in names:
            raise SettingsError(f"手がかり「{name}」はありません。{_HOW}")
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            raise SettingsError(f"手がかり「{name}」を読めません。{_HOW}")
    return Hints(**{name: frozenset(map(squeeze, words)) for name, words in stated.items()})
