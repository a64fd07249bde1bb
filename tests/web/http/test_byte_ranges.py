"""Range headers as they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.web.http.byte_ranges import UnsatisfiableRangeError, asked_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-1", (0, 2)),
        ("bytes=0-", (0, 1000)),
        ("bytes=500-", (500, 1000)),
        ("bytes=500-499999", (500, 1000)),
        ("bytes=-300", (700, 1000)),
        ("bytes=-5000", (0, 1000)),
        ("Bytes = 1 - 2", (1, 3)),
        ("bytes=999-999", (999, 1000)),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=0x1-2", None),
        ("bytes=１-２", None),
        ("bytes=0-" + "9" * 5000, None),
        ("分", None),
        ("bytes=1 2-3", None),
        ("bytes=" + " " * 200_000 + "x", None),
        ("bytes=" + " " * 200_000 + "0-1", None),
    ],
)
def test_what_is_asked_for(header: str, part: tuple[int, int] | None) -> None:
    assert asked_range(header, 1000) == part


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=99999-"])
def test_what_lies_outside(header: str) -> None:
    with pytest.raises(UnsatisfiableRangeError):
        asked_range(header, 1000)


@given(st.text(st.sampled_from("bytes=-0123456789, \t"), max_size=20), st.integers(1, 10**6))
def test_any_answer_lies_inside(header: str, size: int) -> None:
    try:
        part = asked_range(header, size)
    except UnsatisfiableRangeError:
        return
    assert part is None or 0 <= part[0] < part[1] <= size
