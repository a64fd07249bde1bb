"""A whole site with minutes in its library, for tests of pages, and what their HTML says when it is parsed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.applications import Starlette
from starlette.testclient import TestClient

from reader.library.library import Library
from reader.narration.narrator import Narrator
from reader.narration.prompts import Prompts
from reader.passages.annotator import Annotator
from reader.settings.site import Settings
from reader.speech.clips.cache import ClipCache
from reader.speech.making.maker import ClipMaker
from reader.web.app import create_app
from tests.speech.sounds import ToneEngine, plain_casting
from tests.stock import stocked

AS_BROWSERS_SEND = {"Sec-Fetch-Site": "same-origin"}
"""With a form of the site's own."""

SETTINGS = Settings(office="星見浜市 市民協働課", telephone="000-000-0000")


@dataclass(frozen=True)
class Site:
    """An application with what stands behind it."""

    app: Starlette
    library: Library
    narrator: Narrator


@contextmanager
def site(
    folder: Path,
    annotator: Annotator,
    *pages: bytes,
    seconds: float = 0.3,
    before: Callable[[str], object] | None = None,
) -> Iterator[Site]:
    """A site whose library holds the pages and whose voice is a tone ``seconds`` long for each sentence.

    ``before`` is called with each text before it is spoken.
    """
    library = stocked(folder / "library.sqlite3", annotator, *pages)
    cache = ClipCache(folder / "audio_cache")
    narrator = Narrator(
        ClipMaker(cache, ToneEngine(before, seconds), 1), cache, plain_casting, lambda name: "1"
    )
    prompts = Prompts(narrator, annotator, ())
    yield Site(create_app(library, narrator, SETTINGS, prompts), library, narrator)
    narrator.close()
    library.close()


def parsed(client: TestClient, path: str, status: int = 200) -> LexborHTMLParser:
    """The page at that path."""
    response = client.get(path)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return LexborHTMLParser(response.text)


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    """The text of every element that the selector finds, without the readings."""
    found = []
    for node in page.css(selector):
        copy = LexborHTMLParser(node.html or "")
        for aside in copy.css("rt, rp"):
            aside.decompose()
        found.append("".join(copy.text().split()))
    return found


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    """The first element that the selector finds; fails the test if there is none."""
    node = page.css_first(selector)
    assert node is not None, selector
    return node
