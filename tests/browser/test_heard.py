"""The seed's page as a real screen reader (Orca) says it: who speaks in what order, every word once, no sentence cut; and short
minutes with every kind of content, from end to end: what is true of any page is heard where a page is short.

Needs Debian's packages (``python -m tests.screen_reader`` installs them).
"""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from reader.library.session import Session
from reader.minutes.exchanges import exchanges
from reader.minutes.model import Minutes
from reader.passages.annotator import Annotator
from reader.web.views.preferences import COOKIE
from tests.browser.conftest import COMPACT
from tests.browser.orca import HEARD_AGAIN, PATIENCE, WHOLE_PAGE_PATIENCE, Orca, Visit
from tests.browser.pages import SEED
from tests.web.listening import served
from tests.web.sites import parsed, site

pytestmark = [pytest.mark.xdist_group("orca"), HEARD_AGAIN]

FAR = 30
"""The turn, from 0, that a whole read-out has to come to."""
MOST_HEADINGS = 6
SAID_IN_ONE = re.compile(r".*?。[」』)）]*|.+$")
"""Orca itself stops behind every 。, the one in 「…にします。」と too."""
LAST = "BIZ UDPゴシック"
"""What a page ends with: nothing is read out of itself any more."""
LATE = "声を準備しています。少しお待ちください。"
"""What a page says while nothing sounds yet."""
PLAIN = "furigana=none&terms=off&tap=off"

SHORT = "/minutes/20251106-1"
"""The page of the short minutes."""

Visiting = Callable[..., AbstractContextManager[Visit]]


def _entrance(request: Request) -> Response:
    """Sets the preferences and goes on to the page: each browser is a fresh one, and opens one address."""
    answer = RedirectResponse(request.query_params["to"], 303)
    answer.set_cookie(COOKIE, request.query_params["preferences"])
    return answer


