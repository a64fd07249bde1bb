"""What an OpenDocument text or a rich text hides goes to LibreOffice as hidden letters: the one hiding that a Word file keeps."""

import io
import re
import zipfile

import pytest

from reader.errors import SourceError
from reader.minutes.sources.containers import office_kind
from reader.minutes.sources.office.open_document import hidden_as_letters
from reader.minutes.sources.office.rich_text import hidden_boxes_as_letters
from tests.minutes.mutations import archive

SECRET = "申立人は桜井さん"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table")
)
_TYPE = "application/vnd.oasis.opendocument.text"
HIDDEN = {
    "section": f'<text:section text:display="none"><text:p>{SECRET}</text:p></text:section>',
    "section in a section": f'<text:section><text:section text:display="none"><text:p>{SECRET}</text:p></text:section></text:section>',
    "table in a section": f'<text:section text:display="none"><table:table><table:table-row><table:table-cell><text:p>{SECRET}</text:p></table:table-cell></table:table-row></table:table></text:section>',
    "condition": f'<text:section text:display="condition" text:condition="ooow:1==1" text:is-hidden="true"><text:p>{SECRET}</text:p></text:section>',
    "condition, nobody said": f'<text:section text:condition="ooow:1==1"><text:p>{SECRET}</text:p></text:section>',
    "paragraph": f'<text:p><text:hidden-paragraph text:is-hidden="true"/>{SECRET[:3]}<text:span>{SECRET[3:]}</text:span></text:p>',
    "script": f"<text:p><text:script>{SECRET}</text:script></text:p>",
    "no ink": f'<text:p><text:span text:style-name="clear">{SECRET}</text:span></text:p>',
}
SEEN = {
    "section": f'<text:section text:name="s"><text:p>{SECRET}</text:p></text:section>',
    "condition": f'<text:section text:display="condition" text:condition="ooow:1==2" text:is-hidden="false"><text:p>{SECRET}</text:p></text:section>',
    "paragraph": f'<text:p><text:hidden-paragraph text:is-hidden="false"/>{SECRET}</text:p>',
}


def _content(body: str) -> str:
    return (
        f'<office:document-content {_SPACES} xmlns:loext="urn:x"><office:automatic-styles>'
        '<style:style style:name="clear" style:family="text"><style:text-properties loext:opacity="0%"/></style:style>'
        '<style:style style:name="grey" style:family="text"><style:text-properties loext:opacity="50%"/></style:style>'
        f"</office:automatic-styles><office:body><office:text><text:p>前</text:p>{body}<text:p>後</text:p></office:text></office:body>"
        "</office:document-content>"
    )


def _content_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return made.read("content.xml").decode()


def _shown(content: str) -> str:
    """The words that are left when all that is written in hidden letters goes."""
    hidden = re.findall(r'style:name="([^"]*)"[^>]*><style:text-properties[^>]*text:display="none"', content)
    for name in hidden:
        content = re.sub(rf'<text:span text:style-name="{name}">[^<]*</text:span>', "", content)
    return re.sub(r"<[^>]*>", "", content).strip()


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_is_hidden_is_hidden_letters(kind: str) -> None:
    made = _content_of(
        hidden_as_letters(
            archive({"mimetype": _TYPE.encode(), "content.xml": _content(HIDDEN[kind]).encode()})
        )
    )
    assert _shown(made) == "前後"
    assert "".join(re.sub(r"<[^>]*>", "", made).split()) == f"前{SECRET}後", "it is there, to be counted"
    assert "text:is-hidden" not in made and 'text:display="condition"' not in made


@pytest.mark.parametrize("kind", SEEN)
def test_what_is_shown_stays(kind: str) -> None:
    made = hidden_as_letters(
        archive({"mimetype": _TYPE.encode(), "content.xml": _content(SEEN[kind]).encode()})
    )
    assert _shown(_content_of(made)) == f"前{SECRET}後"


def test_heads_are_looked_at_too_and_the_rest_stays_as_it_was() -> None:
    parts = {
        "mimetype": _TYPE.encode(),
        "content.xml": _content("").encode(),
        "styles.xml": _content(HIDDEN["section"]).encode(),
        "Pictures/a.png": b"\x89PNG",
    }
    with zipfile.ZipFile(io.BytesIO(hidden_as_letters(archive(parts)))) as made:
        assert made.namelist() == list(parts)
        assert made.read("Pictures/a.png") == parts["Pictures/a.png"]
        assert _shown(made.read("styles.xml").decode()) == "前後"


def test_one_xml_file_is_a_document_too() -> None:
    flat = (
        _content(HIDDEN["section"])
        .replace("document-content", "document")
        .replace(' xmlns:loext="urn:x"', f' xmlns:loext="urn:x" office:mimetype="{_TYPE}"')
    )
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n{flat}'.encode()
    kind = office_kind(data)
    assert kind is not None and kind.ending == ".fodt"
    assert _shown(hidden_as_letters(data).decode().partition("?>")[2]).strip() == "前後"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 and no more",
        archive({"content.xml": b"<office:document-content"}),
        archive({"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    ],
)
def test_what_cannot_be_looked_at_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^OpenDocumentの文書として読めません。.*。$"):
        hidden_as_letters(data)


BOX = r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\sp{\sn fHidden}{\sv %s}}{\shptxt \pard\plain\f1 secret\u26716?\par{\b more}}}}"


def test_hidden_boxes_are_hidden_letters() -> None:
    rich = (
        rb"{\rtf1 before{\pict\bin3 }}{}"
        + (BOX % 1).encode()
        + rb" between \{"
        + (BOX % 0).encode()
        + b" after}"
    )
    made = hidden_boxes_as_letters(rich)
    assert rb"before{\pict\bin3 }}{}{\v {secret\u26716?{more}}} between \{" + (BOX % 0).encode() in made
    assert made.endswith(b" after}")
    assert hidden_boxes_as_letters(b"{\\rtf1 plain}") == b"{\\rtf1 plain}"


def test_a_hidden_box_that_nothing_closes_ends_with_the_file() -> None:
    made = hidden_boxes_as_letters(rb"{\rtf1 before" + (BOX % 1).encode()[:-3])
    assert b"shptxt" not in made and made.startswith(rb"{\rtf1 before{\v ")
