"""The parts of a Word file that are the same in each: content types, relations, styles, settings."""

from reader.exports.book.markup import element
from reader.exports.imprint import Imprint

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT = "BIZ UDPゴシック"

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""

_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>"""

_DOCUMENT_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>\
</Relationships>"""

_SETTINGS = (
    f"""{_HEAD}<w:settings xmlns:w="{W}"><w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/></w:settings>"""
)


def _style(name: str, shown: str, size: int, more: str = "", level: int | None = None) -> str:
    outline = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
    keep = "" if level is None else "<w:keepNext/>"
    bold = "" if level is None and name != "Title" else "<w:b/>"
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr>{keep}<w:spacing w:before="240" w:after="120" w:line="360" w:lineRule="auto"/>'
        f'{more}{outline}</w:pPr><w:rPr>{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


_STYLES = f"""{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>\
<w:sz w:val="40"/><w:szCs w:val="40"/><w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/>\
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault>\
</w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
{_style("Title", "Title", 52)}\
{_style("Fact", "Fact", 40)}\
{_style("Heading1", "heading 1", 44, level=0)}\
{_style("Heading2", "heading 2", 40, level=1)}\
{_style("Note", "Note", 40, '<w:ind w:left="400"/>')}\
{_style("About", "About", 40)}\
</w:styles>"""

PARTS: dict[str, bytes] = {
    "[Content_Types].xml": _TYPES.encode(),
    "_rels/.rels": _RELATIONS.encode(),
    "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS.encode(),
    "word/styles.xml": _STYLES.encode(),
    "word/settings.xml": _SETTINGS.encode(),
}
"""Each by its name; ``[Content_Types].xml`` must be the first."""


def core(title: str, imprint: Imprint) -> bytes:
    """``docProps/core.xml``: title, language, who publishes, when."""
    when = f"{imprint.updated:%Y-%m-%dT%H:%M:%SZ}"
    root = element(
        "cp:coreProperties",
        element("dc:title", title),
        element("dc:creator", imprint.terms.publisher or title),
        element("dc:description", " ".join(imprint.told())),
        element("dc:language", "ja-JP"),
        element("dcterms:created", when, xsi__type="dcterms:W3CDTF"),
        element("dcterms:modified", when, xsi__type="dcterms:W3CDTF"),
        xmlns__cp=f"{_PACKAGE}/metadata/core-properties",
        xmlns__dc="http://purl.org/dc/elements/1.1/",
        xmlns__dcterms="http://purl.org/dc/terms/",
        xmlns__xsi="http://www.w3.org/2001/XMLSchema-instance",
    )
    return (_HEAD + root).encode()
