"""The same minutes however the page is built: paragraphs, line breaks, preformatted, divisions, with headings."""

import html
from collections.abc import Callable

import pytest

from reader.minutes.lines.fields import read_field
from reader.minutes.model import Minutes
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.text.characters import bare, fold
from tests.minutes.layouts_gold import Layout, layouts


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines if line.strip())


def _headings(lines: list[str]) -> str:
    return "".join(
        f"<h3>{line}</h3>" if _is_field(line) else f"<p>{line}</p>" for line in lines if line.strip()
    )


def _is_field(line: str) -> bool:
    field = read_field(fold(line))
    return field is not None and not line[field.end :].strip() and len(line) < 20


BUILDS: dict[str, Callable[[list[str]], str]] = {
    "p": _paragraphs,
    "br": "<br>\n".join,
    "pre": lambda lines: "<pre>" + "\n".join(lines) + "</pre>",
    "div": lambda lines: "".join(f"<div>{line}</div>" for line in lines),
    "h3": _headings,
}


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_as_a_page(layout: Layout, build: str) -> None:
    lines = [html.escape(line) for line in layout.data.decode().split("\n")]
    page = f"<!DOCTYPE html><html><body><nav>市政情報</nav><main>{BUILDS[build](lines)}</main></body></html>"
    assert _told(parse(read_source(page.encode()))) == _told(parse(read_source(layout.data)))


def _told(minutes: Minutes) -> tuple[object, ...]:
    return (
        [(turn.speaker, bare(turn.text)) for turn in minutes.turns],
        [bare(item.title) for item in minutes.agenda],
        bare(minutes.meeting or ""),
        bare(minutes.date or ""),
        bare(minutes.place or ""),
    )
