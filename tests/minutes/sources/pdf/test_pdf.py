"""PDF: real files, printed here."""

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from reader.errors import SourceError
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.source import LineKind
from tests.minutes.mutations import looping_pages, looping_pdf
from tests.minutes.sources.pdf.squares import SquarePage
from tests.minutes.sources.printing import HEIGHT, LEADING, LEFT, TOP, PdfPrinter, lines_down, wrapped

SPEECH = "ただいまから第2回の会議を開きます。お手元の資料を順に説明いたしますので、分からない所があればその都度手を挙げてください。"


def _turns(data: bytes) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in parse(read_source(data)).turns]


def test_hard_wraps_are_mended_across_pages() -> None:
    lines = wrapped(f"○委員長　{SPEECH}", 24)
    data = (
        PdfPrinter()
        .page([*lines_down(["第2回庭園審議会会議録", "", *lines[:3]]), (290, 40, "- 1 -")])
        .page([*lines_down([*lines[3:], "○事務局　資料は三枚です。"]), (290, 40, "- 2 -")])
        .done()
    )
    assert _turns(data) == [("委員長", SPEECH), ("事務局", "資料は三枚です。")]
    assert parse(read_source(data)).meeting == "第2回庭園審議会"


def test_running_heads_and_page_numbers_are_set_aside() -> None:
    printer = PdfPrinter()
    for page in range(1, 5):
        heads = [(LEFT, HEIGHT - 30, f"庭園審議会 第{page}号"), (290.0, 40.0, f"{page} / 4")]
        printer.page([*heads, *lines_down([f"委員：{page}つ目の質問です。", "事務局：お答えします。"])])
    source = read_source(printer.done())
    chrome = [line.text.strip() for line in source.lines if line.kind is LineKind.CHROME]
    assert chrome == [text for page in range(1, 5) for text in (f"庭園審議会 第{page}号", f"{page} / 4")]
    assert len(parse(source).turns) == 8


def test_a_head_on_both_of_two_pages_is_set_aside() -> None:
    printer = PdfPrinter()
    for page in (1, 2):
        heads = [(LEFT, HEIGHT - 30, "庭園審議会 会議の記録"), (290.0, 40.0, f"- {page} -")]
        printer.page([*heads, *lines_down([f"委員：{page}つ目の質問です。", "事務局：お答えします。"])])
    source = read_source(printer.done())
    chrome = [line.text.strip() for line in source.lines if line.kind is LineKind.CHROME]
    assert chrome == ["庭園審議会 会議の記録", "- 1 -", "庭園審議会 会議の記録", "- 2 -"]
    assert [turn.text for turn in parse(source).turns] == [
        "1つ目の質問です。",
        "お答えします。",
        "2つ目の質問です。",
        "お答えします。",
    ]


def test_a_label_that_begins_both_of_two_pages_is_said() -> None:
    printer = PdfPrinter()
    for page in (1, 2):
        printer.page(
            lines_down(["庭園計画担当課長", f"　{page}つ目の説明をします。", "庭園の専門委員", "　はい。"])
        )
    assert len(parse(read_source(printer.done())).turns) == 4


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        "○議長　開会します。",
        *wrapped(
            "　本日の日程はお手元に配付したとおりです。初めに市長から行政報告の申出がありますので、これを許します。",
            20,
        ),
    ]
    left += [
        "○市長　報告いたします。",
        *wrapped("　七月の大雨では市内の三か所で道路が通れなくなりましたが、今は通れます。", 20),
    ]
    right = wrapped(
        "　避難所には延べ百二十名の方が身を寄せられました。職員が交代で二十四時間付き添いました。", 20
    )
    right += [
        "○議長　質疑はありませんか。",
        *wrapped("　質疑がなければ次の日程に移りますので、資料の二枚目をご覧ください。", 20),
        "○５番　ありません。",
    ]
    words = lines_down(["令和五年第三回　定例会会議録"], LEFT + 60)
    for place in range(max(len(left), len(right))):
        for across, column in ((LEFT, left), (LEFT + 255, right)):
            words += lines_down(column[place : place + 1], across, TOP - LEADING * (place + 2))
    turns = _turns(PdfPrinter().page(words).done())
    assert [speaker for speaker, _ in turns] == ["議長", "市長", "議長", "5番"]
    assert turns[1][1].startswith("報告いたします。\n七月の大雨")
    assert turns[1][1].endswith("身を寄せられました。職員が交代で二十四時間付き添いました。")


