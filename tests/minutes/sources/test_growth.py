"""Every parser's cost is linear in its input: measured on what once was not, and on what could be."""

import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest

from reader.errors import SourceError
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from tests.growth import MOST, growth
from tests.minutes.sources.docx.word import paragraph, word_file


def reading_grows(make: Callable[[int], bytes], name: str, size: int) -> float:
    """How many times as much it takes to read and parse four times the size; a refusal is a way of reading."""

    def read(data: bytes) -> None:
        with suppress(SourceError):
            parse(read_source(data, name))

    return growth(make, read, size)


HEAD = "会議名\n総務委員会\n日時\n令和7年6月3日\n議事\n委員長:始めます。\n"
UNITS = {
    "colons": "委員:", "mark and bracket": "○議長（", "brackets": "【部会長】", "numbers": "1 2．", "names": "田中君",
    "dates": "令和3年10月28日", "events": "〔「異議なし」と呼ぶ者あり〕", "spaced": "委　員　", "quotes": "「」",
    "roman": "ⅠⅡ", "gloss": "アア(", "ruby": "市町（しちょう）", "spaces": "　", "open": "（", "dots": "・", "kanji": "議長",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_one_long_line(unit: str) -> None:
    assert (
        reading_grows(lambda size: (HEAD + UNITS[unit] * size + "x\n委員:はい。\n").encode(), "a.txt", 500)
        < MOST
    )


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_many_lines(unit: str) -> None:
    line = UNITS[unit] * max(1, 60 // len(UNITS[unit]))
    assert (
        reading_grows(
            lambda size: (HEAD + "".join(f"{line}{n}\n" for n in range(size))).encode(), "a.txt", 60
        )
        < MOST
    )


def test_spaces_between_two_stops() -> None:
    text = HEAD + "委員:はい。\n委員長:では。\n" * 5
    assert reading_grows(lambda size: f"{text}委員:はい。{' ' * size}。と\n".encode(), "a.txt", 2000) < MOST


@pytest.mark.parametrize("space", [" ", "　", "\t"])
def test_indents_cost_what_they_are_long(space: str) -> None:
    def indented(by: int) -> bytes:
        return (HEAD + "".join(f"{space * by}これは{n}行目の文章です。\n" for n in range(60))).encode()

    assert reading_grows(indented, "a.txt", 10) < MOST


PAGES = {
    "headers": ("<div>" * 900, "<header>x</header>", ""),
    "side by side": ("", "<div class='side'>x</div>", ""),
    "cells": ("<table><tr>", "<td>委員</td>", ""),
    "rubies": ("", "<ruby>市<rt>し</rt></ruby>", ""),
    "entities": ("<p>", "&amp;", ""),
    "comments": ("", "<!--", ""),
    "brackets": ("", "<", ""),
    "hidden": ("", "<p hidden>x</p>", ""),
    "printed": (
        "<style>p{counter-reset:i}p::before{content:counters(i,'-') attr(id)}</style>",
        "<p id=甲>x",
        "",
    ),
    "items": ("<ol>", "<li>項目", "</ol>"),
    "pictures": ("<p>", "<img alt='﨑'>山", ""),
    "attributes": ("<p ", "a ", ">x"),
}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_pages(page: str) -> None:
    before, unit, after = PAGES[page]
    assert (
        reading_grows(
            lambda size: f"<!doctype html><body>{before}{unit * size}{after}".encode(), "a.html", 500
        )
        < MOST
    )


def test_styles_of_word_are_read_once() -> None:
    one = paragraph("議長：はい。", properties='<w:pStyle w:val="s"/>')

    def styled(size: int) -> bytes:
        return word_file(one * size, f'<w:style w:styleId="s">{"<w:x/>" * size}</w:style>')

    assert reading_grows(styled, "a.docx", 200) < MOST


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>あ</w:t></w:r></w:p>",
        "<w:del><w:r><w:delText>あ</w:delText></w:r></w:del>",
    ],
)
def test_words_of_word(unit: str) -> None:
    assert reading_grows(lambda size: word_file(unit * size), "a.docx", 200) < MOST


def _object_stream(pairs: int) -> bytes:
    head = b" ".join(b"%d %d" % (n + 10, 0 if n % 2 == 0 else 100) for n in range(pairs)) + b" "
    packed = zlib.compress(head + b"x" * 100)
    entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d" % (
        pairs,
        len(head),
        len(packed),
    )
    return b"%%PDF-1.5\n1 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\n" % (entries, packed)


@pytest.mark.parametrize(
    "make",
    [
        _object_stream,
        lambda size: b"%PDF-1.7\n1 0 obj\n<< /Type /Page " + b"/Contents[" * size + b" >>\nendobj\n",
        lambda size: (
            b"%PDF-1.7\n1 0 obj\n<< /Type /Page "
            + b"/Resources 2 0 R " * size
            + b">>\nendobj\n2 0 obj\n<< >>\nendobj\n"
        ),
        lambda size: (
            b"%PDF-1.7\n" + b"1 0 obj\n<< /Subtype /Form >>\nstream\n/X Do\nendstream\nendobj\n" * size
        ),
    ],
    ids=["object stream", "contents", "resources", "forms"],
)
def test_objects_of_pdf(make: Callable[[int], bytes]) -> None:
    assert reading_grows(make, "a.pdf", 500) < MOST
