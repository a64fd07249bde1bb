"""What cannot be minutes is told in one line: what it is, and what to do."""

import io
import zipfile

import pytest

from reader.errors import SourceError
from reader.minutes.outline import parse, require_minutes
from reader.minutes.sources import read_source
from tests.minutes.mutations import archive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _encrypted_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")
    data = bytearray(file.getvalue())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空です"),
        (b" \r\n\t \n", "空です"),
        ("　\n　".encode(), "文字がありません"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "画像（PNG）"),
        (b"\xff\xd8\xff\xe0" + bytes(60), "画像（JPEG）"),
        (b"BM" + bytes(60), "画像（BMP）"),
        (b"MZ" + bytes(60), "プログラム"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "音声（WAV）"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "動画"),
        (b"\x1f\x8b\x08" + bytes(20), "gzip"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        (OLE + "WordDocument".encode("utf-16-le"), r"\.doc）"),
        (OLE + "Workbook".encode("utf-16-le"), r"\.xls）"),
        (OLE, "古い形式のOffice"),
        (b"{\\rtf1\\ansi", "RTF"),
        (archive({"photo.bin": b"\x89PNG" + bytes(60)}), "zip"),
        (archive({"xl/workbook.xml": b"<a/>"}), "Excel"),
        (archive({"ppt/presentation.xml": b"<a/>"}), "PowerPoint"),
        (archive({"mimetype": b"x", "content.xml": b"<a/>"}), "OpenDocument"),
        (archive({}), "zip"),
        (_encrypted_zip(), "パスワード"),
        (b"PK\x03\x04" + bytes(40), "壊れた"),
        (archive({"word/document.xml": b"<a>"}), "Wordのファイルとして読めません"),
        (b"%PDF-1.7\nbroken", "PDFとして読めません"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\nx", "mht"),
        (b"<html><frameset cols='1,2'><frame src='a.html'></frameset></html>", "フレーム"),
        (b"<html><body><script>1</script></body></html>", "文字がありません"),
        (b'{"a": [1, 2', "JSONとして読めません"),
        (b'{"a": [1, 2]}', "発言の一覧"),
        ("（".encode() * 4_000_000, "同じ文字の繰り返し"),
        ("議事録はい。\n".encode() * 900_000, "大きすぎます"),
        ("あい\n".encode() * 300_000, "行が多すぎます|繰り返し"),
        (bytes(70_000_000), "大きすぎます"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_told_as_what_it_is(data: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told) as caught:
        read_source(data)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("。")


def test_what_is_called_a_pdf_and_is_none_is_told_as_that() -> None:
    """Letters can be saved in another encoding; a file that broke on its way cannot."""
    with pytest.raises(SourceError, match="PDFとして読めません"):
        read_source(bytes(range(256)) * 20, "議事録.PDF")
    with pytest.raises(SourceError, match="文字のデータではありません"):
        read_source(bytes(range(256)) * 20, "議事録.txt")


@pytest.mark.parametrize(
    "page",
    [
        "市役所への行き方\n\nバスで10分です。\n",
        "<!DOCTYPE html><html><body><h1>ごみの出し方</h1><p>燃えるごみは月曜日です。</p></body></html>",
    ],
)
def test_a_page_without_minutes(page: str) -> None:
    with pytest.raises(SourceError, match="会議録が見つかりません"):
        require_minutes(parse(read_source(page.encode())))


def test_minutes_that_quote_nobody_are_minutes() -> None:
    text = (
        "第1回史跡保存委員会会議録\n日時　令和5年4月14日\n1　開会\n2　測量について\n全員異議なく了承した。\n"
    )
    assert require_minutes(parse(read_source(text.encode()))).turns == ()
