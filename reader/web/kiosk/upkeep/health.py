"""How the kiosk is: version, sessions, room taken by sound, last trouble, and when its page was last seen alive.

``/healthz`` → ``{"status": "ok", "version": "0.1.0", "sessions": 12, "instance": "9f…", "page_seen": 3.2, …}``.
The page asks every few seconds and says so (``?page``); whoever keeps the processes alive reads when it last did. So
the answer costs next to nothing: what takes a walk through all clips is told to staff only.
"""

import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reader import __version__
from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.speech.clips.folder import stored_clips
from reader.web.kiosk.stage.stage import NOT_KEPT

_COUNT_AGAIN = 60.0


@dataclass(frozen=True, slots=True)
class Facts:
    """How it is. ``cache`` is bytes, ``page_seen`` seconds ago (None: not since the start)."""

    version: str
    sessions: int
    cache: int
    started: str
    problem: str
    page_seen: float | None


class Health:
    """Watches over one run of the server. ``instance`` names the run."""

    def __init__(self, library: Library, narrator: Narrator | None, audio_cache: Path, instance: str) -> None:
        self._library = library
        self._narrator = narrator
        self._audio_cache = audio_cache
        self._instance = instance
        self._started = datetime.now().astimezone().isoformat(timespec="seconds")
        self._crash = ""
        self._page: float | None = None
        self._counted: tuple[float, int] | None = None

    def note(self, error: Exception) -> None:
        """Remembers the last thing that went wrong."""
        self._crash = f"{type(error).__name__}: {error}"

    def facts(self) -> Facts:
        """How it is now, with the room that sound takes."""
        return replace(self._facts(), cache=self._cache_bytes())

    def _facts(self) -> Facts:
        seen = None if self._page is None else round(time.monotonic() - self._page, 1)
        problem = (self._narrator.problem if self._narrator else None) or self._crash
        return Facts(
            version=__version__,
            sessions=self._library.count(),
            cache=0,
            started=self._started,
            problem=problem,
            page_seen=seen,
        )

    def healthz(self, request: Request) -> Response:
        """``/healthz``"""
        if "page" in request.query_params:
            self._page = time.monotonic()
        facts = self._facts()
        answer = {
            "status": "ok",
            "instance": self._instance,
            "version": facts.version,
            "sessions": facts.sessions,
            "started": facts.started,
            "problem": facts.problem,
            "page_seen": facts.page_seen,
        }
        return JSONResponse(answer, headers=NOT_KEPT)

    def _cache_bytes(self) -> int:
        now = time.monotonic()
        if self._counted is None or now - self._counted[0] > _COUNT_AGAIN:
            self._counted = now, sum(clip.size for clip in stored_clips(self._audio_cache))
        return self._counted[1]
