"""The ``reader`` command as people type it: a process of its own each time, with its streams and its exit status.

What only tells something and ends is forked from a process that has imported the program already, which saves two seconds
of a processor a command; what starts processes of its own is started as ``python -m reader``. All of them find the built-in
lexicon compiled.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from reader.cli import ROOMS

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., subprocess.CompletedProcess[bytes]]

LIMIT_SECONDS = 600
NEED_NO_HOME = {"parse", "readings"}
START_PROCESSES = {"doctor", "export", "kiosk", "narrate", "voices"}

READY = multiprocessing.get_context("forkserver")
"""Starts processes that have imported the program already."""
# There is one such list in a process: who sets another takes this one away. The last is what begins this process: each that is
# forked would import it anew.
READY.set_forkserver_preload(
    [
        *(f"reader.cli.commands.{room}" for room in ROOMS),
        "reader.corrections.corrector",  # what the house loads when it is asked for it
        "reader.library.library",
        "reader.narration.removal",
        "reader.readings.openjtalk_analyzer",
        "tests.narration.narrating",
        "pytest",
    ]
)


class Commands:
    """Runs commands in a folder, with the home ``home`` beneath it."""

    def __init__(self, folder: Path, compiled: Path) -> None:
        self._folder = folder
        self._compiled = compiled

    def home(self) -> Path:
        """The home, which is made where there is none."""
        home = self._folder / "home"
        if not home.exists():
            home.mkdir()
            (home / ".cache").symlink_to(self._compiled, target_is_directory=True)
        return home

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """``reader ARG…``; fails the test if it takes two minutes."""
        typed = [*map(str, arguments)]
        home = self._folder / "home"
        if typed and typed[0] not in NEED_NO_HOME:
            self.home()
        environment = {**os.environ, "READER_HOME": str(home), "PYTHONPATH": str(ROOT)}
        run = _started if typed and typed[0] in START_PROCESSES else _forked
        return run(typed, stdin, self._folder, environment)


def _started(
    arguments: Sequence[str], stdin: bytes, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        input=stdin,
        capture_output=True,
        timeout=LIMIT_SECONDS,
        cwd=folder,
        env=environment,
        check=False,
    )


def _forked(
    arguments: Sequence[str], stdin: bytes, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    streams = [folder.with_name(f"{folder.name}.{name}") for name in ("stdin", "stdout", "stderr")]
    for stream in streams:
        stream.write_bytes(stdin if stream.suffix == ".stdin" else b"")
    process = READY.Process(target=_run, args=(arguments, streams, folder, dict(environment)))
    process.start()
    process.join(LIMIT_SECONDS)
    if process.exitcode is None:
        process.kill()
        raise subprocess.TimeoutExpired(arguments, LIMIT_SECONDS)
    _, out, err = (stream.read_bytes() for stream in streams)
    return subprocess.CompletedProcess(arguments, process.exitcode, out, err)


def _run(
    arguments: Sequence[str], streams: Sequence[Path], folder: Path, environment: Mapping[str, str]
) -> None:
    for number, stream in enumerate(streams):
        os.dup2(os.open(stream, os.O_RDWR | os.O_APPEND), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - the stream that a process is given
    sys.argv = ["reader", *arguments]
    from reader.cli import main  # the process that this is forked from has it already

    main()
