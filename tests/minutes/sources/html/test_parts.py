"""Furniture by more than a name: a class or an id never decides alone."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.html.html import read_html
from reader.minutes.sources.source import LineKind

NAMES = [
    "pagetop", "has-sidebar", "no-ads", "side-by-side", "menu-open", "footer-fixed", "share", "side", "sns-off", "skip",
    "cookie-accepted", "print-area no-print-btn", "breadcrumb-page", "nav-collapsed", "banner", "pager", "toolbar-hidden",
]  # fmt: skip
TURNS = "<p>○会長（森下君）　開きます。</p><p>○委員（小松原君）　伺います。</p><p>○館長（柴野君）　三十人です。</p>"
HEAD = "<h1>第3回図書館協議会会議録</h1><p>日時　令和6年5月14日</p>"
PEOPLE = ["会長(森下君)", "委員(小松原君)", "館長(柴野君)"]


def _speakers(body: str) -> list[str]:
    return [turn.speaker for turn in parse(read_source(f"<html><body>{body}</body></html>".encode())).turns]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("attribute", ["class", "id"])
def test_a_name_around_the_minutes(name: str, attribute: str) -> None:
    said = f'{attribute}="{name}"'
    assert _speakers(f"<div {said}>{HEAD}{TURNS}</div>") == PEOPLE
    assert _speakers(f"<div {said}><main>{HEAD}{TURNS}</main></div>") == PEOPLE
    assert _speakers(f"<main {said}>{HEAD}{TURNS}</main>") == PEOPLE
    assert (
        _speakers(f'<nav><a href="/">市政</a></nav><div id="main">{HEAD}<div {said}>{TURNS}</div></div>')
        == PEOPLE
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_name_on_a_turn_a_heading_a_cell(name: str) -> None:
    long = TURNS * 4
    turn = f'<p class="{name}">○副会長（南君）　はい。</p>'
    assert _speakers(f"<main>{HEAD}{long}{turn}</main>") == [*PEOPLE * 4, "副会長(南君)"]
    more = f'<p class="{name}">続きの言葉です。</p>'
    minutes = parse(read_source(f"<main>{HEAD}{long}{more}</main>".encode()))
    assert minutes.turns[-1].text == "三十人です。\n続きの言葉です。"
    kinds = [
        line.kind
        for line in read_html(f'<h1 id="{name}">会議録</h1><table><tr><td class="{name}">議長<td>はい').lines
        if line.text
    ]
    assert kinds == [LineKind.HEADING, LineKind.CELL, LineKind.CELL]


def test_a_main_part_that_leaves_the_turns_outside() -> None:
    body = f'<div class="content">{"<p>お知らせです。長い長いお知らせの文です。</p>" * 3}</div><div>{HEAD}{TURNS}</div>'
    assert _speakers(body) == PEOPLE


@pytest.mark.parametrize(
    "part",
    [
        '<div class="side"><ul><li><a href="/a">市長の部屋</a></li><li><a href="/b">施設案内</a></li></ul></div>',
        '<p id="pagetop"><a href="#top">このページの先頭へ</a></p>',
        '<p class="pagetop">ページの先頭へ</p>',
        '<div class="breadcrumb">ホーム</div>',
        '<div class="no-print">印刷はしません</div>',
        '<div class="share"><button>シェア</button></div>',
        '<div role="navigation">現在地 市政</div>',
        "<nav>市政情報</nav>",
        "<footer><p>市役所 電話 000</p></footer>",
        "<header><p>市章</p></header>",
        "<aside>関連の情報です。</aside>",
    ],
)
def test_furniture(part: str) -> None:
    lines = [line for line in read_html(f"{part}<div>{HEAD}{TURNS * 3}</div>").lines if line.text]
    assert lines[0].kind is LineKind.CHROME
    assert all(line.kind is not LineKind.CHROME for line in lines if "○" in line.text)


def test_headers_of_an_article_are_its_own() -> None:
    lines = read_html("<article><header><h1>会議録</h1></header><p>本文</p></article>").lines
    assert all(line.kind is not LineKind.CHROME for line in lines if line.text)
