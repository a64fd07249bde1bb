"""``/search``: sentences by what is written or by how it sounds, by speaker, role and year.

The same address gives the whole page, or for htmx the results alone.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from reader.library.library import Library
from reader.library.search import LONGEST_QUERY, Hit, Hits, Order, Query
from reader.minutes.model import Role
from reader.minutes.text.bodies import body_of
from reader.passages.utterance import Utterance
from reader.readings.finding.alternatives import apart, joined, parts
from reader.readings.furigana.levels import Level
from reader.readings.furigana.ruby import Ruby
from reader.web.http.urls import session_url
from reader.web.rendering.renderer import Renderer, preferences_of
from reader.web.views.found import Piece, pieces
from reader.web.views.sentences import segments
from reader.web.views.ways.portions import place_in_session

HITS_A_PAGE = 20
MOST_OFFERED = 4
MOST_TRIED = 40
"""Parts that are looked for, where the whole is not found."""

LONGEST_SPEAKER = 100
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """One hit. ``speaker`` is who is announced, ``name`` the same with readings, empty for headings and notes; ``sound`` is empty where there is none."""

    url: str
    speaker: str
    name: tuple[Ruby, ...]
    pieces: tuple[Piece, ...]
    sound: str


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """The hits of one meeting, the first of which is the ``first`` on this list, from 1. ``session`` is the id to look
    within, ``heading`` the meeting's name with its readings."""

    session: str
    url: str
    meeting: str
    heading: tuple[Ruby, ...]
    held_on: date | None
    first: int
    found: tuple[FoundSentence, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """Part of what was looked for, where the whole is not found: ``total`` sentences hold it."""

    words: str
    url: str
    total: int

    @property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        """As those of the page."""
        return joined(self.words)


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody who said what was found, as announced, with readings; ``url`` is the same search among their words alone."""

    name: tuple[Ruby, ...]
    url: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``/search``. ``asked``: whether there is anything to look for. ``choices`` are the words that were looked for, where 「または」 joins
    some of them (else none): of each choice one is enough. ``either`` offers to take it so, where it stands within a word that was found. ``feed`` is the address of the same search as a feed. ``since`` and ``until`` are years as typed; ``years`` are those that there are sessions of, ``bodies`` who met, most often first, ``speakers`` those of the meeting that is looked in, in the order in which they speak; ``spoke`` those of the
    sentences that are shown, where nobody was chosen. The last
    ``near`` of the ``total`` hits sound only nearly as was typed."""

    asked: bool
    query: str
    speaker: str
    role: str
    since: str
    until: str
    order: str
    orders: tuple[str, ...]
    body: str
    within: str
    within_meeting: tuple[Ruby, ...]
    roles: tuple[str, ...]
    speakers: tuple[str, ...]
    spoke: tuple[Spoke, ...]
    bodies: tuple[str, ...]
    years: tuple[int, ...]
    total: int
    near: int
    choices: tuple[tuple[str, ...], ...]
    either: Offered | None
    first: int
    meetings: tuple[FoundMeeting, ...]
    previous: str
    next: str
    feed: str
    offered: tuple[Offered, ...]


class SearchPages:
    """The handler of ``/search``."""

    def __init__(self, library: Library, renderer: Renderer, audio: bool) -> None:
        self._library = library
        self._renderer = renderer
        self._audio = audio

    def search(self, request: Request) -> Response:
        """The form, and what was found."""
        page = self._page(request.query_params, preferences_of(request).furigana)
        return self._renderer.page_or_block(request, "pages/search.html", "results", page)

    def _page(self, given: QueryParams, level: Level) -> SearchPage:
        query, first = query_of(given, self._library), _first(given)
        bodies = () if query.session else _bodies(self._library)
        hits = self._library.search(query, first, HITS_A_PAGE)
        if hits.total and not hits.hits:
            first = (hits.total - 1) // HITS_A_PAGE * HITS_A_PAGE
            hits = self._library.search(query, first, HITS_A_PAGE)
        return SearchPage(
            asked=query != Query("", session=query.session, among=query.among, order=query.order),
            body=given.get("body", "") if query.among else "",
            query=query.words,
            speaker=query.speaker or "",
            role=query.role.value if query.role else "",
            since=str(query.since.year) if query.since else "",
            until=str(query.until.year) if query.until else "",
            order=query.order.value,
            orders=tuple(order.value for order in Order),
            within=query.session or "",
            within_meeting=self._meeting(query.session, level),
            roles=tuple(role.value for role in Role),
            speakers=self._speakers(query.session),
            spoke=() if query.speaker else tuple(_spoke(given, hits, level)),
            bodies=bodies,
            years=self._library.years(),
            total=hits.total,
            near=hits.near,
            choices=joined(hits.understood or query.words),
            either=self._either(given, query) if hits.total > hits.near and not hits.understood else None,
            first=first + 1,
            meetings=tuple(self._meetings(hits, first + 1, hits.understood or query.words, level)),
            previous=_address(given, "start", first - HITS_A_PAGE) if first else "",
            next=_address(given, "start", first + HITS_A_PAGE) if first + len(hits.hits) < hits.total else "",
            offered=() if hits.total > hits.near else tuple(self._offered(given, query)),
            feed=_address(given, "start", 0).replace("/search", "/search.atom", 1),
        )

    def _offered(self, given: QueryParams, query: Query) -> Iterator[Offered]:
        """Parts of what was looked for that are found, the longest first, none within another."""
        offered: list[str] = []
        for words in islice(parts(query.words), MOST_TRIED):
            if len(offered) == MOST_OFFERED or any(words in one for one in offered):
                continue
            if found := self._offer(given, query, words):
                offered.append(words)
                yield found

    def _either(self, given: QueryParams, query: Query) -> Offered | None:
        """What 「または」 joins within a word, as choices; None where there is none."""
        words = apart(query.words)
        return self._offer(given, query, words) if words else None

    def _offer(self, given: QueryParams, query: Query, words: str) -> Offered | None:
        """The same search for other words; None where nothing is found."""
        hits = self._library.search(replace(query, words=words), 0, 1)
        if hits.total == hits.near:
            return None
        kept = [(name, value) for name, value in given.items() if name not in ("q", "start") and value]
        return Offered(words, f"/search?{urlencode([('q', words), *kept])}", hits.total - hits.near)

    def _meeting(self, session_id: str | None, level: Level) -> tuple[Ruby, ...]:
        """What the meeting that is looked in is called."""
        titles = self._library.titles([session_id]) if session_id else {}
        return _read(titles.get(session_id or "", ()), level)

    def _speakers(self, session_id: str | None) -> tuple[str, ...]:
        """Who speaks in the meeting that is looked in. NotFoundError, GoneError if there is none."""
        if not session_id:
            return ()
        minutes = self._library.session(session_id).minutes
        spoke = dict.fromkeys(turn.speaker for turn in minutes.turns)
        return tuple(dict.fromkeys(minutes.speaker(key).label for key in spoke))

    def _meetings(self, hits: Hits, first: int, words: str, level: Level) -> Iterator[FoundMeeting]:
        titles = self._library.titles({hit.session for hit in hits.hits})
        for session_id, group in groupby(hits.hits, key=lambda hit: hit.session):
            found = tuple(group)
            yield FoundMeeting(
                session=session_id,
                url=session_url(session_id),
                meeting=found[0].meeting or "",
                heading=_read(titles.get(session_id, ()), level),
                held_on=found[0].held_on,
                first=first,
                found=tuple(self._found(hit, words, hits.spellings, level) for hit in found),
            )
            first += len(found)

    def _found(self, hit: Hit, words: str, spellings: tuple[str, ...], level: Level) -> FoundSentence:
        return FoundSentence(
            url=place_in_session(hit.session, hit.turns, anchor_of(hit)),
            speaker="".join(word.surface for word in hit.announced) if hit.speaker else "",
            name=segments(hit.announced, level) if hit.speaker else (),
            pieces=pieces(hit.words, words, spellings, level),
            sound=f"{session_url(hit.session)}/sentences/{hit.utterance}.mp3" if self._audio else "",
        )


def _read(title: Iterable[Utterance], level: Level) -> tuple[Ruby, ...]:
    """A meeting's name with its readings."""
    return tuple(ruby for part in title for ruby in segments(part.words, level))


def _spoke(given: QueryParams, hits: Hits, level: Level) -> Iterator[Spoke]:
    """Who said the sentences that are shown, who said most of them first."""
    announced = {hit.speaker: hit.announced for hit in reversed(hits.hits)}
    for speaker, _ in Counter(hit.speaker for hit in hits.hits if hit.speaker).most_common():
        yield Spoke(segments(announced[speaker], level), _address(given, "speaker", speaker))


def anchor_of(hit: Hit) -> str:
    """Where the sentence stands: its own anchor, or the heading that it is."""
    is_heading = hit.passage[0] in "ma" or hit.utterance.endswith("-0")
    return hit.passage if is_heading else hit.utterance


def query_of(given: QueryParams, library: Library) -> Query:
    """What was asked for; what makes no sense is left out."""
    roles = [role for role in Role if role.value == given.get("role")]
    orders = [order for order in Order if order.value == given.get("order")]
    return Query(
        words=typed(given.get("q", "")),
        speaker=typed(given.get("speaker", ""), LONGEST_SPEAKER) or None,
        role=roles[0] if roles else None,
        since=_month(given.get("since", ""), 1),
        until=_month(given.get("until", ""), 12),
        session=given.get("in") or None,
        among=_sessions_of(given.get("body", ""), library),
        order=orders[0] if orders else Order.NEWEST,
    )


def _bodies(library: Library) -> tuple[str, ...]:
    """The bodies that met, those first that did most often."""
    counts = Counter(filter(None, (body_of(s.meeting or "") for s in library.sessions())))
    return tuple(sorted(counts, key=lambda one: (-counts[one], one)))


def _sessions_of(body: str, library: Library) -> frozenset[str] | None:
    """The body's meetings; None where none is named, or one that never met."""
    return frozenset(s.id for s in library.sessions() if body and body_of(s.meeting or "") == body) or None


def typed(given: str, longest: int = LONGEST_QUERY) -> str:
    """What was typed into a field, its ``longest`` first characters, without those that nobody sees: control characters, marks that
    turn the direction of text."""
    seen = (one for one in " ".join(given[:longest].split()) if unicodedata.category(one)[0] != "C")
    return "".join(seen).strip()


def _month(year: str, month: int) -> date | None:
    is_year = year.isascii() and year.isdigit() and len(year) <= _YEAR_DIGITS and int(year) > 0
    return date(int(year), month, 1) if is_year else None


def _first(given: QueryParams) -> int:
    """How many hits were shown before, in whole pages."""
    start = given.get("start", "0")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    return number - number % HITS_A_PAGE


def _address(given: QueryParams, name: str, value: str | int) -> str:
    """The same search with ``value`` for ``name``, from its first hit on; nothing for the name where the value is empty or 0."""
    kept = [(key, word) for key, word in given.multi_items() if key not in (name, "start") and word]
    return f"/search?{urlencode([*kept, *([(name, value)] if value else [])])}"
