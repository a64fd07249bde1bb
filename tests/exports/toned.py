"""Material for tests of exports, from any document, read by an analyser that costs nothing: each sentence is one word.

Every clip is as long as its words are pronounced, and its sound is a tone's frames, so that a file's sound can be counted and
decoded. What is not a word character (「＊＊＊」) is not heard.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from reader.exports.cue_table import cue_table
from reader.exports.imprint import Imprint
from reader.exports.material import Material
from reader.minutes.model import Minutes
from reader.narration.tracks import Pauses, Track, tracks
from reader.passages.annotator import Annotator
from reader.passages.correction import Correction
from reader.passages.utterance import Passage, Utterance
from reader.readings.word import Annotation, Override, Reading, Word
from reader.speech.sound import mp3
from tests.exports.materials import TERMS
from tests.parsed import read_minutes
from tests.speech.sounds import VOICE, tone


@dataclass(frozen=True)
class QuietAnalyzer:
    """Reads each text as one word."""

    version: str = "plain"

    def annotate(
        self, text: str, lexicon: Sequence[Reading] = (), overrides: Sequence[Override] = ()
    ) -> Annotation:
        """The text as a word, or silence."""
        heard = sum(character.isalnum() for character in text)
        word = Word(text, 0, len(text), text if heard else "", text if heard else "")
        return Annotation(text, (word,), hashlib.sha256(text.encode()).hexdigest(), heard)


def material_of(
    minutes: Minutes,
    annotator: Annotator | None = None,
    frames: Callable[[int], int] = lambda kana: 2 + kana,
    corrections: Sequence[Correction] = (),
) -> Material:
    """The material of minutes, all of whose sound is there; ``frames`` gives a clip's length by the kana of its pronunciation."""
    passages = (annotator or Annotator(QuietAnalyzer())).passages(minutes, (), corrections)
    lengths = {u.digest: frames(_pronounced(u)) for passage in passages for u in passage.utterances}
    parts = tracks("20261128-1", passages, lambda _, utterance: (VOICE, utterance.digest), Pauses())
    return Material(
        minutes,
        passages,
        _imprint(passages),
        cue_table(passages, parts, lengths.__getitem__),
        _sound(parts, lengths),
    )


def many_turns(count: int, text: str = "そのとおりです。", frames: int = 250) -> Material:
    """So many turns under one agenda item; ``frames`` is how long a sentence is beyond its kana."""
    said = "".join(f"○{n % 40 + 1}番（佐藤{n % 40}郎君）　{text}\n" for n in range(count))
    document = f"第1回定例会\n日時 令和8年6月2日\n日程第1 会期について\n{said}"
    return material_of(read_minutes(document.encode()), frames=lambda kana: frames + kana)


def _pronounced(utterance: Utterance) -> int:
    return sum(len(word.pronunciation) for word in utterance.words)


def _imprint(passages: Sequence[Passage]) -> Imprint:
    doubts = sum(not w.certain for p in passages for u in p.utterances for w in u.words)
    updated = datetime(2026, 11, 28, 9, 12, tzinfo=UTC)
    return Imprint("20261128-1", TERMS, "", 3, updated, "v1", ("mei (CC BY 3.0)",), "plain", doubts)


def _sound(parts: Sequence[Track], lengths: dict[str, int]) -> Callable[[str], Iterator[bytes]]:
    by_key = {track.key: track for track in parts}

    def sound(passage_key: str) -> Iterator[bytes]:
        for segment in by_key[passage_key].segments:
            yield _frames(lengths[segment.clip]) + mp3.silent_frame() * segment.pause

    return sound


@cache
def _frames(count: int) -> bytes:
    """So many frames of a tone, cut and joined as the house joins clips."""
    clip = _tone()
    whole, rest = divmod(count, len(clip) // mp3.FRAME_BYTES)
    return clip * whole + clip[: rest * mp3.FRAME_BYTES]


@cache
def _tone() -> bytes:
    return mp3.encode(tone(1.0), mp3.SAMPLE_RATE)
