"""How loud what is taken along is: the peak of each sentence's MP3 as a player decodes it, and the loudness of its speech.

サピエ asks its members for peaks of −6 to −8 dB. Spoken by every voice of the palette, the sentences given in a file, or some of our own.
"""

import math
import sys
import tempfile
from pathlib import Path

import numpy as np

from bench.seed import seed_bytes
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.passages.utterance import Utterance
from reader.readings.openjtalk_analyzer import OpenJTalkAnalyzer
from reader.speech.fallback.available import htsvoice_files
from reader.speech.making.spoken_text import speech_request
from reader.speech.voices.palette import openjtalk_palette
from reader.speech.workers.pool import SynthesisPool
from tests.speech.sounds import decoded

SENTENCES_A_VOICE = 6
_FULL = 32_768


def main() -> None:
    """Prints decibels below full scale: of all peaks the highest, the median and the lowest; of speech the median loudness."""
    analyzer = OpenJTalkAnalyzer()
    minutes = parse(read_source(seed_bytes()[1], "seed.txt"))
    said = [turn.text.split("。")[0] + "。" for turn in minutes.turns]
    peaks, loud = [], []
    with tempfile.TemporaryDirectory() as folder:
        pool = SynthesisPool(1, 30.0, Path(folder))
        for number, voice in enumerate(openjtalk_palette(htsvoice_files()).voices):
            for text in said[number * SENTENCES_A_VOICE : (number + 1) * SENTENCES_A_VOICE]:
                read = analyzer.annotate(text)
                utterance = Utterance("t1-1", 0, len(text), text, read.words, read.digest, read.morae)
                heard = np.abs(
                    np.asarray(
                        decoded(pool.speak(speech_request(utterance, voice, ())).frames), dtype=np.float64
                    )
                )
                peaks.append(_decibels(float(heard.max())))
                loud.append(_decibels(float(np.sqrt((heard[heard > 0.01 * heard.max()] ** 2).mean()))))
        pool.close()
    peaks.sort()
    sys.stdout.write(
        f"{len(peaks)} sentences: peaks {peaks[-1]:.1f}, {peaks[len(peaks) // 2]:.1f}, {peaks[0]:.1f} dB;"
        f" speech {sorted(loud)[len(loud) // 2]:.1f} dB\n"
    )


def _decibels(height: float) -> float:
    return 20 * math.log10(height / _FULL)


if __name__ == "__main__":
    main()
