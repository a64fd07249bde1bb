"""The seed's page as a real screen reader (Orca) says it: who speaks in what order, every word once, no sentence cut.

Needs Debian's packages (``python -m tests.screen_reader`` installs them) and the shared tool ``hear``.
"""

import fcntl
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from reader.library.session import Session
from reader.minutes.exchanges import exchanges
from reader.minutes.model import Minutes
from reader.passages.annotator import Annotator
from reader.web.views.preferences import COOKIE
from tests.browser.pages import SEED
from tests.screen_reader import missing
from tests.web.listening import served
from tests.web.sites import site

SETTLE_SECONDS = (20, 40, 80, 160)
"""How long the tool waits for the screen reader, before it gives the keys or ends: longer, where too little was heard."""
REST_SECONDS = 160
"""For all else that the tool does."""
FAR = 30
"""The turn, from 0, that a whole read-out has to come to."""
SAID_IN_ONE = re.compile(r".*?。[」』)）]*|.+$")
"""Orca itself stops behind every 。, the one in 「…にします。」と too."""

Hear = Callable[..., list[str]]


@contextmanager
def _screen() -> Iterator[int]:
    """The number of an X display that nobody has, and that no other run takes meanwhile: two may begin at once."""
    for number in range(100, 1000):
        with (Path(tempfile.gettempdir()) / f"heard-screen-{os.getuid()}-{number}").open("w") as claim:
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            if not Path(f"/tmp/.X{number}-lock").exists():
                yield number
                return
    pytest.fail("every X display is taken")


def _entrance(request: Request) -> Response:
    """Sets the preferences and goes on to the page: the tool opens one address in a fresh browser."""
    answer = RedirectResponse(request.query_params["to"], 303)
    answer.set_cookie(COOKIE, request.query_params["preferences"])
    return answer


@pytest.fixture(scope="module")
def session_and_address(
    tmp_path_factory: pytest.TempPathFactory, annotator: Annotator, seed: bytes
) -> Iterator[tuple[Session, str]]:
    with site(tmp_path_factory.mktemp("heard"), annotator, seed, seconds=1.0) as whole:
        app = Starlette(routes=[Route("/enter", _entrance), Mount("/", whole.app)])
        with served(app) as address:
            yield whole.library.session("20211028-1"), address


@pytest.fixture(scope="module")
def minutes(session_and_address: tuple[Session, str]) -> Minutes:
    return session_and_address[0].minutes


@pytest.fixture(scope="module")
def hear(shared: Path, session_and_address: tuple[Session, str]) -> Hear:
    """Runs the tool until ``last`` is heard; gives what is said, one utterance of the screen reader an entry.

    The tool waits by the clock, and a busy machine may not have come to the page by then: it is asked again with more
    patience. Where ``last`` is never said, what was heard the last time is given.
    """
    packages = missing()
    if packages and os.environ.get("CI"):
        pytest.fail(f"CI is set and there is no screen reader: apt install {' '.join(packages)}")
    if packages:
        pytest.skip(f"no screen reader on this machine: apt install {' '.join(packages)}")
    tool = shared / "tools" / "hear"

    def once(preferences: str, keys: tuple[str, ...], settle: int) -> list[str]:
        query = urlencode({"preferences": preferences, "to": SEED}, quote_via=quote)
        with _screen() as number:
            told = subprocess.run(
                [str(tool), f"{session_and_address[1]}/enter?{query}", *keys],
                env={
                    **os.environ,
                    "SCREEN_NO": str(number),
                    "SETTLE": str(settle),
                    "LIMIT": str(settle + REST_SECONDS),
                },
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        return [re.sub(r"^'(.*?)'?\s*$", r"\1", line).strip() for line in told.splitlines()]

    def heard(preferences: str, *keys: str, last: str) -> list[str]:
        said: list[str] = []
        for settle in SETTLE_SECONDS:
            said = once(preferences, keys, settle)
            if any(last in line for line in said):
                break
        return said

    return heard


@pytest.fixture(scope="module")
def read_out(hear: Hear, minutes: Minutes) -> list[str]:
    """The page as it is read when it opens, without furigana and explanations."""
    return hear("furigana=none&terms=off&tap=off", last=_expected_headings(minutes)[FAR])


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
    read_out: list[str], session_and_address: tuple[Session, str]
) -> None:
    session, _ = session_and_address
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


def test_with_furigana_no_reading_is_said(hear: Hear, minutes: Minutes) -> None:
    said = "".join(hear("furigana=all&terms=off&tap=off", last=_expected_headings(minutes)[2]))
    text = re.sub("heading level [123]", "", said)
    assert "経済的な豊かさという観点は" in text
    assert "けいざい" not in text
    assert text.count("じむきょく") == 1


def test_a_speakers_next_turn_is_two_keys_away(hear: Hear) -> None:
    said = hear("furigana=none&tap=off", "ctrl+Home", "3", "3", "k", "Return", last="事務局、2回目、答弁")
    heard = " ".join(said)
    assert "3 事務局、1回目、答弁 heading level 3" in heard.replace(".", "")
    assert "k 事務局の次の発言 link. return 事務局、2回目、答弁" in heard


def test_play_and_pause_are_named_and_say_nothing_over_the_sound(hear: Hear) -> None:
    keys = ("ctrl+Home", "b", "Return", "Shift_L", "Shift_L", "Return")
    said = hear("furigana=none&tap=off", *keys, last="読み上げを止めました。")
    assert said[said.index("b") + 1] == "はじめから聞く push button."
    started, stopped = (at for at, line in enumerate(said) if line == "return")
    between = [line for line in said[started + 1 : stopped] if line != "left shift"]
    assert between == []
    assert said[stopped + 1] == "読み上げを止めました。"
