"""Pages that lie otherwise: written downwards, in tiers, turned; with furigana, with counted lines."""

import pytest

from reader.minutes.model import StatedReading
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.source import LineKind, Source
from tests.minutes.sources.pdf.bare import BarePage, Font
from tests.minutes.sources.pdf.squares import HEIGHT, WIDTH, SquarePage

COLUMNS = [
    "第三回市議会会議録",
    "○議長（森下君）　会議を開きます。本日の日程は",
    "お手元に配りましたとおりです。",
    "○三番（小松原君）　夜間の利用者数を伺います。",
]


def _lines(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.text and line.kind is LineKind.TEXT]


def test_columns_from_the_right() -> None:
    page = SquarePage()
    for place, column in enumerate(COLUMNS):
        page.down(380 - 20 * place, 560, column)
    assert _lines(read_source(page.done())) == COLUMNS


def test_two_tiers() -> None:
    page = SquarePage()
    for place, column in enumerate(COLUMNS):
        page.down(380 - 20 * place, 560, column)
    for place, column in enumerate(COLUMNS):
        page.down(380 - 20 * place, 260, column.replace("三", "四"))
    assert _lines(read_source(page.done())) == COLUMNS + [column.replace("三", "四") for column in COLUMNS]


def test_an_indented_column_and_a_short_last_page() -> None:
    page = SquarePage().down(380, 560, COLUMNS[1]).down(360, 549, "お手元に配りました。").next()
    page.down(380, 560, "○議長　終わります。")
    assert _lines(read_source(page.done())) == [COLUMNS[1], "　お手元に配りました。", "○議長　終わります。"]


@pytest.mark.parametrize(("up", "words"), [(20, "- 12 -"), (575, "第3回会議録")])
def test_what_stands_across_a_vertical_page_is_its_own(up: float, words: str) -> None:
    page = (
        SquarePage()
        .down(380, 560, "○議長（森下君）　会議を開きます。")
        .down(360, 560, "お手元に配りました。")
    )
    source = read_source(page.across(180, up, words).done())
    assert [line.text for line in source.lines if line.kind is LineKind.CHROME] == [words]
    assert [line.text for line in source.lines if line.kind is LineKind.TEXT] == [
        "○議長（森下君）　会議を開きます。",
        "お手元に配りました。",
    ]


def test_forms_of_vertical_writing() -> None:
    page = (
        SquarePage()
        .down(380, 560, "○議長︵森下君︶　会議を﹁開き﹂ます︒はい︑")
        .down(360, 560, "○市長︓はい︒")
    )
    assert _lines(read_source(page.done())) == [
        "○議長（森下君）　会議を「開き」ます。はい、",
        "○市長：はい。",
    ]


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages(degrees: int, rotate: int) -> None:
    page = SquarePage()
    page.canvas.setPageRotation(rotate)
    page.canvas.translate(WIDTH / 2, HEIGHT / 2)
    page.canvas.rotate(degrees)
    page.lines(["○議長　会議を開きます。", "○委員　夜間の利用者数を伺います。", "　はい。"], -90, 60)
    assert _lines(read_source(page.done())) == [
        "○議長　会議を開きます。",
        "○委員　夜間の利用者数を伺います。",
        "　はい。",
    ]


def test_a_note_up_the_margin_stands_aside() -> None:
    page = SquarePage().lines(["○議長　会議を開きます。", "○委員　夜間の利用者数を伺います。"])
    page.canvas.saveState()
    page.canvas.translate(20, 300)
    page.canvas.rotate(90)
    page.font().across(0, 0, "会議録印刷")
    page.canvas.restoreState()
    source = read_source(page.done())
    assert _lines(source) == ["○議長　会議を開きます。", "○委員　夜間の利用者数を伺います。"]
    assert [line.text for line in source.lines if line.kind is LineKind.CHROME] == ["会議録印刷"]


def test_furigana_over_words() -> None:
    page = SquarePage().lines(["○委員　公園の遊具を増やす。"])
    page.font(5.5)
    for left, kana in ((84, "こうえん"), (117, "ゆうぐ"), (151, "ふ")):
        page.across(left, 551, kana)
    source = read_source(page.done())
    assert _lines(source) == ["○委員　公園の遊具を増やす。"]
    assert source.readings == (
        StatedReading("公園", "こうえん"),
        StatedReading("遊具", "ゆうぐ"),
        StatedReading("増", "ふ"),
    )


def test_furigana_beside_columns() -> None:
    page = SquarePage().down(360, 560, "○委員　公園の遊具を増やす。")
    page.font(5.5).down(371.5, 516, "こうえん", 5.5)
    page.font().down(340, 560, "○市長　はい。増やします。")
    source = read_source(page.done())
    assert _lines(source) == ["○委員　公園の遊具を増やす。", "○市長　はい。増やします。"]
    assert source.readings == (StatedReading("公園", "こうえん"),)


def test_small_kana_that_reads_nothing_stays() -> None:
    page = SquarePage().lines(["○委員　はい。"]).font(5.5).across(40, 500, "ちいさなもじ")
    assert _lines(read_source(page.done())) == ["○委員　はい。", "ちいさなもじ"]


@pytest.mark.parametrize(("step", "left"), [(1, 20.0), (5, 20.0), (1, 395.0), (5, 395.0)])
def test_counted_lines(step: int, left: float) -> None:
    text = ["○議長　夜間の利用者数を伺います。本日の日程は次のとおり。"] * 20
    page = SquarePage().lines(text).font(8)
    for number in range(1, 21):
        if number % step == 0:
            page.across(left, 540 - 20 * (number - 1), str(number))
    source = read_source(page.done())
    assert [line.text for line in source.lines if line.kind is LineKind.TEXT and line.text] == text
    assert [line.text for line in source.lines if line.kind is LineKind.CHROME] == [
        " ".join(str(number) for number in range(1, 21) if number % step == 0)
    ]


