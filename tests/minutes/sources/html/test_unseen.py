"""What a browser does not show is counted, never taken in; what it shows is."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import COMMENT, HIDDEN, LeftOut
from reader.minutes.sources.source import Source

SECRET = "梅ヶ枝町の土屋"


def _page(body: str, head: str = "") -> Source:
    return read_source(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def _text(source: Source) -> str:
    return "".join(line.text for line in source.lines)


@pytest.mark.parametrize(
    "hidden",
    [
        f"<span hidden>{SECRET}</span>",
        f'<span hidden="until-found">{SECRET}</span>',
        f'<span style="display:none">{SECRET}</span>',
        f'<span style="color:red; DISPLAY : NONE !important">{SECRET}</span>',
        f'<span style="visibility:hidden">{SECRET}</span>',
        f'<span style="opacity:0">{SECRET}</span>',
        f'<span style="font-size:0">{SECRET}</span>',
        f"<template><b>{SECRET}</b></template>",
        f"<dialog>{SECRET}</dialog>",
        f'<span class="memo">{SECRET}</span>',
        f'<span hidden><b style="display:inline">{SECRET}</b></span>',
        f'<div style="display:none"><table><tr><td>{SECRET}</td></tr></table></div>',
    ],
)
def test_hidden(hidden: str) -> None:
    source = _page(f"<p>○議長　前{hidden}後</p>", "<style>p{color:red} .memo, .x { display: none }</style>")
    assert _text(source) == "○議長　前後"
    assert source.left_out == (LeftOut(HIDDEN, 7),)
    assert SECRET not in repr(parse(source))
    assert any("隠し文字」を7字" in str(warning) for warning in parse(source).warnings)


def test_comments() -> None:
    source = _page(f"<p>前<!-- {SECRET} -->後<!-- /header --></p><!--[if IE]><p>{SECRET}</p><![endif]-->")
    assert _text(source) == "前後"
    assert source.left_out == (LeftOut(COMMENT, 2),)


@pytest.mark.parametrize(
    "shown",
    [
        f'<span style="display:inline">{SECRET}</span>',
        f'<span style="opacity:0.5; font-size:0.9em">{SECRET}</span>',
        f"<dialog open>{SECRET}</dialog>",
        f"<details><summary>{SECRET}</summary></details>",
        f'<span class="print">{SECRET}</span>',
        f'<span class="tab">{SECRET}</span>',
        f'<span class="again">{SECRET}</span>',
        f'<span aria-hidden="true">{SECRET}</span>',
        f"<s>{SECRET}</s>",
    ],
)
def test_shown(shown: str) -> None:
    head = (
        "<style>@media print { .print { display: none } } .tab{display:none} .again{display:none} .again{display:block}"
        "</style><script>open('.tab')</script>"
    )
    source = _page(f"<p>前</p>{shown}<p>後</p>", head)
    assert _text(source) == f"前{SECRET}後"
    assert source.left_out == ()


MEMO = f'<div class="a"><p id="i" class="memo old" data-memo="1">{SECRET}</p></div>'


@pytest.mark.parametrize(
    "sheet",
    [
        ".a p { display: none }",
        ".a > .memo { visibility: hidden }",
        "p.memo.old { display: none }",
        "[data-memo] { display: none }",
        "@media screen { .memo { display: none } }",
        "#i { display: none } .memo { display: block }",
        ".memo { display: none !important } #i { display: block }",
        ".a[] { color: red } .memo { display: none }",
        "div p { display: none }",
    ],
)
def test_hidden_by_a_sheet(sheet: str) -> None:
    source = _page(f"<p>前後</p>{MEMO}", f"<style>{sheet}</style>")
    assert _text(source) == "前後"
    assert source.left_out == (LeftOut(HIDDEN, 7),)


@pytest.mark.parametrize(
    "sheet",
    [
        ".a p { display: none } .a p.memo { display: block }",
        ".memo { display: none } .memo { display: block }",
        ".memo { display: none } .a:hover .memo { display: block }",
        ".memo:hover { display: none }",
        "@media print { .memo { display: none } }",
        "@media screen and (max-width: 600px) { .memo { display: none } }",
        ".a[ { color: red } .memo { display: none }",
        ".b .memo { display: none }",
        ".memo { text-display: none; empty-cells: hide }",
    ],
)
def test_not_hidden_by_a_sheet(sheet: str) -> None:
    source = _page(f"<p>前</p>{MEMO}", f"<style>{sheet}</style>")
    assert _text(source) == f"前{SECRET}"
    assert source.left_out == ()


def test_far_outside_the_screen() -> None:
    source = _page(f'<p>前<span style="position:absolute; left:-9999px">{SECRET}</span>後</p>')
    assert _text(source) == "前後"
    assert _text(_page('<p style="text-indent:-1em">前後</p>')) == "前後"
