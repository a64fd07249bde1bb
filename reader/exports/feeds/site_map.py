"""The map of the site (sitemaps.org): its pages for search engines, each with the day on which it last changed. ::

<url><loc>https://kaigiroku.example.jp/minutes/20211028-1</loc><lastmod>2026-11-28T09:12:30+00:00</lastmod></url>

A map holds 50,000 addresses at most, the ones that changed last.
"""

from collections.abc import Sequence
from xml.etree import ElementTree

from reader.exports.feeds.listed import Listed, Site
from reader.exports.xml_text import child, document

MOST = 50_000
XML = "application/xml; charset=utf-8"

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def site_map(site: Site, sessions: Sequence[Listed]) -> bytes:
    """The map of these sessions, the site's first page before them."""
    root = ElementTree.Element("urlset", {"xmlns": _SPACE})
    there = [session for session in sessions if not session.removed]
    home = child(root, "url")
    child(home, "loc", f"{site.base}/")
    if there:
        child(home, "lastmod", max(session.changed_at for session in there).isoformat(timespec="seconds"))
    for session in there[: MOST - 1]:
        entry = child(root, "url")
        child(entry, "loc", site.page(session.id))
        child(entry, "lastmod", session.changed_at.isoformat(timespec="seconds"))
    return document(root)
