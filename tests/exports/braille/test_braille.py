"""Braille files: lines and pages as displays and embossers take them, and nothing lost on the way to them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from reader.exports.braille.cells import BLANK, brf, cells
from reader.exports.braille.page import LINES, WIDTH, Line, Paragraph, lines, pages
from reader.exports.braille.units import Unit
from reader.exports.braille.unwritten import unwritten_characters
from reader.exports.braille.write import write_braille, write_brf
from reader.exports.material import Material
from reader.passages.annotator import Annotator
from tests.exports.archives import written
from tests.exports.braille.test_cells import dots
from tests.exports.documents import odd, shared_documents
from tests.exports.toned import material_of
from tests.parsed import read_minutes


@pytest.fixture(scope="module")
def real(annotator: Annotator) -> Material:
    return material_of(odd(), annotator)


@pytest.fixture(scope="module")
def council(annotator: Annotator, seed: bytes) -> Material:
    return material_of(read_minutes(seed, "seed.txt"), annotator)


def test_pages_are_as_embossers_take_them(council: Material) -> None:
    data = written(write_brf, council)
    assert all(byte in b"\r\n\f" or 0x20 <= byte <= 0x5F for byte in data)
    assert data.endswith(b"\f")
    sheets = data.decode("ascii").removesuffix("\f").split("\f")
    assert len(sheets) > 20
    for number, sheet in enumerate(sheets, 1):
        assert sheet.count("\n") == sheet.count("\r\n") <= LINES
        first, *others = sheet.removesuffix("\r\n").split("\r\n")
        assert first == brf(cells(str(number)).rjust(WIDTH, BLANK))
        assert all(len(line) <= WIDTH and line == line.rstrip() for line in others)
    assert all(sheet.count("\r\n") >= LINES - 1 for sheet in sheets[:-1])


def test_both_files_hold_the_same_cells(council: Material) -> None:
    unicode = written(write_braille, council).decode()
    assert set(unicode) <= {*map(chr, range(0x2800, 0x2840)), "\r", "\n"}
    sheets = written(write_brf, council).decode("ascii").removesuffix("\f").split("\f")
    there = [line for sheet in sheets for line in sheet.removesuffix("\r\n").split("\r\n")[1:] if line]
    assert there == [brf(line) for line in unicode.split("\r\n") if line]


def test_the_file_says_that_nobody_proofread_it(real: Material) -> None:
    head = written(write_braille, real).decode().replace("\r\n", BLANK)[:400]
    for told in ("ミコーセイ", "PDL1.0", str(real.imprint.doubts), real.imprint.session_id, "ダイ3ハン"):
        assert cells(told) in head


def test_what_cannot_be_written_is_listed_as_often_as_it_is_marked(annotator: Annotator) -> None:
    text = "第1回会議\n日時 令和8年6月2日\n委員: 「☃」と⌘。※852の☃です。\n事務局: はい。\n"
    material = material_of(read_minutes(text.encode()), annotator)
    marked = written(write_braille, material).decode()
    listed = unwritten_characters(material.passages)
    assert [(one.character, one.times, one.first.id) for one in listed] == [
        ("☃", 2, "t1-1"),
        ("⌘", 1, "t1-1"),
    ]
    told_at_its_head = 1
    assert marked.count(cells("□")) == 3 + told_at_its_head
    assert cells("（□）3") in marked


def test_units_are_broken_at_blanks_only() -> None:
    said = [Unit("イインカイ") for _ in range(20)] + [Unit("ア" * 40), Unit("オワリ。", 2), Unit("ツギ")]
    made = [line.text for line in lines([Paragraph(tuple(said))])]
    assert made[0].startswith(BLANK * 2 + cells("イインカイ"))
    assert all(len(line) <= WIDTH for line in made)
    whole = [piece for line in made for piece in line.split(BLANK) if piece]
    assert whole[:20] == [cells("イインカイ")] * 20
    assert "".join(whole) == "".join(cells(unit.text) for unit in said)
    assert f"{cells('オワリ。')}{BLANK * 2}{cells('ツギ')}" in "\n".join(made)


def test_headings_and_speakers_stand_in_as_printed_braille_has_them(real: Material) -> None:
    made = written(write_braille, real).decode().split("\r\n")
    label = cells("ギチョー（タカダ")
    assert next(line for line in made if label in line).startswith(BLANK * 4 + label)
    heading = next(line for line in made if cells("カイキノ") in line and cells("ダイ1") in line)
    assert re.match(f"{BLANK}{{6}}[^{BLANK}]", heading)


def test_a_place_is_read_by_the_session_s_own_words(annotator: Annotator) -> None:
    def told(place: str, said: str) -> str:
        text = f"第1回会議\n日時 令和8年6月2日\n場所 {place}\n委員: {said}\n事務局: はい。\n"
        return written(write_braille, material_of(read_minutes(text.encode()), annotator)).decode()

    place = cells("バショ") + BLANK + cells("シヤクショ")
    assert place in told("市役所", "市役所の工事を伺います。")
    assert cells("バショ") not in told("鵺野分館", "市役所の工事を伺います。")


def test_a_session_without_a_name_is_called_by_its_number(annotator: Annotator) -> None:
    minutes = replace(odd(), meeting=None)
    told = written(write_braille, material_of(minutes, annotator)).decode()
    assert f"{cells('カイギロク')}{BLANK}{cells('20261128-1')}\r\n" in told
    assert cells("□") * 2 not in told


def test_a_page_is_numbered_and_full() -> None:
    made = list(pages(Line(str(number)) for number in range(40)))
    assert [len(page) for page in made] == [LINES, LINES, 7]
    assert [page[0].strip(BLANK) for page in made] == [dots("3456 1"), dots("3456 12"), dots("3456 14")]


def test_a_page_says_on_which_page_of_the_print_it_begins(annotator: Annotator) -> None:
    made = list(pages(Line(str(number), 3 + number // 20) for number in range(40)))
    assert [page[0].split(BLANK)[0] for page in made] == [dots("3456 14"), dots("3456 14"), dots("3456 145")]
    assert [page[0].split(BLANK)[-1] for page in made] == [dots("3456 1"), dots("3456 12"), dots("3456 14")]
    assert {len(page[0]) for page in made} == {WIDTH}
    printed = written(write_brf, material_of(replace(odd(), page_lines=(6, 15)), annotator)).decode()
    assert brf(cells("ゲンポンノ")) in printed
    assert any(page.startswith(brf(cells("2"))) for page in printed.split("\f"))


@pytest.mark.slow
def test_no_kanji_is_left_of_any_shared_document(shared: Path, annotator: Annotator) -> None:
    """Read in full; what has no reading is marked, and that is rare."""
    marked = total = 0
    for path in shared_documents(shared)[::9]:
        unicode = written(
            write_braille, material_of(read_minutes(path.read_bytes(), path.name), annotator)
        ).decode()
        assert set(unicode) <= {*map(chr, range(0x2800, 0x2840)), "\r", "\n"}, path.name
        marked += unicode.count(cells("□"))
        total += len(unicode)
    assert total > 20_000
    assert marked / total < 0.001, (marked, total)
