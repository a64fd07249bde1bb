"""``/search.atom``: what a search finds as an Atom feed, for programs that tell of what is new.

The same query as ``/search?q=…&speaker=…&role=…&since=…&in=…``; an entry is a sentence, and its id the address where it stands.
"""

from dataclasses import replace
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from reader.exports.feeds.atom import ATOM, Entry, Feed, atom
from reader.exports.imprint import Terms
from reader.library.library import Library
from reader.library.search import Hit, Order
from reader.web.exports.answers import open_answer
from reader.web.http.urls import public_address, session_url
from reader.web.pages.search import anchor_of, query_of

ENTRIES = 50
_NEVER = datetime.fromtimestamp(0, UTC)


class SearchFeed:
    """The handler of ``/search.atom``."""

    def __init__(self, library: Library, terms: Terms) -> None:
        self._library = library
        self._terms = terms

    def found(self, request: Request) -> Response:
        """The newest meeting's sentences first."""
        query = replace(query_of(request.query_params, self._library), order=Order.NEWEST)
        hits = self._library.search(query, 0, ENTRIES).hits
        imported = {s.id: s.imported_at for s in self._library.sessions()}
        site = public_address(request, self._terms.public_url)
        asked = f"?{request.url.query}" if request.url.query else ""
        feed = Feed(
            f"{site}/search.atom{asked}",
            f"「{query.words}」をさがした結果" if query.words else "会議録をさがした結果",
            max((imported[hit.session] for hit in hits), default=_NEVER),
            self._terms.publisher or "会議録",
            f"{site}/search.atom{asked}",
            f"{site}/search{asked}",
            rights=self._terms.licence_told(),
        )
        entries = (_entry(hit, site, imported[hit.session]) for hit in hits)
        return open_answer(request, atom(feed, entries), ATOM)


def _entry(hit: Hit, site: str, imported: datetime) -> Entry:
    address = f"{site}{session_url(hit.session)}#{anchor_of(hit)}"
    told = "、".join(filter(None, (hit.speaker, hit.meeting))) or address
    title = f"{told}（{hit.held_on.isoformat()}）" if hit.held_on else told
    return Entry(address, title, imported, address, content="".join(word.surface for word in hit.words))
