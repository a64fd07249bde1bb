"""Who asks: what counts as one client, and whether they are still there.

203.0.113.7 → 「203.0.113.7」; of an IPv6 address the network of one household, 2001:db8:1:2::/64.
"""

import asyncio
from collections.abc import Awaitable
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

Value = TypeVar("Value")


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
