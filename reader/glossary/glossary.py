"""Terms with their explanations, and where they stand in a text.

The nearest wins: what the minutes themselves say in brackets, then the municipality's file, then the built-in list::

    「…というマイルストーン(プロジェクト進捗状況の中間地点)のような…」
        → Explanation("マイルストーン", "プロジェクト進捗状況の中間地点", from_minutes=True)

A term in katakana or Latin letters stands alone or not at all: データ is not found in データベース.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.errors import SettingsError

LONGEST = 200
"""Characters an explanation may have."""

_KATAKANA = "ァ-ヺー"
_LATIN = "A-Za-z0-9"
_GLOSS = re.compile(
    rf"(?<![{_KATAKANA}・])([{_KATAKANA}][{_KATAKANA}・]{{2,}}|(?<![{_LATIN}])[A-Za-z][{_LATIN}.-]+)"
    r"[(（]([^()（）「」\n]{6,60})[)）]"
)
_NO_GLOSS = re.compile(
    r"以下|仮称|案|資料|別紙|別添|注|参考|第|約|及び|令和|平成|[0-9０-９]|[A-Za-z\s.,・]+$"
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A term in plain words."""

    term: str
    text: str
    from_minutes: bool = False


class Glossary:
    """Explanations by term."""

    def __init__(self, explanations: Iterable[Explanation]) -> None:
        """A later explanation of a term stands in the place of an earlier one."""
        self._known = {explanation.term: explanation for explanation in explanations}
        longest_first = sorted(self._known, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_standing_alone, longest_first)) or r"(?!)")

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """All of them, in the order of the files."""
        return tuple(self._known.values())

    def get(self, term: str) -> Explanation | None:
        """The explanation of a term."""
        return self._known.get(term)

    def found_in(self, text: str) -> Iterator[Explanation]:
        """The explanations of the terms in ``text``, in the order in which they stand; the longest where several fit."""
        for match in self._pattern.finditer(text):
            yield self._known[match.group()]

    def extended(self, explanations: Iterable[Explanation]) -> "Glossary":
        """The same with more, which come first."""
        more = tuple(explanations)
        return Glossary([*self.explanations, *more]) if more else self


def parse_glossary(text: str, name: str) -> tuple[Explanation, ...]:
    """The explanations of a glossary file. SettingsError names the file and the term that has no meaning."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name} を読めません（{error}）。書き方を直してください。") from error
    return tuple(_explanation(term, said, name) for term, said in table.items())


def stated_in(texts: Iterable[str]) -> tuple[Explanation, ...]:
    """What minutes explain themselves, in brackets behind a word in katakana or Latin letters; the first counts."""
    stated: dict[str, Explanation] = {}
    for text in texts:
        if "(" not in text and "（" not in text:
            continue  # most turns have none: of 10,000, looking for a bracket alone takes an eighth of the time
        for term, gloss in _GLOSS.findall(text):
            if not _NO_GLOSS.match(gloss):
                stated.setdefault(term, Explanation(term, gloss, from_minutes=True))
    return tuple(stated.values())


def _explanation(term: str, said: object, name: str) -> Explanation:
    if not term.strip() or not isinstance(said, str) or not 0 < len(said.strip()) <= LONGEST:
        raise SettingsError(
            f'{name} の「{term}」を読めません。"言葉" = "説明（{LONGEST}字まで）" の形で書いてください。'
        )
    return Explanation(term, said.strip())


def _standing_alone(term: str) -> str:
    """A pattern for the term that does not match inside a longer word of the same script."""
    before = next((script for script in (_KATAKANA, _LATIN) if re.match(f"[{script}]", term)), "")
    after = next((script for script in (_KATAKANA, _LATIN) if re.search(f"[{script}]$", term)), "")
    left = f"(?<![{before}])" if before else ""
    right = f"(?![{after}])" if after else ""
    return f"{left}{re.escape(term)}{right}"
