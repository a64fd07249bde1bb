"""Which hard words a page explains, and where: each once, beneath the sentence in which it first stands.

「基本施策にKPIを設ける。」 → ``{"t4-1": (TermNote("施策", …), TermNote("KPI", …))}``
"""

from collections.abc import Callable

from reader.glossary.glossary import Explanation, Glossary
from reader.passages.utterance import Passage
from reader.web.views.session_context import TermNote

Voiced = Callable[[Explanation], str]
"""The address of an explanation's sound, empty where there is no voice."""


class PageTerms:
    """The terms of one page, in the making: what was explained further up is not explained again."""

    def __init__(self, voiced: Voiced) -> None:
        self._voiced = voiced
        self._explained: set[str] = set()

    def in_sentences(self, passage: Passage, glossary: Glossary) -> dict[str, tuple[TermNote, ...]]:
        """The terms that stand in the passage for the first time, by the id of their utterance."""
        said = [utterance for utterance in passage.utterances if not utterance.is_announcement]
        found = {utterance.id: self._fresh(utterance.text, glossary) for utterance in said}
        return {id_: notes for id_, notes in found.items() if notes}

    def _fresh(self, sentence: str, glossary: Glossary) -> tuple[TermNote, ...]:
        notes = []
        for explanation in glossary.found_in(sentence):
            if explanation.term not in self._explained:
                self._explained.add(explanation.term)
                notes.append(note(explanation, self._voiced))
        return tuple(notes)


def note(explanation: Explanation, voiced: Voiced) -> TermNote:
    """An explanation as pages show it."""
    return TermNote(explanation.term, explanation.text, explanation.from_minutes, voiced(explanation))
