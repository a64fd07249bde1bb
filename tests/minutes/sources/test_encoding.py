"""Bytes to text: what Japanese public bodies have published in."""

import codecs

import pytest

from reader.errors import SourceError
from reader.minutes.sources import read_source
from reader.minutes.sources.encoding import decode

TEXT = "日時：令和3年10月28日\n議長　ただいまから①会議を開きます。髙橋委員、①と～。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_encodings_without_vendor_characters(encoding: str) -> None:
    text = TEXT.replace("①", "1").replace("髙", "高").replace("～", "")
    assert decode(text.encode(encoding)) == text


def test_big_endian_utf_16() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "議長　賛成。\r\n",
        "<html><body><p>議長　開会します。</p></body></html>",
        "𠮷田委員　異議なし。\n" * 9,
    ],
)
def test_utf_16_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text
    assert decode(text.encode(encoding)[:-1])[:-1] == text[:-1]


def test_a_page_that_is_utf_8_whatever_it_says() -> None:
    page = '<html><head><meta charset="Shift_JIS"></head><body>議長　開会します。</body></html>'
    assert decode(page.encode()) == page


@pytest.mark.parametrize(
    ("declared", "encoding"), [("EUC-JP", "euc_jp"), ("x-sjis", "cp932"), ("Shift_JIS", "cp932")]
)
def test_what_a_page_says_of_itself(declared: str, encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>議長</p>'
    assert decode(page.encode(encoding)) == page


def test_half_width_kana_in_shift_jis() -> None:
    text = "議長　開会します。\n" * 5 + "ｶﾀｶﾅの資料をご覧ください。\n"
    assert decode(text.encode("cp932")) == text


def test_a_few_broken_bytes_are_kept_as_marks_and_told() -> None:
    data = TEXT.encode("cp932") + b"\x81\xff" + "委員：はい。\n".encode("cp932") * 30
    assert "\ufffd" in read_source(data).text


def test_a_text_cut_off_within_a_character() -> None:
    assert decode(TEXT.encode()[:-5]).startswith("日時：")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"abc\x00def\n" * 100,
        b"\x00\xd8" * 300,
        "議長\n".encode("utf-32-le") * 9,
        b"\x00\x01\x02\x03" * 100,
        b"\x93\x8f\xfe\xfd\x81" * 90,
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"ください。$"):
        decode(data)
