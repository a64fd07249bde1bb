"""What an OpenDocument text hides and no Word file can: made hidden letters, which every program keeps hidden.

A hidden section is a Word file's ordinary text once LibreOffice has saved it so; hidden letters stay hidden, are counted
and told to staff::

    <text:section text:display="none"><text:p>土屋さん</text:p></text:section>
    -> <text:p><text:span text:style-name="reader-hidden">土屋さん</text:span></text:p>
"""

import io
import zipfile
import zlib

from lxml import etree

from reader.errors import SourceError
from reader.minutes.sources.docx.package import check_size

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_OFFICE, _TEXT, _STYLE = (f"{{{_SPACE.format(name)}}}" for name in ("office", "text", "style"))
_HIDING = _SECTION, _MARK, _SCRIPT = (f"{_TEXT}section", f"{_TEXT}hidden-paragraph", f"{_TEXT}script")
_HIDDEN = "reader-hidden"
_PARTS = ("content.xml", "styles.xml")
_CLEAR = ("0%", "1%", "2%", "3%", "4%", "5%")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    LookupError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def hidden_as_letters(data: bytes) -> bytes:
    """The document, packed or as one XML file, with all that it hides made hidden letters. SourceError for one that is
    broken, locked, or would unpack beyond reason."""
    try:
        return _packed(data) if data.startswith(b"PK") else _marked(data)
    except _BROKEN as error:
        raise SourceError(
            "OpenDocumentの文書として読めません。壊れていないかLibreOfficeで開いて確かめ、PDFで保存しなおしたものを指定してください。"
        ) from error


def _packed(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as copy:
        check_size(archive, "LibreOffice")
        names = archive.namelist()
        if len(set(names)) != len(names):
            raise ValueError("two parts of one name")
        for part in archive.infolist():
            inside = archive.read(part)
            copy.writestr(part, _marked(inside) if part.filename in _PARTS else inside)
    return made.getvalue()


def _marked(xml: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type is of no use here")
    for properties in root.iter(f"{_STYLE}text-properties"):
        if any(_local(key) == "opacity" and value in _CLEAR for key, value in properties.items()):
            properties.set(f"{_TEXT}display", "none")
    for node in list(root.iter(*_HIDING)):
        if _hides(node):
            _hide(node)
    _state_style(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _local(key: str) -> str:
    return key.rpartition("}")[2]


def _hides(node: etree._Element) -> bool:
    """Whether it hides: always, or as its condition stood when the document was saved (nobody said how: it hides)."""
    display = node.get(f"{_TEXT}display", "condition")
    if node.tag == _SECTION and display != "none" and node.get(f"{_TEXT}condition") is None:
        return False
    return bool(display == "none" or node.tag == _SCRIPT or node.get(f"{_TEXT}is-hidden", "true") == "true")


def _hide(node: etree._Element) -> None:
    """All words of a section, of the paragraph that a mark hides, or of a script as hidden letters."""
    whole = node.getparent() if node.tag == _MARK else node
    if whole is None:
        return
    words = "".join(map(str, whole.itertext())).strip()
    whole.text = None
    for child in list(whole):
        whole.remove(child)
    if whole.tag == _SECTION:
        for name in ("display", "condition", "is-hidden"):
            whole.attrib.pop(f"{_TEXT}{name}", None)
        whole = etree.SubElement(whole, f"{_TEXT}p")
    elif whole.tag == _SCRIPT:
        whole.tag = f"{_TEXT}span"
        whole.attrib.clear()
    letters = etree.SubElement(whole, f"{_TEXT}span")
    letters.set(f"{_TEXT}style-name", _HIDDEN)
    letters.text = words


def _state_style(root: etree._Element) -> None:
    """The style of hidden letters, among those that the part states for itself."""
    styles = root.find(f"{_OFFICE}automatic-styles")
    if styles is None:
        styles = etree.Element(f"{_OFFICE}automatic-styles")
        places = [
            at for at, child in enumerate(root) if child.tag in (f"{_OFFICE}master-styles", f"{_OFFICE}body")
        ]
        root.insert(places[0] if places else len(root), styles)
    style = etree.SubElement(styles, f"{_STYLE}style")
    style.set(f"{_STYLE}name", _HIDDEN)
    style.set(f"{_STYLE}family", "text")
    etree.SubElement(style, f"{_STYLE}text-properties").set(f"{_TEXT}display", "none")
