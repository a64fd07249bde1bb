"""A real server on this machine's own address, for tests of what TestClient cannot show: sound that is sent as it is made."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from tests.speech.sounds import wait_until


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve the application; the value is its address."""
    config = uvicorn.Config(app, port=0, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
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