class Heard:
    """A site that tells when its sound is fetched."""

    def __init__(self, site: Starlette) -> None:
        self.sound = threading.Event()
        self._site = Starlette(routes=[Route("/enter", _entrance), Mount("/", site)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the site does."""
        if scope.get("path", "").endswith(".mp3"):
            self.sound.set()
        await self._site(scope, receive, send)


@pytest.fixture(scope="module")
def heard(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, seed: bytes
) -> Iterator[tuple[Heard, Session, str]]:
    """The site, the seed's session, and its address."""
    pages = seed, COMPACT.read_bytes()
    with site(tmp_path_factory.mktemp("heard"), annotator, *pages, seconds=1.0) as whole:
        app = Heard(whole.app)
        with served(app) as address:
            yield app, whole.library.session("20211028-1"), address


@pytest.fixture(scope="module")
def minutes(heard: tuple[Heard, Session, str]) -> Minutes:
    return heard[1].minutes


@pytest.fixture(scope="module")
def visiting(heard: tuple[Heard, Session, str], orca: Orca) -> Visiting:
    """Opens a page, the seed's, with these preferences before the screen reader."""

    def visit(preferences: str, page: str = SEED) -> AbstractContextManager[Visit]:
        query = urlencode({"preferences": preferences, "to": page}, quote_via=quote)
        return orca.visiting(f"{heard[2]}/enter?{query}")

    return visit


@pytest.fixture(scope="module")
def read_out(visiting: Visiting, minutes: Minutes) -> list[str]:
    """The page as it is read when it opens, without furigana and explanations."""
    with visiting(PLAIN) as visit:
        visit.hears(_expected_headings(minutes)[FAR])
        return visit.said


def _expected_headings(minutes: Minutes) -> list[str]:
    """「委員、1回目、質問」: what each turn's heading has to say, in order."""
    found = exchanges(minutes)
    parts = {e.question: "、質問" for e in found} | {n: "、答弁" for e in found for n in e.answers}
    nth: dict[str, int] = {}
    headings = []
    for turn in minutes.turns:
        nth[turn.speaker] = nth.get(turn.speaker, 0) + 1
        headings.append(
            f"{minutes.speaker(turn.speaker).label}、{nth[turn.speaker]}回目{parts.get(turn.number, '')}"
        )
    return headings


def test_headings_alone_tell_who_speaks_in_what_order(read_out: list[str], minutes: Minutes) -> None:
    expected = _expected_headings(minutes)
    headings = [read_out[at - 1] for at, said in enumerate(read_out) if said == "heading level 3"]
    assert headings == expected[: len(headings)]
    assert len(headings) >= 20


def test_no_sentence_is_cut_and_no_word_is_read_twice(
    read_out: list[str], heard: tuple[Heard, Session, str]
) -> None:
    _, session, _ = heard
    said = read_out[:-3]  # the last may be broken off where the run ends
    reached = sum(1 for line in said if line == "heading level 3") - 1
    turns = [passage for passage in session.passages if passage.speaker][:reached]
    sentences = [u.text for turn in turns for u in turn.utterances if not u.is_announcement]
    assert len(sentences) > 50
    pieces = [piece for sentence in sentences for piece in SAID_IN_ONE.findall(sentence)]
    long = [piece for piece in pieces if len(piece) > 15]
    assert [piece for piece in long if said.count(piece) != long.count(piece)] == []


def test_nothing_calls_itself_clickable(read_out: list[str]) -> None:
    assert "clickable" not in read_out


def test_what_is_known_of_the_meeting_is_said_in_one_piece(read_out: list[str]) -> None:
    after = read_out.index("はじめから聞く") + 2
    assert re.fullmatch(r"令和3年（2021年）10月28日 木曜日・約\d+分・発言 42回", read_out[after])


def test_with_furigana_no_reading_is_said(visiting: Visiting, heard: tuple[Heard, Session, str]) -> None:
    preferences = "furigana=all&terms=off&tap=off"
    with visiting(preferences, SHORT) as visit:
        visit.hears(LAST, WHOLE_PAGE_PATIENCE)
        said = re.sub("heading level [123]", "", "".join(visit.said))
    client = TestClient(heard[0])
    client.cookies.set(COOKIE, preferences)
    page = parsed(client, SHORT)
    readings = {one.text() for one in page.css("main rt")}
    page.strip_tags(["rp", "rt"])
    shown = page.text()
    above = {reading for reading in readings if len(reading) > 2 and reading not in shown}
    assert len(above) > 20
    assert [reading for reading in above if reading in said] == []
    assert said.count("じむきょく") == shown.count("じむきょく") == 1
    sentences = ["".join(one.text().split()) for one in page.css(".turn__text .sentence")]
    assert len(sentences) > 8
    assert [sentence for sentence in sentences if sentence not in said] == []


def test_a_speakers_next_turn_is_two_keys_away(visiting: Visiting) -> None:
    with visiting("furigana=none&tap=off", SHORT) as visit:
        visit.hears(LAST, WHOLE_PAGE_PATIENCE)
        visit.focus()
        visit.begins_anew("本文へ進む")
        for _ in range(MOST_HEADINGS):
            # The browser may tell late that the way past the page's head has the focus, which leads back there.
            visit.press("3", "heading level 3")
            if any("田中委員、1回目、質問" in words for words in visit.said):
                break
        visit.press("k", "link")
        visit.press("Return", "田中委員、2回目")
        said = " ".join(visit.said)
    assert "3 田中委員、1回目、質問 heading level 3" in said.replace(".", "")
    _, named, after = said.partition("k 田中委員の次の発言 link. ")
    assert named, said
    assert "return " in after, said
    # A busy browser first begins to read on where the link stood; what is said last is where it leads.
    assert re.search("田中委員、2回目 heading level 3( 田中委員、2回目)?$", after.replace(".", "")), after


def test_play_and_pause_are_named_and_say_nothing_over_the_sound(
    visiting: Visiting, heard: tuple[Heard, Session, str]
) -> None:
    app, _, _ = heard
    with visiting("furigana=none&tap=off") as visit:
        visit.hears(LAST, WHOLE_PAGE_PATIENCE)
        visit.focus()
        visit.begins_anew("本文へ進む")
        visit.press("b", "はじめから聞く")
        app.sound.clear()
        visit.press("Return", "return")
        assert app.sound.wait(PATIENCE), "nothing is heard"
        visit.press("Return", "読み上げを止めました。")
        said = visit.said
    assert said[said.index("b") + 1] == "はじめから聞く push button."
    started, stopped = (at for at, line in enumerate(said) if line == "return")
    # A busy browser tells late where the keyboard is: names and kinds. What the page itself says are sentences.
    assert [line for line in said[started + 1 : stopped] if line.endswith("。") and line != LATE] == []
    # That the button has another name again may be told before, by whoever is quicker.
    assert said[stopped + 1 :].count("読み上げを止めました。") == 1
