"""A session as its pages show it: agenda items with their turns and notes, and the speaker index.

「委員: 目的は何か。」 → ``TurnView(key="t1", label="委員", part="question", pieces=(Piece((Sentence("t1-1", …),), …),), …)``
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby

from reader.errors import NotFoundError
from reader.glossary.glossary import Glossary, stated_in
from reader.library.session import Session
from reader.minutes.model import AgendaItem, PartKind, Role
from reader.passages.printed import aside_lines
from reader.passages.utterance import Passage, PassageKind
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.web.http.urls import speaker_url, turn_url
from reader.web.views.facts.of_session import facts_of
from reader.web.views.facts.read import Read, read_so, unread
from reader.web.views.facts.stated import stated_lines
from reader.web.views.overview.asked import asked
from reader.web.views.overview.flow import stretches
from reader.web.views.overview.overview import DecidedLine, Overview
from reader.web.views.overview.spoken import Spoken
from reader.web.views.overview.times import Times
from reader.web.views.overview.topics import topics
from reader.web.views.page_terms import PageTerms
from reader.web.views.pieces import pieces
from reader.web.views.sentences import Paragraph, label, label_reading, one_line, paragraphs
from reader.web.views.session_context import (
    AgendaLine,
    NoteView,
    ResultsView,
    Seconds,
    Section,
    SessionFacts,
    SpeakerLine,
    StatedLines,
    TurnView,
)
from reader.web.views.ways.turn_ways import Address, TurnWays
from reader.web.views.wording import is_unlike

NO_GLOSSARY = Glossary(())


class SessionView:
    """One session at one furigana level. Built once for a revision and kept. ``first_only``: a word gets furigana
    once in a turn; ``read``, which is ``words`` to others, gives words to what no passage says."""

    def __init__(
        self,
        session: Session,
        level: Level,
        seconds: Seconds,
        glossary: Glossary = NO_GLOSSARY,
        first_only: bool = False,
        read: Read = unread,
    ) -> None:
        self.session = session
        self.words = read
        self.level = level
        self._first_only = first_only
        self._times = Times(session.passages, seconds)
        self._general_glossary = glossary
        self._passages = {passage.key: passage for passage in session.passages}
        self._turns = tuple(p for p in session.passages if p.kind is PassageKind.TURN)
        self._numbers = [turn.number for turn in self._turns]
        self._ways = TurnWays(session.minutes, self._turns)
        self._speakers = {speaker.key: speaker for speaker in session.minutes.speakers}
        self._paragraphs: dict[str, tuple[Paragraph, ...]] = {}

    @cached_property
    def facts(self) -> SessionFacts:
        """What stands at the head of the session."""
        title = self._passages.get("m")
        heading = one_line(title, self.level) if title else ()
        seconds = self._times.of(self.session.passages)
        return facts_of(self.session, heading, len(self._turns), seconds, self.read)

    @cached_property
    def speakers(self) -> tuple[SpeakerLine, ...]:
        """The speaker index, in the order in which they first speak."""
        return tuple(self._line(key) for key in self._ways.speakers)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles of those who speak, in the order in which they first speak."""
        return tuple(dict.fromkeys(self._speakers[key].role for key in self._ways.speakers))

    def chosen(self, show: str) -> tuple[int, ...] | None:
        """The turns that a filter shows: 「speaker-事務局」, 「role-chair」; None for all of them."""
        kind, _, name = show.partition("-")
        if kind == "speaker" and name in self._ways.speakers:
            return self.turns_of(name)
        if kind == "role" and name in self.roles:
            own = {key for key in self._ways.speakers if self._speakers[key].role == name}
            return tuple(turn.number for turn in self._turns if turn.speaker in own)
        return None

    def speaker(self, key: str) -> SpeakerLine:
        """One line of the speaker index. NotFoundError if that speaker says nothing here."""
        for line in self.speakers:
            if line.key == key:
                return line
        raise NotFoundError(
            f"会議録 {self.session.id} に発言者「{key}」はいません。発言者の一覧から選んでください。"
        )

    @cached_property
    def agenda(self) -> tuple[AgendaLine, ...]:
        """The agenda items with their listening time."""
        passages = self.session.passages
        return tuple(
            AgendaLine(
                key=f"a{item.index + 1}",
                number=item.number,
                title=item.title,
                heading=self._heading(item),
                seconds=self._times.of(p for p in passages if p.agenda == item.index),
            )
            for item in self.session.minutes.agenda
        )

    def _heading(self, item: AgendaItem) -> Paragraph:
        """The item's title with its readings."""
        heading = self._passages.get(f"a{item.index + 1}")
        return one_line(heading, self.level) if heading else ()

    @cached_property
    def overview(self) -> Overview:
        """The session in one look."""
        spoken = tuple(
            Spoken(
                turn=turn,
                speaker=self._speakers[turn.speaker or ""],
                level=self.level,
                nth=self._ways.nth(turn.number),
                part=self._ways.part(turn.number),
                since=self._times.since[turn.key],
                seconds=self._times.of((turn,)),
            )
            for turn in self._turns
        )
        return Overview(
            flow=stretches(spoken, self.facts.seconds),
            asked=asked(spoken),
            decided=tuple(
                DecidedLine(found.key, item.number, item.title, self._heading(item), found.paragraphs)
                for item in self.session.minutes.agenda
                if (found := self.results(item.index + 1))
            ),
        )

    def lines_of(self, kind: PartKind) -> tuple[str, ...]:
        """The source's lines that were taken for that, as printed."""
        return tuple(p.text for p in self.session.minutes.parts if p.kind is kind and p.text.strip())

    @cached_property
    def record(self) -> tuple[StatedLines, ...]:
        """What the minutes state before anybody speaks."""
        return stated_lines(self.lines_of(PartKind.METADATA), self.read)

    def read(self, text: str) -> tuple[Ruby, ...]:
        """What no passage says, with its readings."""
        return read_so(text, self.words(text, self.session.lexicon), self.level)

    @cached_property
    def glossary(self) -> Glossary:
        """The explanations of hard words, those that the minutes give themselves first."""
        return self._general_glossary.extended(stated_in(turn.text for turn in self._turns))

    def sections(
        self,
        address: Address,
        shown: Iterable[Passage],
        terms: PageTerms | None = None,
        goes_on: bool = False,
    ) -> tuple[Section, ...]:
        """Passages by agenda item; with ``terms``, hard words explained. ``goes_on``: the first item began before them."""
        groups = groupby(shown, key=lambda passage: passage.agenda)
        return tuple(
            self._section(agenda, tuple(members), address, terms, goes_on and at == 0)
            for at, (agenda, members) in enumerate(groups)
        )

    def turn(self, number: int, address: Address) -> TurnView:
        """One turn, by a number that there is."""
        return self._turn(self._passages[f"t{number}"], address)

    def neighbours(self, number: int) -> tuple[int | None, int | None]:
        """The numbers of the turns before and after."""
        at = self._numbers.index(number)
        before = self._numbers[at - 1] if at else None
        return before, next(iter(self._numbers[at + 1 :]), None)

    def turns_of(self, speaker: str) -> tuple[int, ...]:
        """The numbers of a speaker's turns."""
        return self._ways.turns_of(speaker)

    def exchange_of(self, number: int) -> tuple[int, ...]:
        """The turns of the exchanges that a turn belongs to, itself among them, in order. NotFoundError if there is no
        turn with that number."""
        if f"t{number}" not in self._passages:
            raise NotFoundError(
                f"会議録 {self.session.id} に{number}番目の発言はありません。一覧から選んでください。"
            )
        return self._ways.exchange_of(number)

    def _line(self, key: str) -> SpeakerLine:
        speaker, turns = self._speakers[key], self.turns_of(key)
        first = self._passages[f"t{turns[0]}"]
        return SpeakerLine(
            key=key,
            label=speaker.label,
            name=label(first, speaker, self.level).segments,
            reading=label_reading(first, speaker),
            role=speaker.role,
            unlike=is_unlike(speaker.label, speaker.role),
            turns=len(turns),
            seconds=self._times.of(self._passages[f"t{number}"] for number in turns),
            url=speaker_url(self.session.id, key),
        )

    def results(self, number: int = 0) -> ResultsView | None:
        """The results of the agenda item with that number, or those of the session; None if there are none."""
        passage = self._passages.get(f"r{number}")
        if passage is None:
            return None
        return ResultsView(passage.key, round(self._times.since[passage.key]), self._text(passage))

    def _section(
        self,
        agenda: int | None,
        members: tuple[Passage, ...],
        address: Address,
        terms: PageTerms | None,
        goes_on: bool,
    ) -> Section:
        item = None if agenda is None else self.session.minutes.agenda[agenda]
        heading = None if item is None else self._passages.get(f"a{item.index + 1}")
        entries = [p for p in members if p.kind in (PassageKind.TURN, PassageKind.NOTE)]
        return Section(
            key=heading.key if heading else "",
            since=round(self._times.since[heading.key]) if heading else 0,
            number=item.number if item else "",
            heading=self._heading(item) if item else (),
            title=item.title if item else "",
            results=self.results(item.index + 1) if item else None,
            entries=tuple(
                self._turn(p, address, terms) if p.kind is PassageKind.TURN else self._note(p)
                for p in entries
            ),
            seconds=self._times.of(members),
            goes_on=goes_on,
        )

    def _turn(self, passage: Passage, address: Address, terms: PageTerms | None = None) -> TurnView:
        speaker = self._speakers[passage.speaker or ""]
        number = passage.number
        return TurnView(
            kind="turn",
            key=passage.key,
            number=number,
            nth=self._ways.nth(number),
            speaker=speaker.key,
            label=speaker.label,
            sentence=label(passage, speaker, self.level),
            part=self._ways.part(number),
            since=round(self._times.since[passage.key]),
            topics=topics(passage, self.level),
            pieces=tuple(
                pieces(
                    self._text(passage),
                    aside_lines(passage),
                    terms.in_sentences(passage, self.glossary) if terms else {},
                )
            ),
            links=tuple(self._ways.links(number, address)),
            url=turn_url(self.session.id, number),
        )

    def _note(self, passage: Passage) -> NoteView:
        return NoteView("note", passage.key, round(self._times.since[passage.key]), self._text(passage))

    def _text(self, passage: Passage) -> tuple[Paragraph, ...]:
        if passage.key not in self._paragraphs:
            self._paragraphs[passage.key] = paragraphs(passage, self.level, self._first_only)
        return self._paragraphs[passage.key]