def test_two_short_columns_and_a_short_table() -> None:
    """Four lines a column: running text goes on in its column; a table's rows stay beside each other."""
    left = wrapped(
        "○議長　開会します。本日の日程はお手元に配付したとおりです。初めに市長から行政報告の申出があります。",
        12,
    )
    right = wrapped(
        "○市長　報告いたします。七月の大雨では市内の三か所で道路が通れなくなりましたが、いまは通れます。", 12
    )
    rows = [
        ("夜間の利用者数と休日の利用者数は", "夜間は三十人で休日は百人です"),
        ("駐輪場は", "あります"),
        ("掲示板の場所はどこですか", "入口です"),
    ] * 2

    def page(first: list[str], second: list[str]) -> list[str]:
        words = lines_down(["会議録"])
        for place, (one, other) in enumerate(zip(first, second, strict=True), start=2):
            for across, line in ((LEFT, one), (LEFT + 225, other)):
                words += lines_down([line], across, TOP - LEADING * place)
        return [line.text for line in read_source(PdfPrinter().page(words).done()).lines if line.text]

    assert page(left[:4], right[:4]) == ["会議録", *left[:4], *right[:4]]
    table = page([one for one, _ in rows[:5]], [other for _, other in rows[:5]])
    assert [line.replace("　", "") for line in table[1:]] == ["".join(row) for row in rows[:5]]


def test_a_table_of_speakers() -> None:
    rows = [
        ("議　長", "ただいまから総会を開きます。出席は十二名です。"),
        ("", "本日の議案は三件です。"),
        ("事務局長", "議案第１号を読み上げます。"),
        ("〃", "続けて第２号を読み上げます。"),
        ("３番委員", "水路の幅を聞きます。"),
        ("事務局長", "六十センチです。"),
    ]
    page = SquarePage()
    for place, (who, said) in enumerate(rows):
        page.across(20, 500 - LEADING * place, who).across(110, 500 - LEADING * place, said)
    assert _turns(page.done()) == [
        ("議長", "ただいまから総会を開きます。出席は十二名です。\n本日の議案は三件です。"),
        ("事務局長", "議案第１号を読み上げます。"),
        ("事務局長", "続けて第２号を読み上げます。"),
        ("3番委員", "水路の幅を聞きます。"),
        ("事務局長", "六十センチです。"),
    ]


def test_characters_spaced_apart() -> None:
    data = (
        PdfPrinter()
        .page([(LEFT, TOP, "庭園審議会会議録"), (LEFT, TOP - 40, "委員長：はい。")], spread=7)
        .done()
    )
    assert [line.text for line in read_source(data).lines if line.text] == [
        "庭園審議会会議録",
        "委員長：はい。",
    ]


def test_bold_made_by_printing_twice() -> None:
    page = SquarePage().across(40, 500, "議").across(40.4, 500, "議").across(51, 500, "長")
    assert read_source(page.done()).text == "議長"


def test_bold_made_by_printing_all_lines_twice() -> None:
    page = SquarePage().lines(["○議長　会議録です。", "○委員　ははは。"])
    page.lines(["○議長　会議録です。", "○委員　ははは。"], left=40.4, top=539.7)
    assert [line.text for line in read_source(page.done()).lines] == [
        "○議長　会議録です。",
        "○委員　ははは。",
    ]


def test_only_pictures() -> None:
    with pytest.raises(SourceError, match="画像だけのPDF"):
        read_source(PdfPrinter().picture().picture().done())


def test_a_page_without_words_is_told() -> None:
    data = PdfPrinter().page(lines_down(["委員：はい。", "会長：はい。"])).picture().done()
    assert any("2ページ目" in str(warning) for warning in parse(read_source(data)).warnings)


def test_a_password() -> None:
    locked = PdfPrinter(encrypt=StandardEncryption("secret")).page([(LEFT, TOP, "議長")]).done()
    with pytest.raises(SourceError, match="パスワード"):
        read_source(locked)


def test_an_owners_password_does_not_keep_readers_out() -> None:
    data = PdfPrinter(encrypt=StandardEncryption("", "owner")).page([(LEFT, TOP, "議長：はい。")]).done()
    assert read_source(data).text == "議長：はい。"


@pytest.mark.parametrize("data", [looping_pdf(), looping_pages()])
def test_files_that_refer_to_themselves(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_source(data)


def test_forms_that_are_drawn_in_reason() -> None:
    printer = PdfPrinter()
    canvas: Canvas = printer.canvas
    canvas.beginForm("stamp")
    canvas.rect(0, 0, 40, 40)
    canvas.endForm()
    for _ in range(3):
        canvas.doForm("stamp")
    assert read_source(printer.page([(LEFT, TOP, "委員：はい。")]).done()).text == "委員：はい。"
