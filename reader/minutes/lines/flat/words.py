"""The words of a header that stands on one line, and what each of them shows: a field's word, a day, a number, a room …

::

    第2回審議会 議事録 １ 日 時 令和元年10月29日 午後1時 場所 資料館
    name        record number, field:date  day         hour      field:place room
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.minutes.lines.fields import HOURS, FieldKind, FieldMatch, read_field
from reader.minutes.lines.headings import is_container, is_procedure
from reader.minutes.text.characters import BULLETS, DASHES, KANJI, MARK_CLASS, STROKES
from reader.minutes.text.dates import find_date
from reader.minutes.text.furniture import is_furniture
from reader.minutes.text.numbering import Numbered, read_number

_LOOK, _DATE_LOOK = 80, 40
_MOST_WORDS = 600
_BEGINS = re.compile(r"(?<!\S)[^\s/]|(?<=[^\s]/)[^\s/\x00-\x7f]|(?<=[^\s\x00-\x7f])[【■◆◇□▼●▲★]")
_SLASH = re.compile(r"(?<=[^\x00-\x7f])/(?=[^\s/])")
_SAYS_SO = re.compile(rf"[:|】\]>*{MARK_CLASS}]")
_KINDS = {
    FieldKind.DATE: "date",
    FieldKind.DATE_PLACE: "date",
    FieldKind.PLACE: "place",
    FieldKind.MEETING: "meeting",
    FieldKind.AGENDA: "agenda",
    FieldKind.PEOPLE: "people",
    FieldKind.RECORD: "record",
}
_CLEAR = 4
_HOUR = re.compile(
    r"[(\s]{0,3}(?:自|至|から|より)?[(\s]{0,3}(?:(?:午前|午後|正午|AM|PM)|\d{1,2}\s?[時:]\s?\d|\d{1,2}時|[一二三四五六七八九十]{1,3}時|[~〜～\-―–—](?:\s|\d|午|$))"
)
_OPENING = re.compile(r"開\s*[会議]|閉\s*会|散\s*会|再\s*開")
_ROOM = re.compile(
    r"室[A-Z\d]?$|室[\s(・、]|館|階|\dF|ホール|センター|庁舎|役[所場]|議場|[会市工農]場$|公民館|プラザ|ルーム|ロビー|スペース|オンライン|[Ww][Ee][Bb]|[Zz][Oo][Oo][Mm]|リモート|の間$|学校|支所|本庁|講堂|会堂|カフェ|図書|集会所"
)
_NAME = re.compile(
    r"会議(?!録|概要|要旨|記録|資料|室|結果|次第|を|の|で|に)|委員会(?!室|事務)|審議会|協議会|部会|分科会|懇談会|懇話会|検討会|研究会|議会(?!棟)|定例会|臨時会|会見|説明会|総会|総代会|審査会|連絡会|フォーラム|ワークショップ|意見交換会|推進本部|チーム|つどい|トーク|会$"
)
_SITTING = re.compile(r"第\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[回期次]|年度|年第")
_RECORD = re.compile(
    r"(?:会議|議事|審議)(?:録|要旨|概要|記録|要録|結果|メモ|経過)|の?(?:概要|要旨|要録|記録|摘録|速記録|報告書?|開催(?:結果|状況)|主な意見|発言録|質疑応答)(?:\(|$)|録$"
)
_PEOPLE = re.compile(
    r"(?:委員|議員|構成員|職員|課長|部長|室長|主幹|係長|会長|座長|町長|市長|村長|教育長|事務局|氏|君|名簿)[、)]?$|^(?:委員|議員|構成員|職員|会長|副会長|委員長|副委員長|町長|副町長|市長|事務局|座長|教育長)(?:\s|:|$|\d)|、[^\s]+"
)
_COUNT = re.compile(r"\d{1,3}\s?[名人者]|^[全各]?員$")
_TITLED = re.compile(
    r"(?:について|の件|に関すること|の?報告|の指名|の決定|の承認|の選出|の選任|計画|条例|予算|案|その他|決算)$"
)
_SHORT = re.compile(f"[{KANJI}ァ-ヶーぁ-ん]{{1,6}}$")
_SINGLE = re.compile(r"\S(?=\s|$)")
_TAIL = re.compile(r"(?<!\S)\S\s*$")
_BETWEEN = re.compile(r"[\s/]*")
_OPENS = re.compile(
    r"(?:午前|午後)?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?時(?:\s?\S{1,3}\s?分)?\s*開\s*[会議](?!室)"
)
_LABEL_LIKE = re.compile(
    f"[{KANJI}の]{{1,8}}(?:年月日|日時|場所|氏名|者数?|人数|[人数名日]|部署|担当|方法|区分|事項|経過|結果|状況|次第|日程|課|係):?$"
)
_INSIDE = re.compile(r"[(【\[「][^()【】\[\]「」]*$")
_CLOSES = re.compile(r"[^(【\[「]{0,40}[)】\]」]")
_COLUMN, _NEAR, _LONG = 3, 40, 12
_MATERIAL = re.compile(r"[(\[〔]?(?:配布|配付|添付|参考|関係)?(?:資料(?!館|室)|別紙|別添|PDF)")
_RULE = re.compile(rf"[{STROKES}{re.escape(DASHES)}=_*＊・◇◆]{{3,}}$|[┌┏├┣└┗│┬┴┼─]+")
_PAGE = re.compile(r"\d{1,3}\s?/\s?\d{1,3}(?=\s|$)|No\.\s*\d*(?=\s|$)|-\s?\d{1,3}\s?-(?=\s|$)")
_WAY = re.compile(r"\S*>$")
_TOLD = re.compile(r"。|(?:説明|質疑|挨拶|あいさつ|進行|報告)\)?$")
_YEAR = re.compile(r"(?:令和|平成|昭和)\s?(?:\d{1,2}|元)\s?年(?!\s?度|\s?第)|(?:19|20)\d\d年(?!度|第)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line, with what it shows: a field's word, a day or a number with what is spaced out in it is one."""

    start: int
    end: int
    shows: frozenset[str]


