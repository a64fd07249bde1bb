"""How fast minutes are narrated, against a bare loop of ``pyopenjtalk.tts`` over the same utterances in the same run, or of the
natural voices' model over the same sounds.

::

    python -m bench.narration [WORKERS [openjtalk | natural [TURNS]]]

Natural voices say the sample, which takes minutes (or its first TURNS), others the seed.
Bare: one process, each utterance once by the voice that says it, no encoding, no cache; its time ÷ workers is what
so many cores could do at best. The same from as many processes at once as there are workers tells what these cores do. Narrated: the whole way, from starting the worker processes to the last clip on disk.
Time on the clock counts (and needs an otherwise idle machine: the workers give way to others, the bare loop does not);
time on the processors tells how much more work it is.
"""

import os
import re
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pyopenjtalk

from bench.seed import sample_bytes, seed_bytes
from reader.cli.house import House
from reader.cli.natural import prepare_model
from reader.library.session import Session
from reader.narration.progress import Narrated, Progress
from reader.narration.tracks import Segment
from reader.readings.writing.labels import breath_groups
from reader.settings.site import Settings
from reader.speech.drivers.natural import tokens_at_once
from reader.speech.natural.model import NaturalModel
from reader.speech.natural.phonemes import pieces
from reader.speech.natural.recordings import USUAL, mixture, own_hertz
from reader.speech.sound.sound import engine_pitch, engine_rate

BOUND = 1.10
AGAIN_BOUND = 1.0


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock and on the processors."""

    clock: float
    processors: float


class Stopwatch:
    """Measures from when it is made; other processes count once they have ended."""

    def __init__(self) -> None:
        self._clock, self._processors = time.perf_counter(), _processor_seconds()

    def spent(self, clock: float | None = None) -> Spent:
        """What was spent until now; ``clock`` if that was read before."""
        until = time.perf_counter() if clock is None else clock
        return Spent(until - self._clock, _processor_seconds() - self._processors)


def _processor_seconds() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def bare_natural_loop(segments: Sequence[Segment], house: House) -> Spent:
    """What the model takes for the utterances' sounds, one after the other."""
    model = NaturalModel(house.settings.natural_folder)
    said = [(s.voice, breath_groups(house.analyzer.labels(s.utterance.text))) for s in segments]
    watch = Stopwatch()
    for voice, groups in said:
        shares = mixture(voice.model or USUAL)
        hertz = own_hertz(shares) * 2 ** (engine_pitch(voice.pitch, voice.formant) / 12)
        pace = engine_rate(voice.rate, voice.formant)
        for piece in pieces(groups, tokens_at_once(pace)):
            model.speak(piece, shares, pace, hertz)
    return watch.spent()


def bare_loop(segments: Sequence[Segment]) -> Spent:
    """What ``pyopenjtalk.tts`` takes for the utterances, one after the other."""
    pyopenjtalk.tts("準備")
    watch = Stopwatch()
    for segment in segments:
        voice = segment.voice
        pyopenjtalk.tts(
            segment.utterance.text,
            speed=engine_rate(voice.rate, voice.formant),
            half_tone=engine_pitch(voice.pitch, voice.formant),
        )
    return watch.spent()


def bare_loops(segments: Sequence[Segment], processes: int) -> float:
    """Seconds on the clock that as many loops at once take, the utterances dealt out among them; starting not counted."""
    hands = [segments[number::processes] for number in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        wait([pool.submit(bare_loop, segments[:1]) for _ in range(4 * processes)])
        watch = Stopwatch()
        wait([pool.submit(bare_loop, hand) for hand in hands])
        return watch.spent().clock


def narrate(house: House, session: Session) -> tuple[Narrated, Spent]:
    """Narrate with worker processes that are started for it; what it came to and what it took."""
    watch = Stopwatch()
    with house.narrator() as narrator:
        done = narrator.narrate(session, _silently, threading.Event())
        finished = time.perf_counter()
    return done, watch.spent(finished)


def _beginning(data: bytes, turns: int) -> bytes:
    """The minutes up to so many turns."""
    text = data.decode()
    said = re.compile(r"^\S{1,8}[:：]", re.MULTILINE).finditer(text, text.index("主な質疑等"))
    behind = [found.start() for found in said][turns:]
    return text[: behind[0]].encode() if behind else data


def _silently(_progress: Progress) -> None:
    pass


def main(workers: int, driver: str, turns: int | None = None) -> bool:
    """Print the figures; whether they are within the bounds."""
    natural = driver == "natural"
    name, data = sample_bytes() if natural else seed_bytes()
    if turns is not None:
        data = _beginning(data, turns)
    with tempfile.TemporaryDirectory() as folder:
        house = House(Settings(home=Path(folder), workers=workers, driver=driver))
        if natural:
            prepare_model(house.settings)
        session = house.library.session(house.importer.import_bytes(data, name, name).id)
        with house.narrator() as narrator:
            segments = list({s.clip: s for s in narrator.whole(session).segments}.values())
        bare = bare_natural_loop(segments, house) if natural else bare_loop(segments)
        first, took = narrate(house, session)
        together = None if natural else bare_loops(segments, workers)
        second, again = narrate(house, session)
        with house.narrator() as narrator:
            sound = narrator.timing(narrator.whole(session)).duration
        house.library.close()
    ratio = took.clock / (bare.clock / workers)
    work = took.processors / bare.processors
    print(
        f"Narration of {name}: {len(segments)} clips, {sound:.0f} s of sound, {workers} workers, load {os.getloadavg()[0]:.1f}"
    )
    print(f"  bare loop       {bare.clock:7.2f} s   {bare.processors:.2f} s on the processor")
    if together is not None:
        print(
            f"  {workers} at once       {together:7.2f} s   {took.clock / together:.2f} × that when narrated"
        )
    print(
        f"  narrated        {took.clock:7.2f} s   {ratio:.2f} × bare ÷ {workers} (bound {BOUND:.2f}); {work:.2f} × its work"
    )
    print(f"  narrated again  {again.clock:7.2f} s   {second.made} clips made (bound {AGAIN_BOUND:.2f} s, 0)")
    for problem in filter(None, (first.problem, second.problem)):
        print(f"  {problem}")
    failed = first.failed + second.failed + second.made
    return ratio <= BOUND and again.clock <= AGAIN_BOUND and not failed


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else os.cpu_count() or 1
    first = int(sys.argv[3]) if len(sys.argv) > 3 else None
    sys.exit(not main(asked, sys.argv[2] if len(sys.argv) > 2 else "openjtalk", first))
