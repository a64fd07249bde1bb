"""Pages: content and furniture, headings, lists, tables, ruby."""

import pytest

from reader.errors import SourceError
from reader.minutes.model import StatedReading
from reader.minutes.outline import parse
from reader.minutes.sources.html.html import read_html
from reader.minutes.sources.source import Line, LineKind


def _written(page: str) -> list[Line]:
    return [line for line in read_html(page).lines if line.text]


def test_kinds_of_lines() -> None:
    lines = _written("<h2>議題</h2><p>一行目<br>二行目</p><ul><li>項目<p>続き</p></li></ul>")
    assert [(line.text, line.kind) for line in lines] == [
        ("議題", LineKind.HEADING),
        ("一行目", LineKind.TEXT),
        ("二行目", LineKind.TEXT),
        ("項目", LineKind.LIST_ITEM),
        ("続き", LineKind.TEXT),
    ]
    assert lines[0].level == 2


def test_furniture_is_kept_as_chrome() -> None:
    page = (
        '<header>市章</header><nav>市政情報</nav><div class="breadcrumb">ホーム</div><main><p>本文</p>'
        '<div class="hidden-print">印刷しない</div><button>閉じる</button><p hidden>隠れた</p></main><footer>住所</footer>'
    )
    lines = _written(page)
    assert [line.text for line in lines if line.kind is not LineKind.CHROME] == ["本文"]
    assert "".join(line.text for line in lines) == "市章市政情報ホーム本文印刷しない閉じる住所"


def test_a_main_part_that_holds_little_is_not_believed() -> None:
    lines = _written(f'<div id="content">見出し</div><div>{"本文です。" * 30}</div>')
    assert all(line.kind is LineKind.TEXT for line in lines)


def test_cells_know_their_row() -> None:
    lines = _written("<table><tr><th>議長<td>開会します。<br>はい。<tr><td>委員<td>はい。</table>")
    assert [(line.row, line.column) for line in lines] == [(0, 0), (0, 1), (0, 1), (1, 0), (1, 1)]


def test_tables_for_layout_are_no_cells() -> None:
    lines = _written("<table><tr><td><p>本文</p><table><tr><td>a<td>b</table></td></tr></table>")
    assert [line.kind for line in lines] == [LineKind.TEXT, LineKind.CELL, LineKind.CELL]


def test_ruby_is_a_stated_reading() -> None:
    source = read_html(
        "<p><ruby>県下市町<rp>(</rp><rt>けんかしちょう</rt><rp>)</rp></ruby>の<ruby>山<rt>ヤマ</rt>田<rt>ダ</rt></ruby>氏</p>"
    )
    assert [line.text for line in source.lines if line.text] == ["県下市町の山田氏"]
    assert source.readings == (
        StatedReading("県下市町", "けんかしちょう", "", "の山田氏"),
        StatedReading("山田", "やまだ", "県下市町の", "氏"),
    )


def test_spaces_are_the_pages_but_ideographic_ones_the_texts() -> None:
    assert [line.text for line in _written("<p>議　長\n   開会  します。</p>")] == ["議　長 開会 します。"]


def test_preformatted_lines_stay_lines() -> None:
    assert [line.text for line in _written("<pre>○議長　開会\n○委員　はい</pre>")] == [
        "○議長　開会",
        "○委員　はい",
    ]


def test_scripts_and_comments_are_no_words() -> None:
    assert [line.text for line in _written("<script>a</script><style>b</style><!-- c --><p>本文</p>")] == [
        "本文"
    ]


def test_a_table_of_speakers() -> None:
    rows = (
        ("1", "議　長", "開会します。<br>資料は3枚です。"),
        ("2", "山田委員", "質問です。"),
        ("3", "〃", "もう一つです。"),
    )
    table = "".join(f"<tr><td>{number}</td><th>{who}</th><td>{said}</td></tr>" for number, who, said in rows)
    minutes = parse(
        read_html(f"<h1>第1回検討会議</h1><table><tr><th>番号<th>発言者<th>内容</tr>{table}</table>")
    )
    assert [(turn.speaker, turn.text) for turn in minutes.turns] == [
        ("議長", "開会します。\n資料は3枚です。"),
        ("山田委員", "質問です。"),
        ("山田委員", "もう一つです。"),
    ]


def test_definition_lists_of_speakers() -> None:
    page = "<h1>検討会議</h1><dl><dt>会長</dt><dd>始めます。</dd><dt>事務局</dt><dd>はい。<br>資料です。</dd></dl>"
    assert [(turn.speaker, turn.text) for turn in parse(read_html(page)).turns] == [
        ("会長", "始めます。"),
        ("事務局", "はい。\n資料です。"),
    ]


@pytest.mark.parametrize("page", ["<div>" * 9_000, "<ruby>" + "<rt>" * 9_000, "<td>x" * 700_000])
def test_pages_that_would_cost_too_much(page: str) -> None:
    with pytest.raises(SourceError, match="保存しなおしてください"):
        read_html(page)


def test_deep_pages_within_reason() -> None:
    assert [line.text for line in _written("<div>" * 3_000 + "底")] == ["底"]


def test_definition_lists_and_items_in_cells_keep_their_place() -> None:
    page = "<dl><dt>公園課長<dd>三年に一度切ります。</dl><table><tr><td>事務局<td><ul><li>調査の結果<li>国の値</ul></table>"
    places = [(line.text, line.kind, line.column) for line in read_html(page).lines if line.text]
    assert places == [
        ("公園課長", LineKind.CELL, 0),
        ("三年に一度切ります。", LineKind.CELL, 1),
        ("事務局", LineKind.CELL, 0),
        ("調査の結果", LineKind.LIST_ITEM, 1),
        ("国の値", LineKind.LIST_ITEM, 1),
    ]
