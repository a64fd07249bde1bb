"""Style sheets that lie beside a page, in its archive or folder: found by the addresses that pages and sheets have.

::

    Beside({"a/css/s.css": "…"}, "a/index.html").opened("css/s.css?v=2")   -> its text, and what lies beside it
    Beside({}, "").opened("https://…")                                    -> None: nothing is fetched
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Beside:
    """Sheets by their path in the archive, and the path of the page, or sheet, that names them. Each is opened once: they
    may name each other."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    seen: set[str] = field(default_factory=set)

    def opened(self, address: str) -> tuple[str, "Beside"] | None:
        """The sheet at an address, and what lies beside it; None where it is not here."""
        if not self.sheets or len(address) > _LONGEST:
            return None
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        path = unquote(parts.path)
        if parts.scheme or parts.netloc or not path:
            return None
        folder = "" if path.startswith("/") else posixpath.dirname(self.page)
        inside = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
        text = self.sheets.get(inside)
        if text is None:
            return None
        again = inside in self.seen
        self.seen.add(inside)
        return ("" if again else text), replace(self, page=inside)


NOTHING_BESIDE = Beside()
