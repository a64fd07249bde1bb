"""Words that a browser draws so that nobody sees them are left out and told by kind; what is only drawn otherwise stays."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import HIDDEN, NO_INK, TINY, TO_BE_HEARD, LeftOut
from reader.minutes.sources.source import Source

SECRET = "梅ヶ枝町の土屋"
LINK = '<link rel="stylesheet" href="/site.css">'


def _page(body: str, head: str = "", attributes: str = "") -> Source:
    page = f"<!DOCTYPE html><html><head>{head}</head><body{attributes}>{body}</body></html>"
    return read_source(page.encode())


def _text(source: Source) -> str:
    return "".join(line.text for line in source.lines)


def _beside(own: str, sheet: str = "", attributes: str = "") -> Source:
    """The secret in a ``<span>`` with those attributes, between words that are seen."""
    return _page(
        f"<p>○議長　前<span {own}>{SECRET}</span>後</p>", f"<style>{sheet}</style>", f" {attributes}"
    )


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("color:#fff", NO_INK),
        ("color: white !important", NO_INK),
        ("color:rgb(255, 255, 255)", NO_INK),
        ("color: rgb(250 250 252 / 1)", NO_INK),
        ("color:#FEFEFE", NO_INK),
        ("color:transparent", NO_INK),
        ("color:rgba(0,0,0,0)", NO_INK),
        ("color:hsl(0 0% 100%)", NO_INK),
        ("color:#000;background:#000", NO_INK),
        ("background-color:black", NO_INK),
        ("background: #010101 none repeat scroll 0 0", NO_INK),
        ("-webkit-text-fill-color: white", NO_INK),
        ("font-size:0px", HIDDEN),
        ("font-size:1px", TINY),
        ("font-size:1pt", TINY),
        ("font-size:.01em", TINY),
        ("font:0/0 a", HIDDEN),
        ("font-size:1%", TINY),
        ("opacity:0.0", HIDDEN),
        ("opacity:0%", HIDDEN),
        ("filter:opacity(0)", HIDDEN),
        ("visibility:collapse", HIDDEN),
        ("content-visibility:hidden", HIDDEN),
        ("display:block;text-indent:-9999px", HIDDEN),
        ("display:block;text-indent:100%;white-space:nowrap;overflow:hidden", HIDDEN),
        ("display:block;height:0;overflow:hidden", HIDDEN),
        ("display:block;max-height:0px;overflow:hidden;padding:0 18px", HIDDEN),
        ("display:inline-block;width:0;overflow:hidden", HIDDEN),
        ("display:inline-block;transform:scale(0)", HIDDEN),
        ("display:inline-block;transform:scale(.001, 1)", HIDDEN),
        ("display:inline-block;transform:rotateY(90deg)", HIDDEN),
        ("display:inline-block;scale:1 0", HIDDEN),
        ("zoom:0.001", HIDDEN),
        ("opacity:calc(1 - 100%)", HIDDEN),
        ("font-size:calc(2rem * 0)", HIDDEN),
        ("display:block;height:min(0px, 1em);overflow:hidden", HIDDEN),
        ("display:block;block-size:0;overflow:hidden", HIDDEN),
        ("display:block;max-block-size:0;overflow:clip", HIDDEN),
        ("display:inline-block;inline-size:0;overflow:hidden", HIDDEN),
        ("position:absolute;inset-inline-start:-9999px", TO_BE_HEARD),
        ("display:inline-block;margin-inline-start:-9999px", TO_BE_HEARD),
        ("display:inline-block;rotate:y 90deg", HIDDEN),
        ("display:inline-block;transform:matrix(0, 0, 0, 0, 0, 0)", HIDDEN),
        ("mask:linear-gradient(transparent, transparent)", HIDDEN),
        ("mask-image:linear-gradient(to right, rgba(0,0,0,0) 0%, #0000 100%)", HIDDEN),
        ("-webkit-mask-image:radial-gradient(circle at top, transparent, rgb(0 0 0 / 0))", HIDDEN),
        ("position:fixed;left:100vw", TO_BE_HEARD),
        ("position:fixed;top:calc(100% + 1em)", TO_BE_HEARD),
        ("display:block;margin-top:-9999px", TO_BE_HEARD),
        ("display:inline-block;translate:-9999px 0", TO_BE_HEARD),
        ("position:absolute;left:-10000px", TO_BE_HEARD),
        ("position:absolute;top:-999em", TO_BE_HEARD),
        ("position:fixed;right:-200vw", TO_BE_HEARD),
        ("position:absolute;inset:-9999px auto auto -9999px", TO_BE_HEARD),
        ("display:inline-block;margin-left:-9999px", TO_BE_HEARD),
        ("display:inline-block;margin:0 0 0 -9999px", TO_BE_HEARD),
        ("display:inline-block;transform:translateX(-9999px)", TO_BE_HEARD),
        ("position:absolute;clip:rect(0,0,0,0)", TO_BE_HEARD),
        ("position:absolute;clip:rect(1px 1px 1px 1px)", TO_BE_HEARD),
        ("clip-path:inset(50%)", TO_BE_HEARD),
        ("clip-path:circle(0)", TO_BE_HEARD),
        ("clip-path:polygon(0 0, 0 0, 0 0)", TO_BE_HEARD),
        ("position:absolute;width:1px;height:1px;overflow:hidden", TO_BE_HEARD),
    ],
)
def test_drawn_so_that_nobody_sees(style: str, kind: str) -> None:
    for source in (_beside(f'style="{style}"'), _beside('class="memo"', f"p .memo {{ {style} }}")):
        assert _text(source) == "○議長　前後"
        assert source.left_out == (LeftOut(kind, 7),)
        minutes = parse(source)
        assert SECRET not in repr(minutes)
        assert any(f"「{kind}」を7字" in str(warning) for warning in minutes.warnings)


@pytest.mark.parametrize(
    "style",
    [
        "color:#999",
        "color:inherit",
        "color:nonsense",
        "color:var(--unknown)",
        "color:white;background:#036",
        "color:white;background:#fff url(blue.png)",
        "color:white;background:linear-gradient(#036,#069)",
        "color:transparent;background-clip:text",
        "color:transparent;text-shadow:0 0 1px #000",
        "mask:linear-gradient(black, transparent)",
        "display:inline-block;rotate:90deg",
        "display:inline-block;transform:matrix(1, 0, 0, 1, 0, 0)",
        "display:block;block-size:0;overflow:hidden;padding-block-start:2em",
        "inline-size:100%;overflow:hidden",
        "mask-image:none",
        "mask-image:url(x.png), linear-gradient(transparent, transparent)",
        "mask-image:linear-gradient(transparent, var(--x))",
        "mask-image:linear-gradient(transparent, currentcolor)",
        "display:grid;grid-template-rows:0fr;overflow:hidden",
        "opacity:0.4",
        "opacity:calc(1 / 2)",
        "opacity:calc(var(--x))",
        "opacity:calc(1 / 0)",
        "font-size:14",
        "font-size:clamp(1rem, 2vw, 3rem)",
        "width:calc(100% - 20px);overflow:hidden",
        "margin-top:-600px;padding-top:600px",
        "position:fixed;left:50%;transform:translate(-50%, -50%)",
        "position:absolute;left:200vw",
        "zoom:1;scale:1 1;transform:scale(1, 0.9) rotateY(9deg)",
        "font-size:0.7em",
        "font-size:x-small",
        "text-indent:-1em",
        "position:relative;left:-10px",
        "position:absolute;left:0;top:0",
        "clip-path:inset(0)",
        "position:absolute;clip:rect(0,200px,100px,0)",
        "clip:rect(0,0,0,0)",
        "height:0",
        "height:0;overflow:hidden;padding-bottom:56.25%",
        "height:1.5em;overflow:hidden",
        "width:100%;overflow:hidden",
        "transform:rotate(90deg) scale(0.8)",
        "visibility:visible",
    ],
)
def test_only_drawn_otherwise(style: str) -> None:
    for source in (_beside(f'style="{style}"'), _beside('class="memo"', f".memo {{ {style} }}")):
        assert _text(source) == f"○議長　前{SECRET}後"
        assert source.left_out == ()


@pytest.mark.parametrize(
    ("body", "attributes", "seen"),
    [
        (f"<font color='#ffffff'>{SECRET}</font>", "", ""),
        (f"<font color=white>{SECRET}</font>", "bgcolor='#003366'", SECRET),
        (f"<font color='#003366'>{SECRET}</font>", "bgcolor='#003366'", ""),
        (f"<table><tr bgcolor=navy><td><font color=white>{SECRET}</font></table>", "", SECRET),
        (f"<table><tr><td bgcolor=white><font color=white>{SECRET}</font></table>", "bgcolor=black", ""),
        (SECRET, "text=white", ""),
        (f"<a href='x'>{SECRET}</a>", "text=white", SECRET),
        (f"<font color=white>{SECRET}</font>", "background='sky.jpg'", SECRET),
        (f"<div style='visibility:hidden'>x<b style='visibility:visible'>{SECRET}</b></div>", "", SECRET),
        (f"<ul style='font-size:0'><li style='font-size:16px'>{SECRET}</ul>", "", SECRET),
        (f"<div style='color:#fff'><b>{SECRET}</b></div>", "", ""),
        (f"<div style='color:#fff'><b style='background:#036'>{SECRET}</b></div>", "", SECRET),
        (f"<div style='text-indent:-9999px'><b>{SECRET}</b></div>", "", ""),
        (f"<div hidden style='display:block'>{SECRET}</div>", "", SECRET),
        (f"<svg><text fill=none>{SECRET}</text></svg>", "", ""),
        (f"<svg><g visibility=hidden><text>{SECRET}</text></g></svg>", "", ""),
        (f"<svg display=none><text>{SECRET}</text></svg>", "", ""),
        (f"<svg><defs><text>{SECRET}</text></defs></svg>", "", ""),
        (f"<svg><clipPath><text>{SECRET}</text></clipPath></svg>", "", ""),
        (f"<svg><text fill=none stroke=black>{SECRET}</text></svg>", "", SECRET),
        (f"<svg><rect fill=blue /><text fill=white font-size=12>{SECRET}</text></svg>", "", SECRET),
        (f"<svg><symbol id=a><text>{SECRET}</text></symbol><use href=#a /></svg>", "", SECRET),
    ],
)
def test_by_what_is_around(body: str, attributes: str, seen: str) -> None:
    source = _page(f"<h1 style='color:#f00'>前</h1><div>{body}</div>", "", f" {attributes}")
    shown = _text(source).replace("前", "")
    assert shown == seen
    assert bool(source.left_out) == (not seen or "x<b" in body)


_GRID = "display:grid;grid-template-rows:0fr"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (f"<div style='{_GRID}'><div style='overflow:hidden'>{SECRET}</div></div>", False),
        (
            f"<div style='display:grid;grid-template:0fr / 1fr'><p style='overflow:hidden'>{SECRET}</div>",
            False,
        ),
        (
            f"<div style='{_GRID};grid-template-rows:1fr'><div style='overflow:hidden'>{SECRET}</div></div>",
            True,
        ),
        (f"<div style='{_GRID}'><div>{SECRET}</div></div>", True),
        (f"<div style='{_GRID}'><div><b style='overflow:hidden'>{SECRET}</b></div></div>", True),
        (f"<div style='{_GRID}'><div style='overflow:hidden;min-height:2em'>{SECRET}</div></div>", True),
        (f"<div style='grid-template-rows:0fr'><div style='overflow:hidden'>{SECRET}</div></div>", True),
    ],
)
def test_rows_of_a_grid_without_height(body: str, seen: bool) -> None:
    source = _page(f"<p>前</p>{body}")
    assert _text(source) == ("前" + SECRET if seen else "前")
    assert source.left_out == (() if seen else (LeftOut(HIDDEN, 7),))


_FOLDED = "visibility:collapse"


@pytest.mark.parametrize(
    ("columns", "rows", "seen"),
    [
        (f"<col><col style='{_FOLDED}'>", "<tr><td>一<td>二<td>三<tr><td>四<td>五<td>六", "一三四六"),
        (f"<colgroup span=2 style='{_FOLDED}'><colgroup>", "<tr><td>一<td>二<td>三", "三"),
        (f"<colgroup style='{_FOLDED}'><col><col style='visibility:visible'></colgroup>", "<tr><td>一<td>二", "二"),
        ("<col class=memo><col>", "<tr><th>一<td>二<tr><td colspan=2>三", "二三"),
        (f"<col><col style='{_FOLDED}'>", "<tr><td rowspan=2>一<td>二<tr><td>三<td>四", "一四"),
        (f"<col style='{_FOLDED}'>", "<tr><td>一<td><table><tr><td>二<td>三</table>", "二三"),
        ("<col style='display:none'><col hidden>", "<tr><td>一<td>二", "一二"),
        ("", f"<tr><td>一<tr style='{_FOLDED}'><td style='visibility:visible'>二", "一"),
        ("", f"<tbody style='{_FOLDED}'><tr><td>一<tbody><tr><td>二", "二"),
    ],
)  # fmt: skip
def test_columns_and_rows_that_are_folded_away(columns: str, rows: str, seen: str) -> None:
    source = _page(f"<table>{columns}{rows}</table>", "<style>.memo { visibility: collapse }</style>")
    assert _text(source) == seen
    every = sum(rows.count(figure) for figure in "一二三四五六")
    assert source.left_out == ((LeftOut(HIDDEN, every - len(seen)),) if every > len(seen) else ())


def test_a_grid_that_a_control_opens() -> None:
    sheet = ".a{display:grid;grid-template-rows:0fr} .a>div{overflow:hidden} #t:checked~.a{grid-template-rows:1fr}"
    body = f"<p>前</p><input id=t type=checkbox><div class=a><div>{SECRET}</div></div>"
    assert _text(_page(body, f"<style>{sheet}</style>")) == "前" + SECRET
    alone = sheet.partition("#t")[0]
    assert _text(_page(body, f"<style>{alone}</style>")) == "前"
    opened = f"<style>{alone}</style><script>one.classList.toggle('a')</script>"
    assert _text(_page(body, opened)) == "前" + SECRET


@pytest.mark.parametrize(
    ("sheet", "seen"),
    [
        (".a:hover .memo { color: #000 } .memo { color: #fff }", True),
        ("#t:checked ~ .a .memo { max-height: 99em } .memo { max-height: 0; overflow: hidden }", True),
        (".memo { display: none } @media (max-width: 600px) { .memo { display: block } }", False),
        ("@media (min-width: 48em) { .memo { display: none } }", False),
        ("@media (max-width: 600px) { .memo { display: none } }", True),
        ("@media (width < 600px) { .memo { display: none } }", True),
        ("@media (width >= 600px) { .memo { display: none } }", False),
        ("@media (400px <= width < 90em) and (min-height: 2em) { .memo { display: none } }", False),
        ("@media (400px <= width < 60em) { .memo { display: none } }", True),
        ("@media print { .memo { color: #fff } }", True),
        ("@media screen and (min-width: 1px) { .memo { color: #fff } }", False),
        ("@supports (display: grid) { .memo { display: none } }", False),
        ("@layer base { .memo { opacity: 0 } }", False),
        (".a { & .memo { display: none } }", False),
        (".a { .memo { color: #fff } }", False),
        (".a { color: #fff } .memo::before { display: none }", False),
        (".memo::before { display: none }", True),
        (".memo:first-child { display: none }", False),
        (".memo:last-child { display: none }", True),
        (".memo:not(.b) { display: none }", False),
        (":root { --paper: #fff } .memo { color: var(--paper) }", False),
        (".memo { color: var(--none, white) }", False),
        (".memo { color: #fff; color: #000 }", True),
        (".memo { color: #fff !important } #i { color: #000 }", False),
        ("body { background: #036; color: #fff }", True),
        ("* { color: #fff }", False),
        ("div[data-x] { display: none }", False),
        ("@import 'x.css'; .memo{display:none}", False),
        ("/* .x { */ .memo { display : none } /* } */", False),
    ],
)
def test_by_the_sheet(sheet: str, seen: bool) -> None:
    body = f'<h1 style="color:red">前</h1><div class="a" data-x="1"><div id="i" class="memo">{SECRET}</div><i></i></div>'
    source = _page(f'<input id="t" type="checkbox">{body}', f"<style>{sheet}</style>")
    assert _text(source) == ("前" + SECRET if seen else "前")


def test_a_popover_waits() -> None:
    assert _text(_page(f"<p>前</p><div popover>{SECRET}</div>")) == "前"


@pytest.mark.parametrize(
    ("opener", "script"),
    [
        ('<button aria-controls="i">開く</button>', "<script>go()</script>"),
        ("<button onclick=\"show('i')\">開く</button>", ""),
        ("<a href=\"javascript:toggle('i')\">開く</a>", "<script>go()</script>"),
        ('<a data-bs-target="#i">開く</a>', "<script src=x.js></script>"),
        ('<button popovertarget="i">開く</button>', ""),
    ],
)
def test_what_a_control_opens_is_seen(opener: str, script: str) -> None:
    body = f'<div id="i" style="display:none">{SECRET}</div>'
    assert SECRET in _text(_page(f"<p>前</p>{opener}{body}", script))
    assert SECRET not in _text(_page(f"<p>前</p>{body}", script))


def test_a_class_that_a_script_puts_on() -> None:
    sheet = "<style>.tab { display: none } .tab.active { display: block }</style>"
    script = "<script>one.classList.add('active')</script>"
    body = f'<p>前</p><div class="tab">{SECRET}</div>'
    assert SECRET in _text(_page(body, sheet + script))
    assert SECRET not in _text(_page(body, sheet))


def test_a_ground_that_is_told_elsewhere() -> None:
    """Where the page's sheets are not in it: white beside black is not seen, white alone is kept and told."""
    beside = _page(f'<p>前<span style="color:#fff">{SECRET}</span>後</p>', LINK)
    assert _text(beside) == "前後"
    assert beside.left_out == (LeftOut(NO_INK, 7),)
    alone = _page(f'<p>前後</p><table><tr><th style="color:#fff">{SECRET}</th></tr></table>', LINK)
    assert _text(alone) == f"前後{SECRET}"
    assert any("白い文字が7字" in warning.message for warning in alone.warnings)


