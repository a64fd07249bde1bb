"""Open JTalk at work: text to morphemes, morphemes to labels, labels to sound.

Readings settled beforehand replace the dictionary's before accents are worked out, so that the labels follow them::

    analyze("行った", [Settled(0, 2, "オコナッ")]) → 行っ/オコナッ た/タ, and labels that say okonatta
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt

from reader.errors import DriverMissingError, SpeechError
from reader.readings.lexicon.lexicon import POS, Entry
from reader.readings.morpheme import Candidate, Morpheme, Settled
from reader.readings.openjtalk_analyzer.numerals import mend_numbers
from reader.readings.openjtalk_analyzer.openjtalk import (
    DICTIONARY,
    VOICE,
    HTSEngine,
    MeCabMorph,
    NJDFeature,
    OpenJTalk,
    apply_postprocessing,
    make_phoneme_mapping,
    mark_user_dictionary_reading_protection,
    normalize_roman_numerals,
    normalize_unknown_itaiji,
)
from reader.readings.writing.accents import guess_accent
from reader.readings.writing.folding import folded_surface
from reader.readings.writing.kana import morae, pronounce, to_katakana

SAMPLE_RATE = 48_000
_CANDIDATES_KEPT = 20_000
_SIGNS = re.compile(r"[^ぁ-ゖァ-ヺー々㐀-鿿豈-﫿Ａ-Ｚａ-ｚ０-９A-Za-z]+")
_VOWELS = frozenset("aiueoAIUEON")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text's morphemes, and the features of Open JTalk that they were made from."""

    morphemes: tuple[Morpheme, ...]
    features: tuple[NJDFeature, ...]


class Engine:
    """One Open JTalk with its user dictionaries (the later wins by its costs).

    A word that it cuts off just as one of ``entries`` is written is read as the entry says (the last given wins).
    """

    def __init__(self, dictionaries: Sequence[Path] = (), entries: Iterable[Entry] = ()) -> None:
        self._jtalk = OpenJTalk(
            dn_mecab=os.fsencode(DICTIONARY),
            userdic=b",".join(os.fsencode(path) for path in dictionaries),
            userdic_reading_protection=[True] * len(dictionaries) if dictionaries else None,
        )
        self.candidates = lru_cache(maxsize=_CANDIDATES_KEPT)(self._look_up)
        """All that the dictionary knows for a folded surface."""
        self._exact = {folded_surface(entry.surface): _entry_features(entry) for entry in entries}
        self._settled_index = len(dictionaries) + 1
        self._protection = (*([True] * len(dictionaries)), True)

    def analyze(self, text: str, settled: Sequence[Settled] = ()) -> Analysis:
        """Cut a folded text into morphemes, with the settled stretches (in order, apart) as they are given."""
        prepared = normalize_roman_numerals(
            normalize_unknown_itaiji(text, inference_jtalk=self._jtalk),
            inference_jtalk=self._jtalk,
        )
        morphs = self._settle(prepared, self._cut(prepared, 0, len(prepared)), settled)
        fed = [",".join(morph["features"]) for morph in morphs if not morph["is_ignored"]]
        features = self._jtalk.run_njd_from_mecab(fed, restore_unknown_katakana=True)
        mark_user_dictionary_reading_protection(features, morphs, self._protection)
        features = apply_postprocessing(
            prepared, features, predict_nani=False, use_sudachi_kanji_yomi=False, jtalk=self._jtalk
        )
        features = mend_numbers(features)
        return Analysis(self._morphemes(text, features, morphs), tuple(features))

    def labels(self, analysis: Analysis) -> list[str]:
        """The full-context labels: all that the sound is made from. None where nothing is spoken."""
        if not any(morpheme.spoken for morpheme in analysis.morphemes):
            return []
        return self._jtalk.make_label(analysis.features)

    def accent(self, surface: str, read: str) -> int | None:
        """The accent that the dictionary has for a folded surface with that reading (katakana); None: not known."""
        span = (0, len(surface))
        for node in self._jtalk.analyze_mecab_candidates(surface, (span,))["nodes"]:
            features = node["feature"].split(",")
            if node["char_span"] == span and len(features) > 10 and features[8] == read:
                accent = features[10].partition("/")[0]
                return int(accent) if accent.isdigit() else None
        return None

    def _look_up(self, surface: str) -> tuple[Candidate, ...]:
        span = (0, len(surface))
        nodes = self._jtalk.analyze_mecab_candidates(surface, (span,))["nodes"]
        known = [node for node in nodes if node["char_span"] == span and not node["is_unknown"]]
        split = [(node["feature"].split(","), node["word_cost"]) for node in known]
        return tuple(
            Candidate(features[8], (features[1], features[2]), cost)
            for features, cost in split
            if len(features) > 9
        )

    def _morphemes(
        self, text: str, features: list[NJDFeature], morphs: list[MeCabMorph]
    ) -> tuple[Morpheme, ...]:
        mapping = make_phoneme_mapping(features, morphs, caller_text=text, jtalk=self._jtalk)
        return tuple(
            Morpheme(
                surface=entry["surface"],
                start=entry["char_span"][0],
                end=entry["char_span"][1],
                read=entry["read"],
                pron=entry["pron"],
                pos=(entry["pos"], entry["pos_group1"], entry["pos_group2"], entry["pos_group3"]),
                lexical=entry["reading_source"] == "UserDictionary",
            )
            for entry in mapping
        )

    def _settle(self, text: str, morphs: list[MeCabMorph], settled: Sequence[Settled]) -> list[MeCabMorph]:
        for stretch in settled:
            left = [morph for morph in morphs if morph["char_span"][1] <= stretch.start]
            right = [morph for morph in morphs if morph["char_span"][0] >= stretch.end]
            torn_from = left[-1]["char_span"][1] if left else 0
            torn_to = right[0]["char_span"][0] if right else len(text)
            morphs = [
                *left,
                *self._cut(text, torn_from, stretch.start),
                self._settled_morph(text, stretch),
                *self._cut(text, stretch.end, torn_to),
                *right,
            ]
        return morphs

    def _cut(self, text: str, start: int, end: int) -> list[MeCabMorph]:
        """The morphs of a part of the text. A run of unknown signs is cut into its characters."""
        if start >= end:
            return []
        morphs = self._jtalk.run_mecab_detailed(text[start:end])[1]
        cut: list[MeCabMorph] = []
        for morph in morphs:
            left, right = morph["char_span"][0] + start, morph["char_span"][1] + start
            if right - left > 1 and morph["is_unknown"] and _SIGNS.fullmatch(morph["surface"]):
                cut.extend(signs for i in range(left, right) for signs in self._cut(text, i, i + 1))
            else:
                cut.append(self._read_exactly({**morph, "char_span": (left, right)}))
        return cut

    def _read_exactly(self, morph: MeCabMorph) -> MeCabMorph:
        features = self._exact.get(morph["surface"])
        if features is None or 1 <= morph["dictionary_index"] < self._settled_index:
            return morph
        return {**morph, "features": features, "dictionary_index": 1, "is_unknown": False}

    def _settled_morph(self, text: str, stretch: Settled) -> MeCabMorph:
        surface = text[stretch.start : stretch.end]
        return {
            "surface": surface,
            "features": self._settled_features(surface, stretch),
            "char_span": (stretch.start, stretch.end),
            "pos_id": 0,
            "left_id": 0,
            "right_id": 0,
            "word_cost": 0,
            "link_cost": 0,
            "node_cost": 0,
            "is_unknown": False,
            "is_ignored": False,
            "dictionary_index": self._settled_index,
            "is_tsqyomi_selected": False,
            "is_tsqyomi_target": False,
        }

    def _settled_features(self, surface: str, stretch: Settled) -> list[str]:
        """As the dictionary has that surface with that reading, else a noun with a guessed accent."""
        span = (0, len(surface))
        nodes = self._jtalk.analyze_mecab_candidates(surface, (span,))["nodes"]
        known = [node for node in nodes if node["char_span"] == span and not node["is_unknown"]]
        for node in sorted(known, key=lambda node: node["word_cost"]):
            features = node["feature"].split(",")
            if len(features) >= 12 and features[8] == stretch.read and stretch.accent is None:
                return features
        return _guess_features(surface, stretch)


