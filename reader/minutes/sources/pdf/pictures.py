"""Which pictures hide what lies under them: a bar or a photo laid over words; not the scan of the page, nor a seal.

::

    a picture without clear places, over a name      -> hides it
    a seal, cut out (clear around its strokes)       -> hides nothing
    a scan of the page, in one piece or in strips    -> hides nothing: the words under it are its own
"""

import ctypes
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

_SCAN = 0.5
_MOST_PIXELS = 4_000_000
_SOLID = 250


@dataclass(slots=True)
class Pictures:
    """The pictures of a page; ``share`` is the part of it that they take together (more than 1 where they overlap)."""

    page: pypdfium2.PdfPage
    share: float = 0.0
    _solid: dict[int, bool] = field(default_factory=dict)

    def hides(self, picture: pdfium.FPDF_PAGEOBJECT, order: int) -> bool:
        """Whether a picture hides what lies under it; ``order`` is by which it is known."""
        if self.share >= _SCAN:
            return False
        if order not in self._solid:
            self._solid[order] = _is_solid(self.page, picture)
        return self._solid[order]


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
