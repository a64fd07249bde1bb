"""What is laid onto a page: boxes of words, fields of forms and stamps are printed with it; notes for colleagues are not.

::

    FreeText, Widget, Stamp with an appearance      -> drawn into the page: its words are the page's
    Square, Redact with an appearance               -> drawn into the page: it may cover words
    Text (a note's icon), Highlight with words      -> COMMENT, counted
    any of them that is hidden, hangs on a layer, or has no appearance of its own  -> counted, where it has words
"""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from reader.minutes.sources.left_out import COMMENT, Unseen

_DRAWN = frozenset(
    [
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_REDACT,
        pdfium.FPDF_ANNOT_WATERMARK,
    ]
)
_NO_NOTES = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_WORDS = (b"Contents", b"V")
_MOST = 20_000
_NOTHING = 2
_LONGEST = 4_000


def page_with_what_is_laid_on(
    document: pypdfium2.PdfDocument, number: int, unseen: Unseen
) -> pypdfium2.PdfPage:
    """The page of that number (from 0), with what is laid onto it and printed as a part of it."""
    page = document[number]
    drawn = False
    for place in reversed(range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST))):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        shown = not pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN
        on_layer = pdfium.FPDFAnnot_HasKey(annotation, b"OC")
        stays = bool(shown and kind in _DRAWN and not on_layer and _has_appearance(annotation, kind))
        if not stays and kind not in _NO_NOTES:
            unseen.count(COMMENT, any(_words(annotation, name).strip() for name in _WORDS))
        pdfium.FPDFPage_CloseAnnot(annotation)
        if not stays:
            pdfium.FPDFPage_RemoveAnnot(page, place)
        drawn = drawn or stays
    if not drawn or pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[number]


def _has_appearance(annotation: pdfium.FPDF_ANNOTATION, kind: int) -> bool:
    """Whether the file says how it looks; a field that is off may have no look of its own."""
    normal = pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL
    size: int = pdfium.FPDFAnnot_GetAP(annotation, normal, None, 0)
    return kind == pdfium.FPDF_ANNOT_WIDGET or size > _NOTHING


def _words(annotation: pdfium.FPDF_ANNOTATION, name: bytes) -> str:
    kept = (ctypes.c_ushort * _LONGEST)()
    size = pdfium.FPDFAnnot_GetStringValue(annotation, name, kept, ctypes.sizeof(kept))
    if size > ctypes.sizeof(kept):
        return "…"
    return bytes(kept)[: max(size - 2, 0)].decode("utf-16-le", "replace")
