"""The agenda where no list states it: from the record's headings, else from what the chair announces.

::

    1 開 会
    2 議事
      議第45号          -> item
    3 その他
"""

import re
from collections.abc import Iterable

from reader.minutes.header.listed import Listed, is_date
from reader.minutes.lines.headings import plain_title, title_key
from reader.minutes.lines.segments import Segment
from reader.minutes.text.characters import fold

_NAMED = r"「?((?![\d号])[^。、,」「]{2,60}?(?:について|の件))"
_ANNOUNCED = re.compile(
    r"(?:議題|協議事項|報告事項|審議事項|案件|議事|議案|日程)\s*(?:第?\s*\(?\s*[\d一二三四五六七八九十]{1,3}\s*\)?\s*号?)[、,の:\s]*"
    + _NAMED
    + r"|(?:[一二三四五六七八九\d]つ目|[\d一二三]点目|[\d一二三]件目|最初の議題|次の議題|本日の議題)は[、,]?\s*"
    + _NAMED
    + r"(?:」)?(?:です|でございます|であります|となります)|"
    + r"(?:^|[。、,\s])"
    + _NAMED
    + r"(?:」)?を(?:一括して)?(?:議題|上程)"
    + r"|(?:議事)?日程第\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、,\s]*「?([^。、,」「\d][^。、,」「]{1,40}?)」?を(?:行い|行う|議題)"
)


def heading_items(segments: Iterable[Segment]) -> list[Listed]:
    """The items that the record's own headings make; one that is taken up again is one."""
    items: dict[str, Listed] = {}
    for segment in segments:
        heading = segment.heading
        if heading and not heading.is_procedure and not heading.is_container and not is_date(heading.title):
            items.setdefault(
                title_key(heading.title), Listed(heading.number, plain_title(heading.title), (), segment.line)
            )
    return list(items.values())


def announced_items(texts: Iterable[str]) -> list[Listed]:
    """The items that are announced in speech: 「協議事項(1)誌面構成の見直しについて、…」."""
    items: list[Listed] = []
    for text in texts:
        folded = fold(text)
        for found in _ANNOUNCED.finditer(folded):
            group = next(number for number in (1, 2, 3, 4) if found.group(number))
            title = plain_title(plain_title(text[found.start(group) : found.end(group)]))
            if title not in [item.title for item in items]:
                items.append(Listed("", title))
    return items
