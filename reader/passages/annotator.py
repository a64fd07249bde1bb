"""Minutes to passages with words: what is stored at import, so that nothing is analysed while a page is served.

A turn's first utterance says who speaks (``t12-0``), a heading's its number (``a1-0``), that of results what they are
(``r1-0``), then the sentences follow::

    委員: 取り組みは。   →  t1-0 「委員」  t1-1 「取り組みは。」 with words 取り組み・は・。
    日程第２ 予算の件   →  a2-0 「日程第２」  a2-1 「予算の件」
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.minutes.model import Minutes
from reader.passages.announcement import announcement
from reader.passages.correction import Correction
from reader.passages.outline import passage_outline, with_utterances
from reader.passages.own_ruby import rubies, ruby_overrides
from reader.passages.phrases import MOST_MORAE, middle
from reader.passages.sentences import sentence_spans
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.readings.word import Analyzer, Override, Reading, ReadingSource

RESULTS = "審議結果"
"""What is said before results."""

_CUT = 4
"""Raised whenever passages are cut into other utterances."""
Known = Mapping[tuple[str, tuple[Override, ...]], Utterance]
"""Utterances that are annotated already, by their text and corrections."""
OnProgress = Callable[[int, int], None]
"""Called with the characters done and the characters in all."""


@dataclass(frozen=True, slots=True)
class Annotator:
    """Cuts passages into utterances and reads each one."""

    analyzer: Analyzer

    @property
    def version(self) -> str:
        """Changes whenever the same minutes could be cut or read otherwise."""
        return f"{self.analyzer.version}/{_CUT}"

    def passages(
        self,
        minutes: Minutes,
        lexicon: Sequence[Reading],
        corrections: Sequence[Correction] = (),
        known: Iterable[Passage] = (),
        on_progress: OnProgress | None = None,
    ) -> tuple[Passage, ...]:
        """The passages of ``minutes`` in reading order, annotated.

        ``known`` are passages annotated before with the same analyser and lexicon: an utterance of theirs with
        the same text and corrections is taken over as it is.
        """
        before: Known = {(u.text, u.overrides): u for passage in known for u in passage.utterances}
        outline = tuple(passage_outline(minutes))
        total = sum(len(passage.text) for passage in outline)
        done, passages = 0, []
        for passage in outline:
            utterances = self._utterances(passage, minutes, lexicon, corrections, before)
            passages.append(with_utterances(passage, utterances))
            done += len(passage.text)
            if on_progress:
                on_progress(done, total)
        return tuple(passages)

    def utterance(
        self,
        utterance_id: str,
        start: int,
        end: int,
        text: str,
        lexicon: Sequence[Reading],
        overrides: tuple[Override, ...],
    ) -> Utterance:
        """One sentence, read."""
        annotation = self.analyzer.annotate(text, lexicon, overrides)
        return Utterance(
            utterance_id, start, end, text, annotation.words, annotation.digest, annotation.morae, overrides
        )

    def sentences(self, minutes: Minutes, lexicon: Sequence[Reading]) -> tuple[tuple[str, str], ...]:
        """The key of the passage and the text of what is announced and of every sentence, in order."""
        return tuple(
            (passage.key, text)
            for passage in passage_outline(minutes)
            for text in filter(None, (_announced(passage, minutes), *self._texts(passage, lexicon)))
        )

    def overrides(
        self,
        passage: str,
        sentence: str,
        corrections: Sequence[Correction],
        lexicon: Sequence[Reading],
        ruby: Sequence[Override] = (),
    ) -> tuple[Override, ...]:
        """The corrections of one sentence as spans in it: wherever the surface is a word or several, or where it
        is none, wherever it stands (人 is not corrected inside 人材). The last given wins, and stands above
        the publisher's own ``ruby``."""
        own = [c for c in corrections if (c.passage, c.sentence) == (passage, sentence)]
        overrides: list[Override] = []
        words = self.analyzer.annotate(sentence, lexicon).words if own else ()
        starts, ends = {word.start for word in words}, {word.end for word in words}
        for correction in reversed(own):
            places = _places(sentence, correction.surface)
            whole = [(at, end) for at, end in places if at in starts and end in ends]
            for at, end in whole or places:
                if all(end <= o.start or at >= o.end for o in overrides):
                    overrides.append(
                        Override(at, end, correction.reading, correction.accent, ReadingSource.OCCURRENCE)
                    )
        overrides += [r for r in ruby if all(r.end <= o.start or o.end <= r.start for o in overrides)]
        return tuple(sorted(overrides, key=lambda o: o.start))

    def _utterances(
        self,
        passage: Passage,
        minutes: Minutes,
        lexicon: Sequence[Reading],
        corrections: Sequence[Correction],
        before: Known,
    ) -> tuple[Utterance, ...]:
        own = rubies(passage.text, minutes.readings)

        def read(text: str, start: int, end: int) -> Utterance:
            inside = [
                replace(r, start=r.start - start, end=r.end - start)
                for r in own
                if start <= r.start < r.end <= end
            ]
            ruby = ruby_overrides(self.analyzer.annotate(text, lexicon).words, inside) if inside else ()
            overrides = self.overrides(passage.key, text, corrections, lexicon, ruby)
            same = before.get((text, overrides))
            if same is not None:
                return replace(same, start=start, end=end)
            return self.utterance("", start, end, text, lexicon, overrides)

        def short_enough(start: int, end: int) -> Iterable[Utterance]:
            text = passage.text[start:end]
            whole = read(text, start, end)
            if whole.morae <= MOST_MORAE or len(text) == 1:
                return [whole]
            cut = start + middle(whole.words)
            return [*short_enough(start, cut), *short_enough(cut, end)]

        announced = _announced(passage, minutes)
        first = [replace(read(announced, 0, 0), id=f"{passage.key}-0")] if announced else []
        spoken = (u for span in self._spans(passage, lexicon) for u in short_enough(*span))
        return (*first, *(replace(u, id=f"{passage.key}-{n}") for n, u in enumerate(spoken, 1)))

    def _spans(self, passage: Passage, lexicon: Sequence[Reading]) -> tuple[tuple[int, int], ...]:
        def word_ends(sentence: str) -> Iterable[int]:
            return [word.end for word in self.analyzer.annotate(sentence, lexicon).words]

        return sentence_spans(passage.text, word_ends)

    def _texts(self, passage: Passage, lexicon: Sequence[Reading]) -> Iterable[str]:
        return (passage.text[start:end] for start, end in self._spans(passage, lexicon))


def _announced(passage: Passage, minutes: Minutes) -> str:
    """What is said before the passage: whose turn it is, which item, or that these are results."""
    if passage.speaker is not None:
        return announcement(minutes.speaker(passage.speaker))
    if passage.kind is PassageKind.RESULTS:
        return RESULTS
    item = passage.agenda if passage.kind is PassageKind.HEADING else None
    return "" if item is None else minutes.agenda[item].number


def _places(sentence: str, surface: str) -> list[tuple[int, int]]:
    """Where the surface stands in the sentence."""
    places, at = [], sentence.find(surface)
    while at >= 0:
        places.append((at, at + len(surface)))
        at = sentence.find(surface, at + len(surface))
    return places
