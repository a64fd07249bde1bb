"""Long lists, six cards a page: ``/kiosk/sessions?page=2`` → sessions 7 to 12 of 20, pages 1 and 3 beside it."""

from collections.abc import Sequence
from typing import TypeVar

from starlette.requests import Request

from reader.web.kiosk.addresses import numbered
from reader.web.kiosk.screens import Paging

SIX = 6
_DIGITS = 5
Item = TypeVar("Item")


def page_of(items: Sequence[Item], request: Request, address: str) -> tuple[Sequence[Item], Paging]:
    """Six of the items: the page that ``?page=`` names, or the nearest there is."""
    paging = paging_of(asked_page(request), len(items), address)
    return items[(paging.page - 1) * SIX : paging.page * SIX], paging


def paging_of(page: int, items: int, address: str) -> Paging:
    """The page nearest to ``page`` that there is, with the addresses around it."""
    pages = max(1, -(-items // SIX))
    page = min(max(1, page), pages)
    before = numbered(address, page - 1) if page > 1 else ""
    after = numbered(address, page + 1) if page < pages else ""
    return Paging(page, pages, before, after)


def asked_page(request: Request) -> int:
    """The number in ``?page=``, 1 where it is none."""
    number = request.query_params.get("page", "1")
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= _DIGITS else 1
