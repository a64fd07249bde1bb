"""Sound over HTTP: any part of what is ready, and what is not as it is made."""

import asyncio
import gc
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from reader.errors import DriverMissingError, NotFoundError, SpeechError
from reader.library.session import Session
from reader.narration.narrator import Narrator
from reader.narration.tracks import LONGER_PAUSE
from reader.speech.clips.cache import ClipCache
from reader.speech.clips.clip import Clip, Told, untold
from reader.speech.clips.folder import clip_path
from reader.speech.making.maker import ClipMaker, Speaks, Urgency
from reader.speech.making.request import SpeechRequest
from reader.speech.sound import mp3
from reader.web.sound.audio import routes
from reader.web.sound.track_sound import ReadyTrack
from tests.speech.sounds import (
    BrokenEngine,
    ToneEngine,
    decoded,
    plain_casting,
    spoken_minutes,
    stored,
    wait_until,
)
from tests.stock import filled
from tests.web.listening import served, without_filling

TURNS = ("これは一つめです。次の文です。さらに次の文です。", "お答えします。", "異議なし。")


@dataclass(frozen=True)
class Site:
    """One session with its sound, behind its routes."""

    session: Session
    narrator: Narrator
    app: Starlette
    cache: ClipCache
    maker: ClipMaker

    @property
    def client(self) -> TestClient:
        return TestClient(self.app)

    def url(self, rest: str) -> str:
        return f"/minutes/{self.session.id}{rest}"

    def narrate(self) -> None:
        done = self.narrator.narrate(self.session, lambda p: None, threading.Event())
        assert done.failed == 0


Open = Callable[..., Site]


@pytest.fixture
def open_site(tmp_path: Path) -> Iterator[Open]:
    library = filled(
        tmp_path / "library.sqlite3", TURNS, lambda library: stored(library, spoken_minutes(TURNS))
    )
    session = library.session(library.sessions()[0].id)
    cache = ClipCache(tmp_path / "audio_cache")
    opened: list[Narrator] = []

    def not_found(request: Request, error: Exception) -> Response:
        return PlainTextResponse(str(error), 404)

    def opening(engine: Speaks, attendants: tuple[Speaks, ...] = ()) -> Site:
        maker = ClipMaker(cache, engine, 2, attendants=attendants)
        narrator = Narrator(maker, cache, plain_casting, lambda d: "1")
        opened.append(narrator)
        app = Starlette(routes=routes(narrator, library), exception_handlers={NotFoundError: not_found})
        return Site(session, narrator, app, cache, maker)

    yield opening
    for narrator in opened:
        narrator.close()
    library.close()


@pytest.fixture
def ready(open_site: Open) -> Site:
    site = open_site(ToneEngine())
    site.narrate()
    return site


def test_a_ready_passage_is_whole_and_plays(ready: Site) -> None:
    answer = ready.client.get(ready.url("/passages/t1.mp3"))
    cues = ready.client.get(ready.url("/passages/t1.json")).json()
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"] == "no-cache"
    assert len(decoded(answer.content)) == round(cues["duration"] * mp3.SAMPLE_RATE)
    assert cues["ready"] is True
    assert [cue["id"] for cue in cues["cues"]] == ["t1-0", "t1-1", "t1-2", "t1-3"]
    assert (cues["previous"], cues["next"], cues["problem"]) == ("m", "a1", None)
    assert ready.client.get(ready.url("/turns/1.mp3")).content == answer.content


