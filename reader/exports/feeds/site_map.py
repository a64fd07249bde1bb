"""The map of the site (sitemaps.org): its pages for search engines, each with the day on which it last changed. ::

<url><loc>https://kaigiroku.example.jp/minutes/20211028-1</loc><lastmod>2026-11-28T09:12:30+00:00</lastmod></url>

A map holds 50,000 addresses at most. A site of more has an index in its place, which names maps of so many each.
"""

from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree

from reader.exports.feeds.listed import Listed, Site
from reader.exports.xml_text import child, document

MOST = 50_000
XML = "application/xml; charset=utf-8"

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def site_map(site: Site, sessions: Sequence[Listed], home: bool = True) -> bytes:
    """The map of these sessions; ``home``: the site's first page before them."""
    root = ElementTree.Element("urlset", {"xmlns": _SPACE})
    there = [session for session in sessions if not session.removed]
    if home:
        _entry(root, "url", f"{site.base}/", max((one.changed_at for one in there), default=None))
    for session in there:
        _entry(root, "url", site.page(session.id), session.changed_at)
    return document(root)


def site_map_index(site: Site, changed: Sequence[datetime]) -> bytes:
    """The index of a site's maps, ``/sitemap.xml?page=1`` and so on, by when something of each last changed."""
    root = ElementTree.Element("sitemapindex", {"xmlns": _SPACE})
    for page, moment in enumerate(changed, 1):
        _entry(root, "sitemap", f"{site.base}/sitemap.xml?page={page}", moment)
    return document(root)


def _entry(root: ElementTree.Element, name: str, address: str, changed: datetime | None) -> None:
    node = child(root, name)
    child(node, "loc", address)
    if changed is not None:
        child(node, "lastmod", changed.isoformat(timespec="seconds"))
