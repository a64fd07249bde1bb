"""「読みがちがう」: a visitor says that a sentence is misread; staff look which word it is.

Without a keyboard nobody writes a reading: the sentence alone is queued (``reader reports``).
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.reporting.reports import TooManyReportsError
from reader.web.http.client import client_of
from reader.web.kiosk.stage.stage import NOT_KEPT, Stage
from reader.web.pages.writing import WritingThreads


class Reporting:
    """The handler of ``POST /kiosk/reports``."""

    def __init__(self, library: Library, stage: Stage) -> None:
        self._library = library
        self._stage = stage
        self._writing = WritingThreads()

    async def send(self, request: Request) -> Response:
        """Queues the sentence (``session``, ``utterance``), and says what came of it."""
        form = await request.form(max_files=0, max_fields=4)
        session, utterance = (str(form.get(name, "")) for name in ("session", "utterance"))
        outcome = await self._writing.run(lambda: self._outcome(session, utterance, client_of(request)))
        told, said = (put(f"kiosk.misread.{outcome}") for put in (self._stage.words, self._stage.said))
        return JSONResponse({"told": told, "say": self._stage.say(said)}, headers=NOT_KEPT)

    def _outcome(self, session: str, utterance: str, client: str) -> str:
        try:
            self._library.report(session, utterance, "", "", client)
        except TooManyReportsError:
            return "many"
        except ReaderError:
            return "failed"
        return "sent"