def _entry_features(entry: Entry) -> list[str]:
    stretch = Settled(0, 0, to_katakana(entry.reading), entry.accent, pos=POS[entry.category])
    return _guess_features(folded_surface(entry.surface), stretch)


def _guess_features(surface: str, stretch: Settled) -> list[str]:
    pronunciation = pronounce(stretch.read)
    size = len(morae(pronunciation))
    accent = guess_accent(pronunciation, surface) if stretch.accent is None else stretch.accent
    return [surface, *stretch.pos, "*", "*", surface, stretch.read, pronunciation, f"{accent}/{size}", "C1"]


def count_morae(labels: Sequence[str]) -> int:
    """How many morae the labels speak: their vowels, ん and っ."""
    phonemes = (label.split("-", 1)[1].split("+", 1)[0] for label in labels)
    return sum(phoneme in _VOWELS or phoneme == "cl" for phoneme in phonemes)


_ENGINES: dict[str, HTSEngine] = {}
_SPEAKING = Lock()


def synthesize_labels(
    labels: Sequence[str], speed: float = 1.0, half_tone: float = 0.0, model: str | None = None
) -> tuple[npt.NDArray[np.float64], int]:
    """The sound of full-context labels: samples (16-bit scale) and their rate in hertz.

    ``speed`` is a factor, ``half_tone`` shifts the pitch, ``model`` is the path of an .htsvoice (None: the package's).
    DriverMissingError if the voice is not there, SpeechError if no sound can be made.
    """
    voice = Path(model) if model else VOICE
    with _SPEAKING:
        engine = _ENGINES.get(str(voice))
        try:
            if engine is None:
                engine = _ENGINES[str(voice)] = _load(voice)
            engine.set_speed(speed)
            engine.add_half_tone(half_tone)
            return engine.synthesize(list(labels)), engine.get_sampling_frequency()
        except RuntimeError as error:
            raise SpeechError(f"Open JTalk で音声を作れませんでした: {error}") from error


def _load(voice: Path) -> HTSEngine:
    if not voice.is_file():
        raise DriverMissingError(f"声のファイルがありません: {voice}。場所を確かめてください。")
    return HTSEngine(os.fsencode(voice))
