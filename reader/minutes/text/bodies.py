"""Which body a meeting is one of: what it is called without what tells it from its other meetings.

令和3年度第2回長崎市DX推進委員会 → 長崎市DX推進委員会; 令和5年第3回定例会（第2号） → 定例会
"""

import re
from functools import lru_cache

from reader.minutes.text.characters import fold

_N = r"(?:\d+|元|[〇一二三四五六七八九十百]+)"
_ERA = r"(?:明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR])"
_TELLS_APART = re.compile(
    rf"{_ERA}\s*{_N}\s*年度?|(?:19|20)\d\d\s*年度?|第\s*{_N}\s*(?:回|期|号|日目?|次)|{_N}\s*月\s*(?:{_N}\s*日)?"
    rf"(?=\s*(?:$|[()（）・\s定臨]))"
)
_BRACKETS = re.compile(r"[(（\[【〔][\s・、,:：‐\-－]*(?:開催|実施|分)?[\s・、,]*[)）\]】〕]")
_TAIL = re.compile(
    r"[\s・、,:：]*(?:の?(?:会議録|議事録|会議記録|議事要旨|議事概要|会議要旨|開催結果|概要|要旨|要点記録))+[\s]*$"
)
_EDGES = " 　・、,:：-－‐~〜"


@lru_cache(maxsize=8192)
def body_of(meeting: str) -> str:
    """The body's name; the meeting's own, where nothing else is left of it. Remembered: lists ask for it again and again."""
    name = _TELLS_APART.sub(" ", fold(meeting))
    while (shorter := _BRACKETS.sub(" ", _TAIL.sub("", name))) != name:
        name = shorter
    name = " ".join(name.split()).strip(_EDGES)
    return name if len(name) > 1 else meeting.strip()
