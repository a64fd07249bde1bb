"""What style sheets print beside a page's own words: marks, numbers, markers of lists; and sheets that lie beside the page."""

import pytest

from reader.minutes.sources import read_source
from reader.minutes.sources.html.html import read_html
from reader.minutes.sources.left_out import EMBEDDED, HIDDEN, LeftOut
from reader.minutes.sources.source import Source
from tests.minutes.mutations import archive


def _texts(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.text]


@pytest.mark.parametrize(
    ("sheet", "page", "lines"),
    [
        (".s::before{content:'○'}", "<p class=s>会長　はい。", ["○会長　はい。"]),
        (".s:before{content:'【'}.s:after{content:'】'}", "<p><b class=s>会長</b>はい。", ["【会長】はい。"]),
        ("p::before{content:attr(data-n) '　'}", "<p data-n=第2>駐輪場", ["第2　駐輪場"]),
        ("p::after{content:'。'}", "<p>はい<span></span>", ["はい。"]),
        ("p::before{content:'A\\300C' 'b'}", "<p>はい", ["A「bはい"]),
        ("p::before{content:open-quote}p::after{content:close-quote / 'alt'}", "<p>はい", ["「はい」"]),
        (
            "h3{counter-increment:i}h3::before{content:'議題' counter(i) '　'}",
            "<h3>甲</h3><h3>乙</h3>",
            ["議題1　甲", "議題2　乙"],
        ),
        (
            "h3::before{counter-increment:i 2;content:counter(i,cjk-decimal)}",
            "<h3>甲</h3><h3>乙</h3>",
            ["二甲", "四乙"],
        ),
        (
            "div{counter-reset:i}p{counter-increment:i}p::before{content:counters(i,'-') '．'}",
            "<div><p>甲<p>乙<div><p>丙</div><p>丁</div><div><p>戊</div>",
            ["1．甲", "2．乙", "2-1．丙", "2-2．丁", "1．戊"],
        ),
        ("ol{list-style-type:katakana-iroha}", "<ol><li>甲<li>乙</ol>", ["イ、甲", "ロ、乙"]),
        ("ol{list-style:none}", "<ol><li>甲<li>乙</ol>", ["甲", "乙"]),
        (".n{list-style:decimal inside}", "<ul class=n><li>甲<li>乙</ul>", ["1. 甲", "2. 乙"]),
        (".n{list-style-type:hiragana}", "<ol start=2><li>甲<li class=n>乙</ol>", ["2. 甲", "う、乙"]),
        ("ul{list-style-type:'○'}", "<ul><li>会長　はい。</ul>", ["○会長　はい。"]),
        (
            "li::marker{content:'第' counter(i) '回　'}li{counter-increment:i}",
            "<ul><li>甲</ul>",
            ["第1回　甲"],
        ),
        (
            "li::marker{content:'第' counter(i) '回　'}li{counter-increment:i}",
            "<ol><li>甲</ol>",
            ["第1回　甲"],
        ),
    ],
)
def test_what_sheets_print(sheet: str, page: str, lines: list[str]) -> None:
    assert _texts(read_html(f"<style>{sheet}</style>{page}")) == lines


@pytest.mark.parametrize(
    "sheet",
    [
        "p::before{content:'▶'}",
        "p::before{content:'\\f101'}",
        "p::before{content:''}p::after{content:none}",
        "p::before{content:url(mark.png)}",
        "p::before{content:'○';display:none}",
        "p:hover::before{content:'○'}",
        "p::before{content:'○';visibility:hidden}",
        "@media print{p::before{content:'○'}}",
        "p::first-line{content:'○'}",
        "p::before{content:counter(}",
        "p::before{color:red}",
    ],
)
def test_ornaments_and_what_is_not_printed(sheet: str) -> None:
    assert _texts(read_html(f"<style>{sheet}</style><p>はい。")) == ["はい。"]