def test_furniture_for_screen_readers_is_not_told() -> None:
    sheet = "<style>.skip { position: absolute; left: -9999px }</style>"
    source = _page(
        '<a class="skip" href="#main">本文へ</a><main id="main"><h1>前</h1><p>後</p></main>', sheet
    )
    assert _text(source) == "前後"
    assert source.left_out == ()


def test_what_stands_for_what_a_browser_draws_itself() -> None:
    source = _page(
        "<p>前</p><noscript>スクリプトを有効に</noscript><noembed>埋め込めません</noembed><canvas>図の代わり</canvas><p>後</p>"
    )
    assert _text(source) == "前後"


@pytest.mark.parametrize(
    "sheet",
    [
        "b div div div div div div p { color: #fff }" * 40,
        "div:has(div div div b) { color: #fff }" * 40,
        "* { color: red }" * 2_000,
        "p ~ p ~ p ~ p { color: #fff }",
        "a{" * 5_000 + "color:red",
        ".a" * 5_000 + "{color:red}",
        "(" * 100_000,
    ],
    ids=lambda sheet: sheet[:20],
)
@pytest.mark.parametrize(
    "body", ["<div>" * 800 + "<p>前" + "</div>" * 800, "<p>前</p>" * 2_000], ids=["deep", "long"]
)
def test_sheets_that_would_take_long(sheet: str, body: str) -> None:
    """What would take more steps than a page is worth is passed over, so this test ends."""
    assert "前" in _text(_page(body, f"<style>{sheet}</style>"))
