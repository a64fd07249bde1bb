"""Long lists. The browser shows at most six cards at once and turns on by itself; a list of more than sixty comes in parts.

``/kiosk/sessions?part=2`` → sessions 61 to 120 of 130, with the parts before and after it.
"""

from collections.abc import Sequence
from typing import TypeVar

from starlette.requests import Request

from reader.web.kiosk.stage.addresses import numbered
from reader.web.kiosk.stage.screens import Paging

MOST = 60
_DIGITS = 5
Item = TypeVar("Item")


def part_of(items: Sequence[Item], request: Request, address: str) -> tuple[Sequence[Item], Paging]:
    """The items of the part that ``?part=`` names, or of the nearest there is."""
    paging = paging_of(asked_part(request), len(items), address)
    return items[paging.first - 1 : paging.last], paging


def paging_of(part: int, total: int, address: str) -> Paging:
    """Where the part nearest to ``part`` stands, with the addresses around it."""
    last = parts(total)
    part = min(max(1, part), last)
    return Paging(
        first=(part - 1) * MOST + 1,
        last=min(part * MOST, total),
        total=total,
        previous=numbered(address, part - 1) if part > 1 else "",
        next=numbered(address, part + 1) if part < last else "",
    )


def parts(total: int) -> int:
    """In how many parts so many items come; an empty list is one."""
    return max(1, -(-total // MOST))


def asked_part(request: Request) -> int:
    """The number in ``?part=``, 1 where it is none."""
    number = request.query_params.get("part", "1")
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= _DIGITS else 1
