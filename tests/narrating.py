"""A process of its own that narrates, for tests that kill it: ``python -m tests.narrating LIBRARY SESSION CACHE LOG DELAY``.

Writes a line to standard output once it begins, and one to LOG for each utterance it is about to speak.
"""

import sys
import threading
import time
from pathlib import Path

from reader.library.library import Library
from reader.narrator import Narrator
from reader.speech.clip_cache import ClipCache
from reader.speech.clip_maker import ClipMaker
from reader.speech.request import SpeechRequest
from tests.speech.sounds import ToneEngine, plain_casting


class LoggedEngine(ToneEngine):
    """Notes what it speaks, by whom, in a file that several processes add to."""

    def __init__(self, log: Path, delay: float) -> None:
        super().__init__(lambda text: time.sleep(delay))
        self._log = log

    def speak(self, request: SpeechRequest) -> bytes:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{request.voice.id} {request.text}\n")
        return super().speak(request)


def main(library: str, session_id: str, cache_folder: str, log: str, delay: str) -> None:
    """Narrate the session; say how many clips were made, kept and failed."""
    opened = Library(Path(library))
    session = opened.session(session_id)
    cache = ClipCache(Path(cache_folder))
    maker = ClipMaker(cache, LoggedEngine(Path(log), float(delay)), 2)
    narrator = Narrator(maker, cache, plain_casting, lambda driver: "1")
    _tell("begin")
    done = narrator.narrate(session, lambda progress: None, threading.Event())
    _tell(f"{done.made} {done.kept} {done.failed}")
    narrator.close()
    opened.close()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
