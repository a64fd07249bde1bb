"""Page numbers of books: those of the print where the source had pages, each in one place and in order."""

import json
from dataclasses import replace

import pytest

from reader.exports.book.chapters import book
from reader.exports.book.pages import BY_PRINT, BY_TURN, pages_begun, printed_pages
from reader.exports.daisy.daisy import daisy_files
from reader.exports.data.kokkai_json import write_kokkai_json
from reader.exports.epub.epub import epub_files
from reader.library.codec import minutes_from_bytes, minutes_to_bytes
from reader.minutes.model import Minutes
from reader.minutes.outline import parse
from reader.minutes.sources.reading import read_source
from reader.passages.outline import entry_key
from reader.readings.furigana.levels import Level
from tests.exports.archives import written
from tests.exports.documents import odd
from tests.exports.toned import material_of
from tests.minutes.sources.printing import LEADING, LEFT, TOP, PdfPrinter
from tests.parsed import read_minutes


def printed(*breaks: int) -> Minutes:
    """A record of four turns on lines 4 to 16, with pages that begin behind these lines."""
    said = "\n".join(f"○{name}　{text}" for name, text in zip(("議長", "市長") * 2, TEXTS, strict=True))
    minutes = read_minutes(f"第1回会議\n日時 令和8年6月2日\n\n{said}\n".encode())
    assert [turn.line for turn in minutes.turns] == [4, 5, 9, 10]
    return replace(minutes, page_lines=breaks)


TEXTS = (
    "開きます。",
    "一つめです。\n　二つめです。\n　三つめです。\n　四つめです。",
    "次です。",
    "終わります。",
)


@pytest.mark.parametrize(
    ("breaks", "begun"),
    [
        ((), {"t1": (1,), "t2": (2,), "t3": (3,), "t4": (4,)}),
        ((8,), {"m": (1,), "t3": (2,)}),
        ((6, 8), {"m": (1,), "t2": (2,), "t3": (3,)}),  # page 2 lies within turn 2
        ((6, 7, 9), {"m": (1,), "t2": (2,), "t3": (3,), "t4": (4,)}),
        ((1, 2), {"m": (1, 2), "t1": (3,)}),
        ((9, 10, 12), {"m": (1,), "t4": (2, 3, 4)}),
    ],
)
def test_a_page_begins_with_the_first_turn_on_it_or_the_one_that_runs_into_it(
    breaks: tuple[int, ...], begun: dict[str, tuple[int, ...]]
) -> None:
    minutes = printed(*breaks)
    assert dict(pages_begun(minutes, material_of(minutes).passages)) == begun


def test_a_passage_stands_on_the_page_on_which_it_begins() -> None:
    minutes = printed(6, 8)
    passages = material_of(minutes).passages
    assert list(printed_pages(minutes, passages).values()) == [1, 1, 2, 3, 3]
    assert printed_pages(printed(), passages) == {}


@pytest.mark.parametrize("kind", ["daisy", "epub"])
def test_books_number_their_pages_as_the_print_does(kind: str) -> None:
    made = book(material_of(printed(6, 8)))
    assert made.pages == (1, 2, 3)
    assert (BY_PRINT in made.about, BY_TURN in made.about) == (True, False)
    files = dict(daisy_files(made) if kind == "daisy" else epub_files(made, Level.ALL))
    told = "".join(content.decode() for content in files.values() if isinstance(content, bytes))
    if kind == "daisy":
        assert told.count('class="page-normal"') == 3
        assert (
            'content="3" name="ncc:maxPageNormal"' in told or 'name="ncc:maxPageNormal" content="3"' in told
        )
        assert 'name="ncc:pageNormal" content="3"' in told
    else:
        assert [told.count(f'id="page{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
        assert ">PDF</meta>" in told
        assert "もとの PDF の番号" in told
    assert "発言の番号" in str(book(material_of(odd())).about)


def test_the_diet_s_keys_tell_the_page_on_which_a_turn_begins() -> None:
    def told(minutes: Minutes) -> list[int | None]:
        answer = json.loads(written(write_kokkai_json, material_of(minutes)))
        return [record["startPage"] for record in answer["meetingRecord"][0]["speechRecord"]]

    assert told(printed(6, 8)) == [None, 1, 2, 3, 3]
    assert told(printed()) == [None] * 5


def test_a_pdf_keeps_its_pages_and_other_sources_have_none() -> None:
    """Three pages, on the second of which nobody begins to speak."""
    minutes = parse(read_source(_pdf(), "kaigi.pdf"))
    assert len(minutes.page_lines) == 2
    passages = material_of(minutes).passages
    begun = pages_begun(minutes, passages)
    turns = {entry_key(turn): turn for turn in minutes.turns}
    assert [page for pages in begun.values() for page in pages] == [1, 2, 3]
    assert begun["t2"] == (2,)
    assert turns[next(key for key, pages in begun.items() if 3 in pages)].text.startswith("お答えします")
    assert odd().page_lines == ()
    kept = minutes_to_bytes(minutes)
    assert minutes_from_bytes(kept) == minutes
    of_before = {name: value for name, value in json.loads(kept).items() if name != "page_lines"}
    assert minutes_from_bytes(json.dumps(of_before).encode()) == replace(minutes, page_lines=())


def _pdf() -> bytes:
    sheets = (
        [
            "令和8年第1回会議録",
            "日時　令和8年6月2日",
            "○議長（山田太郎君）　会議を開きます。",
            "○1番（佐藤花子君）　道路について伺います。",
        ],
        ["　歩道が狭いという声があります。", "　車椅子では通れません。"],
        ["　以上です。", "○市長（鈴木一郎君）　お答えします。", "　広げます。"],
    )
    printer = PdfPrinter()
    for sheet in sheets:
        printer.page((LEFT, TOP - LEADING * place, text) for place, text in enumerate(sheet))
    return printer.done()
