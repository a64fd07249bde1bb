"""QR codes (ISO/IEC 18004) as SVG: ``https://…/t/20211028-1-12`` → a picture that a telephone's camera reads.

Error correction is M (15 %), which a screen's reflections and a folded sheet of paper are well within.
"""

import io

import segno


def qr_svg(text: str) -> bytes:
    """The code of a text, dark on light with its quiet zone of four modules, one unit a module."""
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="svg", border=4, dark="#000", light="#fff", omitsize=True)
    return out.getvalue()
