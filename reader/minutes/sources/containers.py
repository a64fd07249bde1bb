"""What a file is when it is not text: told by its first bytes and, for archives, by what lies inside.

::

    b"%PDF-1.7…"                    -> PDF
    b"PK\\x03\\x04…" with word/…     -> DOCX
    b"\\xd0\\xcf\\x11\\xe0…"            -> office_kind: 古い形式のWord文書（.doc）
    b"\\x89PNG…"                     -> "画像（PNG）です。…"
"""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from reader.errors import SourceError


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A format that only an office program reads: what it is called, and how its files' names end."""

    label: str
    ending: str


_DOC = OfficeKind("古い形式のWord文書（.doc）", ".doc")
_RTF = OfficeKind("リッチテキスト（RTF）", ".rtf")
_ODT = OfficeKind("OpenDocumentの文書（.odt）", ".odt")
_FODT = OfficeKind("OpenDocumentの文書（.fodt）", ".fodt")


class Container(StrEnum):
    """The binary formats that can be read."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ZIP = "zip"


_REMEDY = "会議録のテキスト、HTML、PDF、Word（.docx）、Excel（.xlsx）のファイルを指定してください。"
_KNOWN = (
    (b"\x89PNG", "画像（PNG）"),
    (b"\xff\xd8\xff", "画像（JPEG）"),
    (b"GIF8", "画像（GIF）"),
    (b"II*\x00", "画像（TIFF）"),
    (b"MM\x00*", "画像（TIFF）"),
    (b"ID3", "音声（MP3）"),
    (b"OggS", "音声（Ogg）"),
    (b"fLaC", "音声（FLAC）"),
    (b"\x1f\x8b", "圧縮ファイル（gzip）"),
    (b"BZh", "圧縮ファイル（bzip2）"),
    (b"\xfd7zXZ", "圧縮ファイル（xz）"),
    (b"7z\xbc\xaf", "圧縮ファイル（7z）"),
    (b"Rar!", "圧縮ファイル（RAR）"),
    (b"\x7fELF", "プログラム"),
    (b"SQLite format 3\x00", "データベース"),
)
_RIFF = {b"WAVE": "音声（WAV）", b"WEBP": "画像（WebP）", b"AVI ": "動画（AVI）"}
_FLAT_TEXT = re.compile(
    rb"<office:document\b[^>]{0,3900}office:mimetype=[\"']application/vnd\.oasis\.opendocument\.text"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    (
        "EncryptedPackage",
        "パスワードで保護されたWordやExcelのファイルです。保護を外して保存しなおしてください。",
    ),
    ("Workbook", "古い形式のExcel（.xls）です。Excelで開いて.xlsxで保存しなおしてください。"),
    ("PowerPoint Document", "古い形式のPowerPoint（.ppt）です。PDFで保存しなおしてください。"),
    ("DocumentText", "一太郎の文書です。PDFかテキストで保存しなおしてください。"),
)
_PARTS = (
    ("ppt/", "PowerPointのファイルです。PDFで保存しなおしてください。"),
    ("content.xml", "OpenDocumentの文書です。.docxかPDFで保存しなおしてください。"),
    ("meta-inf/container.xml", "電子書籍（EPUB）です。テキストかPDFで保存しなおしてください。"),
    ("mimetype", "OpenDocumentの文書です。.docxかPDFで保存しなおしてください。"),
)


def container_of(data: bytes) -> Container | None:
    """The container in ``data``; None for (what may be) text. SourceError for a known format that cannot be read."""
    if b"%PDF-" in data[:1024]:
        return Container.PDF
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if data.startswith(b"PK\x05\x06"):
        raise SourceError(f"中身のない圧縮ファイル（zip）です。{_REMEDY}")
    office = office_kind(data)
    if office is not None:
        raise SourceError(f"{office.label}です。Wordで開いて.docxかPDFで保存しなおしてください。")
    if data.startswith(_OLE):
        raise SourceError(_ole(data))
    what = next((what for magic, what in _KNOWN if data.startswith(magic)), None)
    if data.startswith(b"RIFF"):
        what = _RIFF.get(data[8:12], "音声や動画")
    if data[4:8] == b"ftyp":
        what = "動画や画像（MP4など）"
    if data[:2] in (b"BM", b"MZ") and b"\x00" in data[:64]:
        what = "画像（BMP）" if data[:2] == b"BM" else "プログラム"
    if what:
        raise SourceError(f"{what}です。{_REMEDY}")
    return None


def office_kind(data: bytes) -> OfficeKind | None:
    """The office format of ``data`` that must be converted before it can be read; None for every other."""
    if data.lstrip()[:5] == b"{\\rtf":
        return _RTF
    if data.startswith(_OLE):
        names = [name.encode("utf-16-le") for name in ("WordDocument", "EncryptedPackage")]
        return _DOC if names[0] in data and names[1] not in data else None
    if data.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:120]:
        return _ODT
    if _FLAT_TEXT.search(data[:4000]) is not None:
        return _FODT
    return None


def _archive(data: bytes) -> Container:
    try:
        names = [name.replace("\\", "/").lower() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SourceError(
            "壊れたWordのファイルか、壊れた圧縮ファイルです。保存しなおしたものを指定してください。"
        ) from error
    if any(name.startswith("word/") for name in names):
        return Container.DOCX
    if any(name.startswith("xl/") for name in names):
        return Container.XLSX
    if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in data[:120]:
        raise SourceError(
            "OpenDocumentの表（.ods）です。ExcelかLibreOfficeで開いて.xlsxで保存しなおしてください。"
        )
    for start, message in _PARTS:
        if any(name.startswith(start) for name in names):
            raise SourceError(message)
    return Container.ZIP


def _ole(data: bytes) -> str:
    for name, message in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return message
    return "古い形式のOfficeのファイルです。ExcelやWordで開いて.xlsxや.docxで保存しなおしてください。"
