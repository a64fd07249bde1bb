"""Where the last turn ends: what stands below it and is nobody's, read from the end of the document upwards.

::

    会長　では、2月17日とします。       the last speech: everything below it is the tail
    次回は3月中旬に開く。
    上記のとおり相違ないことを証するため署名する。
    議長                           only a name: the tail's, because what stands above it is
    （文責：西森小PTA広報）　▲もどる
"""

import re
from collections.abc import Mapping, Sequence

from reader.minutes.labels.match import LabelMatch
from reader.minutes.labels.roles import is_office
from reader.minutes.lines.directions import is_direction, is_hour
from reader.minutes.lines.fields import FieldKind, read_field
from reader.minutes.lines.rows import Row
from reader.minutes.lines.saying import is_count, says
from reader.minutes.sources.source import LineKind
from reader.minutes.text.characters import ENDINGS, MARK_CLASS, bare, ends_with_full_stop, is_rule
from reader.minutes.text.dates import find_date
from reader.minutes.text.furniture import begins_foot, is_furniture

_CLOSED = re.compile(
    r"[\s(\[【<―─-]*(?:以\s*上|了|終\s*了?|完|おわり|閉\s*会|散\s*会|終\s*会)(?:\s*余白)?[\s)\]】>―─。.-]*$|[(\[<]?(?:以下)余白[)\]>]?$"
)
_NEXT = re.compile(
    rf"[(・※{MARK_CLASS}]*\s*(?:\d{{1,2}}[.、]?\s*)?(?:次\s*回|次の(?:会議|回|協議会))(?!から|まで|に(?:は|も)?[^、。]{{0,12}}(?:ます|たい))[^。]{{0,50}}"
    r"(?:予定|開催|開く|未定|日程|\d{1,2}月|\d{1,2}日(?:\s*\([^()]{1,6}\))?[\s\d午前後時分半:~〜から]{0,24})(?:です|する|した|とする|である|とした)?[。)]*$"
)
_SIGNED = re.compile(
    r"(?:上記|前記|以上|この会議録|会議録|本会議録|この議事録|会議の(?:次第|経過|顛末|てん末|内容|記録)|ここに|地方自治法|議事の経過|上の).{0,60}(?:署名|相違ない|証する|証明|記名|押印|作成し|第123条|第百二十三条|調製)"
    r"|.{0,30}(?:署名|記名押印|署名押印)(?:する|した|します)。?$"
)
_CONTACT = re.compile(
    r"(?:電\s*話|tel|fax|ファックス|ファクス|内\s*線|メール|e-?mail|住所|〒|https?:|担当|所管|庶務|照会先|問い?合わ?せ|お問|作成者?|議事録作成|記録者?|文責|編集|発行|公開日|作成日|更新日|資料[一\d]|添付|配[付布]資料|別添|別紙|参考)",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?:電話|内線|TEL|FAX|ファックス)[^。]{0,4}\d", re.IGNORECASE)
_SIGN = re.compile(r"(?:印|㊞|署名)[)\s]*$|署名(?:人|委員|者|議員)|^\s*[(\[][^()\[\]]{1,30}[)\]]\s*$")
_FORM = re.compile(
    r"\((?:日本(?:工業|産業)規格|A4|別記様式)|^[☑□☐■]\s*\S|^[▲△↑]\s*\S{1,16}$|もどる|戻る$|ページトップ"
)
_LISTED = re.compile(r"\s*(?:[・•\-※*]|\d|[①-⑳])")
_SPOKEN = re.compile(r"(?:です|ます|ました|ません|でした|ください|でしょう|はい|以上)[かねよ]?$")
_LONGEST = 90
_ENOUGH, _MOSTLY = 4, 0.75
_NAME = 16


def foot_of(rows: Sequence[Row], floor: int) -> int:
    """The first row of the page's foot from ``floor`` on, the first that says so; ``len(rows)`` where none does."""
    for index in range(floor, len(rows)):
        body = rows[index].folded.strip(" |")
        if rows[index].kind is not LineKind.CHROME and begins_foot(body) and not body.endswith("。"):
            return index
    return len(rows)


def is_usually_ended(rows: Sequence[Row], labels: Mapping[int, LabelMatch]) -> bool:
    """True where turns end with a full stop, nearly all of them."""
    above = [index - 1 for index in sorted(labels)[1:]]
    ends = [rows[index].folded for index in above if index not in labels or not labels[index].alone]
    ended = sum(ends_with_full_stop(end) for end in ends)
    return len(ends) >= _ENOUGH and ended >= len(ends) * _MOSTLY


