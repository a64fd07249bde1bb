"""Senders who send too much, too slowly, or too many at once, over real sockets; everybody else is served all the same."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from reader.web.serving.connections import MOST_HEAD, MOST_HEADERS, BoundedProtocol
from tests.web.listening import served

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
LAST = b"Connection: close\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
LARGE = 32 * 1024 * 1024


class _Patient(BoundedProtocol):
    head_seconds = body_seconds = stalled_seconds = 3600.0


class _Hurried(BoundedProtocol):
    head_seconds = body_seconds = stalled_seconds = 0.2


async def _counted(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def _large(_request: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(LARGE // 65536):
            yield b"x" * 65536

    return StreamingResponse(pieces())


async def _never(_request: Request) -> Response:
    await asyncio.Event().wait()
    return Response()


APP: ASGIApp = Router(
    [
        Route("/", _counted, methods=["GET", "POST"]),
        Route("/large", _large),
        Route("/never", _never),
    ]
)


@pytest.fixture
def patient() -> Iterator[int]:
    with served(APP, http=_Patient, limit_concurrency=6) as address:
        yield _port(address)


@pytest.fixture
def hurried() -> Iterator[int]:
    with served(APP, http=_Hurried) as address:
        yield _port(address)


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])


def _opened(port: int, *pieces: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    try:
        for piece in pieces:
            connection.sendall(piece)
    except OSError:
        pass  # closed already: what was answered can still be read
    return connection


def _answered(connection: socket.socket) -> bytes:
    """What comes until the other side closes; what an unread rest of a request takes along is not missed."""
    got = b""
    try:
        while piece := connection.recv(65536):
            got += piece
    except ConnectionError:
        pass
    connection.close()
    return got


def _status(port: int, *pieces: bytes) -> bytes:
    return _answered(_opened(port, *pieces))[9:12]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HEAD + LAST, b"200"),
        (HEAD + b"X: " + b"a" * (MOST_HEAD - 100) + b"\r\n" + LAST, b"200"),
        (HEAD + b"X: " + b"a" * MOST_HEAD + b"\r\n" + LAST, b"431"),
        (b"GET /" + b"a" * MOST_HEAD + b" HTTP/1.1\r\nHost: x\r\n" + LAST, b"431"),
        (HEAD + b"X: a\r\n" * (MOST_HEADERS - 2) + LAST, b"200"),
        (HEAD + b"X: a\r\n" * MOST_HEADERS + LAST, b"431"),
        (POST + b"Content-Length: 60000\r\n" + LAST + b"a" * 60000, b"200"),
        (
            POST + b"Transfer-Encoding: chunked\r\n" + LAST + b"1\r\na\r\n" * 20000 + b"0\r\n\r\n",
            b"200",
        ),
        (b"\x00 nonsense\r\n\r\n", b"400"),
    ],
    ids=["plain", "long", "too long", "address", "many", "too many", "body", "pieces", "nonsense"],
)
def test_a_request_is_taken_up_to_its_bounds(patient: int, request_: bytes, status: bytes) -> None:
    assert _status(patient, request_) == status


def test_who_sends_too_much_in_one_go_is_still_told_why(patient: int) -> None:
    assert _status(patient, HEAD + b"Cookie: " + b"a=b;" * 250_000 + b"\r\n" + LAST) == b"431"


@pytest.mark.parametrize(
    "endless",
    [
        HEAD + b"X: ",
        b"GET /",
        CHUNKED + b"1;",
        CHUNKED + b"1\r\na\r\n0\r\nX: ",
    ],
    ids=["header", "address", "words about a piece", "header behind the body"],
)
def test_what_does_not_end_is_cut_off_long_before_it_fills_the_memory(patient: int, endless: bytes) -> None:
    connection = _opened(patient, endless)
    sent = 0
    with pytest.raises(OSError):
        while sent < LARGE:
            sent += connection.send(b"a" * 4096)
    connection.close()
    assert _status(patient, HEAD + LAST) == b"200"


def test_many_lines_that_do_not_end_are_cut_off_too(patient: int) -> None:
    connection = _opened(patient, HEAD)
    with pytest.raises(OSError):
        for _ in range(LARGE // 8):
            connection.send(b"X: a\r\n" * 100)
    connection.close()


def test_requests_in_a_row_are_each_bounded_for_themselves(patient: int) -> None:
    answered = _answered(_opened(patient, (HEAD + b"X: " + b"a" * 9000 + b"\r\n\r\n") * 20 + HEAD + LAST))
    assert answered.count(b"HTTP/1.1 200") == 21


@pytest.mark.parametrize(
    "unfinished",
    [
        b"",
        HEAD,
        HEAD + b"X: a",
        b"\r\n\r\n\r\n",
        POST + b"Content-Length: 10\r\n\r\na",
        CHUNKED + b"1\r\na\r\n",
        HEAD + b"\r\n" + HEAD,
    ],
    ids=["nothing", "header", "line", "blank lines", "body", "pieces", "second request"],
)
def test_what_is_not_there_in_time_is_waited_for_no_longer(hurried: int, unfinished: bytes) -> None:
    assert b"HTTP/1.1 5" not in _answered(_opened(hurried, unfinished))


def test_who_drips_is_not_given_more_time(hurried: int) -> None:
    connection = _opened(hurried, HEAD)
    connection.settimeout(0.02)
    answer = b""
    while not answer:
        connection.send(b"a")
        with suppress(TimeoutError):
            answer = connection.recv(4096)
    connection.close()
    assert answer[9:12] == b"408"


@pytest.mark.slow
def test_who_takes_nothing_of_the_answer_is_let_go(hurried: int) -> None:
    connection = _opened(hurried, b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
    assert _status(hurried, HEAD + LAST) == b"200"
    for _ in range(20):
        _answered(_opened(hurried))  # each takes as long as somebody who takes nothing is given
    assert len(_answered(connection)) < LARGE


def test_those_who_ask_for_nothing_make_room(patient: int) -> None:
    waiting = [_opened(patient, HEAD + b"X: ") for _ in range(20)]
    assert _status(patient, HEAD + LAST) == b"200"
    assert [_answered(connection) for connection in waiting[:14]] == [b""] * 14
    waiting[-1].sendall(b"a\r\n" + LAST)
    assert _answered(waiting[-1])[9:12] == b"200"


@pytest.mark.slow
def test_where_everybody_is_served_one_more_is_told_to_come_again(patient: int) -> None:
    served_now = [_opened(patient, b"GET /never HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(6)]
    told = b""
    while told != b"503":  # until all six have arrived
        told = _status(patient, HEAD + LAST)
        assert told in (b"200", b"503")
    for connection in served_now:
        connection.close()
