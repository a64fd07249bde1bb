"""The files that editions came from: rows here, bytes in ``sources/`` beside the library, named by their digest."""

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from reader.errors import LibraryError, NotFoundError
from reader.library.file.causes import cause_of
from reader.library.schema.edition_tables import source

_DIGEST = re.compile("[0-9a-f]{64}")


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file whole, or not at all; it is on the disk, and outlives a power cut, when this returns. OSError."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """Bytes by their SHA-256 (hexadecimal)."""

    folder: Path

    def keep(self, data: bytes) -> str:
        """Writes the bytes whole, or nothing; gives their digest. LibraryError if that cannot be."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if path.is_file():
            return digest
        try:
            write_whole(path, data)
        except OSError as error:
            raise LibraryError(f"ファイルを預かれません（{cause_of(error)}）。", self.folder) from error
        return digest

    def bytes_of(self, digest: str) -> bytes:
        """What was kept. NotFoundError if it is not there any more."""
        try:
            return self._path(digest).read_bytes()
        except OSError as error:
            raise NotFoundError("元のファイルはもうありません。もう一度お送りください。") from error

    def has(self, digest: str) -> bool:
        """Whether they are kept still."""
        return self._path(digest).is_file()

    def drop(self, digest: str) -> None:
        """Nothing of it is kept any more."""
        self._path(digest).unlink(missing_ok=True)

    def pack(self, path: Path) -> int:
        """Copies everything that is kept into one ZIP, whole or not at all; gives how many files. LibraryError."""
        kept = sorted(one for one in self.folder.glob("??/*") if _DIGEST.fullmatch(one.name))
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as packed:
                for one in kept:
                    packed.write(one, one.name)
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise LibraryError(f"元のファイルの控えを取れません（{cause_of(error)}）。", path) from error
        return len(kept)

    def unpack(self, path: Path, purged: Collection[str]) -> int:
        """Puts back what is missing of a ZIP that ``pack`` wrote, but for what was ``purged``; gives how many files.
        LibraryError where it is none, or a file is not what it was."""
        put = 0
        try:
            with zipfile.ZipFile(path) as packed:
                for name in packed.namelist():
                    if not _DIGEST.fullmatch(name) or name in purged or self.has(name):
                        continue
                    data = packed.read(name)
                    if hashlib.sha256(data).hexdigest() != name:
                        raise LibraryError(
                            "元のファイルの控えが壊れています。ほかの控えを使ってください。", path
                        )
                    self.keep(data)
                    put += 1
        except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
            raise LibraryError(
                "元のファイルの控えとして読めません。壊れていないか確かめてください。", path
            ) from error
        return put

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


def put_source(connection: Connection, digest: str, name: str, size: int, by: int, now: datetime) -> None:
    """Notes who handed in which bytes first, and by which name."""
    if connection.execute(select(source.c.digest).where(source.c.digest == digest)).first() is None:
        connection.execute(insert(source).values(digest=digest, name=name, size=size, by=by, at=now))


def mark_purged(connection: Connection, digest: str, now: datetime) -> None:
    """Notes that nothing is kept of those bytes any more."""
    connection.execute(update(source).where(source.c.digest == digest).values(purged_at=now))


def purged_sources(connection: Connection) -> frozenset[str]:
    """The digests of the bytes of which nothing may be kept any more."""
    rows = connection.execute(select(source.c.digest).where(source.c.purged_at.is_not(None)))
    return frozenset(rows.scalars())
