"""The list of sessions as JSON, for harvesters: what changed since a day, the oldest change first, page after page.

{"numberOfRecords": 2, "next": null, "records": [{"id": "20211028-1", "updated": …, "removed": false, "url": …, "json": …}]}
"""

import json
from collections.abc import Sequence
from typing import Any

from reader.exports.feeds.listed import Listed, Site
from reader.exports.formats import FORMATS

MOST = 500
"""Sessions of a page."""

_FILES = tuple(one.extension for one in FORMATS if not one.needs_sound and one.is_text)


def listing(site: Site, sessions: Sequence[Listed], following: str | None) -> bytes:
    """One page; ``following`` is the address of the next one."""
    content = {
        "publisher": site.publisher or None,
        "licence": site.licence or None,
        "numberOfReturn": len(sessions),
        "next": following,
        "records": [_record(site, session) for session in sessions],
    }
    return json.dumps(content, ensure_ascii=False).encode()


def _record(site: Site, session: Listed) -> dict[str, Any]:
    address = site.page(session.id)
    known: dict[str, Any] = {
        "id": session.id,
        "url": address,
        "published": session.published_at.isoformat(),
        "updated": session.changed_at.isoformat(),
        "removed": session.removed,
    }
    if session.removed:
        return known
    return known | {
        "meeting": session.meeting or None,
        "held_on": session.held_on.isoformat() if session.held_on else None,
        "date": session.date or None,
        "place": session.place or None,
        "turns": session.turns,
        "files": {name: f"{address}.{name}" for name in _FILES},
    }
