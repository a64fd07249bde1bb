"""``/search.atom``: what a search finds as an Atom feed, for programs that tell of what is new.

The same query as ``/search?q=…&speaker=…&role=…&since=…&in=…``; an entry is a sentence, and its id the address where it stands.
"""

from datetime import UTC, datetime
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response

from reader.exports.feeds.atom import ATOM
from reader.exports.xml_text import child, document
from reader.library.library import Library
from reader.library.search import Hit
from reader.web.exports.answers import open_answer
from reader.web.http.urls import public_address, session_url
from reader.web.pages.search import anchor_of, query_of

ENTRIES = 50
_NEVER = datetime.fromtimestamp(0, UTC)


class SearchFeed:
    """The handler of ``/search.atom``."""

    def __init__(self, library: Library, public_url: str) -> None:
        self._library = library
        self._public_url = public_url

    def found(self, request: Request) -> Response:
        """The newest meeting's sentences first."""
        query = query_of(request.query_params)
        hits = self._library.search(query, 0, ENTRIES).hits
        imported = {s.id: s.imported_at for s in self._library.sessions()}
        site = public_address(request, self._public_url)
        asked = f"?{request.url.query}" if request.url.query else ""
        feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "ja"})
        child(feed, "id", f"{site}/search.atom{asked}")
        child(feed, "title", f"「{query.words}」をさがした結果" if query.words else "会議録をさがした結果")
        child(feed, "updated", max((imported[hit.session] for hit in hits), default=_NEVER).isoformat())
        child(child(feed, "author"), "name", "会議録")
        child(feed, "link", rel="self", type="application/atom+xml", href=f"{site}/search.atom{asked}")
        child(feed, "link", rel="alternate", type="text/html", href=f"{site}/search{asked}")
        for hit in hits:
            address = f"{site}{session_url(hit.session)}#{anchor_of(hit)}"
            _entry(feed, hit, address, imported[hit.session])
        return open_answer(request, document(feed), ATOM)


def _entry(feed: ElementTree.Element, hit: Hit, address: str, imported: datetime) -> None:
    entry = child(feed, "entry")
    child(entry, "id", address)
    told = "、".join(filter(None, (hit.speaker, hit.meeting))) or address
    child(entry, "title", f"{told}（{hit.held_on.isoformat()}）" if hit.held_on else told)
    child(entry, "updated", imported.isoformat())
    child(entry, "link", rel="alternate", type="text/html", href=address)
    child(entry, "content", "".join(word.surface for word in hit.words), type="text")
