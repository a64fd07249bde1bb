"""「読み方がちがうとき」: a resident says which word is misread and how it should be read. No name is asked.

It goes to the queue that staff see with ``reader reports``, never straight to the lexicon.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reader.errors import LexiconError
from reader.library.library import Library
from reader.library.reporting.reports import LONGEST_READING, LONGEST_SURFACE, TooManyReportsError
from reader.library.session import Session
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.readings.furigana.levels import Level, gets_ruby
from reader.readings.furigana.ruby import Ruby
from reader.readings.lexicon.entry_rules import check_reading
from reader.readings.word import Word
from reader.readings.writing.kana import to_hiragana
from reader.web.http.client import client_of
from reader.web.http.urls import turn_url
from reader.web.pages.writing import WritingThreads
from reader.web.rendering.renderer import Renderer, preferences_of
from reader.web.views.sentences import label, one_line
from reader.web.views.session_context import Sentence

MOST_TO_TOUCH = 1_000
"""Words of a turn that are offered; what stands further down is typed."""


@dataclass(frozen=True, slots=True)
class WordToTouch:
    """A piece of the turn. ``url`` leads to the form for that word, ``reading`` is how it is read at present; both are empty for
    what has nothing to be misread."""

    text: str
    reading: str
    url: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The form, with what was typed and what is wrong with it; ``sent`` once it is queued. ``heading`` is the meeting's name and
    ``speaker`` the label, with their readings. ``sentences`` are the turn's, in
    words to touch; ``sentence`` is the id of the one that the word was touched in, ``present`` how it is read there."""

    heading: tuple[Sentence, ...]
    turn_key: str
    turn_url: str
    speaker: tuple[Ruby, ...]
    sentences: tuple[tuple[WordToTouch, ...], ...]
    sentence: str
    present: str
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
        """The turn with its words to touch, or the form for the word that was touched: ``?word=t3-1.17`` is the 17th of
        sentence t3-1."""
        session, passage = self._place(request)
        touched = _touched(passage, request.query_params.get("word", ""))
        if touched is None:
            return self._answer(request, session, passage)
        utterance, word = touched
        return self._answer(
            request, session, passage, word.surface, sentence=utterance.id, present=word.reading
        )

    async def send(self, request: Request) -> Response:
        """Queues what the form says, or shows it again with what is wrong."""
        form = await request.form(max_files=0, max_fields=8)
        surface, reading, sentence = (
            str(form.get(name, "")).strip() for name in ("surface", "reading", "sentence")
        )
        return await self._writing.run(lambda: self._sent(request, surface, reading, sentence))

    def _sent(self, request: Request, surface: str, reading: str, sentence: str) -> Response:
        session, passage = self._place(request)
        try:
            self._queue(request, session, passage, surface, reading, sentence)
        except (LexiconError, TooManyReportsError) as error:
            return self._answer(request, session, passage, surface, reading, str(error), sentence=sentence)
        return self._answer(request, session, passage, surface, reading, sent=True)

    def _queue(
        self,
        request: Request,
        session: Session,
        passage: Passage,
        surface: str,
        reading: str,
        sentence: str,
    ) -> None:
        if len(surface) > LONGEST_SURFACE or len(reading) > LONGEST_READING:
            raise LexiconError("長すぎます。ちがうところの言葉だけを書いてください。")
        kana = to_hiragana(unicodedata.normalize("NFKC", reading).replace(" ", ""))
        utterance = _holding(passage, surface, sentence)
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
        sentence: str = "",
        present: str = "",
    ) -> Response:
        level = preferences_of(request).furigana
        title = next((one for one in session.passages if one.kind is PassageKind.TITLE), None)
        page = ReportPage(
            heading=one_line(title, level) if title else (),
            turn_key=passage.key,
            turn_url=turn_url(session.id, passage.number),
            speaker=label(passage, session.minutes.speaker(passage.speaker or ""), level).segments,
            sentences=tuple(_to_touch(session.id, passage)),
            sentence=sentence if any(u.id == sentence for u in passage.utterances) else "",
            present=present,
            surface=surface[:LONGEST_SURFACE],
            reading=reading[:LONGEST_READING],
            problem=problem,
            sent=sent,
        )
        return self._renderer.page_or_block(request, "pages/report.html", "report", page)


def _to_touch(session_id: str, passage: Passage) -> Iterator[tuple[WordToTouch, ...]]:
    """The sentences of a turn in pieces; beyond ``MOST_TO_TOUCH`` words each is one piece, to be typed from."""
    address, offered = f"{turn_url(session_id, passage.number)}/report?word=", 0
    for utterance in passage.utterances:
        if utterance.is_announcement:
            continue
        row: list[WordToTouch] = []
        for index, word in enumerate(utterance.words):
            if offered < MOST_TO_TOUCH and gets_ruby(word, Level.ALL):
                row.append(WordToTouch(word.surface, word.reading, f"{address}{utterance.id}.{index}"))
                offered += 1
            elif row and not row[-1].url:
                row[-1] = WordToTouch(row[-1].text + word.surface, "", "")
            else:
                row.append(WordToTouch(word.surface, "", ""))
        yield tuple(row)


def _touched(passage: Passage, name: str) -> tuple[Utterance, Word] | None:
    """The word that 「t3-1.17」 names, and its sentence; None for what names none."""
    sentence, _, number = name.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        return None
    for utterance in passage.utterances:
        if utterance.id == sentence and int(number) < len(utterance.words):
            return utterance, utterance.words[int(number)]
    return None


def _holding(passage: Passage, surface: str, sentence: str) -> Utterance:
    """The sentence of the turn that holds the word: the one where it was touched, else the first, the announcement last."""
    if not surface:
        raise LexiconError("ちがうところの言葉が空です。発言のとおりの字で書いてください。")
    for utterance in sorted(passage.utterances, key=lambda u: (u.id != sentence, u.is_announcement)):
        if surface in utterance.text:
            return utterance
    raise LexiconError(f"「{surface}」はこの発言にありません。発言のとおりの字で書いてください。")
