"""Two nodes of one town on a real PostgreSQL and a real S3 store: what a page costs, who makes a clip, and a store that goes away."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from reader.errors import SpeechError
from reader.importing.importer import Importer
from reader.library.library import Library
from reader.library.server.ledger import ServerLedger
from reader.narration.narrator import Narrator
from reader.narration.queue.making import Making
from reader.narration.queue.worker import Passage
from reader.passages.annotator import Annotator
from reader.speech.making.maker import ClipMaker
from reader.speech.shared.object_bucket import ObjectBucket
from reader.speech.shared.shared_clips import SharedClips
from reader.web.app import create_app
from tests.servers import S3Server, Shares, s3
from tests.speech.sounds import ToneEngine, plain_casting
from tests.waiting import until
from tests.web.sites import SETTINGS
from tests.wire import Wire, wire

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("s3")]

SESSION = "20260514-1"
MOST_STATEMENTS = 6
"""For a page, of which nothing is held yet too."""


@dataclass
class Counted(ObjectBucket):
    """The real bucket, and how often it was asked."""

    url: str
    options: dict[str, str]
    asked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        ObjectBucket.__init__(self, self.url, **self.options)

    def get(self, name: str) -> bytes | None:
        """An object."""
        self.asked["get"] += 1
        return super().get(name)

    def put_new(self, name: str, data: bytes) -> None:
        """A new object."""
        self.asked["put"] += 1
        super().put_new(name, data)

    def names(self) -> Iterator[str]:
        """All."""
        self.asked["names"] += 1
        return super().names()


@dataclass
class Node:
    """A node with a folder of its own."""

    library: Library
    ledger: ServerLedger
    bucket: Counted
    clips: SharedClips
    engine: ToneEngine
    narrator: Narrator
    client: TestClient


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    with s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(scope="module")
def to_store(store: S3Server) -> Iterator[Wire]:
    """What leads from both nodes to the store."""
    with wire(("127.0.0.1", store.ports[0])) as made:
        yield made


@pytest.fixture
def nodes(
    server_url: str, tmp_path: Path, store: S3Server, to_store: Wire, annotator: Annotator, sample: bytes
) -> Iterator[tuple[Node, Node]]:
    shares = Shares(server_url)
    address = shares.made(tmp_path)
    with ExitStack() as stack:
        stack.callback(shares.forget)

        def node(name: str) -> Node:
            library = stack.enter_context(
                closing(Library(tmp_path / name / "library.sqlite3", server=address))
            )
            ledger = stack.enter_context(closing(ServerLedger(address)))
            options = {**store.options, "endpoint": f"http://127.0.0.1:{to_store.port}"}
            bucket = Counted(f"s3://clips/{tmp_path.name}", options)
            clips = stack.enter_context(
                closing(SharedClips(tmp_path / name / "clips", 0, bucket, ledger, rest=0.05))
            )
            engine = ToneEngine(lambda _text: time.sleep(0.02), 0.2)
            narrator = Narrator(ClipMaker(clips, engine, 2), clips, plain_casting, lambda _driver: "1")
            stack.callback(narrator.close)
            client = TestClient(create_app(library, narrator, SETTINGS))
            return Node(library, ledger, bucket, clips, engine, narrator, client)

        one, other = node("a"), node("b")
        Importer(one.library, annotator).import_bytes(sample, "a.txt", "/a.txt")
        yield one, other


def turns(node: Node) -> list[str]:
    """The addresses of the sound of all turns."""
    many = len(node.library.session(SESSION).minutes.turns)
    return [f"/minutes/{SESSION}/turns/{number}.mp3" for number in range(1, many + 1)]


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the server inside."""
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def test_a_page_asks_the_store_nothing_and_the_server_little(nodes: tuple[Node, Node]) -> None:
    maker, node = nodes
    for address in turns(maker)[:3]:
        assert maker.client.get(address).status_code == 200
    maker.clips.settle()
    until(node.library.glance)  # the server is listened to
    for page in (f"/minutes/{SESSION}", f"/minutes/{SESSION}/turns/1", "/"):
        with statements() as asked:
            assert node.client.get(page).status_code == 200
        assert len(asked) <= MOST_STATEMENTS, asked
    assert node.bucket.asked.total() == 0
    first = turns(node)[0]
    assert node.client.get(first).content == maker.client.get(first).content
    clips = node.narrator.track(node.library.session(SESSION), "t1").clips
    assert node.bucket.asked == {"get": len({*clips})}, "one question a clip that is not in the folder"
    assert node.client.get(first).status_code == 200
    assert node.bucket.asked.total() == len({*clips})
    assert node.engine.spoken.total() == 0


def test_what_a_hundred_ask_for_on_two_nodes_is_made_twice_at_most(nodes: tuple[Node, Node]) -> None:
    address = turns(nodes[0])[4]
    with ThreadPoolExecutor(20) as listeners:
        heard = [*listeners.map(lambda number: nodes[number % 2].client.get(address), range(100))]
    assert {answer.status_code for answer in heard} == {200}
    assert nodes[0].client.get(address).content == nodes[1].client.get(address).content
    spoken = nodes[0].engine.spoken + nodes[1].engine.spoken
    assert spoken and max(spoken.values()) <= 2


def test_listeners_notice_nothing_of_a_store_that_goes_and_comes_back(
    nodes: tuple[Node, Node], store: S3Server
) -> None:
    node, other = nodes
    there, cold, colder = turns(node)[:3]
    node.client.get(there)
    before = node.client.get(there).content
    store.kill()
    try:
        answers = [
            node.client.get(there),
            node.client.get(cold),
            other.client.get(there),
            other.client.get(colder),
        ]
    finally:
        store.start()
    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[0].content == before
    until(lambda: not node.clips.unsent() and not other.clips.unsent())
    known = node.ledger.keys()
    session = node.library.session(SESSION)
    for key in ("t1", "t2", "t3"):
        assert known >= {*node.narrator.track(session, key).clips}, "without a person"


def test_a_passage_is_not_done_while_one_machine_alone_has_its_clips(
    nodes: tuple[Node, Node], to_store: Wire
) -> None:
    node, _ = nodes
    make = Making(lambda _town: (node.library, node.narrator))
    passage = Passage("", SESSION, node.library.session(SESSION).stamp, "t4")
    to_store.refuse()
    try:
        with pytest.raises(SpeechError, match="置き場") as told:
            make(passage, threading.Event())
        assert "\n" not in str(told.value)
    finally:
        to_store.mend()
    spoken = node.engine.spoken.total()
    until(lambda: not node.clips.unsent())
    make(passage, threading.Event())
    assert node.engine.spoken.total() == spoken
    assert node.ledger.keys() >= {*node.narrator.track(node.library.session(SESSION), "t4").clips}
