"""Names and ports as addresses have them, read so that nothing else passes for one.

::

    Kaigi-PC.local:8000           ("kaigi-pc.local", 8000)
    [::1]                         ("::1", None)
    https://example.jp:443/a      ("example.jp", None)       the usual port counts as none
    evil.example/path, a b        None
"""

import re
from ipaddress import ip_network
from urllib.parse import urlsplit

_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::([0-9]{1,5}))?", re.ASCII | re.IGNORECASE)
_USUAL = {"http": 80, "https": 443}
_LAST_PORT = 65535


def host_and_port(authority: str) -> tuple[str, int | None] | None:
    """The name (in lower case, without brackets) and the port of 「example.jp:8000」; None for what is none."""
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        return None
    name, digits = found.groups()
    port = None if digits is None else int(digits)
    if port is not None and port > _LAST_PORT:
        return None
    return name.strip("[]").rstrip(".").lower(), port


def origin(address: str) -> tuple[str, int | None] | None:
    """The name and the port that an http(s) address is of; None for what is no such address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    found = host_and_port(parts.netloc)
    if found is None or parts.scheme not in _USUAL:
        return None
    name, port = found
    return name, None if port == _USUAL[parts.scheme] else port


def listed(text: str) -> tuple[str, ...]:
    """The items of a list that is written with commas or blanks between them."""
    return tuple(text.replace(",", " ").split())


def is_network(text: str) -> bool:
    """Whether this is an IP address, or a network of such: 「10.0.0.0/8」."""
    try:
        ip_network(text)
    except ValueError:
        return False
    return True
