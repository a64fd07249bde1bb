"""Bytes to text, for the encodings Japanese public bodies have published in.

A byte order mark is believed first, then the bytes themselves (UTF-8 is hardly ever valid by accident), then
what the document says of itself, then the guess that fits best. A page that says Shift_JIS and is UTF-8, as
council systems deliver them after conversion, is read as UTF-8. UTF-16 need not have its mark::

    b"\\x8b\\x63\\x92\\xb7" -> 議長 (Shift_JIS)      b"\\xb5\\xc4\\xc4\\xb9" -> 議長 (EUC-JP)
"""

import codecs
import re

from reader.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{3,20})""", re.IGNORECASE)
_NAMES = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "ms_kanji": "cp932",
    "euc-jp": "euc_jp",
    "x-euc-jp": "euc_jp",
    "eucjp": "euc_jp",
    "iso-2022-jp": "iso2022_jp_2004",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
_KANJI_IN = re.compile(rb"\x1b\$[@B(]")
_UNUSUAL = re.compile(r"[\ufffd\ue000-\uf8ff\uff61-\uff9f\x80-\x9f]")
_USUAL = re.compile(r"[\u3041-\u3096\u3001\u3002]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ODD_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ELSEWHERE = re.compile(
    r"[^\t\n\r -~\u00a0-\u044f\u2000-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe00-\uffef\U0001f000-\U0003ffff]"
)
_IN_PAIRS = re.compile(r"[\u3000-\u3002\u3041-\u30ff\n\r -~]")
_PAIRED = 0.25
"""Of text in Japanese, or of a page's tags, at least so many are kana, stops, letters or ends of lines."""
_HEAD = 4096
_SAMPLE = 200_000


def decode(data: bytes) -> str:
    """The text of ``data``. SourceError when the bytes are no text in any of the encodings."""
    text = _decode(data)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > max(2, len(sample) // 100):
        raise SourceError(
            "文字のデータではありません。会議録のテキスト、HTML、PDF、Wordのファイルを指定してください。"
        )
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if _ODD_BYTE.search(data[:_HEAD]) and (pairs := _in_pairs(data)) is not None:
        return data.decode(pairs, errors="replace")
    if data[:_HEAD].count(0) > max(2, min(len(data), _HEAD) // 100):
        raise SourceError(
            "文字のデータではありません。会議録のテキスト、HTML、PDF、Wordのファイルを指定してください。"
        )
    if _KANJI_IN.search(data[:_SAMPLE]):
        return data.decode("iso2022_jp_2004", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 1 and error.reason == "unexpected end of data":
            return data.decode("utf-8", errors="replace")
    return _best(data)


def _in_pairs(data: bytes) -> str | None:
    """Which UTF-16 has no mark and yet reads as text; None where neither does."""
    sample = data[: min(len(data), _SAMPLE) & ~1]
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, errors="replace")
        seldom = len(_ELSEWHERE.findall(text)) * 50 <= len(text)
        if seldom and len(_IN_PAIRS.findall(text)) >= _PAIRED * len(text):
            return name
    return None


def _best(data: bytes) -> str:
    """Neither UTF-8 nor marked: what the document declares, else the encoding whose text looks most Japanese."""
    declared = _declared(data)
    names = [declared] if declared else []
    names += [name for name in ("cp932", "euc_jp", "utf-8") if name != declared]
    sample = data[:_SAMPLE]
    scored = [(_oddness(sample.decode(name, errors="replace")), index) for index, name in enumerate(names)]
    oddness, index = min(scored)
    text = data.decode(names[index], errors="replace")
    if oddness > 0.3:
        raise SourceError(
            "文字コードが分かりません。UTF-8、Shift_JIS、EUC-JPのどれかで保存しなおしてください。"
        )
    return text


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    return _NAMES.get(found.group(1).decode("ascii").lower()) if found else None


def _oddness(text: str) -> float:
    """The share of characters hardly met in minutes, less a little for kana and full stops (0: all is well)."""
    seen = len(text) or 1
    return (len(_UNUSUAL.findall(text)) - 0.05 * len(_USUAL.findall(text))) / seen
