"""Good documents of every kind that Word, Excel, browsers and printers make, with something hidden in each: to be damaged."""

import io
from collections.abc import Mapping

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.minutes.mutations import archive
from tests.minutes.sources.docx.word import STRICT, changed, field, paragraph, related, run, word_file
from tests.minutes.sources.pdf.bare import BarePage, stream
from tests.minutes.sources.pdf.bare import Font as PdfFont
from tests.minutes.sources.pdf.squares import SquarePage

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"

PAGE = (
    "<html><link rel=stylesheet href=s.css><style>@import 't.css';p::before{counter-increment:i 2;content:'○' counters(i,'-') attr(class)}li::marker{content:'第' "
    "counter(i,katakana)}ol{list-style:'○'}.x{display:none}:root{--p:#fff}.y{color:var(--p);&:hover{color:#000}}@media(min-width:9em){.z{height:0;overflow:"
    "hidden}.a:not(.b)>p~p{clip-path:inset(50%)}}</style><script>q.classList.add('on')</script><body><ol start=3><li>項目<li value=9>二</ol><p class=x>内緒</p>"
    "<div id=pagetop><p>○会長（<img alt='﨑'>山君）　<q>開く</q>。</p></div><template>控え</template>"
    "<font color=white>白</font><p class='y z' style='font:0/0 a;left:-9999px'>字</p><svg><title>﨑</title></svg></body></html>"
).encode()
SHEET = "@import url(s.css);.memo{display:none}.s::after{content:'】' / 'x'}".encode()
RTF = rb"{\rtf1\ansi\deff0 {\fonttbl {\f0 MS Mincho;}}\u20250? \v hidden\v0 \par}"


def documents() -> Mapping[str, bytes]:
    """By name; the same at every call."""
    word = _word()
    return {
        "plain.docx": word,
        "macro.docm": changed(word, (_TYPE, _MACRO)),
        "template.dotx": changed(word, (_TYPE, _TEMPLATE)),
        "strict.docx": changed(word, *STRICT),
        "dangling.docx": changed(word, ("</Relationships>", related("</Relationships>", "image", "NULL"))),
        "table.xlsx": _table(),
        "text.odt": _open_document(),
        "rich.rtf": RTF,
        "squares.pdf": _squares(),
        "layers.pdf": _layers(),
        "laid-on.pdf": _laid_on(),
        "bare.pdf": BarePage(PdfFont().lines(["○議長　始めます。", list("会議録"), "はい。"])).done(),
        "page.html": PAGE,
        "pages.zip": archive(
            {"1.html": PAGE, "s.css": SHEET, "2.txt": "○委員　はい。".encode(), "3.docx": word}
        ),
    }


def _word() -> bytes:
    body = (
        paragraph("○会長（森下君）　", run("内緒", "<w:vanish/>"), "開きます。")
        + paragraph(field(r" EQ \o\ad(\s\up 9(おきつ),興津)"), "分館", field(" PAGE ", "3"))
        + paragraph(
            "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
        )
        + "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        + paragraph(
            run("白い字", '<w:color w:val="FFFFFF"/>'), '<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>'
        )
    )
    body += paragraph("注は下に", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    style = '<w:style w:styleId="a" w:type="paragraph"><w:rPr><w:vanish/></w:rPr></w:style>'
    return word_file(body, style, footnotes=f'<w:footnote w:id="2">{paragraph("注")}</w:footnote>')


def _table() -> bytes:
    book = openpyxl.Workbook()
    for row in (("発言者", "内容"), ("会長", "始めます。"), ("委員", "はい。")):
        book.active.append(row)
    book.create_sheet("控え").sheet_state = "hidden"
    book.active["A3"].font = Font(color="FFFFFFFF", size=1)
    book.active["B3"].number_format = '0;-0;;"委員："@'
    book.active["A1"].comment = Comment("内緒", "山")
    book.active.merge_cells("A1:B1")
    book.active.row_dimensions[2].height = 0.1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _open_document() -> bytes:
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = f"<office:document-content {names}><office:body><office:text><text:p>○委員　はい。</text:p></office:text></office:body></office:document-content>"
    return archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": body.encode()})


def _squares() -> bytes:
    columns = (
        SquarePage()
        .down(380, 560, "○議長（森下君）　会議を開きます。")
        .down(360, 560, "お手元に配りました。")
    )
    columns.canvas.rect(30, 30, 200, 40, fill=1)
    return columns.next().lines(["○委員　はい。"] * 12).font(5.5).across(84, 551, "こうえん").done()


def _laid_on() -> bytes:
    font = PdfFont()
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << /Font << /F1 5 0 R >> >>"
    rect = b"/Rect [55 728 355 758] /AP << /N 7 0 R >>"
    return BarePage(
        font.lines(["○議長　始めます。", "控え"]) + b"q 90 0 0 20 60 600 cm /I Do Q",
        page=b"/MediaBox [0 0 595 842] /Annots [6 0 R 8 0 R]",
        resources=b"/XObject << /I 9 0 R >>",
        objects=[
            b"<< /Type /Annot /Subtype /FreeText /F 4 %s >>" % rect,
            stream(b"0 g 0 0 90 20 re f " + font.shown(120, 10, "追記"), box),
            b"<< /Type /Annot /Subtype /Text /F 2 /Contents <feff0061> %s >>" % rect,
            stream(
                b"\x00",
                b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            ),
        ],
    ).done()


def _layers() -> bytes:
    font = PdfFont()
    form = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC 7 0 R /Resources << /Font << /F1 5 0 R >> >>"
    )
    return BarePage(
        font.shown(60, 700, "○議長　始めます。")
        + b"/OC /M0 BDC "
        + font.shown(60, 660, "控え")
        + b" EMC /OC /M1 BDC /X Do EMC",
        catalogue=b"/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>",
        resources=b"/Properties << /M0 6 0 R /M1 7 0 R >> /XObject << /X 8 0 R >>",
        objects=[
            b"<< /Type /OCG /Name (memo) >>",
            b"<< /Type /OCMD /OCGs [6 0 R] /VE [/Not [/Or 6 0 R]] >>",
            stream(font.shown(60, 620, "はい。"), form),
        ],
    ).done()
