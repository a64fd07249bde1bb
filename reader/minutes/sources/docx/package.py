"""The parts of a Word file, found as Word finds them: by relationships, whatever the file's type says it is.

Macro files, templates, Strict names, relationships to nothing: all of them open in Word, so they open here::

    Package(data).main            -> the document's root, its names made those of the usual (Transitional) form
    Package(data).parts("header") -> the roots of the heads; a part that is not there is passed over
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from reader.errors import SourceError
from reader.minutes.sources.docx.xml import M, Node, W, switch, words_below
from reader.minutes.sources.left_out import UNUSED, Unseen

_LARGEST_PART = 40 * 1024 * 1024
_LARGEST = 200 * 1024 * 1024
_MOST_PARTS = 4_000
_MAIN = "word/document.xml"
_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": M,
}
_IDENTITY = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BROKEN = (zipfile.BadZipFile, zlib.error, etree.LxmlError, SyntaxError, LookupError, ValueError, EOFError)
_BROKEN_FILE = (*_BROKEN, OSError, NotImplementedError, RuntimeError)


class Package:
    """An archive of parts. SourceError for one that is broken, locked, or would unpack beyond reason."""

    def __init__(self, data: bytes, program: str = "Word", main: str = _MAIN) -> None:
        """``program`` is whose file it is, ``main`` its main part where the relationships do not name it."""
        self._program = program
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN_FILE as error:
            raise self._broken() from error
        check_size(self._archive, program)
        self._names = {_plain(name): name for name in self._archive.namelist()}
        found = [part for part, _ in self._related("", "officeDocument")]
        self._main = found[0] if found else main
        root = self._root(self._main)
        if root is None:
            raise self._broken()
        self.main: Node = root

    def parts(self, kind: str) -> Iterator[Node]:
        """The roots of the document's parts of a kind (``styles``, ``header``, ``comments`` …)."""
        for part, _ in self._related(self._main, kind):
            root = self._root(part)
            if root is not None:
                yield root

    def shown(self, kind: str, unseen: Unseen) -> Iterator[Node]:
        """The roots of the heads or feet (``header``, ``footer``) that some page has; of the others the words are counted."""
        named = {
            self._target(name) for section in _sections(self.main) for name in self._named(section, kind)
        }
        for part, _ in self._related(self._main, kind):
            root = self._root(part)
            if root is None:
                continue
            if part in named:
                yield root
            else:
                unseen.add(UNUSED, words_below(root))

    def _named(self, section: Node, kind: str) -> Iterator[str]:
        """The relationships that a section names for its usual pages; for first and even ones where there are such."""
        settings = next(self.parts("settings"), None)
        first = any(switch(other, "titlePg") for other in _sections(self.main))
        even = bool(switch(settings, "evenAndOddHeaders"))
        for reference in section:
            if reference.tag == f"{W}{kind}Reference":
                of = reference.get(f"{W}type") or "default"
                if of == "default" or (of == "first" and first) or (of == "even" and even):
                    yield next((found for name in _IDENTITY if (found := reference.get(name))), "")

    def count(self, kind: str) -> int:
        """How many parts of a kind the document names."""
        return len(self._related(self._main, kind))

    def part(self, identity: str) -> Node | None:
        """The root of the part that the main part's relationship of that id leads to; None where it leads nowhere."""
        target = self._target(identity)
        return None if target is None else self._root(target)

    def parts_of(self, identity: str, kind: str) -> Iterator[Node]:
        """The roots of the parts of a kind that the part behind that relationship has itself."""
        for part, _ in self._related(self._target(identity) or self._main, kind):
            root = self._root(part)
            if root is not None:
                yield root

    def _target(self, identity: str) -> str | None:
        folder, name = posixpath.split(self._main)
        root = self._root(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in root if root is not None else ():
            if relation.get("Id") == identity:
                return self._inside(folder, relation.get("Target") or "")
        return None

    @staticmethod
    def _inside(folder: str, target: str) -> str:
        return _plain(posixpath.normpath(posixpath.join("/", folder, target)))

    def title(self) -> str | None:
        """What the file's properties call the document."""
        for part, _ in self._related("", "core-properties"):
            root = self._root(part)
            for child in root if root is not None else ():
                if child.tag == _TITLE:
                    return (child.text or "").strip() or None
        return None

    def _related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """The parts that ``part`` ("" for the package) is related to by a kind, each once, that are there."""
        folder, name = posixpath.split(part)
        root = self._root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, str] = {}
        for relation in root if root is not None else ():
            if not isinstance(relation.tag, str) or (relation.get("TargetMode") or "").lower() == "external":
                continue
            if (relation.get("Type") or "").rpartition("/")[2] == kind:
                inside = self._inside(folder, relation.get("Target") or "")
                if inside in self._names:
                    found[inside] = kind
        return list(found.items())

    def _root(self, part: str) -> Node | None:
        name = self._names.get(_plain(part))
        if name is None:
            return None
        try:
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
            )
            root = etree.fromstring(self._archive.read(name), parser)
            if root.getroottree().docinfo.doctype:
                raise self._broken()
            _without_strict(root)
        except _BROKEN_FILE as error:
            raise self._broken() from error
        else:
            found: Node = root
            return found

    def _broken(self) -> SourceError:
        return SourceError(
            f"{self._program}のファイルとして読めません。壊れていないか{self._program}で開いて確かめ、PDFで保存しなおしたものを指定してください。"
        )


def _sections(root: Node) -> Iterator[Node]:
    """The sections of a document: their properties stand at its end, and in the last paragraph of each other one."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{W}sectPr":
            yield one
        elif one.tag != f"{W}r":
            waiting += one


def check_size(archive: zipfile.ZipFile, program: str) -> None:
    """What would be unpacked, by the sizes in the archive (which also bound what is unpacked)."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError("パスワードで保護されたファイルです。保護を外して保存しなおしてください。")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        raise SourceError(
            f"{program}のファイルの中身が大きすぎます。文章だけの文書にして保存しなおしてください。"
        )
    if any(part.file_size > _LARGEST_PART for part in parts if part.filename.endswith((".xml", ".rels"))):
        raise SourceError(f"{program}のファイルの文章が大きすぎます。いくつかのファイルに分けてください。")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _without_strict(root: etree._Element) -> None:
    """The names of the Strict form (ISO 29500) made those of the usual one: the elements are the same."""
    if not root.tag.startswith("{http://purl.oclc.org/ooxml/"):
        return
    for node in root.iter(etree.Element):
        node.tag = _usual(node.tag)
        for key in list(node.attrib):
            usual = _usual(key)
            if usual != key:
                node.set(usual, node.attrib.pop(key))


def _usual(name: str) -> str:
    space, brace, local = name.rpartition("}")
    return _STRICT.get(space + brace, space + brace) + local
