"""oEmbed: a turn quoted on somebody's page. It is a quotation that needs neither script nor style.

<blockquote cite="https://…/minutes/20211028-1#t12"><p>目的について、…</p><footer>委員「令和3年度第2回…」（2021-10-28）発言12</footer></blockquote>
"""

from html import escape
from typing import Any

from reader.exports.material import Material
from reader.minutes.citation import citation
from reader.minutes.model import Turn

LONGEST = 400
"""Characters of a turn that are quoted."""


def oembed(material: Material, turn: Turn | None, size: tuple[int, int]) -> dict[str, Any]:
    """The answer for a turn's address, or for a session's without one; ``size`` is the most it may take, in pixels."""
    imprint = material.imprint
    address = imprint.address + (f"#t{turn.number}" if turn else "")
    return {
        "version": "1.0",
        "type": "rich",
        "title": material.title if turn is None else f"{material.label(turn.speaker)} — {material.title}",
        "author_name": imprint.terms.publisher or material.title,
        "provider_name": imprint.terms.publisher or "会議録",
        "provider_url": f"{imprint.terms.public_url}/",
        "cache_age": 3600,
        "width": size[0],
        "height": size[1],
        "html": f'<blockquote cite="{escape(address)}">{_quoted(material, turn)}'
        f'<footer><a href="{escape(address)}">{escape(_cited(material, turn))}</a></footer></blockquote>',
    }


def _cited(material: Material, turn: Turn | None) -> str:
    minutes = material.minutes
    day = minutes.held_on.isoformat() if minutes.held_on else material.imprint.session_id
    if turn is None:
        return citation(minutes.meeting, day)
    return citation(minutes.meeting, day, material.label(turn.speaker), turn.number)


def _quoted(material: Material, turn: Turn | None) -> str:
    text = turn.text if turn else material.title
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return "".join(f"<p>{escape(line)}</p>" for line in cut.split("\n") if line.strip())
