"""Pictures in a line: a sign that no font had (外字), a number in a ring, printed as a picture with its words in ``alt``.

::

    <img alt="﨑">山会長          -> "﨑山会長"
    <img alt="（外字）﨑">       -> "﨑"     <svg aria-label="﨑">, <svg><title>﨑</title></svg> -> "﨑"
    <p><img alt="議場の写真"></p>  -> nothing: a picture of a thing is not in a line
    資料<img alt="PDFファイルを開きます">  -> "資料"; what is said of an icon is no word of the line
"""

import re

_FOREIGN = re.compile(
    r"^[（(【\[〔]?\s*外字\s*[）)】\]〕]?\s*[：:]?\s*(\S[\U000e0100-\U000e01ef]?)$|^[【「『\[〔]\s*([\u3400-\u9fff\uf900-\ufaff])\s*[】」』\]〕]$"
)
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


def is_word(alt: str, line: str) -> bool:
    """True where a picture's words are words of the line: short, no description, and beside others or one sign."""
    words = alt.strip()
    if not words or len(words) > _LONGEST or _ICON.search(words):
        return False
    return len(words) <= _SIGN or bool(line.strip())