def test_quotations_that_a_sheet_prints_without_marks() -> None:
    page = "<p><q>夜間</q>とは"
    assert _texts(read_html(page)) == ["「夜間」とは"]
    assert _texts(read_html(f"<style>q:before,q:after{{content:'';content:none}}</style>{page}")) == [
        "夜間とは"
    ]


def test_what_a_sheet_hides_is_counted_by_no_counter() -> None:
    sheet = "h3{counter-increment:i}h3::before{content:counter(i) '　'}.x{display:none}"
    source = read_html(f"<style>{sheet}</style><h3>甲</h3><h3 class=x>内緒</h3><h3>乙</h3>")
    assert _texts(source) == ["1　甲", "2　乙"]
    assert source.left_out == (LeftOut(HIDDEN, 2),)


PAGE = '<link rel=stylesheet href="{}"><p>○会長　はい。</p><p class=memo>内緒</p>'
HIDES = ".memo{display:none}"


@pytest.mark.parametrize(
    ("page", "files"),
    [
        (PAGE.format("s.css"), {"m/s.css": HIDES}),
        (PAGE.format("./css/s.css?v=3"), {"m/css/s.css": HIDES}),
        (PAGE.format("../s.css"), {"s.css": HIDES}),
        (PAGE.format("/css/s.css"), {"css/s.css": HIDES}),
        (PAGE.format("%E6%A7%98%E5%BC%8F.css"), {"m/様式.css": HIDES}),
        (PAGE.format("s.css"), {"m/s.css": '@import "css/t.css";', "m/css/t.css": HIDES}),
        (PAGE.format("s.css"), {"m/s.css": "@import url(t.css) screen;", "m/t.css": HIDES.encode("utf-16")}),
        ("<style>@import 's.css'</style>" + PAGE.format("t.css"), {"m/s.css": HIDES}),
    ],
)
def test_sheets_in_the_same_archive(page: str, files: dict[str, str | bytes]) -> None:
    parts = {name: part.encode() if isinstance(part, str) else part for name, part in files.items()}
    source = read_source(archive({"m/1.html": page.encode(), **parts}))
    assert _texts(source) == ["○会長　はい。"]
    assert source.left_out == (LeftOut(HIDDEN, 2),)


@pytest.mark.parametrize(
    ("page", "files"),
    [
        (PAGE.format("https://example.jp/s.css"), {"m/s.css": HIDES}),
        (PAGE.format("t.css"), {"m/s.css": HIDES}),
        (PAGE.format("s.css").replace("<link", "<link media=print"), {"m/s.css": HIDES}),
        (PAGE.format("s.css").replace("rel=", "disabled rel="), {"m/s.css": HIDES}),
        (PAGE.format("s.css"), {"m/s.css": "@import 't.css' print;", "m/t.css": HIDES}),
        (PAGE.format("s.css"), {"m/s.css": b"\x00\xff" * 100 + HIDES.encode()}),
    ],
)
def test_sheets_that_do_not_hold(page: str, files: dict[str, str | bytes]) -> None:
    parts = {name: part.encode() if isinstance(part, str) else part for name, part in files.items()}
    source = read_source(archive({"m/1.html": page.encode(), **parts}))
    assert _texts(source) == ["○会長　はい。", "内緒"]


def test_sheets_that_import_each_other_end() -> None:
    sheets = {f"{one}.css": "".join(f"@import '{to}.css';" for to in range(40)) + HIDES for one in range(40)}
    source = read_source(archive({"1.html": PAGE.format("0.css").encode(), **_encoded(sheets)}))
    assert _texts(source) == ["○会長　はい。"]


def _encoded(files: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


def test_hidden_furigana_and_pages_within_the_page_are_told() -> None:
    source = read_html(
        "<p><ruby>夜間<rt hidden>内緒</rt></ruby>です。<iframe srcdoc='&lt;p&gt;内緒'></iframe><iframe src=map></iframe>"
    )
    assert _texts(source) == ["夜間です。"]
    assert (source.readings, set(source.left_out)) == ((), {LeftOut(HIDDEN, 2), LeftOut(EMBEDDED, 1)})
