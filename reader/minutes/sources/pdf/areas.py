"""What is painted on a page beside letters: filled paths, thick lines, pictures; and whether they hide what lies under them.

::

    a filled box, round or not, a line as thick as letters are high   -> hides what it wraps
    two bars side by side                                             -> hide together what they wrap together
    a picture without clear places, over a name                       -> hides it
    a seal, cut out (clear around its strokes); something half clear  -> hides nothing
    a scan of the page, in one piece or in strips                     -> hides nothing: the words under it are its own
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SCAN = 0.5
_MOST_PIXELS = 4_000_000
_MOST_SEGMENTS = 80
_SOLID = 250
_THICK = 4.0
_BOTH = 2


@dataclass(frozen=True, slots=True)
class Area:
    """A filled path, a thick line, or a picture: when it is drawn, where, its colour (None: of many, or partly clear); and
    the object itself, with what moves it to its place, where it may hide something."""

    order: int
    box: Box
    colour: Colour | None
    drawn: pdfium.FPDF_PAGEOBJECT | None = None
    matrix: Matrix = SAME
    picture: bool = False
    alternate: bool = False
    """Where a path wraps a place twice, it leaves it free."""


@dataclass(slots=True)
class Cover:
    """What the areas of a page hide; ``share`` is the part of it that pictures take together (more than 1 where they
    overlap)."""

    page: pypdfium2.PdfPage
    share: float = 0.0
    _rings: dict[int, list[list[Point]]] = field(default_factory=dict)
    _solid: dict[int, bool] = field(default_factory=dict)

    def hides(self, area: Area, x: float, y: float) -> bool:
        """Whether an area hides a place."""
        if area.drawn is None or not holds(area.box, x, y):
            return False
        if area.picture:
            return self._is_solid(area)
        if area.order not in self._rings:
            self._rings[area.order] = list(_rings(area))
        wound = [_wound(ring, x, y) for ring in self._rings[area.order]]
        return sum(wound) % _BOTH == 1 if area.alternate else sum(wound) != 0

    def _is_solid(self, area: Area) -> bool:
        if self.share >= _SCAN:
            return False
        if area.order not in self._solid:
            self._solid[area.order] = _is_solid(self.page, area.drawn)
        return self._solid[area.order]


def area_of(one: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, order: int) -> Area | None:
    """What an object that is no text paints; None for nothing."""
    box = bounds(one, matrix)
    kind = pdfium.FPDFPageObj_GetType(one)
    if box is None:
        return None
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        picture = kind == pdfium.FPDF_PAGEOBJ_IMAGE
        return Area(order, box, None, one if picture else None, matrix, picture)
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one, mode, stroke)
    segments = pdfium.FPDFPath_CountSegments(one)
    if mode.value == 0:
        return _thick_line(one, matrix, order, box) if stroke.value and segments == _BOTH else None
    colour, alpha = colour_of(one, pdfium.FPDFPageObj_GetFillColor)
    clear = alpha < 255 or pdfium.FPDFPageObj_HasTransparency(one)
    hides = not clear and segments <= _MOST_SEGMENTS
    whole = times(matrix_of(one), matrix)
    alternate = mode.value == pdfium.FPDF_FILLMODE_ALTERNATE
    return Area(order, box, None if clear else colour, one if hides else None, whole, alternate=alternate)


def _thick_line(one: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, order: int, box: Box) -> Area | None:
    """A straight line that is as thick as letters are high: a bar."""
    width = ctypes.c_float()
    if not pdfium.FPDFPageObj_GetStrokeWidth(one, width) or width.value < _THICK:
        return None
    colour, alpha = colour_of(one, pdfium.FPDFPageObj_GetStrokeColor)
    if alpha < 255 or pdfium.FPDFPageObj_HasTransparency(one):
        return None
    return Area(order, box, colour, one, times(matrix_of(one), matrix))


def _rings(area: Area) -> Iterator[list[Point]]:
    """The outlines of an area, their curves cut short. Of a line: the bar that it is."""
    ring: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    segments = pdfium.FPDFPath_CountSegments(area.drawn)
    for place in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(area.drawn, place)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and ring:
            yield ring
            ring = []
        ring.append(moved(x.value, y.value, area.matrix))
    if segments == _BOTH:
        left, bottom, right, top = area.box
        yield [(left, bottom), (right, bottom), (right, top), (left, top)]
    elif ring:
        yield ring


def _wound(ring: Sequence[Point], x: float, y: float) -> int:
    """How often a ring goes round a place: to the left counts 1, to the right -1."""
    times_round = 0
    for (left, low), (right, high) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (low > y) != (high > y) and x < left + (y - low) * (right - left) / (high - low):
            times_round += 1 if high > low else -1
    return times_round


def _is_solid(page: pypdfium2.PdfPage, picture: pdfium.FPDF_PAGEOBJECT) -> bool:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    known = pdfium.FPDFImageObj_GetImagePixelSize(picture, width, height)
    if not known or width.value * height.value > _MOST_PIXELS or pdfium.FPDFPageObj_HasTransparency(picture):
        return False
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf, page, picture)
    if not bitmap:
        return False
    try:
        if pdfium.FPDFBitmap_GetFormat(bitmap) not in (pdfium.FPDFBitmap_BGRA, pdfium.FPDFBitmap_BGRA_Premul):
            return True
        high, stride = pdfium.FPDFBitmap_GetHeight(bitmap), pdfium.FPDFBitmap_GetStride(bitmap)
        kept = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), high * stride)
        wide = pdfium.FPDFBitmap_GetWidth(bitmap)
        return all(
            min(kept[line * stride + 3 : line * stride + 4 * wide : 4], default=255) >= _SOLID
            for line in range(high)
        )
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def colour_of(one: pdfium.FPDF_PAGEOBJECT, ask: "pdfium.FPDFPageObj_GetFillColor") -> tuple[Colour, int]:
    """The colour of an object, and how much of it is there (0 to 255); black where it is not told."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(one, *parts):
        return (0, 0, 0), 255
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue), alpha


def bounds(one: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Box | None:
    """The box of an object, moved to its place on the page; None for one that is nowhere."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top):
        return None
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    box = around([moved(x, y, matrix) for x, y in corners])
    return box if all(map(math.isfinite, box)) else None


def matrix_of(one: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    """What moves an object."""
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(one, found):
        return SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(one: Matrix, other: Matrix) -> Matrix:
    """One move, then the other."""
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741 — as matrices are written
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)


def moved(x: float, y: float, matrix: Matrix) -> Point:
    """A place, moved."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Sequence[Point]) -> Box:
    """The box around places."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def shared(one: Box, other: Box) -> Box:
    """What two boxes share."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def size_of(box: Box) -> float:
    """How large a box is, in square points."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def holds(box: Box, x: float, y: float) -> bool:
    """Whether a box holds a place."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
