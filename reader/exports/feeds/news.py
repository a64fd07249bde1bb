"""The feed of sessions (``/feeds/minutes.atom``), what changed last first; paged as RFC 5005 has it.

A session that was removed stays an entry, which says so (category ``removed``) and nothing of what was in it.
"""

from collections.abc import Sequence
from datetime import datetime

from reader.exports.feeds.atom import Entry, Feed, atom
from reader.exports.feeds.listed import Listed, Site

PAGE = 300
"""Entries of a page."""


def news_feed(site: Site, sessions: Sequence[Listed], page: int, more: bool, nothing: datetime) -> bytes:
    """One page of the feed, which begins with 1; ``more`` says that another follows. ``nothing`` is when an empty site was last
    other than empty."""
    pages = {"first": _page(site, 1)}
    if page > 1:
        pages["previous"] = _page(site, page - 1)
    if more:
        pages["next"] = _page(site, page + 1)
    feed = Feed(
        site.tag("minutes"),
        site.name,
        max((session.changed_at for session in sessions), default=nothing),
        site.publisher or "会議録",
        _page(site, page),
        f"{site.base}/",
        pages,
        site.licence,
    )
    return atom(feed, (_entry(site, session) for session in sessions))


def _page(site: Site, page: int) -> str:
    return f"{site.base}/feeds/minutes.atom" + (f"?page={page}" if page > 1 else "")


def _entry(site: Site, session: Listed) -> Entry:
    address = site.page(session.id)
    always = (
        site.tag(f"minutes/{session.id}"),
        session.title,
        session.changed_at,
        address,
        session.published_at,
    )
    if session.removed:
        return Entry(
            *always, category=("removed", "取り除かれた会議録"), summary="この会議録は取り除かれました。"
        )
    told = [session.date, session.place, f"発言 {session.turns}"]
    summary = "　".join(" ".join(one.split()) for one in told if one)
    return Entry(*always, data=f"{address}.json", summary=summary)
