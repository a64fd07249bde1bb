"""Words that nobody says: stage directions, the hours of opening and closing, results told in one line.

::

    〔「異議なし」と呼ぶ者あり〕   ―― 了 ――   ※事務局より説明   午後３時７分散会   (10:03 開会)   全員異議なく承認。
"""

import re

from reader.minutes.labels.strength import Strength, assess
from reader.minutes.text.characters import MARK_CLASS
from reader.minutes.text.numbering import read_number

_EVENTS = [
    "開会",
    "閉会",
    "散会",
    "休憩",
    "再開",
    "開議",
    "終了",
    "延会",
    "開始",
    "閉議",
    "休会",
    "流会",
    "中断",
    "散会宣告",
    "開式",
    "閉式",
    "終結",
    "終会",
]
_EVENT = "|".join(r"\s{0,3}".join(word) for word in _EVENTS)
_MARKS = MARK_CLASS + r"\-―─–—=＝~*・\s"
_HOUR = r"(?:(?:午前|午後|正午)\s*(?:[\d一二三四五六七八九十〇]{1,3}\s*(?:時|:)\s*(?:[\d一二三四五六七八九十〇]{1,3}\s*分?|半)?)?|[\d]{1,2}\s*(?:時|:)\s*\d{0,2}\s*分?)"
_TIME = re.compile(
    rf"(?:\d{{1,2}}[.、]\s*)?[{_MARKS}(\[※]*(?:(?:{_EVENT})?(?:時刻|時間|日時)?\s*[:・]?\s*)?\(?\s*{_HOUR}\s*(?:から|より|に)?\s*\)?\s*(?:(?:{_EVENT}|まで|宣告|した|。|再び|[、{_MARKS})\]])|{_HOUR})*$"
)
_EVENT_ALONE = re.compile(
    rf"[{_MARKS}(\[<【]*(?:(?:{_EVENT}|(?:会議)?録?終わり|以上|了|完)[。\s]*)[{_MARKS})\]>】]*$"
)
_CLOSING = re.compile(r"閉\s*会|散\s*会|閉\s*議|終\s*了|延\s*会|終\s*会|流\s*会")
_BETWEEN = re.compile(
    r"(?:[―─–—]+|-+|=+|～+|~+|\*+)\s*(?P<words>[^\s―─–—=~*-].{0,80}?)\s*(?:[―─–—]+|-+|=+|~+|\*+)$"
)
_STAR = re.compile(r"[※]\s*\S")
_PAIRS = {"(": ")", "[": "]", "<": ">", "【": "】", "「": "」"}
_RESULT = re.compile(
    r"(?:全員|全会一致|満場一致|出席者?全員|異議なく|異議なし|挙手|起立|賛成|反対|原案|質疑|討論|採決|意見|質問|委員から|特に|以上|各委員|審議の結果|協議の結果|事務局|資料|前回|別紙|配布|配付|本件|本案|議案)"
    r"[^。]{0,60}(?:可決|承認|決定|了承|採択|同意|なし|無し|なかった|なく|終了|終結|否決|説明|省略|承諾|確認|選出|参照|のとおり|通り|可決された|行った|行われた|報告)"
    r"(?:した|された|する|される|となった|とした|とする|し、|すべきもの(?:と決定)?)?(?:した|された)?。?$"
)
_TOLD = re.compile(
    r"(?:(?:午前|午後|\d{1,2}時)[^。]{0,60}|[^。]{1,20}長(?:が|より|は|、)[^。]{0,40})(?:開会|閉会|散会|休憩|再開|開議)(?:を|の|する旨を?)?(?:宣[言告]?|告げ)[^。]{0,8}。?$"
    r"|(?:ここで|この時|このとき|途中)[、,]?[^。、]{1,30}(?:入室|退室|入場|退場|退席|着席|離席|到着)(?:した|する)?。?$"
    r"|(?:質疑|討論|採決|表決|審査結果|議決結果)\s+(?:なし|無し|全員|全会|挙手|起立|原案|賛成|可決|認定|承認|省略)[^。]{0,30}$"
    r"|[・※(\-―─－]?\s*[^。、]{0,16}(?:長|局|課|係|委員|者|主査|担当)(?:より|から)[^。]{0,40}(?:説明|報告|朗読|紹介|挨拶|あいさつ|質疑応答)(?:した|された|を行った|を行う|があった|がなされた)?[)。]?$"
    r"|[^。]{1,40}(?:が|より|から)[^。]{0,60}(?:説明|朗読|報告)[^。]{0,30}(?:可決|承認|決定|了承|同意)(?:した|された)?。?$"
)
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|ください|でしょう|ございます)[。か]?")
_LONGEST = 160


def is_direction(folded: str) -> bool:
    """True for a row that is wholly a stage direction or an hour. ``folded`` is stripped of outer spaces."""
    if not folded or len(folded) > _LONGEST:
        return False
    return (
        is_hour(folded)
        or _is_bracketed(folded)
        or _is_between_lines(folded)
        or _STAR.match(folded) is not None
    )


def is_hour(folded: str) -> bool:
    """午後３時７分散会 · ○午後２時２０分開会 · (閉 会) · 午前10時."""
    if len(folded) > 48:
        return False
    return _TIME.match(folded) is not None or _EVENT_ALONE.match(folded) is not None


def is_closing(folded: str) -> bool:
    """True for an hour that ends the meeting: 午後３時７分散会, (閉 会)."""
    return is_hour(folded) and _CLOSING.search(folded) is not None


def is_result(folded: str) -> bool:
    """A result told, not said: 全員賛成により原案どおり可決。 質疑は特になし。"""
    if len(folded) > _LONGEST or _POLITE.search(folded) is not None:
        return False
    return _RESULT.match(folded) is not None or is_narrated(folded)


def is_narrated(folded: str) -> bool:
    """True for what the minutes tell of the meeting itself: 午後1時、委員長が開会を宣告。"""
    return _TOLD.match(folded) is not None


def _is_bracketed(folded: str) -> bool:
    """True for one bracket, or for several side by side: 〔12番…君登壇〕（拍手）."""
    rest = folded.rstrip("。")
    if not rest:
        return False
    while rest:
        end = _closed_at(rest)
        if end < 0 or assess(re.sub(r"\s", "", rest[1:end])) is Strength.STRONG:
            return False
        rest = rest[end + 1 :].lstrip()
    named = read_number(folded[1:])
    return named is None or named.style != "議題1"


def _closed_at(folded: str) -> int:
    """Where the bracket closes that the text begins with; -1 where it begins with none, or with somebody's words."""
    close = _PAIRS.get(folded[0]) if folded[0] != "「" else None
    depth = 0
    for place, char in enumerate(folded if close else ""):
        depth += (char == folded[0]) - (char == close)
        if depth == 0:
            return place
    return -1


def _is_between_lines(folded: str) -> bool:
    return _BETWEEN.match(folded) is not None and "。" not in folded[:-3]
