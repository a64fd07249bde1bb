"""Corrections of single sentences find them again in an edited source.

A sentence that stands as it did keeps its correction; one that moved to another turn takes it along; one that was
edited in place is known by most of its text (one of another turn must be the same to the letter)::

    t3「上手に使う。」  →  t3「上手に使うこと。」 (the same sentence, edited)      t5「上手に使う。」 (the same, moved)
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.passages.correction import Correction
from reader.passages.likeness import SIMILAR, likeness

Sentence = tuple[str, str]
"""Key of the passage, text."""


def moved_corrections(
    corrections: Iterable[Correction], sentences: Sequence[Sentence]
) -> tuple[Correction, ...]:
    """The corrections with the sentences where they count now; one that finds none stays as it is, and may find
    its own when the source has it again."""
    return tuple(_moved(correction, sentences) for correction in corrections)


def without_sentence(
    corrections: Iterable[Correction], sentences: Iterable[Sentence]
) -> tuple[Correction, ...]:
    """The corrections that count nowhere."""
    known = set(sentences)
    return tuple(c for c in corrections if (c.passage, c.sentence) not in known)


def _moved(correction: Correction, sentences: Sequence[Sentence]) -> Correction:
    if (correction.passage, correction.sentence) in sentences:
        return correction
    for passage, text in sentences:
        if text == correction.sentence:
            return replace(correction, passage=passage)
    inside = [text for key, text in sentences if key == correction.passage and correction.surface in text]
    best = max(inside, key=lambda text: likeness(correction.sentence, text), default="")
    return (
        replace(correction, sentence=best) if likeness(correction.sentence, best) >= SIMILAR else correction
    )
