"""Static files under an address that names their content; the style sheets as one, and the scripts.

``/static/3f9c2a41d07b/js/main.js``: the middle part is a digest over every file, so that an answer may be
kept for ever. That script is ``js/main.js`` with every module it needs, those of the desk and the kiosk likewise; what most readers never need comes later, in files beside it. Four sheets
are joined when the server starts: ``css/site.css`` is all of ``css/`` but its fonts and what follows, ``css/choosing.css`` is ``css/choosing/``
(what one chooses by: settings, lists of meetings, hits; never on a meeting's own page), ``css/desk.css`` is ``css/desk/``, ``css/kiosk.css`` is ``css/kiosk/``.
Public pages carry the first two themselves (``Assets.sheet``), known to the policy by their hashes: a phone that had to ask for them would paint 0.2 s later.
What is text goes out as small as brotli makes it. Each file is a layer (``@layer``); ``layers.css`` comes first and says which stands over which.
"""

import base64
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path

import tinycss2
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from tinycss2.ast import Node

from reader.assets import asset_folder
from reader.web.http.encodings import LastingText, best_encoding
from reader.web.http.scripts import bundle

FOR_EVER = "public, max-age=31536000, immutable"
WORKER = "offline/worker.js"
ENTRIES = {
    "main.js": "",
    "seldom/main.js": "main.js",
    "offline/main.js": "main.js",
    "desk/main.js": "",
    "kiosk/main.js": "",
    WORKER: "",
}
"""The scripts that pages name, and the one that answers for them without a network; each with the script beside which it comes, if it does."""

LAYERS = "layers.css"
NOT_JOINED = "font.css"

CARRIED = ("site", "choosing")
"""The sheets that public pages carry."""


class Assets:
    """The static files of one copy of the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = _digest(folder)
        sources = {
            path.relative_to(folder / "js").as_posix(): path.read_text(encoding="utf-8")
            for path in (folder / "js").rglob("*.js")
        }
        texts = {
            f"js/{entry}": bundle(sources, entry, beside, lends=entry in ENTRIES.values()).encode()
            for entry, beside in ENTRIES.items()
            if entry in sources
        }
        texts |= {
            f"vendor/{path.name}": path.read_bytes() for path in sorted((folder / "vendor").glob("*.js"))
        }
        self._texts = {path: LastingText(body, "text/javascript") for path, body in texts.items()}
        for name, sheet in (
            *(("font", path.read_bytes()) for path in (folder / "css").glob(NOT_JOINED)),
            ("site", _site_sheet(folder / "css")),
            *((name, _joined(folder / "css" / name)) for name in ("choosing", "desk", "kiosk")),
        ):
            self._texts[f"css/{name}.css"] = LastingText(sheet, "text/css")

    def url(self, path: str) -> str:
        """The address of a file, given by its path inside the folder."""
        return f"/static/{self.version}/{path}"

    def sheet(self, name: str) -> str:
        """One of CARRIED, as it stands in a page."""
        return self._texts[f"css/{name}.css"].body.decode()

    @property
    def carried(self) -> tuple[str, ...]:
        """By what a Content-Security-Policy knows the sheets that pages carry: 「'sha256-…'」."""
        digests = (hashlib.sha256(self.sheet(name).encode()).digest() for name in CARRIED)
        return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

    def routes(self) -> list[BaseRoute]:
        """What answers under ``/static``."""
        return [
            *(
                Route(f"/static/{{version}}/{path}", self._answering(text))
                for path, text in self._texts.items()
            ),
            Route("/static/{version}/js/{name:path}", _none),
            Mount("/static/{version}", _Versioned(self.folder, self.version), name="static"),
        ]

    def worker(self) -> Route:
        """``/worker.js``: at the root, so that it may answer for every page; asked for anew each time."""
        return Route("/worker.js", self._answering(self._texts[f"js/{WORKER}"]))

    def _answering(self, text: LastingText) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            way = best_encoding(request.headers.get("accept-encoding", ""))
            headers = {
                "Cache-Control": _cache_control(request.path_params.get("version", ""), self.version),
                "Vary": "Accept-Encoding",
            }
            if way:
                headers["Content-Encoding"] = way
            body = await run_in_threadpool(text.packed, way)
            return Response(body, media_type=text.media_type, headers=headers)

        return answer


async def _none(_request: Request) -> Response:
    """A module of its own is asked for by nobody: it stands in what ``ENTRIES`` name."""
    raise HTTPException(404)


@cache
def program_assets() -> Assets:
    """Those of this copy of the program, joined and packed once a process: public pages and desk show the same."""
    return Assets(asset_folder("static"))


class _Versioned(StaticFiles):
    """Static files that may be kept for ever when asked for by the present version."""

    def __init__(self, folder: Path, version: str) -> None:
        super().__init__(directory=folder)
        self.version = version

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _cache_control(scope["path_params"]["version"], self.version)
        return response


def _cache_control(asked: str, present: str) -> str:
    return FOR_EVER if asked == present else "no-cache"


def _site_sheet(folder: Path) -> bytes:
    return b"\n".join([_joined(folder), _joined(folder / "components")])


def _joined(folder: Path) -> bytes:
    """A folder's sheets, its order of layers first, without what only people read: comments and indents."""
    files = sorted(folder.glob("*.css"), key=lambda file: (file.name != LAYERS, file.name))
    joined = b"\n".join(file.read_bytes() for file in files if file.name != NOT_JOINED)
    tokens = tinycss2.parse_component_value_list(joined.decode(), skip_comments=True)
    sheet: str = tinycss2.serialize(_bare(tokens))
    return sheet.encode()


def _bare(tokens: Sequence[Node]) -> list[Node]:
    """Tokens without the white space that stands beside a mark that parts by itself: ``{``, ``}``, ``;``, ``,``."""
    kept: list[Node] = []
    for at, token in enumerate(tokens):
        if token.type == "whitespace":
            before, after = tokens[at - 1 : at] or [None], tokens[at + 1 : at + 2] or [None]
            if _parts(before[0]) or _parts(after[0]):
                continue
            token.value = " "
        elif token.type == "{} block":
            token.content = _bare(token.content)
        kept.append(token)
    return kept


def _parts(token: Node | None) -> bool:
    return (
        token is None or token.type == "{} block" or (token.type == "literal" and token.value in (";", ","))
    )


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
