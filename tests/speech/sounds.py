"""Stand-ins that really make sound, and utterances to be spoken, for tests of everything behind the engine."""

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import miniaudio
import numpy as np
import numpy.typing as npt

from reader.errors import SpeechError
from reader.library.draft import Draft
from reader.library.library import Library
from reader.library.session import Session
from reader.minutes.model import AgendaItem, Minutes, Role, Speaker, Turn
from reader.passages.annotator import Annotator
from reader.passages.utterance import Utterance
from reader.readings.word import Annotation, Override, Reading, Word
from reader.readings.writing.kana import morae
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.making.request import SpeechRequest
from reader.speech.sound import mp3
from reader.speech.voices.casting import Casting
from reader.speech.voices.voice import Voice

VOICE = Voice("silent/low", "silent", "低い声")
ANNOUNCER = Voice("silent/announcer", "silent", "案内", pitch=2.0)


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


class PlainAnalyzer:
    """Takes a text for one word that is read as it is written."""

    version = "plain 1"

    def annotate(
        self, text: str, lexicon: Sequence[Reading] = (), overrides: Sequence[Override] = ()
    ) -> Annotation:
        """The text as one word."""
        return Annotation(text, (Word(text, 0, len(text), text, text),), digest(text), len(text))


def plain_casting(session: Session) -> Casting:
    """One voice for the announcer, another for everybody else."""
    return Casting(ANNOUNCER, {speaker.key: VOICE for speaker in session.minutes.speakers}, {})


def spoken_minutes(turns: Sequence[str], meeting: str = "定例会") -> Minutes:
    """Minutes with one heading before the second turn; the text of each turn is said by 委員 and 事務局 in turn."""
    speakers = (
        Speaker("委員", "委員", Role.MEMBER),
        Speaker("事務局", "事務局", Role.SECRETARIAT),
    )
    entries = tuple(
        Turn(number, speakers[number % 2].key, text, None if number == 1 else 0)
        for number, text in enumerate(turns, 1)
    )
    agenda = (AgendaItem(0, "1", "基本方針について"),)
    day = date(2021, 10, 28)
    return Minutes(meeting, "令和3年10月28日", day, None, None, agenda, speakers, entries)


def stored(library: Library, minutes: Minutes) -> str:
    """Store the minutes, read by the plain analyser; gives the id."""
    passages = Annotator(PlainAnalyzer()).passages(minutes, ())
    number = len(minutes.turns) + 1
    return library.store(Draft(None, "", minutes, passages, (), (), "test", "test", "plain 1", number, 1))


class ToneEngine:
    """Speaks every text as a tone whose pitch and length follow from it, and remembers what it spoke.

    ``before`` is called with each text before it is spoken: to wait, to fail, to count.
    """

    def __init__(
        self, before: Callable[[str], object] | None = None, seconds: float = 0.3, per_character: float = 0.0
    ) -> None:
        self.spoken: Counter[str] = Counter()
        self.order: list[str] = []
        self._before = before
        self._seconds = seconds
        self._per_character = per_character
        self._guard = threading.Lock()

    def speak(self, request: SpeechRequest, told: Told = untold) -> Clip:
        """The tone of the text, its morae spread evenly over it."""
        with self._guard:
            self.spoken[request.text] += 1
            self.order.append(request.text)
        if self._before is not None:
            self._before(request.text)
        number = int(request.digest[:4], 16)
        seconds = self._seconds + number % 7 * 0.024 + self._per_character * len(request.text)
        count = len(morae(request.kana))
        beats = tuple(round(1000 * seconds * beat / count) for beat in range(count))
        return Clip(mp3.encode(tone(seconds, 200 + number % 600), mp3.SAMPLE_RATE), beats)


class BrokenEngine:
    """An engine that can say nothing."""

    def __init__(self, error: SpeechError) -> None:
        self.error = error
        self.asked = 0

    def speak(self, request: SpeechRequest, told: Told = untold) -> Clip:
        """Fails."""
        self.asked += 1
        raise self.error


def wait_until(condition: Callable[[], bool], seconds: float = 300.0) -> None:
    """Wait until the condition holds; fails the test if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)
