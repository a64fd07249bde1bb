"""What the kiosk says of its own accord, in the announcer's voice, read by the same analyser as the minutes.

A prompt is text, or utterances of a session where what is said stands in the minutes (so that a corrected name is
said as corrected), or both. Its id is the digest of that, so that an address never changes its sound::

    say("音量を上げました。")                        → "9b1f…"
    say(title.utterances[0], "発言は21回です。")      → "3c07…"

Naming a prompt costs nothing; it is read when it is first heard, or ahead of time by ``prepare``.

Where the announcer's usual voice takes long, prompts are heard in the one that is there at once until ``prepare`` has had
all of them made in the usual one. Then, too, the voice changes only where nobody has been listening for a while: not in a
visitor's hands.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

from reader.errors import NotFoundError, ReaderError
from reader.library.session import Session
from reader.minutes.model import Minutes
from reader.narration.narrator import Narrator
from reader.narration.plans import QUIET
from reader.narration.tracks import Segment
from reader.passages.annotator import Annotator
from reader.passages.utterance import Utterance
from reader.readings.word import Reading, Word
from reader.speech.making.maker import Urgency
from reader.speech.sound import mp3

Value = TypeVar("Value")

_REMEMBERED = 8_192
_STAGES = 64
_BETWEEN_PARTS = 0.25


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said, and the readings that count in it."""

    lexicon: tuple[Reading, ...]
    parts: tuple[str | Utterance, ...]


class Prompts:
    """The kiosk's prompts by id. May be called from any thread."""

    def __init__(
        self,
        narrator: Narrator,
        annotator: Annotator,
        lexicon: tuple[Reading, ...],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``clock`` gives seconds."""
        self._narrator = narrator
        self._clock = clock
        self._heard: float | None = None
        self._usual = self._usual_there = False
        self._annotator = annotator
        self._lexicon = lexicon
        self._stages: dict[tuple[Reading, ...], Session] = {}
        self._prompts: OrderedDict[str, Prompt] = OrderedDict()
        self._read: OrderedDict[str, tuple[tuple[Segment, ...], ...]] = OrderedDict()
        self._made: OrderedDict[str, bool] = OrderedDict()
        self._made_usually: OrderedDict[str, bool] = OrderedDict()
        self._guard = threading.Lock()

    def say(self, *parts: str | Utterance, lexicon: tuple[Reading, ...] | None = None) -> str:
        """The id of the prompt that says these parts one behind the other. ``lexicon`` is that of the session that
        utterances come from; without it the municipality's counts."""
        prompt = Prompt(self._lexicon if lexicon is None else lexicon, parts)
        prompt_id = _digest(prompt)
        with self._guard:
            _put(self._prompts, prompt_id, prompt)
        return prompt_id

    def read(self, text: str, lexicon: tuple[Reading, ...] | None = None) -> Sequence[Word]:
        """The text's words as the announcer says them; ``lexicon`` as in ``say``."""
        counts = self._lexicon if lexicon is None else lexicon
        return self._annotator.utterance("prompt", 0, len(text), text, counts, ()).words

    def clips(self, prompt_id: str, client: str = "") -> list[Future[bytes]]:
        """The prompt's parts, to be heard now by ``client``: see ``joined``. Reads it first if nobody has heard it yet.
        NotFoundError."""
        return self._clips(prompt_id, self._is_usual(prompt_id), Urgency.HEARD, client)

    def attended(self) -> None:
        """Somebody is there, though they may not listen at the moment: no voice changes in their hands."""
        self._narrator.attended()
        now = self._clock()
        with self._guard:
            if self._heard is not None and now - self._heard < QUIET:
                self._heard = now

    def known(self) -> tuple[str, ...]:
        """The ids of all prompts named so far."""
        with self._guard:
            return tuple(self._prompts)

    def prepare(self, prompt_ids: Iterable[str], stop: threading.Event) -> int:
        """Have prompts made ahead of time, one after the other, until ``stop``: first all in the voice that is there at once,
        then all in the usual one. How many can be heard at the end."""
        wanted = tuple(prompt_ids)
        there = self._prepare(wanted, False, self._made, stop)
        usually = self._prepare(wanted, True, self._made_usually, stop)
        with self._guard:
            self._usual_there = usually == len(wanted)
        return there

    def _prepare(
        self, prompt_ids: Iterable[str], usual: bool, made: OrderedDict[str, bool], stop: threading.Event
    ) -> int:
        there = 0
        for prompt_id in prompt_ids:
            if stop.is_set():
                break
            if prompt_id not in made:
                try:
                    for clip in self._clips(prompt_id, usual, Urgency.AHEAD, ""):
                        clip.result()
                except ReaderError:
                    if not usual:
                        continue  # it will be tried again when somebody waits for it
                    _put(made, prompt_id, False)  # what the usual voice cannot say is said by the other
                else:
                    _put(made, prompt_id, True)
            there += 1
        return there

    def _is_usual(self, prompt_id: str) -> bool:
        """Whether the prompt, which somebody is about to hear, is said by the usual voice."""
        now = self._clock()
        with self._guard:
            if self._heard is None or now - self._heard >= QUIET:
                self._usual = self._usual_there
            self._heard = now
            return self._usual and self._made_usually.get(prompt_id, True)

    def _clips(self, prompt_id: str, usual: bool, urgency: Urgency, client: str) -> list[Future[bytes]]:
        with self._guard:
            prompt = self._prompts.get(prompt_id)
            parts = self._read.get(prompt_id)
        if prompt is None:
            raise NotFoundError("この案内の声はありません。画面を開き直してください。")
        stage = self._stage(prompt.lexicon)
        if parts is None:
            parts = tuple(self._voiced(stage, part) for part in prompt.parts if part)
            with self._guard:
                _put(self._read, prompt_id, parts)
        segments = (voiced[-1 if usual else 0] for voiced in parts)
        return [self._narrator.clip(stage, segment, urgency, client=client) for segment in segments]

    def _stage(self, lexicon: tuple[Reading, ...]) -> Session:
        """A session in which nobody speaks but the announcer, and these readings count; always the same one."""
        with self._guard:
            if len(self._stages) > _STAGES:
                self._stages.clear()
            return self._stages.setdefault(lexicon, _session_of_nobody(lexicon))

    def _voiced(self, session: Session, part: str | Utterance) -> tuple[Segment, ...]:
        if isinstance(part, str):
            part = self._annotator.utterance("prompt", 0, len(part), part, session.lexicon, ())
        return self._narrator.announced(session, part)


def joined(clips: Iterable[bytes]) -> bytes:
    """The MP3 frames of a prompt's parts, with a pause between two."""
    return (mp3.silent_frame() * mp3.silent_frames(_BETWEEN_PARTS)).join(clips)


def _session_of_nobody(lexicon: tuple[Reading, ...]) -> Session:
    minutes = Minutes(None, None, None, None, None, (), (), ())
    return Session(
        f"kiosk {_name(lexicon)}", 0, minutes, (), lexicon, "kiosk", datetime.fromtimestamp(0, UTC)
    )


def _digest(prompt: Prompt) -> str:
    said = (f"{part.digest} {part.text}" if isinstance(part, Utterance) else part for part in prompt.parts)
    content = "\n".join([_name(prompt.lexicon), *said])
    return hashlib.sha256(content.encode()).hexdigest()[:24]


@lru_cache(maxsize=256)
def _name(lexicon: tuple[Reading, ...]) -> str:
    return hashlib.sha256(repr(lexicon).encode()).hexdigest()[:12]


def _put(kept: OrderedDict[str, Value], key: str, value: Value) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _REMEMBERED:
        kept.popitem(last=False)
