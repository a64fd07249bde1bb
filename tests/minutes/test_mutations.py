"""Damaged files give minutes or one clear line: no traceback, no hang, no lost word."""

from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.text.characters import bare
from tests.minutes.layouts_gold import layouts
from tests.minutes.mutations import MUTATIONS, Mutation, bombs, damaged, damaged_members
from tests.minutes.sources.printing import PdfPrinter, add_ruby, docx_bytes, lines_down, new_docx

COUNT = 6_000


def _documents() -> dict[str, bytes]:
    """Good documents of every format; few of them binary, because text is damaged in more ways."""
    texts = {f"{layout.name}.txt": layout.data for layout in layouts()}
    pages = {f"{layout.name}.html": _page(layout.data.decode()) for layout in layouts()[::4]}
    speech = '{"nameOfMeeting":"予算委員会","speechRecord":[{"speaker":"山","speakerYomi":"やま","speech":"○山委員　はい。"}]}'
    return {
        **texts,
        **pages,
        "diet.json": speech.encode(),
        **{f"{n}.docx": word_file() for n in range(4)},
        **{f"{n}.pdf": _pdf() for n in range(4)},
    }


def _page(text: str) -> bytes:
    lines = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    table = "<table><tr><th>議長</th><td><ruby>市町<rt>しちょう</rt></ruby>です。</td></tr></table>"
    return f"<!DOCTYPE html><html><head><title>会議録</title></head><body><main>{lines}{table}</main></body></html>".encode()


def word_file() -> bytes:
    """A Word file with something of everything."""
    document = new_docx()
    document.add_heading("第1回検討会議", 1)
    document.add_paragraph("議題", style="List Number")
    add_ruby(document, "市町", "しちょう", "の話")
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "議長", "始めます。"
    return docx_bytes(document)


def _pdf() -> bytes:
    lines = ["第1回検討会議", "令和5年6月1日", "○議長　始めます。", "○委員　はい。"]
    return PdfPrinter().page(lines_down(lines)).page(lines_down(lines[2:])).done()


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    """What is damaged."""
    return _documents()


@pytest.mark.slow  # all of them together
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: str(mutation.__name__).strip("_"))
def test_damaged_documents(documents: dict[str, bytes], mutation: Mutation) -> None:
    for name, data in damaged(documents, mutation, COUNT // len(MUTATIONS), seed=20211028):
        _gives_minutes_or_one_clear_line(name, data)


@pytest.mark.slow
def test_damaged_parts_of_word_files(documents: dict[str, bytes]) -> None:
    for name, data in damaged_members(documents, COUNT // len(MUTATIONS), seed=20211028):
        _gives_minutes_or_one_clear_line(name, data)


def _gives_minutes_or_one_clear_line(name: str, data: bytes) -> None:
    try:
        source = read_source(data, name)
    except SourceError as error:
        assert str(error).endswith("。"), name
        assert "\n" not in str(error), name
    else:
        parts = parse(source).parts
        assert bare("".join(part.text for part in parts)) == bare(source.text), name


@pytest.mark.slow
def test_bombs_are_refused() -> None:
    for name, data in bombs(word_file()).items():
        with pytest.raises(SourceError, match=r"。$"):
            read_source(data, name)


def test_a_folder_of_good_documents_is_good(tmp_path: Path) -> None:
    for name, data in _documents().items():
        assert parse(read_source(data, str(tmp_path / name))).parts