def test_stops_that_are_set_aside_end_their_columns() -> None:
    """Where a font has no stops of vertical writing, some programs print the usual ones up and to the right."""
    page = SquarePage()
    for left, column in ((380, "○議長　会議を開きます。はい、次です。"), (360, "お手元に、配りました。")):
        for place, char in enumerate(column):
            moved = 6 if char in "。、" else 0
            if char != "　":
                page.canvas.drawString(left + moved, 560 - 11 * (place + 1) + moved, char)
    assert _lines(read_source(page.done())) == [
        "○議長　会議を開きます。はい、次です。",
        "お手元に、配りました。",
    ]


@pytest.mark.parametrize(("aside", "up"), [(6, 6), (0, 0)])
def test_stops_that_are_printed_after_all_words_end_their_columns(aside: int, up: int) -> None:
    page = SquarePage()
    columns = [
        "第三回市議会会議録",
        "○議長（森下君）　会議を開きます",
        "○小松原委員　夜間の利用者数を伺います",
    ]
    for place, column in enumerate(columns):
        page.down(380 - 20 * place, 560, column)
    for place, column in enumerate(columns[1:], 1):
        page.canvas.drawString(380 - 20 * place + aside, 560 - 11 * (len(column) + 1) + up, "。")
    assert _lines(read_source(page.done())) == [columns[0], columns[1] + "。", columns[2] + "。"]


def test_a_column_that_is_only_a_stop_ends_the_one_before() -> None:
    page = SquarePage()
    columns = [*COLUMNS[:2], "○三番（小松原君）　夜間の利用者数を伺います", "。", "○議長　次", "、続けます。"]
    for place, column in enumerate(columns):
        page.down(380 - 20 * place, 560, column)
    turns = [turn.text for turn in parse(read_source(page.done())).turns]
    assert turns[-2:] == ["夜間の利用者数を伺います。", "次、続けます。"]


@pytest.mark.parametrize(("step", "left"), [(1, 29.0), (5, 29.0)])
def test_small_numbers_near_the_lines_of_a_short_page(step: int, left: float) -> None:
    text = ["○議長　開会します。", "はい。", "○委員　夜間の利用者数を伺います。"] * 4
    page = SquarePage().lines(text).font(7)
    for number in range(step, 13, step):
        page.across(left - 4 * (number > 9), 540 - 20 * (number - 1), str(number))
    assert [line.text for line in read_source(page.done()).lines if line.kind is LineKind.TEXT] == text


def test_counted_lines_of_a_short_page() -> None:
    text = [
        "○議長　開会します。",
        "はい。",
        "○委員　夜間の利用者数を伺います。",
        "日程は次のとおり。",
        "以上です。",
    ]
    page = SquarePage().lines(text).font(7)
    for number in range(1, 6):
        page.across(20, 541 - 20 * (number - 1), str(number))
    assert _lines(read_source(page.done()))[:5] == text


def test_numbers_of_a_list_are_words() -> None:
    page = SquarePage()
    for place, name in enumerate(["森下", "山田", "小松原", "土屋", "梅", "健"] * 2):
        page.across(40, 540 - 20 * place, str(place + 1)).across(80, 540 - 20 * place, name)
    lines = _lines(read_source(page.done()))
    assert [line[:1] for line in lines[:9]] == list("123456789")


@pytest.mark.parametrize(
    "font",
    [
        Font(encoding="UniJIS-UCS2-V"),
        Font("MS-Mincho", "UniJIS-UTF16-V"),
        Font("MS-Mincho", "90ms-RKSJ-V", "cp932"),
    ],
    ids=lambda font: font.encoding,
)
def test_a_font_that_writes_downwards_itself(font: Font) -> None:
    """Its 、 and 。 have boxes half as wide again: kana of the next column are no furigana of theirs."""
    columns = [
        "○議長（森下君）　会議を開きます。本日の",
        "日程はお手元に配りました、とおりです。",
        "○三番（小松原君）　平均を伺います。",
    ]
    words = b"".join(font.shown(500 - 24 * at, 700, column) for at, column in enumerate(columns))
    source = read_source(BarePage(words, font).done())
    assert _lines(source) == columns
    assert source.readings == ()


@pytest.mark.parametrize("degrees", [30, 45, 60])
@pytest.mark.parametrize("downwards", [False, True])
def test_a_stamp_across_the_page_stands_aside(degrees: float, downwards: bool) -> None:
    text = ["○議長　会議を開きます。", "○委員　夜間の利用者数を伺います。"]
    page = SquarePage()
    if downwards:
        for at, line in enumerate(text):
            page.down(380 - 20 * at, 560, line)
    else:
        page.lines(text)
    page.canvas.saveState()
    page.canvas.translate(120, 200)
    page.canvas.rotate(degrees)
    page.font(40).across(0, 0, "秘密")
    page.canvas.restoreState()
    source = read_source(page.done())
    assert _lines(source) == text
    assert "".join(line.text for line in source.lines if line.kind is LineKind.CHROME) == "秘密"


def test_counted_lines_with_colons() -> None:
    text = ["○議長　夜間の利用者数を伺います。本日の日程は次のとおり。"] * 20
    page = SquarePage().lines(text).font(8)
    for number in range(1, 21):
        page.across(10, 540 - 20 * (number - 1), f"{number:02d}:")
    source = read_source(page.done())
    assert [line.text for line in source.lines if line.kind is LineKind.TEXT and line.text] == text