def tail_of(rows: Sequence[Row], floor: int) -> int:
    """The row with which the tail begins; ``floor`` is the first that it can be. ``len(rows)`` where there is none."""
    begin = len(rows)
    index = len(rows)
    while index > floor:
        index -= 1
        row = rows[index]
        if (
            row.kind is LineKind.CHROME
            or _is_tail(row)
            or (begin == index + 1 < len(rows) and _is_address(row))
        ):
            begin = index
        elif not _could_be(row):
            begin = _with_names(rows, index + 1, begin)
            break
    else:
        begin = _with_names(rows, floor, begin)
    return max(_signed(rows, begin, floor), floor) if begin > floor else begin


def without_what_is_not_said(rows: Sequence[Row], floor: int, begin: int) -> int:
    """Where the tail begins if rows that end no sentence stand above ``begin``, below one that does: 勧告の内容　なし."""
    first = begin
    while first > max(floor, 1) and is_unsaid(rows[first - 1]):
        first -= 1
    return first if first and ends_with_full_stop(rows[first - 1].folded) else begin


def is_unsaid(row: Row) -> bool:
    """True for a row that ends no sentence, is none of a list and no answer: 勧告の内容　なし."""
    body = row.folded.strip()
    return (
        row.kind is LineKind.TEXT
        and len(body) <= _LONGEST
        and not body.endswith(ENDINGS)
        and _LISTED.match(body) is None
        and _SPOKEN.search(body) is None
    )


def _with_names(rows: Sequence[Row], first: int, begin: int) -> int:
    """The tail with the few words above it, from ``first`` on, if a sentence ends there and they go on with no list."""
    ended = 0 < first <= begin and ends_with_full_stop(rows[first - 1].folded)
    listed = any(_LISTED.match(one.folded) and not one.gap for one in rows[first:begin])
    return min(begin, first) if ended and not listed and begin < len(rows) else begin


def without_signatures(labels: Mapping[int, LabelMatch], rows: Sequence[Row]) -> dict[int, LabelMatch]:
    """The labels, but for those below the sentence that signs the minutes: 議長⏎会議録署名委員⏎1番."""
    signed = len(rows)
    for index in range(len(rows) - 1, min(labels, default=len(rows)), -1):
        body = rows[index].folded.strip()
        if _SIGNED.match(body):
            signed = index
        elif says(body):
            break
    return {index: match for index, match in labels.items() if index < signed}


def _signed(rows: Sequence[Row], begin: int, floor: int) -> int:
    """From the sentence that signs the minutes everything is tail, whatever stands below it."""
    for index in range(floor, begin):
        if _SIGNED.match(rows[index].folded.strip()):
            return index
    return begin


def _is_tail(row: Row) -> bool:
    """True for what ends minutes and is nobody's speech."""
    body = row.folded.strip(" |")
    if not body or is_rule(row.text) or is_furniture(body) or is_hour(body) or is_direction(body):
        return True
    if len(body) > _LONGEST:
        return False
    if _CLOSED.match(body) or _NEXT.match(body) or _SIGNED.match(body) or _FORM.search(body):
        return True
    if says(body):
        return begins_foot(body) and not body.endswith("。")
    field = read_field(row.folded[:80])
    return (
        begins_foot(body)
        or _CONTACT.match(bare(body)) is not None
        or _CALLED.search(body) is not None
        or _SIGN.search(body) is not None
        or (
            field is not None
            and (field.kind not in (FieldKind.PEOPLE, FieldKind.RECORD) or is_count(row.folded[field.end :]))
        )
        or _is_date(body)
    )


def _could_be(row: Row) -> bool:
    """True for a few words that a tail can have above its end: a name to sign, a heading, a line of an address."""
    body = row.folded.strip(" |")
    return not says(body) and len(bare(body)) <= _NAME and "、" not in body


def _is_address(row: Row) -> bool:
    """True for the office above its telephone number: 老健局　総務課."""
    words = row.folded.split()
    return _could_be(row) and bool(words) and all(is_office(word) for word in words)


def _is_date(body: str) -> bool:
    found = find_date(body)
    return found is not None and not body[: found.start].strip() and len(body) - found.end <= 2
