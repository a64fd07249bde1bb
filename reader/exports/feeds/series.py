"""Which meetings belong together: their names without the year and the number. ::

令和3年度第2回長崎市DX推進委員会  →  長崎市DX推進委員会        令和8年第2回（6月）定例会  →  定例会
"""

import re
import unicodedata

_NUMBERED = re.compile(
    r"(?:令和|平成|昭和|[RHS])?\s*(?:元|[0-9]{1,4})\s*年度?|第?\s*[0-9一二三四五六七八九十]+\s*(?:回|号|日目)"
    r"|[0-9]{1,2}\s*月(?:\s*[0-9]{1,2}\s*日)?|第\s*[0-9]+\s*日|会議録|議事録|議事要旨|議事概要"
)
_EMPTY = re.compile(r"[（(［\[【]\s*[)）\]］】]")


def series_of(meeting: str) -> str:
    """The name of the series; the meeting's own name where nothing else is left."""
    plain = unicodedata.normalize("NFKC", meeting)
    left = " ".join(_EMPTY.sub("", _NUMBERED.sub("", plain)).split()).strip("　 ・-,、/")
    return left.replace("/", "・") or plain.replace("/", "・")
