"""``/metrics``: what happens, counted for Prometheus; off unless the site says ``metrics = true``.

::

    reader_answers_total{kind="sound", status="206"} 1234
    reader_first_byte_seconds_bucket{kind="sound", le="0.5"} 1190        # click to sound
    reader_clips_total{outcome="made"} 812

Nothing of who asks for what is kept: kinds of addresses and numbers alone. Several processes of one server count together
where ``PROMETHEUS_MULTIPROC_DIR`` names an empty folder.
"""

import os
import time
from collections.abc import Callable
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

PATH = "/metrics"

_FIRST_BYTE = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

_answers = Counter(
    "reader_answers", "Answers that were begun, by kind of address and status.", ["kind", "status"]
)
_first_byte = Histogram(
    "reader_first_byte_seconds",
    "From a request to the first byte of what it asked for: of sound, from the click until it can be heard.",
    ["kind"],
    buckets=_FIRST_BYTE,
)
_clips = Counter("reader_clips", "Clips that this server made, or could not make.", ["outcome"])
_failures = Counter(
    "reader_library_failures", "Times that the library could not be read or written.", ["busy"]
)
_waiting = Gauge(
    "reader_clips_waiting",
    "Clips that somebody waits for, or that are made ahead.",
    multiprocess_mode="livesum",
)

_store_failures = Counter(
    "reader_store_failures", "Times that the store of clips, or its ledger, could not be had."
)
_jobs = Gauge(
    "reader_jobs",
    "Passages in the line that all machines share: waiting, doing, failed.",
    ["state"],
    multiprocess_mode="mostrecent",
)
_jobs_seconds = Gauge(
    "reader_jobs_waiting_seconds",
    "For how long the first of them has waited.",
    multiprocess_mode="mostrecent",
)
_workers = Gauge("reader_workers", "Processes that work at the line.", multiprocess_mode="mostrecent")


def clip_told(made: bool) -> None:
    """A clip was made, or could not be made."""
    _clips.labels("made" if made else "failed").inc()


def failure_told(busy: bool) -> None:
    """The library could not be read or written; ``busy`` where another one was writing."""
    _failures.labels("true" if busy else "false").inc()


def waiting_told(clips: int) -> None:
    """So many clips wait to be made."""
    _waiting.set(clips)


def store_failure_told() -> None:
    """The store of clips could not be had."""
    _store_failures.inc()


def jobs_told(waiting: int, doing: int, failed: int, workers: int, seconds: float) -> None:
    """How the line stands in which passages wait for who works."""
    for state, many in (("waiting", waiting), ("doing", doing), ("failed", failed)):
        _jobs.labels(state).set(many)
    _workers.set(workers)
    _jobs_seconds.set(seconds)


class Measured:
    """Stands before the whole application, counts, and answers ``/metrics`` itself."""

    def __init__(self, app: Callable[..., Any], before_telling: Callable[[], None] = lambda: None) -> None:
        """``before_telling`` is called before the numbers are told, in a thread."""
        self.app = app
        self._before_telling = before_telling

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == PATH:
            body = await run_in_threadpool(self._told)
            await Response(body, headers={"Content-Type": CONTENT_TYPE_LATEST})(scope, receive, send)
            return
        kind, begun, first = _kind(scope["path"]), time.perf_counter(), True

        async def counting(message: Message) -> None:
            nonlocal first
            if message["type"] == "http.response.start":
                _answers.labels(kind, str(message["status"])).inc()
            elif first and message.get("body"):
                first = False
                _first_byte.labels(kind).observe(time.perf_counter() - begun)
            await send(message)

        await self.app(scope, receive, counting)

    def _told(self) -> bytes:
        self._before_telling()
        if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            return generate_latest(REGISTRY)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)


def _kind(path: str) -> str:
    """What an address is of: few kinds, whatever is asked for."""
    if path.endswith(".mp3"):
        return "sound"
    head = path.split("/", 2)[1] if path.startswith("/") else ""
    if head in ("desk", "kiosk", "search", "static"):
        return head
    return "file" if "." in path.rpartition("/")[2] else "page"
