"""Headings in the record: which numbered, marked or ruled lines begin a new item, and which are only said.

The same line can be a heading or a point somebody reads out. It is a heading when it stands where one can
(between turns, after a rule or a blank line, before a label), and its number goes on from the heading before or
its words are an agenda item's::

    録音を来月まで保管する。
    2.議 事            heading: goes on from 「1.開 会」, a word of procedure
    (1)議 案           heading: its child
    事務局:

     1. 字を大きくすること   said: siblings without a gap, inside a turn
     2. 色を減らすこと
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.minutes.labels.strength import Strength, assess
from reader.minutes.text.characters import MARK_CLASS, bare, fold, squeeze
from reader.minutes.text.numbering import read_number

_PROCEDURE = [
    "開会",
    "閉会",
    "開会宣言",
    "閉会宣言",
    "開会宣告",
    "閉会宣告",
    "開会のことば",
    "閉会のことば",
    "開会の言葉",
    "閉会の言葉",
    "開会の辞",
    "閉会の辞",
    "散会",
    "休憩",
    "再開",
    "開議",
    "閉議",
    "開式",
    "閉式",
    "終了",
    "開始",
    "事件",
    "点呼",
    "開会及び挨拶",
    "開会及びあいさつ",
    "開会・あいさつ",
    "開会・挨拶",
    "閉会・挨拶",
    "閉会・あいさつ",
    "挨拶・開会",
]
_CONTAINER = [
    "議題",
    "議事",
    "議事録",
    "会議録",
    "審議",
    "協議",
    "報告",
    "案件",
    "議案審議",
    "会議",
    "報告事項",
    "協議事項",
    "審議事項",
    "審議案件",
    "議事要旨",
    "会議概要",
    "議事概要",
    "会議の概要",
    "議題等",
    "議事内容",
    "質疑",
    "質疑応答",
    "説明",
    "討議",
    "討論",
    "意見交換",
    "主な質疑",
    "主な質疑等",
    "主な意見",
    "概要",
    "会議の内容",
    "審議内容",
    "議事の内容",
    "協議議題",
    "付議事件",
    "付議案件",
    "報告案件",
    "協議案件",
    "報告及び協議",
    "報告・協議",
    "議題及び議事",
    "議件",
    "検討事項",
    "会議次第",
    "次第",
    "日程",
    "議事日程",
    "会議の経過",
    "議事の経過",
    "内容",
    "会議内容",
]
_TITLE_END = re.compile(
    r"(?:について|の件|に関する件|こと|案|報告|審査|質問|互選|選任|選出|指名|承認|その他|質疑|討論|採決|認定|決定|の確認|条例|予算|計画|号)(?:\([^()]*\))?$"
)
_MEETING = re.compile(r"(?:.{0,12}年度?|第\d{1,3}回|\d{1,2}月).{0,24}会(?:議|見)?(?:\([^()]*\))?$")
_DECORATION = re.compile(rf"^[\s{MARK_CLASS}・※*【\[<「]+|[】\]>」:\s|]+$")
_CLOCK = re.compile(r"(?:午前|午後)?\d{1,2}[時:]\d{0,2}分?$")
_ANNOUNCEMENT = re.compile(r"(?<=.)の(?:宣告|宣言|告知)$")
_OPINIONS = re.compile(
    r"(?:主な(?:意見|質疑|発言)|意見|議事|質疑応答)(?:の?要旨|の?概要)$|主な(?:意見|質疑|発言)(?:等|内容)?$|議題(?:及び|・|と)(?:審議|協議|会議|議事)?の?(?:内容|概要|結果)$"
)
_TAIL = re.compile(r"\(([^()]{1,20})\)\s*$")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as read from its row: the title is ``text[start:end]`` of the row; ``speaker`` is the label some
    headings end with (「1 開 会(課長補佐)」), at ``speaker_at``."""

    number: str
    style: str
    value: int
    title: str
    speaker: str | None = None
    speaker_at: int = -1

    @property
    def family(self) -> str:
        """「1」「1.」「1)」 are one way of numbering when siblings are told from parents."""
        return "1" if self.style in ("1", "1.", "1)") else self.style

    @property
    def is_procedure(self) -> bool:
        """True for 開会, あいさつ: a step of the meeting, no item of its agenda."""
        return is_procedure(self.title)

    @property
    def is_container(self) -> bool:
        """True for 議題, 報告事項: a word that only holds items."""
        return is_container(self.title)


