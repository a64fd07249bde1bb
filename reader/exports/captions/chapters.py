"""Chapters of the Podcasting 2.0 namespace: the same as in the MP3 file, so that a player shows one list whichever it reads.

::

    0.0     令和3年度第2回長崎市DX推進委員会
    12.912  1　基本方針（案）について — 委員        the first chapter of an agenda item says the item too
    31.2    事務局
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from reader.exports.material import Material, Options
from reader.exports.mp3_chapters.marks import groups


def write_chapters(material: Material, _options: Options, file: BinaryIO) -> None:
    """The chapters as ``application/json+chapters``; times in seconds, exact to the millisecond."""
    content = {
        "version": "1.2.0",
        "title": material.title,
        "description": "\n".join(material.imprint.told()),
        "chapters": list(_chapters(material)),
    }
    file.write(json.dumps(content, ensure_ascii=False).encode())


def _chapters(material: Material) -> Iterator[dict[str, Any]]:
    imprint = material.imprint
    for group in groups(material):
        for place, mark in enumerate(group.marks):
            says_item = place == 0 and mark.title != group.title
            chapter = {
                "startTime": mark.begin / 1000,
                "endTime": mark.end / 1000,
                "title": f"{group.title} — {mark.title}" if says_item else mark.title,
            }
            if imprint.terms.public_url:
                chapter["url"] = f"{imprint.address}#{mark.id}"
            yield chapter
