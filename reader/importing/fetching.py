"""A published page by its address, with limits: time, size, redirects, and only public addresses.

Staff paste an address from a browser; it must not become a way into the building's own network. The address
that was really connected to is checked, not the name: a name may point elsewhere the second time it is asked
(DNS rebinding). Where a proxy is set for this machine, the proxy does the connecting, and the name is checked.

    fetch("https://www.city.example.jp/kaigiroku/12.html")  → Fetched(data, name="12.html", address=…)
"""

import http.client
import ipaddress
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from reader.errors import SourceError
from reader.importing.deadline import Deadline

TIME_LIMIT = 30.0
"""Seconds for the whole page."""

SILENCE_LIMIT = 10.0
"""Seconds without a byte."""

MOST_REDIRECTS = 5

_CHUNK = 64 * 1024
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_ISATAP = 0x00005EFE
_AGENT = "minutes-reader (import of published minutes)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes, its file name as a hint of the format, and the address it came from in the end."""

    data: bytes
    name: str
    address: str


def is_address(source: str) -> bool:
    """Whether a source is an http(s) address rather than a file."""
    return source.lower().startswith(("http://", "https://"))


def without_password(address: str) -> str:
    """The address as it may be shown and kept: without a name and a password before its host."""
    scheme, separator, rest = address.partition("://")
    end = min((rest.find(mark) for mark in "/?#\\" if mark in rest), default=len(rest))
    return f"{scheme}{separator}{rest[:end].rpartition('@')[2]}{rest[end:]}"


def fetch(address: str, largest: int, allow_private: bool = False, time_limit: float = TIME_LIMIT) -> Fetched:
    """The page at ``address``, at most ``largest`` bytes. SourceError in one line if it cannot be had.

    ``time_limit`` is seconds for all of it: connecting, redirects, headers, pieces and their sizes.
    """
    with Deadline(time_limit) as deadline:
        opener = urllib.request.build_opener(
            _Redirects(allow_private), _Http(allow_private, deadline), _Https(allow_private, deadline)
        )
        request = urllib.request.Request(address, headers={"User-Agent": _AGENT})
        try:
            _check_host(address, allow_private)
            with opener.open(request, timeout=min(SILENCE_LIMIT, time_limit)) as response:
                data = _body(response, address, largest, deadline)
                return Fetched(data, _file_name(response.url), response.url)
        except urllib.error.HTTPError as error:
            with error:
                if deadline.passed:
                    raise _too_slow(address) from error
                raise SourceError(
                    f"{address}: ページがありません（応答 {error.code}）。番地を確かめてください。"
                ) from error
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
            if deadline.passed or isinstance(getattr(error, "reason", error), TimeoutError):
                raise _too_slow(address) from error
            raise SourceError(
                f"{address}: つながりません。番地とネットワークを確かめるか、"
                "ブラウザーで保存したファイルを取り込んでください。"
            ) from error


def _body(response: http.client.HTTPResponse, address: str, largest: int, deadline: Deadline) -> bytes:
    chunks, size = [], 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > largest:
            raise SourceError(
                f"{address}: {largest // 1024**2} MB を超えています。会議ごとのページを指定してください。"
            )
        chunks.append(chunk)
    if deadline.passed:
        raise _too_slow(address)
    if response.length:
        raise SourceError(f"{address}: 途中で切れました。後でもう一度試してください。")
    return b"".join(chunks)


def _too_slow(address: str) -> SourceError:
    return SourceError(
        f"{address}: 時間内に読み終わりません。後でもう一度試すか、ブラウザーで保存したファイルを取り込んでください。"
    )


def _private(address: str) -> SourceError:
    return SourceError(
        f"{address}: 公開されていない番地です。庁内のページを取り込むときは --allow-private を付けてください。"
    )


def _file_name(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).name


def _is_public(host: str) -> bool:
    """Whether an IP address is one of the world's, and every IPv4 address that it stands for as well."""
    found = ipaddress.ip_address(host.partition("%")[0])
    if isinstance(found, ipaddress.IPv4Address):
        return _is_of_the_world(found)
    if found.ipv4_mapped is not None:
        return _is_of_the_world(found.ipv4_mapped)
    if found.is_site_local or found in _LOCAL_NAT64:
        return False
    return _is_of_the_world(found) and all(map(_is_of_the_world, _stands_for(found)))


def _is_of_the_world(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_global and not address.is_multicast


def _stands_for(address: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 addresses that gateways make of this one: NAT64, 6to4, Teredo, ISATAP, and ::a.b.c.d of old."""
    number = int(address)
    if address in _NAT64 or address in _COMPATIBLE or (number >> 32) & 0xFDFFFFFF == _ISATAP:
        yield ipaddress.IPv4Address(number & 0xFFFFFFFF)
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo


def _check_host(address: str, allow_private: bool) -> None:
    """Refuses an address whose host is, or is known as, a private one, and anything but http(s)."""
    parts = urlsplit(address)
    if "@" in parts.netloc:
        raise SourceError(
            f"{without_password(address)}: 名前やパスワードの入った番地（名前:パスワード@…）は使えません。"
            "ブラウザーで開いて保存したファイルを取り込んでください。"
        )
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SourceError(f"{address}: http:// か https:// で始まる番地を書いてください。")
    if allow_private:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return  # behind a proxy names need not be known here; without one connecting fails by itself
    if not all(_is_public(str(item[4][0])) for item in found):
        raise _private(address)


def _opened(
    address: tuple[str, int], timeout: float, deadline: Deadline, allow_private: bool
) -> socket.socket:
    """A connection whose other end is checked before a byte is sent."""
    connection = deadline.connect(address, timeout)
    if not allow_private and not _is_public(connection.getpeername()[0]):
        connection.close()
        raise _private(f"{address[0]}:{address[1]}")
    return connection


class _Redirects(urllib.request.HTTPRedirectHandler):
    """At most five, and each to an address that is checked like the first."""

    max_redirections = MOST_REDIRECTS

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        _check_host(newurl, self._allow_private)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, allow_private: bool, deadline: Deadline) -> None:
        super().__init__()
        self._allow_private = allow_private
        self._deadline = deadline

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        allow = self._allow_private or req.has_proxy()

        def connection(host: str, **options: Any) -> http.client.HTTPConnection:
            return _watched(http.client.HTTPConnection(host, **options), self._deadline, allow)

        return self.do_open(connection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, allow_private: bool, deadline: Deadline) -> None:
        super().__init__()
        self._allow_private = allow_private
        self._deadline = deadline

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        # ``_tunnel_host`` is set when a proxy carries the connection; then the peer is the proxy.
        allow = self._allow_private or bool(getattr(req, "_tunnel_host", None))

        def connection(host: str, **options: Any) -> http.client.HTTPConnection:
            return _watched(http.client.HTTPSConnection(host, **options), self._deadline, allow)

        return self.do_open(connection, req)


def _watched(
    connection: http.client.HTTPConnection, deadline: Deadline, allow_private: bool
) -> http.client.HTTPConnection:
    """The connection, connecting as ``_opened`` does; http.client keeps what it connects by for whoever has a better way."""

    def connect(address: tuple[str, int], timeout: float, _source: object = None) -> socket.socket:
        return _opened(address, timeout, deadline, allow_private)

    vars(connection)["_create_connection"] = connect
    return connection
