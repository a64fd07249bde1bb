"""Which hard words a page explains, and where: each once, beneath the paragraph in which it first stands.

「基本施策にKPIを設ける。」 → ``{0: (TermNote("施策", …), TermNote("KPI", …))}``
"""

from collections.abc import Callable

from reader.glossary.glossary import Explanation, Glossary
from reader.web.session_context import TermNote

Voiced = Callable[[Explanation], str]
"""The address of an explanation's sound, empty where there is no voice."""


class PageTerms:
    """The terms of one page, in the making: what was explained further up is not explained again."""

    def __init__(self, voiced: Voiced) -> None:
        self._voiced = voiced
        self._explained: set[str] = set()

    def in_paragraphs(self, text: str, glossary: Glossary) -> dict[int, tuple[TermNote, ...]]:
        """The terms that stand in ``text`` for the first time, by the index of their paragraph."""
        paragraphs = [line for line in text.split("\n") if line]
        found = ((index, self._fresh(line, glossary)) for index, line in enumerate(paragraphs))
        return {index: notes for index, notes in found if notes}

    def _fresh(self, paragraph: str, glossary: Glossary) -> tuple[TermNote, ...]:
        notes = []
        for explanation in glossary.found_in(paragraph):
            if explanation.term not in self._explained:
                self._explained.add(explanation.term)
                notes.append(note(explanation, self._voiced))
        return tuple(notes)


def note(explanation: Explanation, voiced: Voiced) -> TermNote:
    """An explanation as pages show it."""
    return TermNote(explanation.term, explanation.text, explanation.from_minutes, voiced(explanation))
