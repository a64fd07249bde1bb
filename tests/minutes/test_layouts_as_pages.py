"""The same minutes however the page is built: paragraphs, line breaks, preformatted, divisions, with headings."""

import html
from collections.abc import Callable

import pytest

from reader.minutes.model import Minutes
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.text.characters import bare
from tests.minutes.layouts_gold import Layout, layouts
from tests.parsed import read_minutes


def _paragraphs(lines: list[str], _: frozenset[int]) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines if line.strip())


def _headings(lines: list[str], headings: frozenset[int]) -> str:
    tags = ["h3" if index in headings else "p" for index in range(len(lines))]
    return "".join(f"<{tag}>{line}</{tag}>" for tag, line in zip(tags, lines, strict=True) if line.strip())


BUILDS: dict[str, Callable[[list[str], frozenset[int]], str]] = {
    "p": _paragraphs,
    "br": lambda lines, _: "<br>\n".join(lines),
    "pre": lambda lines, _: "<pre>" + "\n".join(lines) + "</pre>",
    "div": lambda lines, _: "".join(f"<div>{line}</div>" for line in lines),
    "h3": _headings,
}


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_as_a_page(layout: Layout, build: str) -> None:
    lines = [html.escape(line) for line in layout.data.decode().split("\n")]
    body = BUILDS[build](lines, layout.headings)
    page = f"<!DOCTYPE html><html><body><nav>市政情報</nav><main>{body}</main></body></html>"
    assert _told(parse(read_source(page.encode()))) == _told(read_minutes(layout.data))


def _told(minutes: Minutes) -> tuple[object, ...]:
    return (
        [(turn.speaker, bare(turn.text)) for turn in minutes.turns],
        [bare(item.title) for item in minutes.agenda],
        bare(minutes.meeting or ""),
        bare(minutes.date or ""),
        bare(minutes.place or ""),
    )
