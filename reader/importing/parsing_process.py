"""The process that parses: documents come in on its input, minutes go out, until the input ends.

Started by ``parsing`` with the bytes of memory it may take. What a library prints goes nowhere, so that it cannot
stand in an answer.
"""

import os
import sys
from pathlib import Path

from reader.errors import SourceError
from reader.importing.parsing_messages import Answer, Document, Outcome, answer, asked
from reader.library.codec import minutes_to_bytes
from reader.minutes.hints import read_hints
from reader.minutes.outline import parse
from reader.minutes.sources import read_source

if sys.platform != "win32":
    import resource

_FULL = 0.4
"""The share of the memory after which a process is changed for a new one."""


def main() -> None:
    """Answers until the input ends."""
    memory = int(sys.argv[1])
    incoming = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as outgoing:
        os.dup2(2, 1)
        _bound(memory)
        while document := asked(incoming):
            _allow(document.seconds)
            outcome, body = _outcome(document)
            is_full = _taken() > memory * _FULL
            answer(outgoing, Answer(outcome, body, is_last=is_full))
            if is_full:
                return


def _outcome(document: Document) -> tuple[Outcome, bytes]:
    try:
        minutes = parse(read_source(document.data, document.name), read_hints(document.hints))
        return Outcome.READ, minutes_to_bytes(minutes)
    except SourceError as error:
        return Outcome.REFUSED, str(error).encode()
    except MemoryError:
        return Outcome.NO_MEMORY, b""


def _bound(memory: int) -> None:
    """No more memory than that, and no core file of somebody's minutes."""
    if sys.platform == "win32":
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    soft = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (soft, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: int) -> None:
    """So many seconds of processor time from now on."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(
        resource.RLIMIT_CPU, (limit if most == resource.RLIM_INFINITY else min(limit, most), most)
    )


def _taken() -> int:
    """The memory that this process holds, in bytes; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
