"""Words inside XML: what XML cannot hold is left out, everything else is escaped by the library that writes it."""

import re
from xml.etree import ElementTree

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without characters that no XML document may hold."""
    return _NOT_XML.sub("", text)


def child(
    parent: ElementTree.Element, name: str, text: str = "", /, **attributes: str
) -> ElementTree.Element:
    """A new element at the end of its parent."""
    made = ElementTree.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    if text:
        made.text = clean(text)
    return made


def document(root: ElementTree.Element, indented: bool = True) -> bytes:
    """The whole document, in UTF-8 with its declaration; ``indented`` adds white space between elements."""
    if indented:
        ElementTree.indent(root, " ")
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written
