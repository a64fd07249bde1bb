"""A page and a cached turn against a bare Starlette response of the same bytes, in one run, request by request.

Both are served by uvicorn on the loopback; requests alternate on two kept-alive connections, so that whatever else
the machine does strikes both. Printed: medians in milliseconds and their ratio; then requests a second, in turns of half a
second each, of eight connections at once, and their ratio. What people are promised (``WANTED``) is compared with it.
"""

import asyncio
import http.client
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.seed import seed_bytes
from bench.serving import Connection
from reader.cli.house import House
from reader.settings.site import Settings
from reader.web.app import create_app
from reader.web.serving.server import configuration

ROUNDS = 300
TURNS, SECONDS, CONNECTIONS = 6, 0.5, 8
WANTED = {"page": (1.25, 0.8), "turn": (1.3, 0.8)}
"""At most so many times as long as the bare answer, and at least so many of its requests a second."""


@contextmanager
def served(app: Starlette) -> Iterator[int]:
    """The application on a port of its own."""
    server = uvicorn.Server(configuration(app, port=0))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def bare(bodies: dict[str, tuple[bytes, str]]) -> Starlette:
    """The same bytes with nothing behind them."""

    def endpoint(request: Request) -> Response:
        body, media_type = bodies[request.url.path]
        return Response(body, media_type=media_type)

    return Starlette(routes=[Route(path, endpoint) for path in bodies])


def fetched(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes, str]:
    """Seconds, body and media type of one request."""
    began = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - began
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return seconds, body, response.headers["Content-Type"]


def main() -> None:
    """Prints one line for each address."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Settings(home=Path(folder)))
        name, data = seed_bytes()
        session = house.importer.import_bytes(data, name, name).id
        paths = [f"/minutes/{session}", f"/minutes/{session}/turns/1.mp3"]
        with house.narrator() as narrator:
            opened = house.library.session(session)
            for future in narrator.request(opened, narrator.track(opened, "t1")):
                future.result()
            with served(create_app(house.library, narrator, house.settings)) as port:
                ours = http.client.HTTPConnection("127.0.0.1", port)
                bodies = {path: fetched(ours, path)[1:] for path in paths}
                with served(bare(bodies)) as other_port:
                    theirs = http.client.HTTPConnection("127.0.0.1", other_port)
                    longer = [compare(ours, theirs, path, len(bodies[path][0])) for path in paths]
                    more = [throughput(port, other_port, path) for path in paths]
                    for name, longest, least in zip(WANTED, longer, more, strict=True):
                        held = longest <= WANTED[name][0] and least >= WANTED[name][1]
                        sys.stdout.write(
                            f"{name}: {'as wanted' if held else 'NOT as wanted'} {WANTED[name]}\n"
                        )


def compare(
    ours: http.client.HTTPConnection, theirs: http.client.HTTPConnection, path: str, size: int
) -> float:
    """Alternates requests and prints medians and ratio."""
    pairs = [(fetched(ours, path)[0], fetched(theirs, path)[0]) for _ in range(ROUNDS)]
    mine, bare_ = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    sys.stdout.write(
        f"{path} ({size:,} bytes): {mine:.2f} ms, bare {bare_:.2f} ms, ratio {mine / bare_:.2f}\n"
    )
    return mine / bare_


def throughput(port: int, other_port: int, path: str) -> float:
    """Requests a second of both, in turns; prints the medians and gives their ratio."""
    pairs = [(a_second(port, path), a_second(other_port, path)) for _ in range(TURNS)]
    mine, bare_ = (statistics.median(column) for column in zip(*pairs, strict=True))
    sys.stdout.write(f"{path}: {mine:,.0f} requests a second, bare {bare_:,.0f}, ratio {mine / bare_:.2f}\n")
    return mine / bare_


def a_second(port: int, path: str) -> float:
    """How many requests a second are answered on several connections at once."""

    async def asking(connection: Connection, end: float) -> int:
        answered = 0
        while time.perf_counter() < end:
            await connection.get(path)
            answered += 1
        connection.close()
        return answered

    async def all_asking() -> int:
        end = time.perf_counter() + SECONDS
        each = (asking(Connection(f"http://127.0.0.1:{port}"), end) for _ in range(CONNECTIONS))
        return sum(await asyncio.gather(*each))

    return asyncio.run(all_asking()) / SECONDS


if __name__ == "__main__":
    main()
