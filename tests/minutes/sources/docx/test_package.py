"""Files that Word opens: macros, templates, Strict, relationships to nowhere; and files that no one should open."""

import io
import zipfile

import pytest

from reader.errors import SourceError
from reader.minutes.sources import read_source
from tests.minutes.sources.docx.word import BODY, STRICT, changed, packed, paragraph, related, word_file

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "word/_rels/document.xml.rels"


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _good() -> bytes:
    return word_file(paragraph("議長　始めます。"), header=paragraph("柱"))


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/xml",
    ],
)
def test_other_types(kind: str) -> None:
    assert read_source(changed(_good(), (MAIN, kind))).text == "柱\n議長　始めます。"


def test_strict() -> None:
    assert read_source(changed(_good(), *STRICT)).text == "柱\n議長　始めます。"


@pytest.mark.parametrize(
    "target", ["NULL", "#_top", "", "../media/none.png", "file:///C:/a.doc", "/", "..", "%00", "a" * 3000]
)
@pytest.mark.parametrize("kind", ["image", "header", "styles", "hyperlink"])
def test_relationships_to_nowhere(target: str, kind: str) -> None:
    parts = _parts(_good())
    parts[RELATIONS] = related(parts[RELATIONS].decode(), kind, target).encode()
    assert read_source(packed(parts)).text == "柱\n議長　始めます。"


def test_names_written_otherwise() -> None:
    parts = _parts(_good())
    assert read_source(packed({name.replace("/", "\\"): part for name, part in parts.items()})).text
    parts[RELATIONS] = parts[RELATIONS].replace(b'Target="header.xml"', b'Target="/WORD/Header.xml"')
    assert read_source(packed(parts)).text == "柱\n議長　始めます。"


def test_without_the_package_relationships_or_types() -> None:
    parts = _parts(_good())
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts.pop(name)
    assert read_source(packed(parts)).text == "柱\n議長　始めます。"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<w:document",
        b'<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>',
        b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>',
        b"\x00\x01\x02",
    ],
)
def test_a_broken_document_is_told(body: bytes) -> None:
    parts = _parts(_good())
    parts[BODY] = body
    with pytest.raises(SourceError, match=r"^Wordのファイルとして読めません。.*。$"):
        read_source(packed(parts))
