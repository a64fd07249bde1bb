"""Makes Word files from bare XML, for what a library would not write."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache

from tests.minutes.sources.printing import docx_bytes, new_docx

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="urn:wps" xmlns:wp="urn:wp" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:odd="urn:odd"'
)
STYLES = "word/styles.xml"
BODY = "word/document.xml"
STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def run(text: str, properties: str = "") -> str:
    """A run of words."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs (plain words are a run of their own)."""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def field(code: str, result: str | None = None) -> str:
    """A field of marks, with or without a result."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result is not None else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def word_file(body: str, styles: str = "", **parts: str) -> bytes:
    """A Word file with that body. ``parts``: more parts, by relationship kind (``comments="<w:comment/>"``); heads and feet
    stand on every page."""
    made = dict(_empty())
    made[BODY] = f"<w:document {NAMES}><w:body>{body}{_section(parts)}</w:body></w:document>".encode()
    made[STYLES] = f"<w:styles {NAMES}>{styles}</w:styles>".encode()
    relations = made["word/_rels/document.xml.rels"].decode()
    for kind, inside in parts.items():
        made[f"word/{kind}.xml"] = f"<w:{kind} {NAMES}>{inside}</w:{kind}>".encode()
        relations = related(relations, kind, f"{kind}.xml")
    made["word/_rels/document.xml.rels"] = relations.encode()
    return packed(made)


@cache
def _empty() -> Mapping[str, bytes]:
    """The parts of an empty Word file, by their names."""
    with zipfile.ZipFile(io.BytesIO(docx_bytes(new_docx()))) as original:
        return {name: original.read(name) for name in original.namelist()}


def _section(parts: Iterable[str]) -> str:
    """The last section, which has those of the parts that are heads and feet."""
    relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "".join(
        f'<w:{kind}Reference w:type="default" r:id="x{kind}"/>'
        for kind in parts
        if kind in ("header", "footer")
    )
    return f'<w:sectPr xmlns:r="{relationships}">{names}</w:sectPr>' if names else ""


def related(relations: str, kind: str, target: str) -> str:
    """The relationships with one more."""
    address = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    one = f'<Relationship Id="x{kind}" Type="{address}" Target="{target}"/>'
    return relations.replace("</Relationships>", f"{one}</Relationships>")


def changed(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The file with some words in all of its XML changed for others."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith((".xml", ".rels")):
                for before, after in changes:
                    part = part.replace(before.encode(), after.encode())
            parts[name] = part
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip file of those parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()
