"""DOCX: a Word file's paragraphs and tables as lines, in the order of the document.

The XML is walked, not the paragraphs that the library lists, so that text boxes, content controls and footnotes lose
no word; what is deleted in a tracked change is gone. Numbers that Word counts are printed in front, ruby becomes a
stated reading, heads, feet and footnotes are CHROME::

    見出し1「議題」             -> HEADING 議題
    a numbered paragraph       -> LIST_ITEM "1.　計画案について"
    a row 議長 │ 開会する。     -> CELL 議長, CELL 開会する。
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml

from reader.errors import SourceError
from reader.minutes.sources.docx.numbers import ListNumbers
from reader.minutes.sources.docx.styles import Styles
from reader.minutes.sources.docx.words import WordLines
from reader.minutes.sources.docx.xml import Node
from reader.minutes.sources.source import Source

_LARGEST_PART = 40 * 1024 * 1024
_LARGEST = 200 * 1024 * 1024
_MOST_PARTS = 4_000
_BROKEN = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    EOFError,
    NotImplementedError,
)


_STYLES, _NUMBERING, _HEADER = RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.HEADER
_ASIDE = (RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)


def read_docx(data: bytes) -> Source:
    """The lines of a Word file. SourceError for one that is broken, locked, or would unpack beyond reason."""
    try:
        _check_size(zipfile.ZipFile(io.BytesIO(data)))
        document = docx.Document(io.BytesIO(data))
        title = (document.core_properties.title or "").strip()
        body: Node = document.element.body
        roots = {kind: list(_roots(document, kind)) for kind in (_STYLES, _NUMBERING, _HEADER, *_ASIDE)}
    except _BROKEN as error:
        raise SourceError("Wordのファイルとして読めません。Wordで開いて保存しなおしてください。") from error
    styles, numbering = (next(iter(roots[kind]), None) for kind in (_STYLES, _NUMBERING))
    lines = WordLines(Styles(styles), ListNumbers(numbering))
    lines.aside(roots[_HEADER])
    lines.body(body)
    for kind in _ASIDE:
        lines.aside(roots[kind])
    return Source(tuple(lines.found), "docx", title or None, tuple(dict.fromkeys(lines.readings)))


def _check_size(archive: zipfile.ZipFile) -> None:
    """What would be unpacked, by the sizes in the archive (which also bound what is unpacked)."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError("パスワードで保護されたファイルです。保護を外して保存しなおしてください。")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        raise SourceError("Wordのファイルの中身が大きすぎます。文章だけの文書にして保存しなおしてください。")
    if any(part.file_size > _LARGEST_PART for part in parts if part.filename.endswith((".xml", ".rels"))):
        raise SourceError("Wordのファイルの文章が大きすぎます。いくつかのファイルに分けてください。")


def _roots(document: Document, kind: str) -> Iterator[Node]:
    """The XML of the document's parts of one kind."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            part = relation.target_part
            yield part.element if hasattr(part, "element") else parse_xml(part.blob)
