"""The analyser that speaks and shows by one reading: Open JTalk, with the lexicon and the rules that mend it.

The words of a text and the labels of its sound are made from the same features, so that eye and ear cannot part::

    県下市町は → 県下[けんか] 市町[しちょう] は, and labels that say k e N k a sh i ch o o w a
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from threading import Lock

from reader.readings.judging.contexts import ContextRules
from reader.readings.judging.doubts import parse_sure
from reader.readings.judging.judgement import Judgement
from reader.readings.lexicon.latin_words import LatinWords, is_latin
from reader.readings.lexicon.lexicon import Category, Entry, dictionary_lines, latest, parse_entries
from reader.readings.openjtalk_analyzer.engine import (
    Engine,
    count_morae,
)
from reader.readings.openjtalk_analyzer.openjtalk import VERSION
from reader.readings.openjtalk_analyzer.part import Equipment, Part, placed, read_part
from reader.readings.openjtalk_analyzer.sudachi_opinion import SudachiOpinion
from reader.readings.openjtalk_analyzer.user_dictionary import CompiledDictionaries
from reader.readings.word import Annotation, Override, Reading, ReadingSource
from reader.readings.writing.folding import folded_surface
from reader.readings.writing.kana import to_katakana

_RULES_VERSION = "8"
_ENGINES_KEPT = 8
MAX_CHUNK = 500


# Signs by which rewriting knows dates, times and figures: a lexicon's word that holds one must be kept from it.
_WRITTEN_OUT = re.compile(r"[０-９：／．〜−（￥△▲]")
_SENTENCE_ENDS = "。！？!?\n"


class OpenJTalkAnalyzer:
    """Annotates texts. One object serves all threads; ``cache`` is a folder for compiled dictionaries, made when
    missing and safe to delete (a temporary one where it is None or cannot be written). ``built_in`` and ``rules`` stand for the
    built-in lexicon and rules where given."""

    def __init__(
        self,
        cache: Path | None = None,
        built_in: Sequence[Entry] | None = None,
        rules: ContextRules | None = None,
    ) -> None:
        self._built_in = parse_entries(_data("lexicon.csv")) if built_in is None else tuple(built_in)
        rules = ContextRules(_data("contexts.tsv")) if rules is None else rules
        sure = _data("sure.tsv")
        self._judgement = Judgement(rules, SudachiOpinion(), parse_sure(sure))
        data = hashlib.sha256(f"{self._built_in}\n{rules.source}\n{sure}".encode()).hexdigest()[:12]
        self._version = f"openjtalk-{VERSION}/{_RULES_VERSION}/{data}"
        self._dictionaries = CompiledDictionaries(cache)
        self._equipment: OrderedDict[tuple[Reading, ...], Equipment] = OrderedDict()
        self._lock = Lock()
        self._dictionary_alone = Engine()

    @property
    def version(self) -> str:
        """Changes with the engine, our rules and the built-in lexicon."""
        return self._version

    def annotate(
        self, text: str, lexicon: Sequence[Reading] = (), overrides: Sequence[Override] = ()
    ) -> Annotation:
        """Read ``text`` (one utterance): words from 0 to its end, the digest of its labels, its morae."""
        parts = self._read(text, lexicon, overrides)
        labels = [label for part in parts for label in part.labels]
        digest = hashlib.sha256("\n".join(labels).encode()).hexdigest()
        words = tuple(word for part in parts for word in part.words)
        return Annotation(text, words, digest, count_morae(labels))

    def labels(
        self, text: str, lexicon: Sequence[Reading] = (), overrides: Sequence[Override] = ()
    ) -> list[str]:
        """The full-context labels that the digest of ``annotate`` names; none where nothing is spoken."""
        return [label for part in self._read(text, lexicon, overrides) for label in part.labels]

    def _read(self, text: str, lexicon: Sequence[Reading], overrides: Sequence[Override]) -> list[Part]:
        equipment = self._equip(tuple(lexicon))
        parts = []
        for start, end in _chunks(text, overrides):
            inside = [_moved(given, -start) for given in overrides if start <= given.start < end]
            part = read_part(equipment, self._judgement, text[start:end], inside)
            parts.append(placed(part, start) if start else part)
        return parts

    def _equip(self, lexicon: tuple[Reading, ...]) -> Equipment:
        with self._lock:
            equipment = self._equipment.get(lexicon)
            if equipment is None:
                equipment = self._make_equipment(lexicon)
                self._equipment[lexicon] = equipment
                while len(self._equipment) > _ENGINES_KEPT:
                    self._equipment.popitem(last=False)
            self._equipment.move_to_end(lexicon)
            return equipment

    def _make_equipment(self, lexicon: tuple[Reading, ...]) -> Equipment:
        readings = {folded_surface(reading.surface): reading for reading in latest(lexicon)}
        built_in = [
            entry for entry in self._built_in_accented if folded_surface(entry.surface) not in readings
        ]
        nearer = [self._accented(_entry(reading)) for reading in readings.values()]
        latin = LatinWords(
            [(entry, ReadingSource.BUILT_IN) for entry in built_in]
            + [(entry, reading.source) for entry, reading in zip(nearer, readings.values(), strict=True)]
        )
        layers = [[entry for entry in layer if not is_latin(entry.surface)] for layer in (built_in, nearer)]
        sources = [dictionary_lines(layers[0]), dictionary_lines(layers[1], nearer=True)]
        dictionaries = [self._dictionaries.path(source) for source in sources if source]
        engine = Engine(dictionaries, [*layers[0], *layers[1]])
        surfaces = sorted(
            {*readings, *(folded_surface(entry.surface) for entry in built_in)}, key=len, reverse=True
        )
        kept = [re.escape(surface) for surface in surfaces if _WRITTEN_OUT.search(surface)]
        return Equipment(engine, latin, readings, re.compile("|".join(kept)) if kept else None)

    @cached_property
    def _built_in_accented(self) -> tuple[Entry, ...]:
        return tuple(map(self._accented, self._built_in))

    def _accented(self, entry: Entry) -> Entry:
        """The entry with the dictionary's accent where it says none and the dictionary knows the word so read."""
        if entry.accent is not None:
            return entry
        accent = self._dictionary_alone.accent(folded_surface(entry.surface), to_katakana(entry.reading))
        return replace(entry, accent=accent)


def _data(name: str) -> str:
    return (files("reader.readings") / "data" / name).read_text(encoding="utf-8")


def _entry(reading: Reading) -> Entry:
    return Entry(reading.surface, reading.reading, reading.accent, Category.NAME)


def _moved(given: Override, by: int) -> Override:
    return replace(given, start=given.start + by, end=given.end + by)


def _chunks(text: str, overrides: Sequence[Override]) -> Iterator[tuple[int, int]]:
    """Stretches that the engine can hold, cut after a sentence where there is one, never inside an override."""
    start = 0
    while len(text) - start > MAX_CHUNK:
        limit = start + MAX_CHUNK
        cut = max(text.rfind(end, start, limit) for end in _SENTENCE_ENDS) + 1 or limit
        cut = min((given.start for given in overrides if start < given.start < cut < given.end), default=cut)
        yield start, cut
        start = cut
    yield start, len(text)