def test_the_versioned_address_never_changes(ready: Site) -> None:
    url = ready.client.get(ready.url("/passages/t1.json")).json()["url"]
    answer = ready.client.get(url)
    assert "immutable" in answer.headers["cache-control"]
    assert ready.client.get(url + "0").headers["cache-control"] == "no-cache"
    again = ready.client.get(url, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert ready.client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_session_is_its_passages_joined(ready: Site) -> None:
    parts = [
        ready.client.get(ready.url(f"/passages/{passage.key}.mp3")).content
        for passage in ready.session.passages
    ]
    assert ready.client.get(ready.url(".mp3")).content == b"".join(parts)


def test_longer_pauses_are_silence_behind_every_sentence_and_part_of_the_address(ready: Site) -> None:
    usual = ready.client.get(ready.url("/passages/t1.json")).json()
    slow = ready.client.get(ready.url("/passages/t1.json?pauses=long")).json()
    more = mp3.silent_frames(LONGER_PAUSE) * mp3.FRAME_SECONDS
    for at, (longer, cue) in enumerate(zip(slow["cues"], usual["cues"], strict=True)):
        assert longer["start"] - cue["start"] == pytest.approx(at * more, abs=0.002)
    answer = ready.client.get(slow["url"])
    assert "pauses=long&v=" in slow["url"] and "immutable" in answer.headers["cache-control"]
    assert len(decoded(answer.content)) == round(slow["duration"] * mp3.SAMPLE_RATE)
    assert ready.client.get(ready.url("/passages/t1.json?pauses=x")).json()["url"] == usual["url"]


def test_from_a_sentence_on_it_is_who_speaks_and_the_rest_of_the_turn(ready: Site) -> None:
    cues = {cue["id"]: cue for cue in ready.client.get(ready.url("/passages/t1.json")).json()["cues"]}
    whole = ready.client.get(ready.url("/passages/t1.mp3")).content

    def frames(identity: str) -> int:
        return mp3.FRAME_BYTES * round(float(cues[identity]["start"]) / mp3.FRAME_SECONDS)

    rest = ready.client.get(ready.url("/sentences/t1-2.mp3"))
    assert rest.headers["content-type"] == "audio/mpeg"
    assert rest.content == whole[: frames("t1-1")] + whole[frames("t1-2") :]
    assert ready.client.get(ready.url("/sentences/t1-0.mp3")).content == whole
    assert ready.client.get(ready.url("/sentences/m-1.mp3")).status_code == 200


@pytest.mark.parametrize("rest", [".mp3", "/passages/t1.mp3", "/turns/1.mp3", "/sentences/t1-2.mp3"])
def test_any_part_can_be_had(ready: Site, rest: str) -> None:
    client, url = ready.client, ready.url(rest)
    whole = client.get(url)
    size = len(whole.content)
    etag = whole.headers["etag"]
    for asked, start, stop in (
        ("bytes=0-1", 0, 2),
        ("bytes=0-", 0, size),
        ("bytes=1000-20999", 1000, 21000),
        (f"bytes={size - 1}-", size - 1, size),
        ("bytes=-5000", size - 5000, size),
    ):
        part = client.get(url, headers={"Range": asked, "If-Range": etag})
        assert part.status_code == 206
        assert part.headers["content-range"] == f"bytes {start}-{stop - 1}/{size}"
        assert part.headers["content-length"] == str(stop - start)
        assert part.content == whole.content[start:stop]
    beyond = client.get(url, headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    changed = client.get(url, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert (changed.status_code, len(changed.content)) == (200, size)
    head = client.head(url)
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(size), b"")
    assert client.head(url, headers={"Range": "bytes=0-1"}).headers == head.headers
    several = client.get(url, headers={"Range": "bytes=0-1,5-6"})
    assert (several.status_code, several.content) == (200, whole.content)
    by_date = {"Range": "bytes=0-1", "If-Range": "Thu, 14 May 2026 00:00:00 GMT"}
    assert client.get(url, headers=by_date).status_code == 200, "no date is promised, so none can match"


def test_a_clip_can_be_had_by_its_key(ready: Site) -> None:
    key = ready.narrator.track(ready.session, "t1").segments[1].clip
    answer = ready.client.get(f"/clips/{key}.mp3")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content == ready.cache.read(key)
    assert ready.client.get(f"/clips/{key}.mp3", headers={"Range": "bytes=0-1"}).status_code == 206


@pytest.mark.parametrize(
    "url",
    [
        "/clips/" + "0" * 64 + ".mp3",
        "/clips/..%2f..%2f..%2fetc%2fpasswd.mp3",
        "/clips/%2e%2e.mp3",
        "/clips/" + "A" * 64 + ".mp3",
        "/clips/a.mp3",
        "/minutes/20211028-1/passages/t99.mp3",
        "/minutes/20211028-1/passages/..%2ft1.mp3",
        "/minutes/20211028-1/turns/99.mp3",
        "/minutes/20211028-1/sentences/t1-99.mp3",
        "/minutes/20211028-1/sentences/t99-1.mp3",
        "/minutes/20211028-1/sentences/t1.mp3",
        "/minutes/20211028-1/passages/t99.json",
        "/minutes/nothing.mp3",
        "/minutes/%00.mp3",
    ],
)
def test_what_is_not_there_is_not_found(ready: Site, url: str) -> None:
    assert ready.client.get(url).status_code == 404


def test_a_damaged_clip_is_made_again_and_not_served(ready: Site) -> None:
    url = ready.url("/passages/t1.mp3")
    whole = ready.client.get(url).content
    segment = ready.narrator.track(ready.session, "t1").segments[2]
    path = clip_path(ready.cache.folder, segment.clip)
    path.write_bytes(path.read_bytes()[: -mp3.FRAME_BYTES])
    assert without_filling(ready.client.get(url).content) == whole
    assert ready.narrator.frames(ready.narrator.track(ready.session, "t1"))


def test_who_is_listening_is_not_cut_off_when_another_process_makes_room(open_site: Open) -> None:
    engine = ToneEngine(seconds=8.0)
    site = open_site(engine)
    site.narrate()
    track, spoken = site.narrator.whole(site.session), engine.spoken.total()
    frames = site.narrator.frames(track)
    assert frames is not None
    content = ReadyTrack(site.narrator, site.session, track, frames)

    async def listen() -> bytes:
        served = content.read(0, content.size)
        heard = await anext(served)
        assert len(heard) < content.size // 2
        prune_elsewhere(site.cache.folder)
        return heard + b"".join([piece async for piece in served])

    assert len(decoded(asyncio.run(listen()))) == content.size // mp3.FRAME_BYTES * mp3.FRAME_SAMPLES
    assert engine.spoken.total() == spoken, "no clip that is being served was taken away"
    prune_elsewhere(site.cache.folder)
    assert site.narrator.frames(track) is None


def prune_elsewhere(folder: Path) -> None:
    """Another process takes away whatever it may."""
    script = "import sys, pathlib; from reader.speech.clips.cache import ClipCache as C; C(pathlib.Path(sys.argv[1])).prune(0)"
    subprocess.run([sys.executable, "-c", script, str(folder)], check=True)


def test_an_unready_passage_sounds_while_it_is_made(open_site: Open) -> None:
    gates = {text: threading.Event() for text in ("次の文です。", "さらに次の文です。")}
    site = open_site(ToneEngine(lambda text: text in gates and gates[text].wait(20), seconds=1.0))
    with served(site.app) as address, httpx.Client(base_url=address, timeout=20) as client:
        url = site.url("/passages/t1.mp3")
        head = client.head(url)
        assert (head.status_code, head.headers["cache-control"]) == (200, "no-store")
        assert "content-length" not in head.headers
        with client.stream("GET", url, headers={"Range": "bytes=0-"}) as answer:
            assert answer.status_code == 200
            assert "content-length" not in answer.headers
            assert "accept-ranges" not in answer.headers
            assert answer.headers["cache-control"] == "no-store"
            pieces = answer.iter_raw()
            heard = next(pieces)
            assert len(heard) % 32768 == 0, "a whole block of Chromium's"
            assert mp3.duration(without_filling(heard)) >= 1.7
            told = client.get(site.url("/passages/t1.json")).json()
            assert told["ready"] is False
            assert told["cues"][0]["id"] == "t1-0"
            for gate in gates.values():
                gate.set()
            sound = heard + b"".join(pieces)
        wait_until(lambda: bool(client.get(site.url("/passages/t1.json")).json()["ready"]))
        assert client.get(url).content == without_filling(sound)


def test_a_sentence_sounds_while_it_is_made(open_site: Open) -> None:
    """Who asks meanwhile hears what there is too."""
    going_on, text = threading.Event(), "これは一つめです。"

    class Slow(ToneEngine):
        def speak(self, request: SpeechRequest, told: Told = untold) -> Clip:
            clip = super().speak(request, told)
            if request.text == text:
                told(clip.frames[: 80 * mp3.FRAME_BYTES])
                going_on.wait(20)
            return clip

    site = open_site(Slow(per_character=0.3))
    with served(site.app) as address, httpx.Client(base_url=address, timeout=20) as client:
        url = site.url("/sentences/t1-1.mp3")
        with client.stream("GET", url) as first, client.stream("GET", url) as second:
            sounds = [first.iter_raw(), second.iter_raw()]
            begun = [next(sound) for sound in sounds]
            assert not going_on.is_set()
            going_on.set()
            whole = [heard + b"".join(rest) for heard, rest in zip(begun, sounds, strict=True)]
        wait_until(lambda: site.maker.waiting == 0)
        assert {without_filling(sound) for sound in whole} == {client.get(url).content}


def test_a_sentence_that_breaks_off_is_followed_by_the_next(open_site: Open) -> None:
    class Breaking(ToneEngine):
        def speak(self, request: SpeechRequest, told: Told = untold) -> Clip:
            clip = super().speak(request, told)
            if request.text == "次の文です。":
                told(clip.frames[: 5 * mp3.FRAME_BYTES])
                raise SpeechError("だめでした。")
            return clip

    site = open_site(Breaking())
    with streaming(site, "/passages/t1.mp3") as pieces:
        frames = mp3.frames(without_filling(b"".join(pieces)))
    track = site.narrator.track(site.session, "t1")
    clips = [site.narrator.stored(clip) for clip in track.clips]
    assert clips.count(None) == 1
    whole = sum(segment.pause for segment in track.segments) + sum(map(mp3.frames, filter(None, clips)))
    assert frames - whole in (0, 5), "what was told may have been sent"


def test_a_probe_of_two_bytes_waits_until_the_length_is_known(open_site: Open) -> None:
    site = open_site(ToneEngine())
    answer = site.client.get(site.url("/passages/t1.mp3"), headers={"Range": "bytes=0-1"})
    assert answer.status_code == 206
    assert len(answer.content) == 2
    assert int(answer.headers["content-range"].partition("/")[2]) > 10_000


def test_an_unready_session_is_streamed_whole(open_site: Open) -> None:
    site = open_site(ToneEngine())
    with served(site.app) as address, httpx.Client(base_url=address, timeout=20) as client:
        sound = without_filling(client.get(site.url(".mp3")).content)
        assert client.get(site.url(".mp3"), headers={"Range": "bytes=0-"}).content == sound
        assert mp3.frames(sound) * mp3.FRAME_SECONDS == pytest.approx(
            site.narrator.timing(site.narrator.whole(site.session)).duration
        )


@pytest.mark.slow
def test_200_listeners_of_an_unready_turn_cause_one_synthesis(open_site: Open) -> None:
    engine = ToneEngine()
    site = open_site(engine)
    sounds: list[bytes] = []
    with served(site.app) as address:
        port = int(address.rpartition(":")[2])

        def listen() -> None:
            """Ask by a connection of one's own, as a listener does: httpx's pool closes others' under many threads."""
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", site.url("/turns/1.mp3"))
            sounds.append(connection.getresponse().read())
            connection.close()

        ask = [threading.Thread(target=listen) for _ in range(200)]
        for thread in ask:
            thread.start()
        for thread in ask:
            thread.join()
    assert len(sounds) == 200
    (sound,) = {without_filling(sound) for sound in sounds}
    assert mp3.frames(sound)
    assert sum(engine.spoken.values()) == len(site.narrator.track(site.session, "t1").segments)


def test_who_hung_up_before_the_first_sound_is_not_spoken_to(open_site: Open) -> None:
    gate = threading.Event()
    engine = ToneEngine(lambda text: gate.wait(20))
    site = open_site(engine)
    with served(site.app) as address:
        host, port = address.removeprefix("http://").split(":")
        gone = HTTPConnection(host, int(port), timeout=20)
        gone.request("GET", site.url("/passages/t1.mp3"))
        wait_until(lambda: len(engine.order) == 2)
        gone.close()
        wait_until(lambda: not site.maker.waits())
        gate.set()
        with httpx.Client(base_url=address, timeout=20) as client:
            assert client.get(site.url("/passages/t3.mp3")).status_code == 200
    said = [segment.utterance.text for segment in site.narrator.track(site.session, "t1").segments]
    assert set(said[:2]) == set(engine.order[:2])
    assert not set(said[2:]) & set(engine.order), "nobody waits for the rest"


@pytest.mark.slow
def test_what_a_listener_held_is_let_go_when_they_go(open_site: Open) -> None:
    """By the answer itself, not when memory is tidied up."""
    site = open_site(ToneEngine(seconds=120.0))
    site.narrate()
    held = site.cache.folder / "held"
    gc.disable()
    try:
        with served(site.app) as address:
            host, port = address.removeprefix("http://").split(":")
            listeners = [socket.socket() for _ in range(20)]
            for listener in listeners:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                listener.connect((host, int(port)))
                listener.sendall(f"GET {site.url('.mp3')} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                assert listener.recv(1)
            wait_until(lambda: len(list(held.iterdir())) == 20)
            for listener in listeners:
                listener.close()
            wait_until(lambda: not list(held.iterdir()))
    finally:
        gc.enable()


def test_asking_for_cues_makes_the_passage_and_the_next_one(open_site: Open) -> None:
    site = open_site(ToneEngine())
    told = site.client.get(site.url("/passages/a1.json"))
    assert told.headers["cache-control"] == "no-store"
    assert told.json()["next"] == "t2"
    for key in ("a1", "t2"):
        track = site.narrator.track(site.session, key)
        wait_until(lambda track=track: site.narrator.frames(track) is not None)  # type: ignore[misc]


def test_who_is_about_to_listen_has_the_beginning_made_in_front_of_all_else(open_site: Open) -> None:
    """Who asks for the times of passages to come has not: the maker that is kept for who waits stays free."""
    gate = threading.Event()
    engine, attendant = ToneEngine(lambda _: gate.wait(20)), ToneEngine()
    site = open_site(engine, (attendant,))
    site.client.get(site.url("/passages/t1.json"))
    wait_until(lambda: len(engine.order) == 2)
    assert not attendant.order
    site.client.get(site.url("/passages/t2.json"), headers={"Listening": "now"})
    said = [segment.utterance.text for segment in site.narrator.track(site.session, "t2").segments]
    wait_until(lambda: len(attendant.order) == len(said))
    gate.set()
    wait_until(lambda: site.maker.waiting == 0)
    assert attendant.order == said


def test_where_it_will_soon_be_silent_the_next_sentence_goes_before_others(open_site: Open) -> None:
    """Further sentences are for the makers that everybody has, as long as those are in time."""
    gate = threading.Event()
    engine, attendant = ToneEngine(lambda _: gate.wait(20)), ToneEngine()
    site = open_site(engine, (attendant,))
    for segment in site.narrator.track(site.session, "t2").segments:
        site.narrator.clip(site.session, segment, Urgency.AHEAD)
    wait_until(lambda: len(engine.order) == 2)
    said = [segment.utterance.text for segment in site.narrator.track(site.session, "t1").segments]
    with streaming(site, "/passages/t1.mp3") as pieces:
        heard = b"".join(pieces)
    gate.set()
    assert mp3.frames(without_filling(heard)) > 0
    assert attendant.order == said


def test_where_there_is_no_sound_the_answer_says_why(open_site: Open) -> None:
    site = open_site(BrokenEngine(DriverMissingError("声がありません。reader doctor で確かめてください。")))
    answer = site.client.get(site.url("/turns/1.mp3"))
    assert answer.status_code == 503
    assert answer.text == "声がありません。reader doctor で確かめてください。"
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["retry-after"] == "30"
    told = site.client.get(site.url("/passages/t1.json")).json()
    assert (told["ready"], told["problem"]) == (False, answer.text)


@contextmanager
def streaming(site: Site, rest: str) -> Iterator[Iterator[bytes]]:
    with (
        served(site.app) as address,
        httpx.Client(base_url=address, timeout=20) as client,
        client.stream("GET", site.url(rest)) as answer,
    ):
        yield answer.iter_raw()


def refusing(*texts: str) -> ToneEngine:
    def refuse(text: str) -> None:
        if text in texts:
            raise SpeechError("声が出ません。")

    return ToneEngine(refuse, seconds=2.0)


def test_a_sentence_that_cannot_be_spoken_is_left_out(open_site: Open) -> None:
    site = open_site(refusing("次の文です。"))
    with streaming(site, "/passages/t1.mp3") as pieces:
        assert mp3.frames(without_filling(b"".join(pieces))) > 0
    assert [
        cue.utterance_id for cue in site.narrator.timing(site.narrator.track(site.session, "t1")).cues
    ] == [
        "t1-0",
        "t1-1",
    ]


def test_sound_that_breaks_off_is_not_taken_for_the_end(open_site: Open) -> None:
    site = open_site(refusing("これは一つめです。", "次の文です。", "さらに次の文です。"))
    with (
        pytest.raises(httpx.RemoteProtocolError),
        streaming(site, "/passages/t1.mp3") as pieces,
    ):
        assert mp3.frames(without_filling(b"".join(pieces))) > 0
