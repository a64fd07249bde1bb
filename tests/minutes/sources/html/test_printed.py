"""What a browser prints beside text: numbers of lists, pictures of signs, marks of quotation; and formulas."""

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.html.html import read_html
from reader.minutes.sources.source import LineKind


def _lines(page: str) -> list[str]:
    return [line.text for line in read_html(page).lines if line.text]


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("<ol><li>一つ目<li>二つ目</ol>", ["1. 一つ目", "2. 二つ目"]),
        ("<ol start=3><li>あ<li value=7>い<li>う</ol>", ["3. あ", "7. い", "8. う"]),
        ("<ol reversed><li>あ<li>い</ol>", ["2. あ", "1. い"]),
        ("<ol type=a><li>あ</ol><ol type=A><li>い</ol><ol type=i><li>う</ol>", ["a. あ", "A. い", "i. う"]),
        ("<ol style='list-style-type:katakana'><li>あ<li>い</ol>", ["ア、あ", "イ、い"]),
        ("<ol style='list-style: cjk-ideographic inside'><li>あ</ol>", ["一、あ"]),
        ("<ol style='list-style:none'><li>あ</ol>", ["あ"]),
        ("<ol style='list-style-type:disc'><li>あ</ol>", ["あ"]),
        ("<ol><li>1 あ<li>（2）い<li>三、う<li>④え</ol>", ["1 あ", "（2）い", "三、う", "4. ④え"]),
        ("<ol><li>3年前の話<li>2人</ol>", ["1. 3年前の話", "2. 2人"]),
        ("<ol><li>あ<ul><li>い</ul><li>う</ol>", ["1. あ", "い", "2. う"]),
        ("<ol><li>あ<ol><li>い</ol></li><li>う</ol>", ["1. あ", "1. い", "2. う"]),
        ("<li>あ", ["あ"]),
    ],
)
def test_numbers_of_lists(page: str, printed: list[str]) -> None:
    assert _lines(page) == printed


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("<p>○<img alt='﨑'>山委員", ["○﨑山委員"]),
        ("<p>資料<img alt='①'>と<img alt='②'>です", ["資料①と②です"]),
        ("<td><img alt='㊞'>", ["㊞"]),
        ("<p>単位は<img alt='平方メートル'>です", ["単位は平方メートルです"]),
        ("<p><ruby><img alt='髙'><rt>たか</rt></ruby>野", ["髙野"]),
        ("<p>はい<img alt=''>。<img>", ["はい。"]),
        ("<p>○<img alt='（外字）﨑'>山委員", ["○﨑山委員"]),
        ("<p>○<img alt='【﨑】'>山委員", ["○﨑山委員"]),
        ("<p>○<img title='﨑'>山委員<img title='拡大します'>", ["○﨑山委員"]),
        ("<p>○<input type=image alt='﨑'>山委員", ["○﨑山委員"]),
        ("<p>○<svg role=img aria-label='﨑'><path/></svg>山委員", ["○﨑山委員"]),
        ("<p>○<svg><title>﨑</title><path/></svg>山委員", ["○﨑山委員"]),
        ("<p>○<span role=img aria-label='﨑'></span>山委員", ["○﨑山委員"]),
        ("<p>○<span role=img aria-label='星'>★</span>です", ["○★です"]),
        ("<p><ruby>市場<rtc>いちば</rtc></ruby>です", ["市場です"]),
    ],
)
def test_pictures_of_signs(page: str, printed: list[str]) -> None:
    assert _lines(page) == printed


@pytest.mark.parametrize(
    "alt", ["議場の写真", "PDFファイルを開きます", "新規ウィンドウで開きます", "市のロゴ", "会議の様子です。"]
)
def test_pictures_of_things_are_no_words(alt: str) -> None:
    assert _lines(f"<p>資料です<p><img alt='{alt}'><p>はい") == ["資料です", "はい"]
    lines = [line for line in read_html(f"<p>資料<img alt='{alt}'>です").lines if line.text]
    assert [(line.text, line.kind) for line in lines] == [("資料です", LineKind.TEXT)]


def test_a_picture_states_its_reading() -> None:
    readings = read_html("<p><ruby><rb><img alt='髙'></rb>野<rt>たかの</rt></ruby>").readings
    assert [(one.surface, one.reading) for one in readings] == [("髙野", "たかの")]


def test_quotations_and_formulas() -> None:
    assert _lines("<p>次は<q>反対だ<q>と</q></q>。") == ["次は「反対だ『と』」。"]
    assert _lines(
        "<p>率は<math><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation>x</annotation></math>です"
    ) == ["率はa/bです"]


def test_numbers_reach_the_turns() -> None:
    page = (
        "<h1>検討会議</h1><p>○会長（森下君）　二つあります。</p><ol><li>日程の件</li><li>場所の件</li></ol>"
        "<p>○委員（山田君）　2についてはどうですか。</p>"
    )
    turns = parse(read_source(page.encode())).turns
    assert [turn.text for turn in turns] == [
        "二つあります。\n1. 日程の件\n2. 場所の件",
        "2についてはどうですか。",
    ]


@pytest.mark.parametrize(
    ("address", "sign"),
    [
        ("gaiji/u9ad9.png", "髙"),
        ("/img/U+FA11.GIF", "﨑"),
        ("uni20bb7.svg", "𠮷"),
        ("img/gaiji/0123.gif", "〓"),
        ("gaiji_07.png", "〓"),
        ("spacer.gif", ""),
        ("menu/u0041.png", ""),
        ("photo-2010.jpg", ""),
    ],
)
def test_signs_whose_pictures_say_nothing(address: str, sign: str) -> None:
    source = read_html(f"<p>○会長（<img src='{address}' alt=''>田君）　はい。")
    assert [line.text for line in source.lines if line.text] == [f"○会長（{sign}田君）　はい。"]
    assert ["画像の文字（外字）が1字" in str(warning) for warning in source.warnings] == [True] * (
        sign == "〓"
    )
