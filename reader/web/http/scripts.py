"""The script modules of a page as one file, so that a phone on a slow line asks once and not for a chain of twenty.

Each module becomes a function that is called once, after those it imports, and gives what it exports::

    import { tell } from "./status.js";       const { tell } = given["status.js"];
    export function land(target) { … }        function land(target) { … }   return { land };

It knows the forms our modules use, and refuses others: names in braces from a relative path; exported functions and
classes. What is imported runs first, as in a browser; modules that import each other in a circle are refused.
"""

import posixpath
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n?", re.DOTALL | re.MULTILINE)
"""A comment that begins its line, as they all do in our files; inside a string or pattern none does."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=((?:async )?function|class) ([A-Za-z_$][\w$]*))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def bundle(sources: Mapping[str, str], entry: str) -> str:
    """The module ``entry`` and all that it needs, in one file. ``sources``: the modules by their path inside the folder of
    scripts. ValueError, naming module and line, for a form that is not known."""
    written: dict[str, str] = {}
    _write(sources, entry, written, ())
    return '"use strict";\nconst given = {};\n' + "".join(written.values())


def without_comments(source: str) -> str:
    """The script or style sheet without the comments that are for those who read it here."""
    return _COMMENT.sub("", source)


def _write(sources: Mapping[str, str], name: str, written: dict[str, str], way: tuple[str, ...]) -> None:
    if name in written:
        return
    if name in way:
        raise ValueError(f"{' → '.join((*way, name))}: modules import each other in a circle")
    if name not in sources:
        raise ValueError(f"{way[-1] if way else 'bundle'}: there is no module {name}")
    source = without_comments(sources[name])
    folder = PurePosixPath(name).parent.as_posix()

    def taken(found: re.Match[str]) -> str:
        needed = posixpath.normpath(posixpath.join(folder, found[2]))
        _write(sources, needed, written, (*way, name))
        names = ", ".join(part.strip().replace(" as ", ": ") for part in found[1].split(",") if part.strip())
        return f'const {{ {names} }} = given["{needed}"];\n'

    body = _IMPORT.sub(taken, source)
    exported = [found[2] for found in _EXPORT.finditer(body)]
    body = _EXPORT.sub("", body)
    if strange := _OTHER.search(body):
        raise ValueError(f"{name}: {strange[0]}: the bundle does not know this form")
    written[name] = f'given["{name}"] = (() => {{\n{body}return {{ {", ".join(exported)} }};\n}})();\n'
