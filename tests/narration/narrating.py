"""A process of its own that serves sound and narrates, for tests that kill it.

Says its address when it begins, how many clips were made, kept and failed when it has narrated, and writes a line to a log
for each utterance it is about to speak.
"""

import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from starlette.applications import Starlette

from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.making.maker import ClipMaker
from reader.speech.making.request import SpeechRequest
from reader.web.sound.audio import routes
from tests.speech.sounds import ToneEngine, plain_casting
from tests.web.listening import served


class LoggedEngine(ToneEngine):
    """Notes what it speaks, by whom, in a file that several processes add to."""

    def __init__(self, log: Path, delay: float) -> None:
        super().__init__(lambda text: time.sleep(delay))
        self._log = log

    def speak(self, request: SpeechRequest, told: Told = untold) -> Clip:
        """The tone of the text."""
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{request.voice.id} {request.text}\n")
        return super().speak(request, told)


def serve(
    library: Path, session_id: str, cache_folder: Path, log: Path, delay: float, ahead: bool, said: Connection
) -> None:
    """Serve until nobody listens to ``said`` any more; narrate the session if ``ahead``."""
    opened = Library(library)
    session = opened.session(session_id)
    cache = ClipCache(cache_folder)
    maker = ClipMaker(cache, LoggedEngine(log, delay), 2)
    narrator = Narrator(maker, cache, plain_casting, lambda driver: "1")
    with served(Starlette(routes=routes(narrator, opened))) as address:
        said.send(address)
        if ahead:
            done = narrator.narrate(session, lambda progress: None, threading.Event())
            said.send((done.made, done.kept, done.failed))
        with suppress(EOFError):
            said.recv()
    narrator.close()
    opened.close()
