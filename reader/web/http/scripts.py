"""The script modules of a page as one file, so that a phone on a slow line asks once and not for a chain of twenty.

Each module becomes a function that is called once, after those it imports, and gives what it exports::

    import { tell } from "./status.js";       const { tell } = given["status.js"];
    export function land(target) { … }        function land(target) { … }   return { land };

A script that comes later, to a page that has one already, holds only what that one does not (``beside``): the rest is given by it, and is the same.

A grammar of JavaScript takes the modules apart, never a pattern over their text: a comment's sign in a string or a template stays
what it is. It knows the forms our modules use, and refuses others: names in braces from a relative path; exported functions and
classes. What is imported runs first, as in a browser; modules that import each other in a circle are refused.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser, Tree

_LANGUAGE = Language(tree_sitter_javascript.language())
_INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)
_EXPORTED = {"function_declaration", "class_declaration"}
_AS_WRITTEN = {"string", "template_string", "regex"}
_PARTS_BY_ITSELF = frozenset(b"(){}[],;:=?&|")
"""Marks that part what stands beside them, whatever it is."""
_OPENS, _CLOSES = frozenset(b"{([,;"), frozenset(b"})]")
"""Behind the first and before the second a line break ends no statement that would not end without it."""

_Edit = tuple[int, int, bytes]
"""From and to which byte something else is to stand."""


def bundle(sources: Mapping[str, str], entry: str, beside: str = "", lends: bool = False) -> str:
    """The module ``entry`` and all that it needs, in one file without comments and without space that parts nothing. ``sources``: the modules by their path inside the
    folder of scripts. ``beside``: the entry whose file ``lends`` what is in it; its address lies as the modules do. ValueError, naming module and line, for a
    form that is not known."""
    lent: dict[str, str] = {}
    given = "const given = {};\n"
    if beside:
        _write(sources, beside, lent, ())
        address = posixpath.relpath(beside, PurePosixPath(entry).parent)
        given = f'import {{ given }} from "{address if address.startswith(".") else f"./{address}"}";\n'
    written = dict.fromkeys(lent, "")
    _write(sources, entry, written, ())
    return _tight(f'"use strict";\n{given}{"".join(written.values())}{"export { given };" if lends else ""}')


def _write(sources: Mapping[str, str], name: str, written: dict[str, str], way: tuple[str, ...]) -> None:
    if name in written:
        return
    if name in way:
        raise ValueError(f"{' → '.join((*way, name))}: modules import each other in a circle")
    if name not in sources:
        raise ValueError(f"{way[-1] if way else 'bundle'}: there is no module {name}")
    tree = Parser(_LANGUAGE).parse(sources[name].encode())
    if tree.root_node.has_error:
        raise ValueError(f"{name}: this is no JavaScript")
    edits = [_without(comment, tree) for comment in _all(tree.root_node, "comment")]
    edits += _indents(tree)
    exported = []
    for node in tree.root_node.named_children:
        if node.type == "import_statement":
            needed, names = _import(node, name)
            _write(sources, needed, written, (*way, name))
            edits.append(
                (node.start_byte, node.end_byte, f'const {{ {names} }} = given["{needed}"];'.encode())
            )
        elif node.type == "export_statement":
            declared = _declared(node, name)
            exported.append(_text(declared.child_by_field_name("name")))
            edits.append((node.start_byte, declared.start_byte, b""))
    for call in _all(tree.root_node, "import"):
        if call.parent is not None and call.parent.type == "call_expression":
            raise _unknown(name, call.parent)
    body = _edited(sources[name].encode(), edits)
    written[name] = f'given["{name}"] = (() => {{\n{body}return {{ {", ".join(exported)} }};\n}})();\n'


def _import(node: Node, name: str) -> tuple[str, str]:
    """The module that is needed, by its path inside the folder, and the names taken from it: 「tell, hush: silence」."""
    source = _text(node.child_by_field_name("source"))[1:-1]
    clauses = [
        part
        for child in node.named_children
        if child.type == "import_clause"
        for part in child.named_children
    ]
    if [clause.type for clause in clauses] != ["named_imports"] or not source.startswith(("./", "../")):
        raise _unknown(name, node)
    taken = [
        _text(part).replace(" as ", ": ")
        for part in clauses[0].named_children
        if part.type == "import_specifier"
    ]
    folder = PurePosixPath(name).parent.as_posix()
    return posixpath.normpath(posixpath.join(folder, source)), ", ".join(taken)


def _declared(node: Node, name: str) -> Node:
    declared = node.child_by_field_name("declaration")
    if declared is None or declared.type not in _EXPORTED or node.children[1] != declared:
        raise _unknown(name, node)
    return declared


def _unknown(name: str, node: Node) -> ValueError:
    line = _text(node).splitlines()[0]
    return ValueError(f"{name}: {line}: the bundle does not know this form")


def _without(comment: Node, tree: Tree) -> _Edit:
    """Takes a comment out: with its lines if it has them to itself, else a space stands for it, or the line break it held."""
    text = tree.root_node.text or b""
    start, end = comment.start_byte, comment.end_byte
    line = text.rfind(b"\n", 0, start) + 1
    if not text[line:start].strip() and text[end : end + 1] in (b"\n", b""):
        return line, end + 1, b""
    return start, end, b"\n" if b"\n" in text[start:end] else b" "


def _indents(tree: Tree) -> Iterator[_Edit]:
    """Takes out the white space at the beginning of lines, but not of those that begin within a template."""
    text = tree.root_node.text or b""
    templates = [(node.start_byte, node.end_byte) for node in _all(tree.root_node, "template_string")]
    for found in _INDENT.finditer(text):
        if not any(start < found.end() < end for start, end in templates):
            yield found.start(), found.end(), b""


def _tight(script: str) -> str:
    """The script without white space beside marks that part by themselves. A line break that may end a statement stays one."""
    text = script.encode()
    parts: list[bytes] = []
    end = 0
    for leaf in _leaves(Parser(_LANGUAGE).parse(text).root_node):
        gap = text[end : leaf.start_byte]
        if gap and not gap.strip():
            gap = _needed(gap, text[end - 1 : end], text[leaf.start_byte : leaf.start_byte + 1])
        parts += (gap, text[leaf.start_byte : leaf.end_byte])
        end = leaf.end_byte
    return b"".join([*parts, text[end:]]).decode()


def _needed(gap: bytes, before: bytes, after: bytes) -> bytes:
    """What of the white space between two marks or words has to stay."""
    if b"\n" in gap:
        return b"" if _OPENS.issuperset(before) or _CLOSES.issuperset(after) else b"\n"
    return b"" if _PARTS_BY_ITSELF.issuperset(before) or _PARTS_BY_ITSELF.issuperset(after) else b" "


def _leaves(node: Node) -> Iterator[Node]:
    """What a script is written of, in its order: marks, words, and texts as they are."""
    if node.type in _AS_WRITTEN or not node.children:
        yield node
        return
    for child in node.children:
        yield from _leaves(child)


def _edited(source: bytes, edits: list[_Edit]) -> str:
    """The source with the edits made; one that lies in another is part of it."""
    parts: list[bytes] = []
    at = 0
    for start, end, instead in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= at:
            parts += (source[at:start], instead)
            at = end
    return b"".join([*parts, source[at:]]).decode()


def _all(node: Node, kind: str) -> Iterator[Node]:
    if node.type == kind:
        yield node
    for child in node.children:
        yield from _all(child, kind)


def _text(node: Node | None) -> str:
    return ((node.text if node is not None else None) or b"").decode()
