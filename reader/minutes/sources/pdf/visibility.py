"""Which characters of a page can be seen: by colour, by what lies over and under them, by the edges of the paper.

::

    render mode 3 over nothing                    -> NO_INK      over a picture of the page (OCR's layer)  -> seen
    white on white                                -> NO_INK      white on a dark cell                      -> seen
    under a filled box, or a picture, that was drawn afterwards  -> COVERED
    outside the page's box, or outside its clip   -> OUTSIDE
    on a layer that is off                        -> LAYER
    letters of a point or two                     -> TINY
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from reader.minutes.sources.left_out import COVERED, LAYER, NO_INK, OUTSIDE, TINY
from reader.minutes.sources.pdf.areas import (
    SAME,
    Area,
    Box,
    Cover,
    Matrix,
    area_of,
    around,
    bounds,
    colour_of,
    holds,
    matrix_of,
    moved,
    shared,
    size_of,
    times,
)
from reader.minutes.sources.pdf.file.layers import FAR, OFF
from reader.minutes.sources.pdf.glyph import Glyph

_UNSEEN_MODES = (3, 7)
_STROKED = (1, 5)
_ALIKE = 16
_DEEPEST = 12
_THIN = 2.0
_TINY = 2.2
_TINY_SHARE = 0.0026
_PRESSED = 0.04
_FAINT = 12
"""Of 255."""
_SHELF = 24.0
_OF_LAYERS = (b"Name", b"OCGs")
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Ink:
    """How a piece of text is drawn: when, in what colour (None: in none), what of it is cut off, whether nothing
    of it can be drawn here (its font is not in the file, nor on this machine), whether its layer is off, whether it is pressed to a line."""

    order: int
    colour: tuple[int, int, int] | None
    clip: Box | None
    undrawn: bool
    off: bool
    flat: bool


@dataclass(slots=True)
class Paint:
    """What is painted on a page, in order. ``layered``: something stands on a layer of which nothing is known."""

    page: Box
    cover: Cover
    inks: dict[int, _Ink] = field(default_factory=dict)
    shelves: dict[int, list[Area]] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    order: int = 0
    layered: bool = False

    def unseen(self, glyph: Glyph, text: int) -> str | None:
        """Why a glyph of the piece of text at that address cannot be seen; None where it can."""
        self.met.add(text)
        x, y = glyph.centre, glyph.middle
        ink = self.inks.get(text)
        if (ink is not None and ink.off) or min(x, y) > FAR / 2:
            return LAYER
        if not holds(self.page, x, y):
            return OUTSIDE
        small = glyph.size < min(_TINY, (self.page[3] - self.page[1]) * _TINY_SHARE)
        if small or (ink is not None and ink.flat):
            return TINY
        if ink is None:
            return None
        return OUTSIDE if ink.clip is not None and not holds(ink.clip, x, y) else self._painted(glyph, ink)

    def _painted(self, glyph: Glyph, ink: _Ink) -> str | None:
        """Whether its colour, and what is painted over it, leave it to be seen."""
        x, y = glyph.centre, glyph.middle
        shelf = self.shelves.get(int(y // _SHELF), ())
        areas = [one for one in shelf if holds(one.box, x, y)]
        if ink.colour is None:
            return None if any(one.colour is None for one in areas) else NO_INK
        over = [
            one for one in shelf if one.order > ink.order and one.drawn is not None and _meet(one.box, glyph)
        ]
        if over and all(any(self.cover.hides(one, *place) for one in over) for place in _places(glyph)):
            return COVERED
        below = [one for one in areas if one.order < ink.order]
        under = below[-1].colour if below else _WHITE
        return NO_INK if under is not None and _alike(under, ink.colour) else None

    def unread(self) -> int:
        """How many pieces of text gave no glyph: PDFium passes over those that its substitute for a font cannot draw."""
        return sum(ink.undrawn for text, ink in self.inks.items() if text not in self.met)

    def add(self, area: Area) -> None:
        """An area that is painted."""
        left, bottom, right, top = area.box
        if min(right - left, top - bottom) < _THIN:
            return
        if area.picture:
            seen = shared(area.box, self.page)
            self.cover.share += size_of(seen) / max(size_of(self.page), 1.0)
        low, high = max(bottom, self.page[1]), min(top, self.page[3])
        for shelf in range(int(low // _SHELF), int(high // _SHELF) + 1):
            self.shelves.setdefault(shelf, []).append(area)


def paint_of(page: pypdfium2.PdfPage) -> Paint:
    """What is painted on a page."""
    paint = Paint(shared(tuple(page.get_cropbox()), tuple(page.get_mediabox())), Cover(page))
    objects = (pdfium.FPDFPage_GetObject(page, place) for place in range(pdfium.FPDFPage_CountObjects(page)))
    for one in objects:
        _take(one, SAME, paint, 0)
    return paint


def _take(
    one: pdfium.FPDF_PAGEOBJECT,
    matrix: Matrix,
    paint: Paint,
    depth: int,
    around_is_off: bool = False,
    cut: Box | None = None,
) -> None:
    """Takes an object into account; ``cut`` is what is left of the form that it stands in."""
    kind = pdfium.FPDFPageObj_GetType(one)
    off = around_is_off or _is_off(one, paint)
    paint.order += 1
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        paint.inks[address_of(one)] = _Ink(
            paint.order,
            _ink_colour(one),
            _clip(one, matrix, cut),
            _is_undrawn(one),
            off,
            _is_flat(one, matrix),
        )
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner, left = times(matrix_of(one), matrix), _clip(one, matrix, cut)
        for place in range(pdfium.FPDFFormObj_CountObjects(one)):
            _take(pdfium.FPDFFormObj_GetObject(one, place), inner, paint, depth + 1, off, left)
    elif not off:
        area = area_of(one, matrix, paint.order)
        if area is not None:
            paint.add(area)


def _is_off(one: pdfium.FPDF_PAGEOBJECT, paint: Paint) -> bool:
    """Whether a mark says that the object's layer is off."""
    told = ctypes.c_int()
    for place in range(pdfium.FPDFPageObj_CountMarks(one)):
        mark = pdfium.FPDFPageObj_GetMark(one, place)
        if pdfium.FPDFPageObjMark_GetParamIntValue(mark, OFF, told):
            if told.value:
                return True
        elif any(pdfium.FPDFPageObjMark_GetParamValueType(mark, name) > 0 for name in _OF_LAYERS):
            paint.layered = True
    return False


