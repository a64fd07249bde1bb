"""A year's sessions in one file: /open-data/2026.zip, one session a line as minutes.schema.json has them, and what may be done with it.

Written whole beside the exports, a session at a time, and named by what is in it: a year of any size takes the memory of one session.
"""

import hashlib
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reader.errors import NotFoundError
from reader.exporting.exporter import RENDERING, Exporter
from reader.exporting.files import Exported
from reader.exports.data.minutes_json import write_minutes_json
from reader.exports.imprint import Terms
from reader.exports.material import Options
from reader.library.library import Library


class Yearly:
    """The files of years. May be called from any thread."""

    def __init__(self, library: Library, exporter: Exporter, terms: Terms) -> None:
        self._library = library
        self._exporter = exporter
        self._terms = terms

    def file(self, year: int) -> Exported:
        """The file of that year, whole. NotFoundError for a year without sessions."""
        ids = sorted(s.id for s in self._library.sessions() if s.held_on and s.held_on.year == year)
        if not ids:
            raise NotFoundError(f"{year} 年の会議録はありません。一覧から選んでください。")
        stamps = self._library.stamps()
        content = repr((RENDERING, self._terms, [(one, stamps.get(one)) for one in ids]))
        version = hashlib.sha256(content.encode()).hexdigest()[:20]

        def write(file: BinaryIO) -> None:
            self._pack(file, year, ids)

        return self._exporter.files.of(f"year-{year}", version, "zip", False, write)

    def _pack(self, file: BinaryIO, year: int, ids: list[str]) -> None:
        """The same sessions give the same bytes."""
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            with archive.open(_entry(f"minutes-{year}.jsonl"), "w", force_zip64=True) as lines:
                for session_id in ids:
                    line = BytesIO()
                    write_minutes_json(self._exporter.material(session_id, False), Options(), line)
                    lines.write(line.getvalue() + b"\n")
            told = f"{self._terms.publisher or '会議録'} {year}年\nライセンス: {self._terms.licence_told()}\n"
            archive.writestr(_entry("README.txt"), told)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)  # its day is that of all such entries: the same sessions, the same bytes
    entry.compress_type = ZIP_DEFLATED
    return entry
