"""Stand-ins that really make sound, and utterances to be spoken, for tests of everything behind the engine."""

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable

import miniaudio
import numpy as np
import numpy.typing as npt

from reader.errors import SpeechError
from reader.readings.word import Word
from reader.speech import mp3
from reader.speech.request import SpeechRequest
from reader.speech.utterance import Utterance
from reader.speech.voice import Voice

VOICE = Voice("silent/low", "silent", "低い声")


def tone(seconds: float, frequency: float = 440.0, rate: int = mp3.SAMPLE_RATE) -> npt.NDArray[np.int16]:
    """A sine of that pitch."""
    times = np.arange(int(seconds * rate)) / rate
    return (9000 * np.sin(2 * np.pi * frequency * times)).astype(np.int16)


def decoded(data: bytes) -> npt.NDArray[np.int16]:
    """The samples that a decoder makes of MP3 frames."""
    sound = miniaudio.decode(data, nchannels=1, sample_rate=mp3.SAMPLE_RATE)
    assert sound.sample_rate == mp3.SAMPLE_RATE
    return np.frombuffer(sound.samples, dtype=np.int16)


def loudness(samples: npt.NDArray[np.int16]) -> float:
    """Root mean square."""
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if samples.size else 0.0


def digest(text: str) -> str:
    """A stand-in for the digest of the labels."""
    return hashlib.sha256(text.encode()).hexdigest()


def utterance(identity: str, text: str, start: int = 0) -> Utterance:
    """An utterance of one word, read as it is written."""
    word = Word(text, 0, len(text), text, text)
    end = start + len(text)
    return Utterance(identity, start, end, text, (word,), digest(text), len(text))


def request(text: str, voice: Voice = VOICE) -> SpeechRequest:
    """A request to say the text."""
    return SpeechRequest(text, text, (), (), voice, digest(text))


class ToneEngine:
    """Speaks every text as a tone whose pitch and length follow from it, and remembers what it spoke.

    ``before`` is called with each text before it is spoken: to wait, to fail, to count.
    """

    def __init__(self, before: Callable[[str], None] | None = None, seconds: float = 0.3) -> None:
        self.spoken: Counter[str] = Counter()
        self.order: list[str] = []
        self._before = before
        self._seconds = seconds
        self._guard = threading.Lock()

    def speak(self, request: SpeechRequest) -> bytes:
        """The tone of the text."""
        with self._guard:
            self.spoken[request.text] += 1
            self.order.append(request.text)
        if self._before is not None:
            self._before(request.text)
        number = int(request.digest[:4], 16)
        return mp3.encode(tone(self._seconds + number % 7 * 0.024, 200 + number % 600), mp3.SAMPLE_RATE)


class BrokenEngine:
    """An engine that can say nothing."""

    def __init__(self, error: SpeechError) -> None:
        self.error = error
        self.asked = 0

    def speak(self, request: SpeechRequest) -> bytes:
        """Fails."""
        self.asked += 1
        raise self.error


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until the condition holds; fails the test if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)
