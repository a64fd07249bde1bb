"""What is masked: a stretch of minutes, and the mark in its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Plain characters ``start`` to ``end`` of all parts joined, and what stands there from now on."""

    start: int
    end: int
    mark: str
