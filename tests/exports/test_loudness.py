"""The sound of DAISY books, spoken by real voices: its highest peak lies where libraries for the blind want it."""

import math
from pathlib import Path

import numpy as np
import pytest

from reader.exports.daisy.daisy import STEPS_SOFTER
from reader.passages.utterance import Utterance
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.speech.fallback.available import htsvoice_files
from reader.speech.making.spoken_text import speech_request
from reader.speech.sound.softer import softer
from reader.speech.voices.palette import openjtalk_palette
from reader.speech.workers.pool import SynthesisPool
from tests.speech.sounds import decoded

SAID = (
    "これより本日の会議を開きます。",
    "道路の改修について、市長のお考えを伺います。",
    "来年度の予算で、必要な箇所から順に直してまいります。",
    "「異議なし」と呼ぶ者がありました。",
)
_FULL = 32_768


@pytest.mark.voice
def test_the_peak_of_a_book_lies_between_six_and_eight_decibels_below_full(
    analyzer: OpenJTalkAnalyzer, tmp_path: Path
) -> None:
    pool = SynthesisPool(1, 60.0, tmp_path)
    joined = b""
    for number, voice in enumerate(openjtalk_palette(htsvoice_files()).voices):
        text = SAID[number % len(SAID)]
        read = analyzer.annotate(text)
        utterance = Utterance("t1-1", 0, len(text), text, read.words, read.digest, read.morae)
        joined += pool.speak(speech_request(utterance, voice, ())).frames
    pool.close()
    peak = int(np.abs(decoded(softer(joined, STEPS_SOFTER)).astype(np.int32)).max())
    assert -8 <= 20 * math.log10(peak / _FULL) <= -6
