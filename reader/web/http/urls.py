"""Addresses of pages: /minutes/20211028-1/speakers/副委員長."""

from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request


class TurnNumber(Convertor[int]):
    """The number of a turn in an address, as ``{number:turn}``; with more digits than any has, it is no address of ours."""

    regex = "[0-9]{1,6}"

    def convert(self, value: str) -> int:
        """Its value."""
        return int(value)

    def to_string(self, value: int) -> str:
        """As it stands in an address."""
        return str(value)


register_url_convertor("turn", TurnNumber())


def session_url(session_id: str) -> str:
    """A session."""
    return f"/minutes/{quote(session_id, safe='')}"


def turn_url(session_id: str, number: int) -> str:
    """One turn on a page of its own."""
    return f"{session_url(session_id)}/turns/{number}"


def turn_place(session_id: str, number: int) -> str:
    """One turn on its page, beneath the question that stands before it there."""
    return f"{turn_url(session_id, number)}#t{number}"


def speaker_url(session_id: str, speaker: str) -> str:
    """Everything one speaker said."""
    return f"{session_url(session_id)}/speakers/{quote(speaker, safe='')}"


def public_address(request: Request, public_url: str) -> str:
    """Where the site is reached from outside, without a slash at the end: as it is set, else as it was asked."""
    return public_url.rstrip("/") or str(request.base_url).rstrip("/")


def published(source: str) -> str:
    """Where the municipality itself shows what was imported: the address it was fetched from; empty for a file."""
    return source if source.lower().startswith(("http://", "https://")) else ""