def _is_undrawn(one: pdfium.FPDF_PAGEOBJECT) -> bool:
    box = bounds(one, SAME)
    empty = box is None or (box[2] - box[0] == 0.0 and box[3] - box[1] == 0.0)
    return empty and not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(one))


def _ink_colour(one: pdfium.FPDF_PAGEOBJECT) -> tuple[int, int, int] | None:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(one)
    if mode in _UNSEEN_MODES:
        return None
    stroked = mode in _STROKED
    colour, alpha = colour_of(
        one, pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    )
    return colour if alpha > _FAINT else None


def _is_flat(one: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> bool:
    """Whether a piece of text is pressed to a line."""
    a, b, c, d, *_ = times(matrix_of(one), matrix)
    along, up = math.hypot(a, b), math.hypot(c, d)
    return min(along, up) < _PRESSED * max(along, up)


def _clip(one: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, left: Box | None) -> Box | None:
    """The box of what is left of an object by the paths that cut it, and what was left of what it stands in."""
    clip = pdfium.FPDFPageObj_GetClipPath(one)
    for place in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = list(_points(clip, place))
        if points:
            box = around([moved(x, y, matrix) for x, y in points])
            left = box if left is None else shared(left, box)
    return left


def _points(clip: pdfium.FPDF_CLIPPATH, place: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, place), 1_000)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, place, index)
        if segment and pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def _meet(box: Box, glyph: Glyph) -> bool:
    return box[0] < glyph.right and glyph.left < box[2] and box[1] < glyph.top and glyph.bottom < box[3]


def _places(glyph: Glyph) -> Iterator[tuple[float, float]]:
    """The places by which a glyph is known to be covered: its middle, and four near its edges."""
    yield glyph.centre, glyph.middle
    width, height = (glyph.right - glyph.left) * 0.2, (glyph.top - glyph.bottom) * 0.3
    for x in (glyph.left + width, glyph.right - width):
        for y in (glyph.bottom + height, glyph.top - height):
            yield x, y


def _alike(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))


def address_of(one: pdfium.FPDF_PAGEOBJECT) -> int:
    """The address by which a piece of text is known."""
    return ctypes.cast(one, ctypes.c_void_p).value or 0
