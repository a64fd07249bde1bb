"""Readings in doubt, a card a word: heard both ways, settled by one key or one button, told beforehand what it changes."""

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reader.corrections.doubtful_words import DoubtfulWord
from reader.desk.editions import Editions
from reader.desk.readings import Choice, Scope, Settling
from reader.desk.staff.rights import Right, may
from reader.desk.staff.signing import Seated
from reader.errors import LexiconError
from reader.library.desk.editions import Edition, State
from reader.library.session import Session
from reader.narration.prompts import Prompts
from reader.readings.writing.kana import to_hiragana
from reader.web.desk.doors import Doors
from reader.web.http.client import ClientGoneError, nobody_there
from reader.web.sound.prompt_sound import PromptSound


@dataclass(frozen=True, slots=True)
class Offered:
    """One way to read the word, and the address of its sound ('' without a voice)."""

    reading: str
    sound: str


@dataclass(frozen=True, slots=True)
class Card:
    """A doubtful word in its sentence, the ways to read it, and in how many sentences of the draft it stands."""

    word: DoubtfulWord
    before: str
    after: str
    offered: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """``/desk/editions/{id}/readings``: the first card, and how many there are. ``effect`` is what ``chosen`` in that
    ``scope`` would change, None before it was asked for."""

    edition: Edition
    card: Card | None
    left: int
    scopes: tuple[Scope, ...]
    chosen: str
    scope: str
    evidence: str
    effect: int | None
    problem: str
    told: str
    is_draft: bool


class ReadingPages:
    """Handlers of ``/desk/editions/{id}/readings`` and of the sounds of its cards."""

    def __init__(self, doors: Doors, editions: Editions, settling: Settling, prompts: Prompts | None) -> None:
        self._doors, self._editions, self._settling, self._prompts = doors, editions, settling, prompts
        self._sound = PromptSound(prompts) if prompts else None
        doors.page("/desk/editions/{edition:int}/readings", Right.SEE, self.show)
        doors.form("/desk/editions/{edition:int}/readings", Right.PREPARE, self.settle)

    def show(self, request: Request, seated: Seated) -> Response:
        """The first card."""
        return self._answer(request, seated, told=request.query_params.get("told", "")[:100])

    def settle(self, request: Request, seated: Seated, form: FormData) -> Response:
        """Settles a card, puts it off, takes the last answer back, or says what it would change."""
        number, account = request.path_params["edition"], seated.account
        revision, act = int(str(form.get("revision", ""))), str(form.get("act", "settle"))
        if act == "undo":
            self._settling.undo(account, number, revision)
            return self._next(number)
        chosen = str(form.get("reading", "")) or str(form.get("other", ""))
        choice = Choice(
            surface=str(form.get("surface", ""))[:80],
            doubted=str(form.get("doubted", ""))[:160],
            reading=to_hiragana(str(form.get("other", "")).strip() if chosen == "other" else chosen),
            scope=Scope(str(form.get("scope", Scope.MINUTES))),
            utterance=str(form.get("utterance", ""))[:24],
            evidence=str(form.get("evidence", "")).strip()[:200],
        )
        if act == "later":
            self._settling.later(account, number, choice)
            return self._next(number)
        try:
            if act == "effect":
                effect = self._settling.effect(self._editions.of(number), choice)
                return self._answer(request, seated, choice, effect)
            self._settling.settle(account, number, revision, choice)
        except LexiconError as error:
            return self._answer(request, seated, choice, problem=str(error))
        return self._next(number)

    async def sound(self, request: Request) -> Response:
        """``/desk/sounds/{id}.mp3``: one way to read a card's sentence."""
        assert self._sound is not None
        try:
            sound = await self._sound.of(request, request.path_params["prompt"])
        except ClientGoneError:
            return nobody_there()
        return Response(sound, media_type="audio/mpeg")

    def _next(self, number: int) -> Response:
        return RedirectResponse(f"/desk/editions/{number}/readings", 303)

    def _answer(
        self,
        request: Request,
        seated: Seated,
        choice: Choice | None = None,
        effect: int | None = None,
        problem: str = "",
        told: str = "",
    ) -> Response:
        edition = self._editions.of(request.path_params["edition"])
        words = self._settling.cards(edition)
        everywhere = may(seated.account, Right.LEXICON)
        page = ReadingsPage(
            edition=edition,
            card=self._card(edition, words[0]) if words else None,
            left=len(words),
            scopes=tuple(s for s in Scope if everywhere or s is not Scope.EVERYWHERE),
            chosen=choice.reading if choice else words[0].reading if words else "",
            scope=choice.scope if choice else Scope.MINUTES,
            evidence=choice.evidence if choice else "",
            effect=effect,
            problem=problem,
            told=told,
            is_draft=edition.state in (State.DRAFT, State.RETURNED),
        )
        return self._doors.renderer.page_or_block(request, "desk/readings.html", "card", page)

    def _card(self, edition: Edition, word: DoubtfulWord) -> Card:
        session = self._editions.drafting.session_of(edition)
        sentence = word.sentence
        at = max(0, sentence.find(word.surface))
        readings = dict.fromkeys(filter(None, (word.reading, word.alternative or "")))
        offered = (Offered(reading, self._address(session, word, reading)) for reading in readings)
        return Card(word, sentence[:at], sentence[at + len(word.surface) :], tuple(offered))

    def _address(self, session: Session, word: DoubtfulWord, reading: str) -> str:
        if self._prompts is None:
            return ""
        spoken = self._settling.spoken(session, word, reading)
        return f"/desk/sounds/{self._prompts.say(spoken, lexicon=session.lexicon)}.mp3"
