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
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from reader.minutes.sources.left_out import COVERED, LAYER, NO_INK, OUTSIDE, TINY
from reader.minutes.sources.pdf.file.layers import FAR, OFF
from reader.minutes.sources.pdf.glyph import Glyph
from reader.minutes.sources.pdf.pictures import Pictures

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

_UNSEEN_MODES = (3, 7)
_STROKED = (1, 5)
_ALIKE = 16
_CORNERS = 6
_DEEPEST = 12
_THIN = 2.0
_TINY = 2.2
_TINY_SHARE = 0.0026
_SHELF = 24.0
_OF_LAYERS = (b"Name", b"OCGs")
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Ink:
    """How a piece of text is drawn: when, in what colour (None: in none), what of it is cut off, whether nothing
    of it can be drawn here (its font is not in the file, nor on this machine), whether its layer is off."""

    order: int
    colour: tuple[int, int, int] | None
    clip: Box | None
    undrawn: bool
    off: bool


@dataclass(frozen=True, slots=True)
class _Area:
    """A filled area or a picture: when it is drawn, where, its colour (None: of many), whether it is a plain box; the
    picture itself."""

    order: int
    box: Box
    colour: tuple[int, int, int] | None
    covers: bool
    picture: pdfium.FPDF_PAGEOBJECT | None = None


@dataclass(slots=True)
class Paint:
    """What is painted on a page, in order. ``layered``: something stands on a layer of which nothing is known."""

    page: Box
    pictures: Pictures
    inks: dict[int, _Ink] = field(default_factory=dict)
    shelves: dict[int, list[_Area]] = field(default_factory=dict)
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
        if not _holds(self.page, x, y):
            return OUTSIDE
        if glyph.size < min(_TINY, (self.page[3] - self.page[1]) * _TINY_SHARE):
            return TINY
        if ink is None:
            return None
        return OUTSIDE if ink.clip is not None and not _holds(ink.clip, x, y) else self._painted(glyph, ink)

    def _painted(self, glyph: Glyph, ink: _Ink) -> str | None:
        """Whether its colour, and what is painted over it, leave it to be seen."""
        x, y = glyph.centre, glyph.middle
        areas = [one for one in self.shelves.get(int(y // _SHELF), ()) if _holds(one.box, x, y)]
        if ink.colour is None:
            return None if any(one.colour is None for one in areas) else NO_INK
        if any(one.order > ink.order and _wraps(one.box, glyph) and self._covers(one) for one in areas):
            return COVERED
        below = [one for one in areas if one.order < ink.order]
        under = below[-1].colour if below else _WHITE
        return NO_INK if under is not None and _alike(under, ink.colour) else None

    def _covers(self, area: _Area) -> bool:
        if area.picture is None:
            return area.covers
        return self.pictures.hides(area.picture, area.order)

    def unread(self) -> int:
        """How many pieces of text gave no glyph: PDFium passes over those that its substitute for a font cannot draw."""
        return sum(ink.undrawn for text, ink in self.inks.items() if text not in self.met)

    def add(self, area: _Area) -> None:
        """An area that is painted."""
        left, bottom, right, top = area.box
        if min(right - left, top - bottom) < _THIN:
            return
        if area.picture is not None:
            seen = _shared(area.box, self.page)
            self.pictures.share += _size(seen) / max(_size(self.page), 1.0)
        low, high = max(bottom, self.page[1]), min(top, self.page[3])
        for shelf in range(int(low // _SHELF), int(high // _SHELF) + 1):
            self.shelves.setdefault(shelf, []).append(area)


def paint_of(page: pypdfium2.PdfPage) -> Paint:
    """What is painted on a page."""
    paint = Paint(_shared(tuple(page.get_cropbox()), tuple(page.get_mediabox())), Pictures(page))
    objects = (pdfium.FPDFPage_GetObject(page, place) for place in range(pdfium.FPDFPage_CountObjects(page)))
    for one in objects:
        _take(one, _SAME, paint, 0)
    return paint


def _take(
    one: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, paint: Paint, depth: int, around_is_off: bool = False
) -> None:
    kind = pdfium.FPDFPageObj_GetType(one)
    off = around_is_off or _is_off(one, paint)
    paint.order += 1
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        paint.inks[address_of(one)] = _Ink(
            paint.order, _ink_colour(one), _clip(one, matrix), _is_undrawn(one), off
        )
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix(one), matrix)
        for place in range(pdfium.FPDFFormObj_CountObjects(one)):
            _take(pdfium.FPDFFormObj_GetObject(one, place), inner, paint, depth + 1, off)
    elif not off:
        box = _bounds(one, matrix)
        if box is not None:
            paint.add(_area(one, kind, box, paint.order))


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


def _area(one: pdfium.FPDF_PAGEOBJECT, kind: int, box: Box, order: int) -> _Area:
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return _Area(order, box, None, False, one if kind == pdfium.FPDF_PAGEOBJ_IMAGE else None)
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one, mode, stroke)
    if mode.value == 0:
        return _Area(order, (0.0, 0.0, 0.0, 0.0), None, False)
    colour, alpha = _colour(one, pdfium.FPDFPageObj_GetFillColor)
    clear = alpha < 255 or pdfium.FPDFPageObj_HasTransparency(one)
    plain = pdfium.FPDFPath_CountSegments(one) <= _CORNERS
    return _Area(order, box, None if clear else colour, plain and not clear)


def _is_undrawn(one: pdfium.FPDF_PAGEOBJECT) -> bool:
    box = _bounds(one, _SAME)
    empty = box is None or (box[2] - box[0] == 0.0 and box[3] - box[1] == 0.0)
    return empty and not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(one))


def _ink_colour(one: pdfium.FPDF_PAGEOBJECT) -> tuple[int, int, int] | None:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(one)
    if mode in _UNSEEN_MODES:
        return None
    stroked = mode in _STROKED
    colour, alpha = _colour(
        one, pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    )
    return colour if alpha > 0 else None


def _colour(
    one: pdfium.FPDF_PAGEOBJECT, ask: "pdfium.FPDFPageObj_GetFillColor"
) -> tuple[tuple[int, int, int], int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(one, *parts):
        return (0, 0, 0), 255
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue), alpha


def _clip(one: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Box | None:
    """The box of what is left of a piece of text by the paths that cut it."""
    clip = pdfium.FPDFPageObj_GetClipPath(one)
    left: Box | None = None
    for place in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = list(_points(clip, place))
        if points:
            box = _around([_moved(x, y, matrix) for x, y in points])
            left = box if left is None else _shared(left, box)
    return left


def _points(clip: pdfium.FPDF_CLIPPATH, place: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, place), 1_000)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, place, index)
        if segment and pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def _bounds(one: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top):
        return None
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    return _around([_moved(x, y, matrix) for x, y in corners])


def _matrix(one: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(one, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741 — as matrices are written
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _shared(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _size(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _wraps(box: Box, glyph: Glyph) -> bool:
    """True for a box over nearly all of a glyph."""
    width, height = (glyph.right - glyph.left) * 0.2, (glyph.top - glyph.bottom) * 0.3
    return (
        box[0] <= glyph.left + width
        and box[2] >= glyph.right - width
        and box[1] <= glyph.bottom + height
        and box[3] >= glyph.top - height
    )


def _alike(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))


def address_of(one: pdfium.FPDF_PAGEOBJECT) -> int:
    """The address by which a piece of text is known."""
    return ctypes.cast(one, ctypes.c_void_p).value or 0
