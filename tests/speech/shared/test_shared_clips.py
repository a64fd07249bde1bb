"""Clips in a real S3 store behind the folders of two nodes, known by the ledger on a real PostgreSQL."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import event

from reader.library.server.address import ServerAddress
from reader.library.server.ledger import ServerLedger
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip
from reader.speech.clips.folder import clip_path
from reader.speech.shared.object_bucket import ObjectBucket
from reader.speech.shared.parts import StoreError
from reader.speech.shared.shared_clips import SharedClips, object_name
from reader.speech.sound import mp3
from tests.servers import S3Server, Shares, s3
from tests.speech.sounds import digest, tone
from tests.waiting import until
from tests.wire import Wire, wire

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("s3")]

KEYS = [digest(f"clip {number}") for number in range(4)]
CLIP = Clip(mp3.encode(tone(0.2), mp3.SAMPLE_RATE), (40, 170))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    with s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(scope="module")
def to_store(store: S3Server) -> Iterator[Wire]:
    """What leads from all nodes to the store."""
    with wire(("127.0.0.1", store.ports[0])) as made:
        yield made


@pytest.fixture(scope="module")
def options(store: S3Server, to_store: Wire) -> dict[str, str]:
    """How nodes reach it."""
    return {**store.options, "endpoint": f"http://127.0.0.1:{to_store.port}"}


@pytest.fixture
def ledger(server_url: str, tmp_path: Path) -> Iterator[ServerLedger]:
    shares = Shares(server_url)
    made = ServerLedger(shares.made(tmp_path))
    yield made
    made.close()
    shares.forget()


Node = Callable[[str], SharedClips]


@pytest.fixture
def node(options: dict[str, str], ledger: ServerLedger, tmp_path: Path) -> Iterator[Node]:
    """A node by a name, with a folder of its own."""
    made: list[SharedClips] = []

    def one(name: str) -> SharedClips:
        bucket = ObjectBucket(f"s3://clips/{tmp_path.name}", **options)
        made.append(SharedClips(tmp_path / name, 0, bucket, ledger, rest=0.05))
        return made[-1]

    yield one
    for each in made:
        each.close()


def put(node: SharedClips, *keys: str) -> None:
    """Clips that the store has, if it is there."""
    for key in keys:
        node.write(key, CLIP)
    node.settle()


def test_what_one_node_made_another_has_byte_for_byte(node: Node) -> None:
    here, there = node("a"), node("b")
    put(here, KEYS[0])
    assert there.counts(KEYS) == here.counts(KEYS) == {KEYS[0]: len(CLIP.frames) // mp3.FRAME_BYTES}
    assert not clip_path(there.folder, KEYS[0]).exists(), "whether it is there is asked of the ledger alone"
    assert there.read(KEYS[0]) == CLIP.frames
    assert there.beats(KEYS[0]) == CLIP.beats
    assert clip_path(there.folder, KEYS[0]).read_bytes() == clip_path(here.folder, KEYS[0]).read_bytes()
    assert there.read(KEYS[1]) is None
    put(here, KEYS[0])
    put(there, KEYS[0])
    assert here.unsent() == there.unsent() == ()


def test_a_session_is_asked_for_in_one_question(node: Node, ledger: ServerLedger) -> None:
    here, there = node("a"), node("b")
    put(here, *KEYS)
    asked: list[str] = []
    event.listen(ledger._engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert there.counts([*KEYS, digest("another")]).keys() == {*KEYS}
    assert len(asked) == 1


def test_what_the_store_lost_is_made_again(
    node: Node, store: S3Server, ledger: ServerLedger, tmp_path: Path
) -> None:
    here, there = node("a"), node("b")
    put(here, KEYS[0])
    ObjectBucket(f"s3://clips/{tmp_path.name}", **store.options).delete([object_name(KEYS[0])])
    assert there.frames(KEYS[0]) is not None
    assert there.read(KEYS[0]) is None
    assert there.frames(KEYS[0]) is None
    put(there, KEYS[0])
    assert node("c").read(KEYS[0]) == CLIP.frames


def test_sound_goes_on_while_the_store_is_away_and_is_sent_by_itself(node: Node, store: S3Server) -> None:
    here, there = node("a"), node("b")
    put(here, KEYS[0])
    store.kill()
    try:
        put(here, KEYS[1])
        assert here.read(KEYS[0]) == here.read(KEYS[1]) == CLIP.frames
        assert there.read(KEYS[0]) is None, "it is made again where it is asked for"
        there.write(KEYS[0], CLIP)
        assert there.read(KEYS[0]) == CLIP.frames
        assert KEYS[1] in here.kept, "what nobody else has stays in the folder"
        with pytest.raises(StoreError, match="つながりません"):
            here.tried()
    finally:
        store.start()
    until(lambda: not here.unsent())
    assert node("c").read(KEYS[1]) == CLIP.frames
    assert "音声 2" in here.tried()


@dataclass
class Noted(ObjectBucket):
    """The real bucket, which notes what is asked for and takes nothing before ``taking`` is set."""

    url: str
    options: dict[str, str]
    asked: list[str] = field(default_factory=list)
    taking: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        ObjectBucket.__init__(self, self.url, **self.options)

    def get(self, name: str) -> bytes | None:
        """An object."""
        self.asked.append(name)
        return super().get(name)

    def put_new(self, name: str, data: bytes) -> None:
        """A new object."""
        self.taking.wait()
        super().put_new(name, data)


@pytest.fixture
def noted(options: dict[str, str], tmp_path: Path) -> Noted:
    return Noted(f"s3://clips/{tmp_path.name}", options)


def test_who_listens_does_not_wait_until_a_clip_is_sent(
    noted: Noted, node: Node, ledger: ServerLedger, tmp_path: Path
) -> None:
    with closing(SharedClips(tmp_path / "z", 0, noted, ledger)) as here:
        for key in KEYS:
            here.write(key, CLIP)
        assert [here.read(key) for key in KEYS] == [CLIP.frames] * len(KEYS)
        assert here.at_hand(KEYS).keys() == {*here.unsent()} == {*KEYS}
        noted.taking.set()
        here.settle()
        assert here.unsent() == ()
        assert node("a").at_hand(KEYS).keys() == ledger.keys() == {*KEYS}


def test_a_store_that_is_away_is_not_asked_before_it_is_there_again(
    noted: Noted, node: Node, to_store: Wire, ledger: ServerLedger, tmp_path: Path
) -> None:
    put(node("a"), *KEYS)
    noted.taking.set()
    with closing(SharedClips(tmp_path / "z", 0, noted, ledger, rest=0.05)) as here:
        to_store.refuse()
        try:
            assert here.read(KEYS[0]) is None
            assert noted.asked[0] == object_name(KEYS[0])
            assert here.counts(KEYS).keys() == {*KEYS}, "the ledger knows them"
            assert here.at_hand(KEYS) == {}, "and they cannot be heard"
            assert [here.read(key) for key in KEYS] == [None] * len(KEYS)
            assert not {*map(object_name, KEYS[1:])} & {*noted.asked}
        finally:
            to_store.mend()
        until(lambda: here.at_hand(KEYS).keys() == {*KEYS})
        assert here.read(KEYS[-1]) == CLIP.frames


def test_what_is_unsent_when_a_node_is_killed_is_sent_by_the_next_on_its_folder(
    node: Node, to_store: Wire
) -> None:
    here = node("a")
    to_store.refuse()
    try:
        here.write(KEYS[2], CLIP)
        here.close()
        again = node("a")
        assert again.unsent() == (KEYS[2],)
    finally:
        to_store.mend()
    until(lambda: not again.unsent())


def test_a_sweep_takes_what_nobody_needs(node: Node, ledger: ServerLedger) -> None:
    here = node("a")
    put(here, *KEYS)
    assert here.sweep(frozenset(KEYS[:1])) == 3
    assert ledger.keys() == {KEYS[0]}
    assert node("b").read(KEYS[1]) is None
    assert here.drop([KEYS[0]]) == 1
    assert node("c").frames(KEYS[0]) is None


def test_a_folder_s_clips_are_brought_once(node: Node, tmp_path: Path) -> None:
    folder = ClipCache(tmp_path / "a")
    for key in KEYS:
        folder.write(key, CLIP)
    told: list[int] = []

    def stopped(done: int, _all: int) -> None:
        told.append(done)
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        node("a").send_all(stopped)
    assert node("a").send_all(lambda done, _all: told.append(done)) == 2
    assert node("a").send_all(stopped) == 0
    assert [node("b").read(key) for key in KEYS] == [CLIP.frames] * 4


def test_a_wrong_key_is_told_in_plain_words(store: S3Server) -> None:
    bucket = ObjectBucket("s3://clips", **{**store.options, "secret_access_key": "wrong"})
    with pytest.raises(StoreError, match="AWS_ACCESS_KEY_ID") as told:
        bucket.put_new("a", b"b")
    assert "\n" not in str(told.value)


class _NoBucket(BaseHTTPRequestHandler):
    """A store that has no such bucket, as S3 says it; SeaweedFS makes one."""

    def do_PUT(self) -> None:
        """Refuses."""
        self.rfile.read(int(self.headers["Content-Length"]))
        body = (
            b"<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>"
        )
        self.send_response(404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Says nothing."""


def test_a_bucket_that_is_not_there_is_told_in_plain_words(options: dict[str, str]) -> None:
    with HTTPServer(("127.0.0.1", 0), _NoBucket) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        bucket = ObjectBucket(
            "s3://wrong", **{**options, "endpoint": f"http://127.0.0.1:{server.server_port}"}
        )
        with pytest.raises(StoreError, match="バケットがありません"):
            bucket.put_new("a", b"b")
        server.shutdown()


def test_the_ledger_of_a_server_that_is_not_there_knows_nothing(store: S3Server, tmp_path: Path) -> None:
    away = ServerLedger(ServerAddress("postgresql://127.0.0.1:1/none"))
    clips = SharedClips(tmp_path, 0, store.bucket(), away, rest=0.05)
    put(clips, KEYS[0])
    assert clips.read(KEYS[0]) == CLIP.frames
    assert clips.counts(KEYS) == {KEYS[0]: len(CLIP.frames) // mp3.FRAME_BYTES}
    assert clips.unsent() == (KEYS[0],)
    clips.close()
