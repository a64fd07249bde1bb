"""A podcast: RSS 2.0 with the tags of Apple and of Podcasting 2.0, so that sessions come by themselves to whoever subscribes.

::

    <item><guid isPermaLink="false">tag:…,2026:minutes/20211028-1</guid>
    <enclosure url="…/minutes/20211028-1.mp3" length="5616000" type="audio/mpeg"/>
    <podcast:transcript url="….vtt" type="text/vtt"/> <podcast:chapters …/> <podcast:person>委員</podcast:person>
"""

from collections.abc import Sequence
from email.utils import format_datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree

from reader.exports.cue_table import FRAME_MS
from reader.exports.feeds.episode import Episode
from reader.exports.feeds.listed import Listed, Site
from reader.exports.xml_text import child, document
from reader.speech.sound import mp3

RSS = "application/rss+xml; charset=utf-8"

PAGE = 100
"""Episodes of a page."""

_PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_SPACES = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
    "xmlns:psc": "http://podlove.org/simple-chapters",
}
_TRANSCRIPTS = (
    ("vtt", "text/vtt"),
    ("srt", "application/x-subrip"),
    ("transcript.json", "application/json"),
)


def podcast_feed(
    site: Site,
    series: str,
    place: str,
    art: str,
    episodes: Sequence[tuple[Listed, Episode]],
    page: int,
    more: bool,
) -> bytes:
    """One page of a feed. ``series`` is the committee, empty for all; ``place`` is the feed's own address without the host,
    ``art`` that of its picture, whole."""
    root, channel = _channel(site, series, place, art, page, more)
    for listed, told in episodes:
        _item(channel, site, listed, told)
    return document(root)


def speaker_feed(
    site: Site,
    name: str,
    place: str,
    art: str,
    said: Sequence[tuple[Listed, tuple[int, str, int, str]]],
    page: int,
    more: bool,
) -> bytes:
    """One page of a feed of what one person says, a turn an episode: only where the site wants such feeds. ``said`` are turns
    as ``Episode.turns`` has them."""
    root, channel = _channel(site, name, place, art, page, more)
    for listed, (number, _name, length, words) in said:
        item, address = child(channel, "item"), site.page(listed.id)
        child(item, "title", f"{listed.title}　発言{number}")
        child(item, "link", f"{address}#t{number}")
        child(item, "guid", site.tag(f"minutes/{listed.id}/turns/{number}"), isPermaLink="false")
        child(item, "pubDate", format_datetime(listed.published_at))
        child(item, "description", words)
        size = length // FRAME_MS * mp3.FRAME_BYTES
        child(item, "enclosure", url=f"{address}/turns/{number}.mp3", length=str(size), type="audio/mpeg")
        child(item, "itunes:duration", str(round(length / 1000)))
        child(item, "itunes:explicit", "false")
        child(item, "podcast:person", name[:128], role="guest", group="cast")
    return document(root)


def _channel(
    site: Site, of: str, place: str, art: str, page: int, more: bool
) -> tuple[ElementTree.Element, ElementTree.Element]:
    """The feed and its channel, without items; ``of`` is the committee or the person, empty for all."""
    root = ElementTree.Element("rss", _SPACES)
    channel = child(root, "channel")
    name = f"{of}　{site.name}" if of else site.name
    child(channel, "title", name)
    child(channel, "link", f"{site.base}/")
    child(channel, "description", f"{name}を合成音声で読み上げます。{site.licence}")
    child(channel, "language", "ja")
    child(channel, "generator", "minutes-reader")
    own = f"{site.base}{place}"
    child(channel, "atom:link", rel="self", type="application/rss+xml", href=_paged(own, page))
    if more:
        child(channel, "atom:link", rel="next", type="application/rss+xml", href=_paged(own, page + 1))
    child(channel, "podcast:guid", str(uuid5(_PODCASTS, own.split("://", 1)[-1].rstrip("/"))))
    child(channel, "podcast:medium", "podcast")
    if site.publisher:
        child(channel, "podcast:location", site.publisher, rel="subject")
    child(channel, "itunes:author", site.publisher or "会議録")
    child(channel, "itunes:image", href=art)
    child(channel, "itunes:category", text="Government")
    child(channel, "itunes:explicit", "false")
    return root, channel


def _paged(own: str, page: int) -> str:
    return f"{own}?page={page}" if page > 1 else own


def _item(channel: ElementTree.Element, site: Site, listed: Listed, told: Episode) -> None:
    item, address = child(channel, "item"), site.page(listed.id)
    child(item, "title", listed.title)
    child(item, "link", address)
    child(item, "guid", site.tag(f"minutes/{listed.id}"), isPermaLink="false")
    child(item, "pubDate", format_datetime(listed.published_at))
    items = "、".join(" ".join(title.split()) for _begin, title in told.chapters)
    facts = [listed.date, listed.place, f"発言 {listed.turns}", items]
    child(item, "description", "。".join(" ".join(fact.split()) for fact in facts if fact)[:4000])
    child(item, "enclosure", url=f"{address}.mp3", length=str(told.length), type="audio/mpeg")
    child(item, "itunes:duration", str(round(told.duration_ms / 1000)))
    child(item, "itunes:explicit", "false")
    for extension, kind in _TRANSCRIPTS:
        child(
            item, "podcast:transcript", url=f"{address}.{extension}", type=kind, language="ja", rel="captions"
        )
    child(item, "podcast:chapters", url=f"{address}.chapters.json", type="application/json+chapters")
    for person in told.people:
        child(item, "podcast:person", person, role="guest", group="cast")
    for begin, length, title in told.bites:
        child(
            item, "podcast:soundbite", title, startTime=f"{begin / 1000:.3f}", duration=f"{length / 1000:.3f}"
        )
    chapters = child(item, "psc:chapters", version="1.2")
    for begin, title in told.chapters:
        child(chapters, "psc:chapter", start=f"{begin / 1000:.3f}", title=" ".join(title.split()))