def _key(title: str) -> str:
    return re.sub(r"\([^()]*\)$", "", bare(fold(title)).strip("・。:-―─ "))


def is_procedure(title: str) -> bool:
    """True for a step of the meeting that is no item of the agenda: 開会, 会長あいさつ."""
    key = _ANNOUNCEMENT.sub("", _CLOCK.sub("", _key(title)))
    return key in _PROCEDURE or re.fullmatch(r".{0,14}(?:挨拶|あいさつ)", key) is not None


def is_container(title: str) -> bool:
    """True for a word that only holds items: 議題, 議事, 報告事項."""
    key = _key(title)
    return key in _CONTAINER or _OPINIONS.search(key) is not None


def plain_title(text: str) -> str:
    """A title without number, marks, brackets around it, and the bar of a table."""
    folded = fold(text)
    numbered = read_number(folded)
    if numbered and (numbered.style != "第1号" or text[numbered.end :].strip()):
        text = _unbracketed(folded[: numbered.end], text[numbered.end :])
    previous = None
    while previous != text:
        previous = text
        text = _DECORATION.sub("", text) if not _closes_inside(text) else text.strip()
    return text


def _unbracketed(number: str, words: str) -> str:
    """＜議題1：利用状況＞: the bracket opened before the number closes behind the words."""
    close = {"【": "】", "<": ">", "[": "]"}.get(number.strip()[:1])
    if close is None or close in number or not fold(words).rstrip().endswith(close):
        return words
    return words.rstrip()[:-1]


def _closes_inside(text: str) -> bool:
    """「水辺」の評価: the bracket belongs to the words."""
    body = text.strip()
    pairs = {"【": "】", "「": "」", "[": "]", "<": ">", "〔": "〕", "『": "』", "〈": "〉", "《": "》"}
    if body[:1] in pairs:
        return not body.endswith(pairs[body[0]])
    return body[-1:] in pairs.values()


def read_heading(text: str, folded: str) -> Heading | None:
    """The heading that a row could be, judged by its shape alone; None for a sentence or a long row."""
    return _read(text, folded) if len(folded) <= 2 * _LONGEST else None


@lru_cache(maxsize=4096)
def _read(text: str, folded: str) -> Heading | None:
    """Asked of one line by each stage of the parser: remembered."""
    body = folded.strip()
    if len(body) > _LONGEST or body.endswith(("。", "、", "?", ",")) or "。" in body:
        return None
    numbered = read_number(folded)
    tail = _TAIL.search(folded)
    speaker = bare(tail.group(1)) if tail and assess(bare(tail.group(1))) is Strength.STRONG else None
    words = text[: tail.start()] if tail and speaker else text
    title = plain_title(words)
    if not title:
        return None
    number = text[numbered.start : numbered.stop].strip() if numbered else ""
    style, value = (numbered.style, numbered.value) if numbered else ("", 0)
    return Heading(number, style, value, title, speaker, tail.start() if tail and speaker else -1)


def looks_like_title(title: str) -> bool:
    """True for words that headings are made of: …について, 議案…, 開会."""
    words = bare(fold(title))
    named = _TITLE_END.search(words) or _MEETING.match(words)
    return is_procedure(title) or is_container(title) or named is not None


def title_key(title: str) -> str:
    """What two printings of one title have in common: without number, marks, spaces and width."""
    return re.sub(r"[\W_]+|\(続き?\)$", "", squeeze(plain_title(title)))


def same_title(one: str, other: str) -> bool:
    """True where two printed titles are one item: equal, or one the beginning or the end of the other."""
    a, b = title_key(one), title_key(other)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 5 and (long.startswith(short) or long.endswith(short)))
