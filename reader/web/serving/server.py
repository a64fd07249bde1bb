"""An application on a bound socket, by uvicorn: from this process, or from several."""

import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from reader.web.http.client import PeerNoted
from reader.web.serving.collector import pace_collector
from reader.web.serving.connections import BoundedProtocol
from reader.web.serving.room import most_connections


def serve(
    application: Callable[..., object], listeners: Sequence[socket.socket], proxies: Sequence[str] = ()
) -> None:
    """Serves an application until it is stopped. ``proxies`` are the addresses and networks whose word counts about who
    is asking, and how; without any it is this machine's (or what uvicorn's FORWARDED_ALLOW_IPS says)."""
    pace_collector()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl+C does: in good order
    with suppress(KeyboardInterrupt):  # this is how people end it: nothing to complain of
        uvicorn.Server(configuration(application, forwarded_allow_ips=list(proxies) or None)).run(
            sockets=list(listeners)
        )


def serve_from_several(
    factory: Callable[[], object],
    listeners: Sequence[socket.socket],
    processes: int,
    proxies: Sequence[str] = (),
) -> None:
    """Serves what ``factory`` makes in each of so many processes, each started again if it dies."""
    several = configuration(
        f"{factory.__module__}:{factory.__name__}",
        factory=True,
        workers=processes,
        forwarded_allow_ips=list(proxies) or None,
    )
    Multiprocess(several, sockets=list(listeners)).run()


KEPT_SECONDS = 75
"""How long a connection is kept on which nothing is asked: longer than browsers and proxies (nginx: 60 s) keep theirs, so
that they hang up first, and no request meets a connection that is just being closed. Where room is short the idle ones
go before."""


def configuration(application: Callable[..., object] | str, **options: Any) -> uvicorn.Config:
    """uvicorn as every server of ours runs it, but for ``options``. There are no web sockets here."""
    usual: dict[str, Any] = {
        "http": BoundedProtocol,
        "ws": "none",
        "log_level": "warning",
        "server_header": False,
        "timeout_graceful_shutdown": 3,
        "timeout_keep_alive": KEPT_SECONDS,
        "limit_concurrency": most_connections(),
    }
    return _Config(application, **usual | options)


class _Config(uvicorn.Config):
    """uvicorn's, with whose connection it is noted outside of everything that takes a proxy's word for it."""

    def load(self) -> None:
        """Makes the application, in each process."""
        super().load()
        self.loaded_app = PeerNoted(self.loaded_app)
