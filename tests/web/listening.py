"""A real server on this machine's own address, for tests of what TestClient cannot show: sound that is sent as it is made."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from reader.web.serving.server import configuration
from tests.speech.sounds import wait_until


@contextmanager
def served(app: ASGIApp, **options: Any) -> Iterator[str]:
    """Serve the application as ``reader serve`` does, but for ``options`` of uvicorn; the value is its address."""
    server = uvicorn.Server(
        configuration(app, port=0, lifespan="off", timeout_graceful_shutdown=1, **options)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive())
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def without_filling(sound: bytes) -> bytes:
    """The frames of sound that was sent while it was made."""
    if not sound.startswith(b"ID3"):
        return sound
    return sound[10 + sum(byte << shift for byte, shift in zip(sound[6:10], (21, 14, 7, 0), strict=True)) :]
