"""The marks of Japanese text are written down in one place; what differs from it says what it is for."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from reader.minutes.text.characters import STOPS
from tests.conftest import ROOT
from tests.trees import tree

SETS_OF_THEIR_OWN = {
    "minutes/lines/rows.py": "brackets too: behind which a direction may begin",
    "minutes/lines/saying.py": "no ．: it stands in numbers of headings, which are nothing said",
    "minutes/turns/lists.py": "no ．: a row of a list may hold a number",
    "minutes/sources/docx/symbols.py": "the letters of a font of signs",
    "minutes/sources/pdf/glyph.py": "the forms that signs have in upright lines",
    "passages/phrases.py": "no ．, which numbers hold: other cuts would name clips anew",
    "passages/sentences.py": "｡ and ASCII's full stop too",
    "readings/openjtalk_analyzer/analyzer.py": "where a text is cut that is too long for the engine: at line breaks too",
    "readings/text.py": "what is not read: commas and brackets too",
    "exports/captions/display.py": "where a caption's line may end: commas and brackets too",
    "speech/making/spoken_text.py": "what a voice pauses at: commas and brackets too",
}
"""Modules with another set of such marks than the alphabet's, below ``reader``, and what it is for (decision 0013)."""
_STOPS = frozenset(STOPS) - frozenset("?!")
_SHAPES = frozenset("○◯●◎◆◇■□△▲▽▼☆★")


def _sets_of_marks(module: Path) -> Iterator[str]:
    """What is written there of marks alone, with three stops or four shapes among them."""
    for node in ast.walk(tree(module)):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and not any(unicodedata.category(sign)[0] in "LN" for sign in text):
            signs = frozenset(text)
            if len(signs & _STOPS) >= 3 or len(signs & _SHAPES) >= 4:
                yield text


def test_there_is_one_alphabet_of_marks_and_every_other_set_says_what_it_is_for() -> None:
    house = ROOT / "reader"
    found = {
        path.relative_to(house).as_posix(): marks
        for path in sorted(house.rglob("*.py"))
        if (marks := [*_sets_of_marks(path)])
    }
    assert STOPS in found.pop("minutes/text/characters.py")
    assert {*found} == {*SETS_OF_THEIR_OWN}
