"""A page and a cached turn against a bare Starlette response of the same bytes, in one run, request by request.

Both are served by uvicorn on the loopback; requests alternate on two kept-alive connections, so that whatever else
the machine does strikes both. Printed: medians in milliseconds, and their ratio.
"""

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
from reader.cli.house import House
from reader.settings.site import Settings
from reader.web.app import create_app
from reader.web.serving.server import configuration

ROUNDS = 300


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
                    for path in paths:
                        compare(ours, theirs, path, len(bodies[path][0]))


def compare(
    ours: http.client.HTTPConnection, theirs: http.client.HTTPConnection, path: str, size: int
) -> None:
    """Alternates requests and prints medians and ratio."""
    pairs = [(fetched(ours, path)[0], fetched(theirs, path)[0]) for _ in range(ROUNDS)]
    mine, bare_ = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    sys.stdout.write(
        f"{path} ({size:,} bytes): {mine:.2f} ms, bare {bare_:.2f} ms, ratio {mine / bare_:.2f}\n"
    )


if __name__ == "__main__":
    main()
