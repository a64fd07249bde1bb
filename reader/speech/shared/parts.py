"""What shared clips are made of: a bucket that holds them, a ledger that knows which it holds.

The order is always the object, then its row: an object without a row is found when it is put again, a row without an object
when it is read; then the row goes, and the clip is made again.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from reader.errors import SpeechError


class StoreError(SpeechError):
    """The bucket cannot be reached, or refuses."""


class Bucket(Protocol):
    """Objects by name. Every call ends within seconds. StoreError where it cannot be done. ``shown`` names it for staff."""

    shown: str

    def put_new(self, name: str, data: bytes) -> None:
        """Puts an object; one of that name stays as it is."""
        ...

    def get(self, name: str) -> bytes | None:
        """The object; None if there is none."""
        ...

    def delete(self, names: Collection[str]) -> None:
        """Takes objects away; those that are not there are none."""
        ...

    def names(self) -> Iterable[str]:
        """All of them."""
        ...


class Ledger(Protocol):
    """Which clips are in the bucket, and how many frames each has. LibraryError where it cannot be asked."""

    def frames(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many frames those of the clips have that are there, in one question however many are asked for."""
        ...

    def add(self, key: str, frames: int) -> None:
        """A clip is there."""
        ...

    def drop(self, keys: Collection[str]) -> None:
        """Clips are there no more."""
        ...

    def keys(self) -> frozenset[str]:
        """All clips that are there."""
        ...
