"""Who asks: what counts as one client, and whether they are still there.

203.0.113.7 → 「203.0.113.7」; of an IPv6 address the network of one household, 2001:db8:1:2::/64.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

Value = TypeVar("Value")

_PEER = "reader.peer"


class ClientGoneError(Exception):
    """Who asked has hung up: nobody will read the answer."""


def client_of(request: Request) -> str:
    """Whom a request counts to; empty where that is not known."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Network((address, 64), strict=False))
    return host


class PeerNoted:
    """Remembers whose connection a request came on, before anything believes what a proxy says of who asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http":
            scope[_PEER] = scope.get("client")
        await self.app(scope, receive, send)


def is_from(request: Request, networks: Sequence[str]) -> bool:
    """Whether the connection itself comes from one of these addresses and networks, whatever the request says."""
    peer = request.scope.get(_PEER) or request.scope.get("client")
    try:
        address = ip_address(peer[0].partition("%")[0]) if peer else None
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return address is not None and any((mapped or address) in ip_network(one) for one in networks)


def nobody_there() -> Response:
    """The answer to who has hung up, read by nobody."""
    return Response(status_code=499)


async def while_there(request: Request, work: Awaitable[Value]) -> Value:
    """What ``work`` gives. ClientGoneError, and the work is cancelled, as soon as who asked hangs up."""
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((working, gone), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGoneError
        return working.result()
    finally:
        working.cancel()
        gone.cancel()
        await asyncio.wait((working, gone))


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
