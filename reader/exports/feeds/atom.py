"""Atom (RFC 4287): every feed of the site is written here. ::

<entry><id>tag:kaigiroku.example.jp,2026:minutes/20211028-1</id><updated>2026-11-28T09:12:30.000000+00:00</updated>…
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree import ElementTree

from reader.exports.xml_text import child, document

ATOM = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``page`` is its address for people, ``data`` for programs; ``category`` a term and its label."""

    id: str
    title: str
    updated: datetime
    page: str
    published: datetime | None = None
    data: str = ""
    category: tuple[str, str] | None = None
    summary: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself: ``address`` is its own, ``page`` the same for people; ``pages`` are its other pages by their
    relation (RFC 5005: first, previous, next)."""

    id: str
    title: str
    updated: datetime
    author: str
    address: str
    page: str
    pages: Mapping[str, str] = field(default_factory=dict)
    rights: str = ""


def atom(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The whole document."""
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "ja"})
    child(root, "id", feed.id)
    child(root, "title", feed.title)
    child(root, "updated", _moment(feed.updated))
    child(child(root, "author"), "name", feed.author)
    child(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    child(root, "link", rel="alternate", type="text/html", href=feed.page)
    for relation, address in feed.pages.items():
        child(root, "link", rel=relation, href=address)
    if feed.rights:
        child(root, "rights", feed.rights)
    for entry in entries:
        _entry(root, entry)
    return document(root)


def _entry(root: ElementTree.Element, told: Entry) -> None:
    entry = child(root, "entry")
    child(entry, "id", told.id)
    child(entry, "title", told.title)
    if told.published:
        child(entry, "published", _moment(told.published))
    child(entry, "updated", _moment(told.updated))
    child(entry, "link", rel="alternate", type="text/html", href=told.page)
    if told.data:
        child(entry, "link", rel="related", type="application/json", href=told.data)
    if told.category:
        term, label = told.category
        child(entry, "category", term=term, label=label)
    if told.summary:
        child(entry, "summary", told.summary)
    if told.content:
        child(entry, "content", told.content, type="text")


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="microseconds")
