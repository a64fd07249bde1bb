"""Pictures in a line: a sign that no font had (外字), a number in a ring, printed as a picture with its words in ``alt``.

::

    <img alt="﨑">山会長          -> "﨑山会長"
    <img alt="（外字）﨑">       -> "﨑"     <svg aria-label="﨑">, <svg><title>﨑</title></svg> -> "﨑"
    <p><img alt="議場の写真"></p>  -> nothing: a picture of a thing is not in a line
    資料<img alt="PDFファイルを開きます">  -> "資料"; what is said of an icon is no word of the line
    <img src="gaiji/u9ad9.png" alt="">    -> "髙", by its file's name; "gaiji/012.gif" -> "〓": a sign that nobody can read
"""

import re

_FOREIGN = re.compile(
    r"^[（(【\[〔]?\s*外字\s*[）)】\]〕]?\s*[：:]?\s*(\S[\U000e0100-\U000e01ef]?)$|^[【「『\[〔]\s*([\u3400-\u9fff\uf900-\ufaff])\s*[】」』\]〕]$"
)
UNKNOWN = "〓"
"""What stands for a sign that nobody can read, as printers have it."""

_CODED = re.compile(
    r"(?:^|[/_\-])(?:u\+?|uni)([0-9a-f]{4,5})\.(?:gif|png|jpe?g|svg|bmp|webp)$", re.IGNORECASE
)
_KANJI = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SIGNS = re.compile(r"(?:gaiji|外字)[^/]*(?:/[^/]*)?\.(?:gif|png|jpe?g|svg|bmp|webp)$", re.IGNORECASE)
_LONGEST = 12
_SIGN = 2
_ICON = re.compile(
    r"ファイル|ウィンドウ|ウインドウ|アイコン|リンク|画像|写真|ロゴ|バナー|矢印|スペーサー|図\d|。|\.(?:gif|png|jpe?g)|icon|pdf|new|blank|spacer",
    re.IGNORECASE,
)


def words_of(alt: str) -> str:
    """What a picture says: of one that stands for a sign that no font has (（外字）﨑, 【﨑】) the sign alone."""
    alt = " ".join(alt.split())
    found = _FOREIGN.match(alt)
    return (found.group(1) or found.group(2)) if found else alt


def sign_of(address: str) -> str:
    """The sign that a picture without words stands for, by its address: 〓 for one that cannot be known, "" for none."""
    coded = _CODED.search(address[-200:])
    if coded:
        sign = chr(int(coded.group(1), 16))
        return sign if _KANJI.match(sign) else ""
    return UNKNOWN if _SIGNS.search(address[-200:]) else ""


def is_word(alt: str, line: str) -> bool:
    """True where a picture's words are words of the line: short, no description, and beside others or one sign."""
    words = alt.strip()
    if not words or len(words) > _LONGEST or _ICON.search(words):
        return False
    return len(words) <= _SIGN or bool(line.strip())
