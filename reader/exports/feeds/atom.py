"""The Atom feed (RFC 4287) of sessions, what changed last first; paged as RFC 5005 has it. ::

<entry><id>tag:kaigiroku.example.jp,2026:minutes/20211028-1</id><updated>2026-11-28T09:12:30+00:00</updated>…

A session that was removed stays an entry, which says so (category ``removed``) and nothing of what was in it.
"""

from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree

from reader.exports.feeds.listed import Listed, Site
from reader.exports.xml_text import child, document

ATOM = "application/atom+xml; charset=utf-8"

PAGE = 300
"""Entries of a page."""


def atom_feed(site: Site, sessions: Sequence[Listed], page: int, more: bool, nothing: datetime) -> bytes:
    """One page of the feed, which begins with 1; ``more`` says that another follows. ``nothing`` is when an empty site was last
    other than empty."""
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "ja"})
    child(root, "id", site.tag("minutes"))
    child(root, "title", site.name)
    updated = max((session.changed_at for session in sessions), default=nothing)
    child(root, "updated", updated.isoformat(timespec="microseconds"))
    child(root, "link", rel="self", type="application/atom+xml", href=_page(site, page))
    child(root, "link", rel="alternate", type="text/html", href=f"{site.base}/")
    child(root, "link", rel="first", href=_page(site, 1))
    if page > 1:
        child(root, "link", rel="previous", href=_page(site, page - 1))
    if more:
        child(root, "link", rel="next", href=_page(site, page + 1))
    author = child(root, "author")
    child(author, "name", site.publisher or "会議録")
    if site.licence:
        child(root, "rights", site.licence)
    for session in sessions:
        _entry(root, site, session)
    return document(root)


def _page(site: Site, page: int) -> str:
    return f"{site.base}/feeds/minutes.atom" + (f"?page={page}" if page > 1 else "")


def _entry(root: ElementTree.Element, site: Site, session: Listed) -> None:
    entry = child(root, "entry")
    child(entry, "id", site.tag(f"minutes/{session.id}"))
    child(entry, "title", session.title)
    child(entry, "published", session.published_at.isoformat(timespec="microseconds"))
    child(entry, "updated", session.changed_at.isoformat(timespec="microseconds"))
    address = site.page(session.id)
    child(entry, "link", rel="alternate", type="text/html", href=address)
    if session.removed:
        child(entry, "category", term="removed", label="取り除かれた会議録")
        child(entry, "summary", "この会議録は取り除かれました。")
        return
    child(entry, "link", rel="related", type="application/json", href=f"{address}.json")
    told = [session.date, session.place, f"発言 {session.turns}"]
    child(entry, "summary", "　".join(" ".join(one.split()) for one in told if one))
