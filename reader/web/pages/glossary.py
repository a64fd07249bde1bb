"""``/glossary``: every hard word that is explained, and each explanation said aloud when asked for.

::

    /glossary/{id}.mp3                      what the built-in list or the municipality's file says
    /minutes/20211028-1/glossary/{id}.mp3   what those minutes say themselves, in brackets

The id is the digest of the explanation, found again in its list: any process of the server can say what another has shown.
"""

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from reader.errors import NotFoundError, SettingsError
from reader.glossary.glossary import Explanation, Glossary, parse_glossary
from reader.narration.prompts import Prompts
from reader.readings.finding.forgiving import forgiving, is_kana_query
from reader.readings.finding.written import written
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.readings.word import Word
from reader.readings.writing.kana import kana_row
from reader.web.http.byte_ranges import ranged_response
from reader.web.http.client import ClientGoneError, nobody_there
from reader.web.http.urls import session_url
from reader.web.pages.search import typed
from reader.web.rendering.page_context import GlossaryEntry, GlossaryPage
from reader.web.rendering.renderer import Renderer, preferences_of
from reader.web.sound.prompt_sound import PromptSound
from reader.web.sound.track_sound import StoredClip
from reader.web.views.page_terms import note
from reader.web.views.sentences import segments
from reader.web.views.session_views import SessionViews

OWN_FILE = "glossary.toml"
"""The municipality's own file, in READER_HOME."""


def load_glossary(home: Path) -> Glossary:
    """The built-in list with the municipality's own file on top. SettingsError if that file is spoilt."""
    built_in = (files("reader.glossary") / "terms.toml").read_text(encoding="utf-8")
    glossary = Glossary(parse_glossary(built_in, "terms.toml"))
    own = home / OWN_FILE
    if not own.is_file():
        return glossary
    try:
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{own} を読めません。UTF-8 で保存されているか確かめてください。") from error
    return glossary.extended(parse_glossary(text, str(own)))


class GlossaryPages:
    """Handlers for ``/glossary`` and for what minutes explain."""

    def __init__(self, views: SessionViews, renderer: Renderer, prompts: Prompts | None) -> None:
        self._views = views
        self._renderer = renderer
        self._prompts = prompts
        self._sound = PromptSound(prompts) if prompts else None
        self._read: dict[str, Sequence[Word]] = {}

    def voiced(self, explanation: Explanation, session_id: str = "") -> str:
        """The address of an explanation's sound, empty where there is no voice. ``session_id`` says which minutes one
        that is ``from_minutes`` stands in."""
        if self._prompts is None:
            return ""
        folder = session_url(session_id) if explanation.from_minutes else ""
        return f"{folder}/glossary/{_digest(explanation)}.mp3"

    def show(self, request: Request) -> Response:
        """``/glossary``: all of them, or those that hold what is typed (``?q=せつび``), as it is written or as it sounds."""
        level, query = preferences_of(request).furigana, typed(request.query_params.get("q", ""))
        known = [one for one in self._views.glossary.explanations if self._holds(one, query)]
        ordered = sorted(known, key=lambda explanation: self._reading(explanation.term))
        rows = groupby(ordered, key=lambda explanation: kana_row(self._reading(explanation.term)))
        page = GlossaryPage(
            query,
            len(known),
            tuple((row, tuple(self._entry(one, level) for one in members)) for row, members in rows),
        )
        return self._renderer.page_or_block(request, "pages/glossary.html", "found", page, "told")

    def _holds(self, explanation: Explanation, query: str) -> bool:
        """Whether every word of the query stands in the term or in what it means, or sounds as the term does."""
        said, sounds = written(f"{explanation.term} {explanation.text}"), self._reading(explanation.term)
        return all(
            written(word) in said or (is_kana_query(word) and forgiving(word) in forgiving(sounds))
            for word in query.split()
        )

    def _entry(self, explanation: Explanation, level: Level) -> GlossaryEntry:
        texts = (explanation.term, explanation.text)
        term, text = (segments(self._words(one), level) or (Ruby(one),) for one in texts)
        return GlossaryEntry(note(explanation, self.voiced), term, text)

    def _reading(self, text: str) -> str:
        return "".join(word.reading for word in self._words(text))

    def _words(self, text: str) -> Sequence[Word]:
        """How a text of the list is read, worked out once; none where there is no voice."""
        if self._prompts is None:
            return ()
        if text not in self._read:
            self._read[text] = self._prompts.read(text)
        return self._read[text]

    async def sound(self, request: Request) -> Response:
        """``/glossary/{id}.mp3``: an explanation, said by the announcer. NotFoundError, SpeechError."""
        return await self._said(request, lambda: self._views.glossary)

    async def stated(self, request: Request) -> Response:
        """``/minutes/{id}/glossary/{id}.mp3``: an explanation that the minutes give. NotFoundError, SpeechError."""
        session = request.path_params["session"]
        return await self._said(request, lambda: self._views.view(session, Level.NONE).glossary)

    async def _said(self, request: Request, glossary: Callable[[], Glossary]) -> Response:
        assert self._sound is not None
        prompt = await run_in_threadpool(self._prompt, request.path_params["explanation"], glossary)
        try:
            sound = await self._sound.of(request, prompt)
        except ClientGoneError:
            return nobody_there()
        return await ranged_response(request, StoredClip(sound), prompt, "no-cache")

    def _prompt(self, wanted: str, glossary: Callable[[], Glossary]) -> str:
        """The prompt that says the explanation. NotFoundError."""
        assert self._prompts is not None
        found = next((known for known in glossary().explanations if _digest(known) == wanted), None)
        if found is None:
            raise NotFoundError("この説明の声はありません。ページを開き直してください。")
        return self._prompts.say(_spoken(found))


def _spoken(explanation: Explanation) -> str:
    return f"{explanation.term}。{explanation.text}"


def _digest(explanation: Explanation) -> str:
    return hashlib.sha256(_spoken(explanation).encode()).hexdigest()[:24]
