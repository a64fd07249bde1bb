"""What is laid onto a page: boxes of words and stamps are printed with it, notes are not, bars and photos cover words."""

import io

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import COMMENT, COVERED, EMBEDDED, LeftOut
from tests.minutes.sources.pdf.bare import BarePage, Font, stream
from tests.minutes.sources.pdf.squares import HEIGHT, WIDTH, SquarePage

SAID = "○委員　苦情を伺います。"
SECRET = "梅枝町の土屋"
FONT = Font()


def _appearance(drawn: bytes) -> bytes:
    entries = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << /Font << /F1 5 0 R >> "
        b"/ExtGState << /G1 << /BM /Multiply >> >> >>"
    )
    return stream(drawn, entries)


def _left(annotation: bytes, drawn: bytes) -> tuple[str, tuple[LeftOut, ...]]:
    one = b"<< /Type /Annot /Rect [55 728 355 758] /AP << /N 7 0 R >> /Contents <feff0061> %s >>" % annotation
    page = b"/MediaBox [0 0 595 842] /Annots [6 0 R]"
    file = BarePage(FONT.lines([SAID, SECRET]), FONT, page=page, objects=[one, _appearance(drawn)]).done()
    source = read_source(file)
    return "".join(line.text for line in source.lines), source.left_out


@pytest.mark.parametrize("kind", [b"/Subtype /FreeText", b"/Subtype /Stamp", b"/Subtype /Widget /FT /Tx"])
def test_words_that_are_printed_with_the_page(kind: bytes) -> None:
    text, left_out = _left(kind + b" /F 4", FONT.shown(240, 12, "追記"))
    assert (text.replace("　", ""), left_out) == (f"{SAID}{SECRET}追記".replace("　", ""), ())


@pytest.mark.parametrize("flag", [2, 32])
@pytest.mark.parametrize("kind", [b"/Subtype /FreeText", b"/Subtype /Widget /FT /Tx /V <feff0061>"])
def test_words_that_are_hidden(kind: bytes, flag: int) -> None:
    text, left_out = _left(kind + b" /F %d" % flag, FONT.shown(240, 12, "追記"))
    assert (text, left_out) == (SAID + SECRET, (LeftOut(COMMENT, 1),))


@pytest.mark.parametrize("kind", [b"/Subtype /Text", b"/Subtype /Highlight", b"/Subtype /StrikeOut"])
def test_notes_are_counted_and_what_they_mark_stays(kind: bytes) -> None:
    text, left_out = _left(kind + b" /F 4", b"/G1 gs 1 1 0 rg 0 0 300 30 re f")
    assert (text, left_out) == (SAID + SECRET, (LeftOut(COMMENT, 1),))


def test_links_are_no_notes() -> None:
    assert _left(b"/Subtype /Link", b"") == (SAID + SECRET, ())


@pytest.mark.parametrize("kind", [b"/Subtype /Square", b"/Subtype /Redact", b"/Subtype /FreeText"])
def test_a_bar_over_words(kind: bytes) -> None:
    text, left_out = _left(kind + b" /F 4", b"0 g 0 0 300 30 re f")
    assert (text, left_out) == (SAID, (LeftOut(COVERED, 6),))


@pytest.mark.parametrize("more", [b"/OC << /Type /OCG /Name (x) >>", b"/AP null", b"/AP << >>"])
def test_what_nobody_knows_to_be_drawn_is_told(more: bytes) -> None:
    text, left_out = _left(b"/Subtype /FreeText /F 4 " + more, b"0 g 0 0 300 30 re f")
    assert (text, left_out) == (SAID + SECRET, (LeftOut(COMMENT, 1),))


def test_files_that_a_document_carries_are_told() -> None:
    names = b"/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >>"
    objects = [
        b"<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>",
        stream("内緒".encode(), b"/Type /EmbeddedFile"),
    ]
    source = read_source(BarePage(FONT.lines([SAID]), FONT, catalogue=names, objects=objects).done())
    assert (source.text, source.left_out) == (SAID, (LeftOut(EMBEDDED, 1),))


def _image(image: Image.Image) -> ImageReader:
    file = io.BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return ImageReader(file)


def _below(page: SquarePage) -> tuple[str, tuple[LeftOut, ...]]:
    source = read_source(page.done())
    return "".join(line.text for line in source.lines), source.left_out


@pytest.mark.parametrize("shade", [(0, 0, 0), (255, 255, 255), (180, 40, 40)])
def test_a_picture_over_words(shade: tuple[int, int, int]) -> None:
    page = SquarePage().lines([SAID]).across(40, 400, SECRET)
    page.canvas.drawImage(_image(Image.new("RGB", (20, 8), shade)), 30, 390, 200, 30)
    assert _below(page) == (SAID, (LeftOut(COVERED, 6),))


def test_a_seal_over_a_name() -> None:
    seal = Image.new("RGBA", (60, 60), (255, 255, 255, 0))
    ImageDraw.Draw(seal).ellipse((4, 4, 56, 56), outline=(200, 0, 0, 255), width=4)
    page = SquarePage().lines([SAID]).across(40, 400, SECRET)
    page.canvas.drawImage(_image(seal), 30, 380, 100, 50, mask="auto")
    assert _below(page) == (SAID + SECRET, ())


@pytest.mark.parametrize("strips", [1, 4])
def test_the_scan_of_a_page_over_its_words(strips: int) -> None:
    page = SquarePage().lines([SAID]).across(40, 400, SECRET)
    for strip in range(strips):
        up = HEIGHT * strip / strips
        page.canvas.drawImage(
            _image(Image.new("RGB", (30, 10), (250, 250, 240))), 0, up, WIDTH, HEIGHT / strips
        )
    assert _below(page) == (SAID + SECRET, ())
