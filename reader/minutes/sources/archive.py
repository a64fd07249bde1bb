"""A zip of pages as one meeting: its pages read in the order of their numbers, one behind the other.

::

    1.html, 2.html, … 10.html, 図.docx.bak   -> the lines of 1, 2, … 10; a file that is no page is told
    css/style.css                            -> how the pages that name it look
"""

import io
import posixpath
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace

from reader.errors import SourceError
from reader.minutes.model import ParserWarning, StatedReading
from reader.minutes.sources.encoding import decode
from reader.minutes.sources.left_out import Unseen
from reader.minutes.sources.source import Line, LineKind, Source

_LARGEST = 200 * 1024 * 1024
_MOST = 1_000
_IGNORED = re.compile(
    r"(?:^|/)(?:\.|__MACOSX/|Thumbs\.db$|desktop\.ini$)|\.(?:css|js|gif|png|jpe?g|svg|ico|woff2?)$",
    re.IGNORECASE,
)
_SHEET = re.compile(r"\.css$", re.IGNORECASE)
_MOST_OF_SHEETS = 2_000_000
_NUMBER = re.compile(r"(\d{1,12})")
_TOLD = 3


def pages_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of an archive that could be pages, by name, in the order in which people number them."""
    with _opened(data) as (archive, named):
        for name in sorted(named, key=_order):
            if not _IGNORED.search(name):
                yield name, archive.read(named[name])


def sheets_of(data: bytes) -> Mapping[str, str]:
    """The style sheets of an archive, by name."""
    sheets: dict[str, str] = {}
    left = _MOST_OF_SHEETS
    with _opened(data) as (archive, named):
        for name, part in named.items():
            left -= part.file_size if _SHEET.search(name) else 0
            if _SHEET.search(name) and left >= 0:
                with suppress(SourceError):
                    sheets[posixpath.normpath(name)] = decode(archive.read(part))
    return sheets


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[zipfile.ZipFile, Mapping[str, zipfile.ZipInfo]]]:
    """The archive, and its files by name. SourceError for one that is broken, locked or too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = [part for part in archive.infolist() if not part.is_dir()]
        if any(part.flag_bits & 1 for part in parts):
            raise SourceError(
                "パスワードで保護された圧縮ファイル（zip）です。取り出してから指定してください。"
            )
        if len(parts) > _MOST or sum(part.file_size for part in parts) > _LARGEST:
            raise SourceError(
                "圧縮ファイル（zip）の中身が大きすぎます。1つの会議ごとに分けて指定してください。"
            )
        yield archive, {_name(part): part for part in parts}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise SourceError(
            "壊れた圧縮ファイル（zip）です。取り出して、中のファイルを指定してください。"
        ) from error


def joined(pages: Iterable[tuple[str, Source | None]]) -> Source:
    """One source of the pages' sources, in order. SourceError where none of the files is a page."""
    lines: list[Line] = []
    readings: list[StatedReading] = []
    warnings: list[ParserWarning] = []
    unseen = Unseen()
    titles: list[str] = []
    others: list[str] = []
    for name, source in pages:
        if source is None:
            others.append(name)
            continue
        lines += _behind(lines, source)
        readings += source.readings
        warnings += [
            replace(warning, line=0, message=f"{name}: {warning.message}") for warning in source.warnings
        ]
        for left_out in source.left_out:
            unseen.count(left_out.what, left_out.count)
        titles += [source.title] if source.title else []
    if not lines:
        raise SourceError(
            "圧縮ファイル（zip）の中に会議録のページがありません。取り出して、会議録のファイルを指定してください。"
        )
    if others:
        shown = "、".join(others[:_TOLD]) + ("…" if len(others) > _TOLD else "")
        warnings.append(ParserWarning(0, f"読めないファイルが{len(others)}あり、除きました（{shown}）。"))
    return Source(
        tuple(lines),
        "zip",
        titles[0] if titles else None,
        tuple(dict.fromkeys(readings)),
        tuple(warnings),
        unseen.told(),
    )


def _behind(lines: list[Line], source: Source) -> Iterator[Line]:
    """The lines of a page, numbered on, with a page's end in front and rows of their own."""
    number, row = len(lines), max((line.row for line in lines), default=-1) + 1
    if lines:
        number += 1
        yield Line("", number, LineKind.PAGE_BREAK)
    for line in source.lines:
        number += 1
        yield replace(line, number=number, row=line.row + row if line.row >= 0 else -1)


def _name(part: zipfile.ZipInfo) -> str:
    """The file's name. An archive of Windows says nothing of its names' encoding: Shift_JIS, most likely."""
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return part.filename


def _order(name: str) -> list[tuple[int, str]]:
    """2.html before 10.html."""
    pieces = _NUMBER.split(unicodedata.normalize("NFKC", name))
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]
