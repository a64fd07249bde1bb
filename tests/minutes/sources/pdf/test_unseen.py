"""Text that nobody sees on the paper is counted, never taken in; what is only unusual is seen."""

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import COVERED, NO_INK, OUTSIDE, TINY, LeftOut
from reader.minutes.sources.source import Source
from tests.minutes.sources.pdf.squares import NAME, WIDTH, SquarePage

SECRET = "梅枝町の土屋"
SAID = "○委員　苦情を伺います。"


def _text(source: Source) -> str:
    return "".join(line.text for line in source.lines)


def _page() -> SquarePage:
    return SquarePage().lines([SAID])


def _left(page: SquarePage) -> tuple[str, tuple[LeftOut, ...]]:
    source = read_source(page.done())
    assert not source.left_out or SECRET not in repr(parse(source))
    return _text(source), source.left_out


def test_without_ink() -> None:
    page = _page()
    words = page.canvas.beginText(40, 400)
    words.setTextRenderMode(3)
    words.textOut(SECRET)
    page.canvas.drawText(words)
    assert _left(page) == (SAID, (LeftOut(NO_INK, 6),))


@pytest.mark.parametrize("colour", [(1, 1, 1), (0.97, 0.97, 0.97)])
def test_white_on_white(colour: tuple[float, float, float]) -> None:
    page = _page()
    page.canvas.setFillColorRGB(*colour)
    page.across(40, 400, SECRET)
    assert _left(page) == (SAID, (LeftOut(NO_INK, 6),))


@pytest.mark.parametrize("share", [0, 0.02])
def test_clear(share: float) -> None:
    page = _page()
    page.canvas.setFillAlpha(share)
    page.across(40, 400, SECRET)
    assert _left(page) == (SAID, (LeftOut(NO_INK, 6),))


@pytest.mark.parametrize(("across", "told"), [(1, True), (50, False)])
def test_pressed_to_a_line(across: int, told: bool) -> None:
    page = _page()
    words = page.canvas.beginText(40, 400)
    words.setHorizScale(across)
    words.textOut(SECRET)
    page.canvas.drawText(words)
    assert _left(page) == ((SAID, (LeftOut(TINY, 6),)) if told else (SAID + SECRET, ()))


@pytest.mark.parametrize(("width", "told"), [(10, True), (400, False)])
def test_in_a_form_that_is_cut(width: int, told: bool) -> None:
    page = _page()
    page.canvas.beginForm("form")
    page.font().across(40, 400, SECRET)
    page.canvas.endForm()
    cut = page.canvas.beginPath()
    cut.rect(0, 390, width, 30)
    page.canvas.clipPath(cut, stroke=0, fill=0)
    page.canvas.doForm("form")
    assert _left(page) == ((SAID, (LeftOut(OUTSIDE, 6),)) if told else (SAID + SECRET, ()))


@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_too_small_for_eyes(scale: float) -> None:
    page = _page()
    page.canvas.saveState()
    page.canvas.scale(scale, scale)
    page.canvas.setFont(NAME, 1 / scale if scale == 1 else 12)
    page.canvas.drawString(40 / scale, 400 / scale, SECRET)
    page.canvas.restoreState()
    assert _left(page) == (SAID, (LeftOut(TINY, 6),))


@pytest.mark.parametrize("shade", [0.0, 1.0])
def test_under_a_box(shade: float) -> None:
    page = _page().across(40, 400, SECRET)
    page.canvas.setFillGray(shade)
    page.canvas.rect(30, 390, 200, 30, stroke=0, fill=1)
    assert _left(page) == (SAID, (LeftOut(COVERED, 6),))


def _bar(page: SquarePage, way: str) -> None:
    drawn = page.canvas.beginPath()
    if way == "round":
        drawn.roundRect(30, 390, 200, 30, 6)
    elif way == "two side by side":
        page.canvas.rect(30, 390, 38, 30, stroke=0, fill=1)
        drawn.rect(68, 390, 200, 30)
    elif way == "two of one path":
        drawn.rect(300, 390, 40, 30)
        drawn.rect(30, 390, 200, 30)
    elif way == "twice":
        drawn.rect(30, 390, 200, 30)
        drawn.rect(35, 392, 180, 26)
    else:
        page.canvas.setLineWidth(24)
        page.canvas.line(30, 404, 230, 404)
        return
    page.canvas.drawPath(drawn, stroke=0, fill=1, fillMode=1)


@pytest.mark.parametrize("way", ["round", "two side by side", "two of one path", "twice", "a thick line"])
def test_under_bars_of_every_make(way: str) -> None:
    page = _page().across(40, 400, SECRET)
    _bar(page, way)
    assert _left(page) == (SAID, (LeftOut(COVERED, 6),))


def test_a_frame_around_words_and_a_line_through_them_hide_nothing() -> None:
    page = _page().across(40, 400, SECRET)
    frame = page.canvas.beginPath()
    frame.rect(30, 385, 200, 40)
    frame.rect(33, 388, 194, 34)
    page.canvas.drawPath(frame, stroke=0, fill=1, fillMode=0)
    page.canvas.setLineWidth(1.5)
    page.canvas.line(30, 404, 230, 404)
    assert _left(page) == (SAID + SECRET, ())


@pytest.mark.parametrize("place", [(-200.0, 400.0), (WIDTH + 20, 400.0), (40.0, -40.0), (40.0, 700.0)])
def test_outside_the_paper(place: tuple[float, float]) -> None:
    page = _page().across(*place, SECRET)
    assert _left(page) == (SAID, (LeftOut(OUTSIDE, 6),))


def test_outside_its_clip() -> None:
    page = _page()
    path = page.canvas.beginPath()
    path.rect(300, 300, 50, 50)
    page.canvas.clipPath(path, stroke=0, fill=0)
    page.font().across(40, 400, SECRET)
    assert _left(page) == (SAID, (LeftOut(OUTSIDE, 6),))


def test_hidden_in_a_form() -> None:
    page = _page()
    page.canvas.beginForm("stamp")
    page.font()
    page.canvas.setFillGray(1)
    page.across(40, 400, SECRET)
    page.canvas.endForm()
    page.canvas.doForm("stamp")
    assert _left(page) == (SAID, (LeftOut(NO_INK, 6),))


def _picture() -> ImageReader:
    file = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 200, 180)).save(file, "PNG")
    file.seek(0)
    return ImageReader(file)


def test_what_is_seen() -> None:
    """White on a dark cell, the layer of OCR over its picture, grey, a marker's colour over words, boxes around words."""
    page = _page()
    page.canvas.setFillGray(0.1)
    page.canvas.rect(30, 390, 200, 30, stroke=0, fill=1)
    page.canvas.setFillGray(1)
    page.across(40, 400, "しろい文字")
    page.canvas.drawImage(_picture(), 30, 290, 200, 40)
    words = page.canvas.beginText(40, 300)
    words.setTextRenderMode(3)
    words.textOut("下の文字")
    page.canvas.drawText(words)
    page.canvas.setFillGray(0.6)
    page.canvas._code.append("0 Tr")
    page.font().across(40, 250, "印刷の文字")
    page.canvas.setFillColorRGB(1, 1, 0)
    page.canvas.setFillAlpha(0.4)
    page.canvas.rect(30, 240, 200, 30, stroke=0, fill=1)
    page.canvas.rect(20, 230, 300, 300, stroke=1, fill=0)
    text, left_out = _left(page)
    assert left_out == ()
    assert text == f"{SAID}しろい文字下の文字印刷の文字"
