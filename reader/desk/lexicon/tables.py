"""A file of readings as rows: Excel, or CSV in whatever encoding a spreadsheet saves; what each row says of which word.

A head names the columns (表記・氏名…, 読み・ふりがな…, アクセント); without one they stand in that order. Where no reading
stands, the furigana that was typed with the word counts.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.desk.lexicon.workbook import Cell, Row, sheet_rows
from reader.errors import LexiconError
from reader.readings.lexicon.formats import LexiconFormat, guess_format, read_lexicon, unguarded
from reader.readings.writing.kana import is_kana, to_hiragana

MOST_ROWS = 5_000

_NAMES = ("氏名", "名前", "議員名", "委員名", "職員名")
_SURFACES = ("表記", "語", "言葉", "用語", "単語", "地名", *_NAMES)
_READINGS = ("読み", "よみ", "ヨミ", "読み方", "ふりがな", "フリガナ", "かな", "カナ")
_ACCENTS = ("アクセント",)
_ENCODINGS = ("utf-8-sig", "cp932")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says: ``number`` as the spreadsheet counts it; the words as they stand, not looked at yet."""

    number: int
    surface: str
    reading: str
    accent: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    surface: int = 0
    reading: int = 1
    accent: int = 2
    names: bool = False


def entries_of(data: bytes, name: str) -> tuple[Entry, ...]:
    """The entries of a file. LexiconError, one line, for what is no such file or has too many."""
    entries = tuple(_entries(data))
    if not entries:
        raise LexiconError(f"{name} に読みが一つもありません。表記と読みの列のある表にしてください。")
    return entries


def _entries(data: bytes) -> Iterator[Entry]:
    if data[:4] == b"PK\x03\x04":
        yield from _of_rows(sheet_rows(data))
        return
    text = _text(data)
    if guess_format(text) is LexiconFormat.CSV:
        yield from _of_rows(_csv_rows(text))
        return
    for number, one in enumerate(read_lexicon(text), 1):
        yield Entry(number, one.surface, one.reading, "" if one.accent is None else str(one.accent))


def _csv_rows(text: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    try:
        for row in reader:
            if any(cell.strip() for cell in row) and not row[0].startswith("#"):
                yield Row(reader.line_num, tuple(Cell(unguarded(cell.strip())) for cell in row))
    except csv.Error as error:
        raise LexiconError(f"{reader.line_num}行目を読めません。CSV で保存し直してください。") from error


def _of_rows(rows: Iterator[Row]) -> Iterator[Entry]:
    columns = _Columns()
    for place, row in enumerate(rows):
        if place > MOST_ROWS:
            raise LexiconError(f"{MOST_ROWS:,} 行までにしてください。いくつかのファイルに分けられます。")
        if place == 0 and (named := _columns([cell.text for cell in row.cells])):
            columns = named
            continue
        yield _entry(row, columns)


def _columns(cells: Sequence[str]) -> _Columns | None:
    """Where what stands, by a head; None where the first row is none."""
    plain = ["".join(cell.split()).partition("（")[0].partition("(")[0] for cell in cells]

    def of(names: Sequence[str]) -> int:
        return next((place for place, name in enumerate(plain) if name in names), -1)

    surface = of(_SURFACES)
    if surface < 0:
        return None
    return _Columns(surface, of(_READINGS), of(_ACCENTS), plain[surface] in _NAMES)


def _entry(row: Row, columns: _Columns) -> Entry:
    surface = _at(row, columns.surface)
    reading = _at(row, columns.reading).text
    if not reading and is_kana("".join(surface.furigana.split())):
        reading = surface.furigana
    words = "".join(surface.text.split()) if columns.names else surface.text
    kana = "".join(reading.split())
    return Entry(
        row.number, words, to_hiragana(kana) if is_kana(kana) else reading, _at(row, columns.accent).text
    )


def _at(row: Row, column: int) -> Cell:
    return row.cells[column] if 0 <= column < len(row.cells) else Cell("")


def _text(data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, or what a Japanese spreadsheet saves."""
    for encoding in ("utf-16",) if data[:2] in _UTF_16 else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LexiconError("文字として読めません。Excel か、UTF-8 の CSV で保存し直してください。")
