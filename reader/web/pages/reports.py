"""「読み方がちがうとき」: a resident says which word is misread and how it should be read. No name is asked.

It goes to the queue that staff see with ``reader reports``, never straight to the lexicon.
"""

import unicodedata
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reader.errors import LexiconError
from reader.library.library import Library
from reader.library.reporting.reports import LONGEST_READING, LONGEST_SURFACE, TooManyReportsError
from reader.library.session import Session
from reader.passages.utterance import Passage, Utterance
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.writing.kana import to_hiragana
from reader.web.http.client import client_of
from reader.web.http.urls import turn_url
from reader.web.pages.writing import WritingThreads
from reader.web.rendering.renderer import Renderer


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The form, with what was typed and what is wrong with it; ``sent`` once it is queued."""

    meeting: str
    turn_key: str
    turn_url: str
    speaker: str
    sentences: tuple[str, ...]
    surface: str
    reading: str
    problem: str
    sent: bool


class ReportPages:
    """Handlers of ``/minutes/{id}/turns/{n}/report``."""

    def __init__(self, library: Library, renderer: Renderer) -> None:
        self._library = library
        self._renderer = renderer
        self._writing = WritingThreads()

    def ask(self, request: Request) -> Response:
        """The empty form."""
        return self._answer(request, *self._place(request))

    async def send(self, request: Request) -> Response:
        """Queues what the form says, or shows it again with what is wrong."""
        form = await request.form(max_files=0, max_fields=8)
        surface, reading = (str(form.get(name, "")).strip() for name in ("surface", "reading"))
        return await self._writing.run(lambda: self._sent(request, surface, reading))

    def _sent(self, request: Request, surface: str, reading: str) -> Response:
        session, passage = self._place(request)
        try:
            self._queue(request, session, passage, surface, reading)
        except (LexiconError, TooManyReportsError) as error:
            return self._answer(request, session, passage, surface, reading, str(error))
        return self._answer(request, session, passage, surface, reading, sent=True)

    def _queue(
        self, request: Request, session: Session, passage: Passage, surface: str, reading: str
    ) -> None:
        if len(surface) > LONGEST_SURFACE or len(reading) > LONGEST_READING:
            raise LexiconError("長すぎます。ちがうところの言葉だけを書いてください。")
        kana = to_hiragana(unicodedata.normalize("NFKC", reading).replace(" ", ""))
        utterance = _holding(passage, surface)
        check_reading(surface, kana, None)
        self._library.report(session.id, utterance.id, surface, kana, client_of(request))

    def _place(self, request: Request) -> tuple[Session, Passage]:
        session = self._library.session(request.path_params["session"])
        return session, session.passage(f"t{request.path_params['number']}")

    def _answer(
        self,
        request: Request,
        session: Session,
        passage: Passage,
        surface: str = "",
        reading: str = "",
        problem: str = "",
        sent: bool = False,
    ) -> Response:
        page = ReportPage(
            meeting=session.minutes.meeting or "",
            turn_key=passage.key,
            turn_url=turn_url(session.id, passage.number),
            speaker=session.minutes.speaker(passage.speaker or "").label,
            sentences=tuple(u.text for u in passage.utterances if not u.is_announcement),
            surface=surface[:LONGEST_SURFACE],
            reading=reading[:LONGEST_READING],
            problem=problem,
            sent=sent,
        )
        return self._renderer.page_or_block(request, "pages/report.html", "report", page)


def _holding(passage: Passage, surface: str) -> Utterance:
    """The first sentence of the turn that holds the word, the announcement last."""
    if not surface:
        raise LexiconError("ちがうところの言葉が空です。発言のとおりの字で書いてください。")
    for utterance in sorted(passage.utterances, key=lambda u: u.is_announcement):
        if surface in utterance.text:
            return utterance
    raise LexiconError(f"「{surface}」はこの発言にありません。発言のとおりの字で書いてください。")
