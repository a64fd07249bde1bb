"""Layers that are off when the file is opened: what stands on them is counted, never taken in."""

import re
import zlib

import pytest

from reader.minutes.outline import parse
from reader.minutes.sources import read_source
from reader.minutes.sources.left_out import LAYER, LeftOut
from tests.minutes.sources.pdf.bare import BarePage, Font, stream

SECRET = "梅枝町の土屋"
SAID = "○委員　はい。"
FONT = Font()
HIDDEN = FONT.shown(60, 600, SECRET)
MEMO, TEXT = b"<< /Type /OCG /Name (memo) >>", b"<< /Type /OCG /Name <FEFF672C6587> >>"
MARKED = b"/OC /M0 BDC " + HIDDEN + b" EMC "
FORM_RESOURCES = b"/Resources << /Font << /F1 5 0 R >> /Properties << /M0 6 0 R >> >>"
DRAWN = b"/XObject << /X 8 0 R >>"


def _form(words: bytes, entries: bytes = b"") -> bytes:
    return stream(
        words, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] %s %s" % (entries, FORM_RESOURCES)
    )


def _page(
    words: bytes, usual: bytes, mark: bytes = b"6 0 R", more: bytes = b"null", memo: bytes = MEMO
) -> bytes:
    return BarePage(
        FONT.shown(60, 700, SAID) + words,
        catalogue=b"/OCProperties << /OCGs [6 0 R 7 0 R] /D << %s >> >>" % usual,
        resources=b"/Properties << /M0 %s /M1 7 0 R >> %s"
        % (mark, DRAWN if more.startswith(b"<< /Length") else b""),
        objects=[memo, TEXT, more],
    ).done()


def _group(entries: bytes) -> bytes:
    return b"<< /Type /OCMD /OCGs [6 0 R 7 0 R] %s >>" % entries


OFF = b"/OFF [6 0 R]"
USE = b"<< /Type /OCG /Name (memo) /Usage << /View << /ViewState /OFF >> >> >>"
LEAVES = {
    "off": _page(MARKED, OFF),
    "all off but one": _page(MARKED, b"/BaseState /OFF /ON [7 0 R]"),
    "for another use": _page(MARKED, b"/AS [<< /Event /View /OCGs [6 0 R] /Category [/View] >>]", memo=USE),
    "within another mark": _page(b"/Span << /MCID 0 >> BDC " + MARKED + b" EMC", OFF),
    "around another mark": _page(b"/OC /M0 BDC /P << /MCID 1 >> BDC " + HIDDEN + b" EMC EMC", OFF),
    "a group": _page(MARKED, OFF, b"8 0 R", _group(b"/P /AllOn")),
    "a group of one": _page(MARKED, OFF, b"8 0 R", b"<< /Type /OCMD /OCGs 6 0 R >>"),
    "a group that shows where one is off": _page(MARKED, b"/OFF []", b"8 0 R", _group(b"/P /AnyOff")),
    "an expression": _page(MARKED, OFF, b"8 0 R", _group(b"/VE [/And 7 0 R [/Not [/Not 6 0 R]]]")),
    "a form on the layer": _page(b"/X Do", OFF, more=_form(HIDDEN, b"/OC 6 0 R /Matrix [1 0 0 1 0 0]")),
    "in a form": _page(b"/X Do", OFF, more=_form(MARKED)),
    "around a form": _page(b"/OC /M0 BDC /X Do EMC", OFF, more=_form(HIDDEN)),
}
STAYS = {
    "on": _page(MARKED, b"/ON [6 0 R]"),
    "another is off": _page(MARKED, b"/OFF [7 0 R]"),
    "a group of which one is on": _page(MARKED, OFF, b"8 0 R", _group(b"")),
    "a group that shows where all are off": _page(
        MARKED, b"/OFF [6 0 R 7 0 R]", b"8 0 R", _group(b"/P /AllOff")
    ),
    "an expression": _page(MARKED, OFF, b"8 0 R", _group(b"/VE [/Or 7 0 R 6 0 R]")),
    "a form on a layer that is on": _page(b"/X Do", b"/OFF [7 0 R]", more=_form(HIDDEN, b"/OC 6 0 R")),
}


def _packed(data: bytes) -> bytes:
    """The same file with its objects, but for streams, in an object stream, and its table a stream."""
    found = re.findall(rb"(?s)(\d+) 0 obj\n(.*?)\nendobj\n", data)
    inside = [(int(number), words) for number, words in found if b"\nstream\n" not in words]
    numbers, words, places = b"", b"", {}
    for place, (number, one) in enumerate(inside):
        numbers += b"%d %d " % (number, len(words))
        words += one + b"\n"
        places[number] = (2, len(found) + 1, place)
    file = b"%PDF-1.7\n"
    holder = zlib.compress(numbers + words)
    for number, one in [
        *((int(number), one) for number, one in found if b"\nstream\n" in one),
        (
            len(found) + 1,
            stream(
                holder,
                b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(inside), len(numbers)),
            ),
        ),
    ]:
        places[number] = (1, len(file), 0)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    last = len(found) + 2
    places[last] = (1, len(file), 0)
    rows = b"\0\0\0\0\0\xff\xff" + b"".join(
        bytes([kind]) + where.to_bytes(4) + place.to_bytes(2)
        for _, (kind, where, place) in sorted(places.items())
    )
    table = stream(rows, b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R" % (last + 1))
    return file + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, table, places[last][1])


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("kind", LEAVES)
def test_what_is_on_a_layer_that_is_off(kind: str, packed: bool) -> None:
    source = read_source(_packed(LEAVES[kind]) if packed else LEAVES[kind])
    assert source.text.strip() == SAID
    assert source.left_out == (LeftOut(LAYER, 6),)
    assert len(source.warnings) == 1
    assert SECRET not in repr(parse(source))


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("kind", STAYS)
def test_what_is_on_a_layer_that_is_on(kind: str, packed: bool) -> None:
    source = read_source(_packed(STAYS[kind]) if packed else STAYS[kind])
    assert [line.text for line in source.lines if line.text] == [SAID, SECRET]
    assert source.left_out == ()
    assert source.warnings == ()


def test_a_box_on_a_layer_that_is_off_covers_nothing() -> None:
    box = b"1 g /OC /M0 BDC 0 0 595 842 re f EMC 0 g "
    source = read_source(_page(box, OFF))
    assert source.text.strip() == SAID
    assert source.left_out == ()


def test_layers_of_which_nothing_is_known_are_told() -> None:
    source = read_source(_page(MARKED, OFF).replace(b"/OCProperties", b"/Properties  "))
    assert SECRET in source.text
    assert ["レイヤー" in warning.message for warning in source.warnings] == [True]


def test_a_file_whose_trailer_is_damaged() -> None:
    source = read_source(_page(MARKED, OFF).replace(b"trailer", b"tra\x00ler"))
    assert source.text.strip() == SAID
    assert source.left_out == (LeftOut(LAYER, 6),)