def words_of(folded: str) -> list[Word]:
    """The words of a folded line with what each shows: by itself, and by what stands before it."""
    read = _SLASH.sub(":", folded)
    words: list[Word] = []
    last: dict[str, int] = {}
    begins = [one.start() for one in islice(_BEGINS.finditer(folded), _MOST_WORDS)]
    since, start = "nothing", begins[0] if begins else len(folded)
    behind = 0
    while start < len(folded):
        after = _next(begins, start + 1, len(folded))
        shows: set[str] = {"behind labels" if behind >= _COLUMN else "behind label"} if behind else set()
        label = _field(read, start)
        day = None if label else find_date(folded[start : start + _DATE_LOOK], yearless=True)
        number = None if label or _HOUR.match(folded, start) else read_number(folded[start : start + _LOOK])
        title = start
        if start not in begins:
            shows.add("glued")
        if _INSIDE.search(folded, max(0, start - _NEAR), start) and _CLOSES.match(folded, start):
            shows.add("inside")
        if _OPENS.match(folded, start) and words and not behind and "day" not in words[-1].shows:
            shows.add("opens")
        if label is not None:
            since = _KINDS.get(label.kind, "other")
            shows |= {f"field {since}", _how_sure(label, folded[start : start + label.end])}
            after = start + label.end
        elif day is not None and not day.start:
            shows.add("day")
            after = start + day.end
        elif page := _PAGE.match(folded, start):
            shows.add("page")
            after = _next(begins, max(page.end(), after), len(folded))
        elif number is not None and len(folded[start + number.end :].strip()) > 1:
            shows |= _counted(number, last)
            if since == "agenda" and "number odd" not in shows:
                shows.add("item")
            last[number.style] = number.value
            title = start + number.end
            after = _next(begins, title + 1, len(folded))
        after = _spaced_out(read, begins, title, after, last) if label is None else after
        since = "labels" if behind >= _COLUMN and label is None else since
        words.append(
            Word(
                start,
                after,
                frozenset(
                    shows | _shape(folded[title : min(after, title + _LOOK)].strip(" /")) | {f"since {since}"}
                ),
            )
        )
        behind = behind + 1 if label is not None else 0
        start = _end_of(_BETWEEN, folded, after)
    return words


def _field(read: str, at: int) -> FieldMatch | None:
    """The field's word that begins there; a step of the meeting with its number (1 開会) is none."""
    stop = read.find("。", at, at + _LOOK)
    field = read_field(read[at : stop + 1 if stop >= 0 else at + _LOOK])
    return None if field and field.numbered and is_procedure(field.word) else field


def _spaced_out(read: str, begins: Sequence[int], start: int, after: int, last: Mapping[str, int]) -> int:
    """Where a word ends whose letters have room between them: 山 の 手 会 館, up to the next field's word, day or number."""
    single = _TAIL.search(read, start, after) is not None
    after = _next(begins, after, len(read)) if single else after
    while single and after < len(read) and _SINGLE.match(read, after) and _field(read, after) is None:
        day = find_date(read[after : after + _DATE_LOOK], yearless=True)
        number = read_number(read[after : after + _LOOK])
        if (day and not day.start) or (number and number.value == last.get(number.style, -1) + 1):
            break
        after = _next(begins, after + 1, len(read))
    return after


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _next(begins: Sequence[int], at: int, end: int) -> int:
    place = bisect_left(begins, at)
    return begins[place] if place < len(begins) else end


def _how_sure(label: FieldMatch, printed: str) -> str:
    if label.numbered or _SAYS_SO.search(printed):
        return "shown"
    return "clear" if len(label.word) >= _CLEAR or label.word in HOURS else "bare"


def _counted(number: Numbered, last: Mapping[str, int]) -> set[str]:
    """What a number shows: whether it goes on from the one before of its kind."""
    shows = {"number"}
    if number.mark or number.style not in ("1", "ア", "一", "第1"):
        shows.add("number marked")
    if number.value == 1:
        shows.add("number one")
    elif last.get(number.style, 0) + 1 == number.value:
        shows.add("number next")
    else:
        shows.add("number odd")
    return shows


def _shape(text: str) -> set[str]:
    """What a word shows by itself."""
    shows = {name for name, pattern in _SEARCHED.items() if pattern.search(text)}
    shows |= {name for name, pattern in _MATCHED.items() if pattern.match(text)}
    told = {
        "step": is_procedure(text),
        "container": is_container(text),
        "furniture": is_furniture(text),
        "long": len(text) > _LONG,
    }
    return shows | {name for name, true in told.items() if true}


_SEARCHED = {
    "room": _ROOM,
    "name": _NAME,
    "record": _RECORD,
    "people": _PEOPLE,
    "count": _COUNT,
    "titled": _TITLED,
    "opening": _OPENING,
    "told": _TOLD,
    "sitting": _SITTING,
    "closed": re.compile(r"[)\]】>」]$"),
    "colon": re.compile(r"[:|]$"),
}
_MATCHED = {
    "hour": _HOUR,
    "short": _SHORT,
    "label-like": _LABEL_LIKE,
    "way": _WAY,
    "year": _YEAR,
    "round": re.compile(r"\("),
    "bracket": re.compile(r"[【\[<「]"),
    "bullet": re.compile(f"[{re.escape(BULLETS)}]"),
    "mark": re.compile(f"[{MARK_CLASS}]"),
    "material": _MATERIAL,
    "rule": _RULE,
}
