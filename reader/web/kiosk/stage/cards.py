"""The cards that lead on. Each says aloud what is written on it, names as the minutes' own sentences read them.

委員 → ``Choice(heading=(委員,), line="発言 21回", say=「委員。」「発言 21回。」, plays=True)``
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from reader.library.session import Session, SessionSummary
from reader.minutes.exchanges import exchanges
from reader.minutes.model import Exchange
from reader.passages.utterance import Passage, PassageKind, Utterance
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.readings.word import Reading
from reader.web.kiosk.stage.addresses import passage_screen, session_screen
from reader.web.kiosk.stage.excerpt import excerpt, found_excerpt
from reader.web.kiosk.stage.screens import Choice
from reader.web.kiosk.stage.selection import ALL, selected, turn_passages
from reader.web.kiosk.stage.stage import Stage
from reader.web.views.sentences import label, one_line, segments
from reader.web.views.session_context import Sentence, SpeakerLine
from reader.web.views.session_view import SessionView
from reader.web.views.texts import Texts
from reader.web.views.wording import japanese_year, span_in_words

Row = tuple[Sentence, ...]
Lexicon = tuple[Reading, ...]


class Cards:
    """Makes the cards of all lists. ``seconds`` estimates the listening time of so many morae."""

    def __init__(self, stage: Stage, seconds: Callable[[int], float]) -> None:
        self._stage = stage
        self._words, self._said = stage.words, stage.said
        self._seconds = seconds

    def session(
        self, summary: SessionSummary, title: tuple[Utterance, ...], lexicon: Lexicon, level: Level
    ) -> Choice:
        """A session in the list of all, without loading it."""
        day = self.day(summary.held_on) or summary.date or self._words("kiosk.sessions.no_day")
        said = self.day_said(summary.held_on) or summary.date or self._said("kiosk.sessions.no_day")
        span = span_in_words(self._seconds(summary.morae), self._stage.t)
        listening = self._listening_said(summary.morae)
        nameless = self._words("kiosk.sessions.nameless")
        named = title or (self._said("kiosk.sessions.nameless"),)
        heading = tuple(Sentence(None, segments(u.words, level)) for u in title)
        return Choice(
            href=session_screen(summary.id),
            heading=heading or plain(summary.meeting or nameless),
            lead=day,
            aside=span,
            say=self._stage.say(f"{said}。", *named, f"{listening}。", lexicon=lexicon),
        )

    def ways(self, view: SessionView) -> tuple[Choice, ...]:
        """The ways into a session."""
        session = view.session
        seconds = view.facts.seconds
        first = passage_screen(session.id, selected(session, ALL)[0], ALL)
        counts = {
            "agenda": len(agenda_headings(session)),
            "speakers": len(view.speakers),
            "exchanges": len(exchanges(session.minutes)),
        }
        return (
            self._way("all", first, True, lambda t: {"span": span_in_words(seconds, t)}),
            *(
                self._way(name, href, False, partial(_counted, count))
                for name, count in counts.items()
                if count and (href := session_screen(session.id, name))
            ),
        )

    def agenda_item(self, view: SessionView, heading: Passage) -> Choice:
        """An agenda item."""
        session, index = view.session, heading.agenda or 0
        item = session.minutes.agenda[index]
        members = (p for p in session.passages if p.agenda == index)
        morae = sum(u.morae for p in members for u in p.utterances)
        by = f"agenda.{index}"
        return Choice(
            href=passage_screen(session.id, selected(session, by)[0], by),
            heading=(*plain(f"{item.number} " if item.number else ""), *one_line(heading, view.level)),
            line=self._words(
                "kiosk.sessions.listening", span=span_in_words(self._seconds(morae), self._stage.t)
            ),
            say=self._stage.say(
                *heading.utterances, f"{self._listening_said(morae)}。", lexicon=session.lexicon
            ),
            plays=True,
        )

    def speaker(self, view: SessionView, speaker: SpeakerLine) -> Choice:
        """A speaker."""
        session = view.session
        first = session.passages_of(speaker.key)[0]
        count, said = (put("kiosk.speakers.turns", count=speaker.turns) for put in (self._words, self._said))
        return Choice(
            href=passage_screen(session.id, first.key, f"speaker.{speaker.key}"),
            heading=(label(first, session.minutes.speaker(speaker.key), view.level),),
            line=count,
            say=self._stage.say(announced(first) or speaker.label, f"{said}。", lexicon=session.lexicon),
            plays=True,
        )

    def exchange(self, view: SessionView, exchange: Exchange) -> Choice:
        """A question with who answers it."""
        session, turns = view.session, turn_passages(view.session)
        question = turns[exchange.question]
        answering = dict.fromkeys(turns[number].speaker or "" for number in exchange.answers)
        asks, *answer = [session.minutes.speaker(key).label for key in (question.speaker or "", *answering)]
        asked, asked_said = (put("kiosk.exchanges.asked", speaker=asks) for put in (self._words, self._said))
        answered, answered_said = (
            put("kiosk.exchanges.answered", speaker="、".join(answer)) for put in (self._words, self._said)
        )
        return Choice(
            href=passage_screen(session.id, question.key, f"exchange.{exchange.question}"),
            heading=tuple(excerpt(u.words, view.level) for u in sentences_of(question)[:1]),
            lead=asked,
            line=answered,
            say=self._stage.say(
                f"{asked_said}。",
                *sentences_of(question)[:1],
                f"{answered_said}。",
                lexicon=session.lexicon,
            ),
            plays=True,
        )

    def hit(
        self,
        view: SessionView,
        passage: Passage,
        utterance: Utterance,
        kana: str,
        spellings: tuple[str, ...],
    ) -> Choice:
        """A sentence that was found for the kana, in one of its spellings or by how it sounds."""
        session = view.session
        speaker = session.minutes.speaker(passage.speaker).label if passage.speaker else ""
        meeting = session.minutes.meeting or self._words("kiosk.sessions.nameless")
        return Choice(
            href=passage_screen(session.id, passage.key, ALL, utterance.id),
            heading=found_excerpt(utterance.words, view.level, kana, spellings),
            lead=speaker,
            line=meeting,
            say=self._stage.say(
                announced(passage) or "", utterance, *title_utterances(session), lexicon=session.lexicon
            ),
            plays=True,
        )

    def day(self, held_on: date | None) -> str:
        """The day as it is shown; empty where it is not known."""
        return _day(held_on, "kiosk.day", self._stage.t)

    def day_said(self, held_on: date | None) -> str:
        """The same as it is said, with the day of the week."""
        return _day(held_on, "kiosk.day_said", self._stage.spoken)

    def _way(
        self, name: str, href: str, plays: bool, values: Callable[[Texts], Mapping[str, object]]
    ) -> Choice:
        """``values`` gives what stands in the line, in the words of some language."""
        shown, said = self._stage.t, self._stage.spoken
        title, line = f"kiosk.session.{name}", f"kiosk.session.{name}_lines"
        return Choice(
            href,
            plain(self._words(title)),
            self._stage.say(f"{self._said(title)}。{self._said(line, **values(said))}。"),
            line=self._words(line, **values(shown)),
            plays=plays,
            drawing=name,
        )

    def _listening_said(self, morae: int) -> str:
        span = span_in_words(self._seconds(morae), self._stage.spoken)
        return self._said("kiosk.sessions.listening", span=span)


def _counted(count: int, _t: Texts) -> Mapping[str, object]:
    return {"count": count}


def _day(held_on: date | None, key: str, t: Texts) -> str:
    if held_on is None:
        return ""
    values = {
        "era": japanese_year(held_on, t),
        "year": held_on.year,
        "month": t(f"month.{held_on.month}"),
        "day": held_on.day,
        "weekday": t(f"weekday.{held_on.isoweekday()}"),
    }
    return str(t(key, **values).unescape())


def plain(text: str) -> Row:
    """A text without readings as a title; nothing for nothing."""
    return (Sentence(None, (Ruby(text),)),) if text else ()


def announced(passage: Passage) -> Utterance | None:
    """What says who speaks."""
    return next((u for u in passage.utterances if u.is_announcement), None)


def sentences_of(passage: Passage) -> tuple[Utterance, ...]:
    """What is said, without who says it."""
    return tuple(u for u in passage.utterances if not u.is_announcement)


def title_utterances(session: Session) -> tuple[Utterance, ...]:
    """What the meeting's name sounds like."""
    return next((p.utterances for p in session.passages if p.kind is PassageKind.TITLE), ())


def agenda_headings(session: Session) -> tuple[Passage, ...]:
    """The headings of the agenda items."""
    return tuple(p for p in session.passages if p.kind is PassageKind.HEADING and p.text.strip())
