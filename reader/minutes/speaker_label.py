"""The grammar of speaker labels (発言者表示): how printed minutes say who speaks.

A label is one of these at the start of a line, followed by what is said, or alone on its line with what is said
below (``who`` is defined further down; spaces inside it do not count; full and half width are one)::

    MARK      ○山田委員長　本文     ◎市長（山田一郎君）　本文     ○（伊藤議長）　本文     2: ◯委員長　本文
    BRACKET   【部会長】本文        〔委員〕本文       ＜会長＞本文      【会長よりあいさつ】
    PAREN     (事務局)本文          （委員）：本文
    COLON     委員：本文            委員長(星川君):本文      事務局→本文      山田委員「本文」
    CLOSE     山本委員長)本文       鈴木(米)委員)本文
    COLUMN    議　長 │ 本文        委員長　本文       〃 │ 本文 (as above)
    BARE      橋川部会長⏎本文
    QUESTION  Ｑ　本文  A1:本文  (問)本文  (回答)本文       (only where both sides are found)
    LEGEND    ◎本文                 (where the document says 「◎:主査 ○:委員」)
    HEADING   1 開 会(課長補佐)⏎本文
    GIVEN     (the format itself says so: a record of the Diet's JSON)

    who       = [name] role | role "(" name ")" | number 番 ["(" name ")"] | name 君 | role letter | office

How sure a label is, is a ``Strength``: a role at its end is strong, an office (環境政策課) middling, a name alone
weak. Weaker ones count only in a style that the document itself has shown to be a speaker's (``label_styles``).
"""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import islice

from reader.minutes.characters import BULLETS, KANA, KANJI, MARKS, bare
from reader.minutes.role_words import ANSWERS, QUESTIONS, ROLE, alternatives, is_office, role_word


class Style(StrEnum):
    """The ways a label is marked."""

    MARK = "mark"
    BRACKET = "bracket"
    PAREN = "paren"
    COLON = "colon"
    CLOSE = "close"
    COLUMN = "column"
    BARE = "bare"
    QUESTION = "question"
    LEGEND = "legend"
    HEADING = "heading"
    GIVEN = "given"


class Strength(IntEnum):
    """How much a label looks like a speaker, by itself."""

    NONE = 0
    NAME = 1
    OFFICE = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label found at the start of a folded line. ``label`` is folded and without spaces; the label's own
    characters are ``text[start:stop]``, what is said begins at ``end``. ``form`` tells marks of one style apart
    (○ from ◎, 【 from 〔); ``glued`` is true where nothing stands between label and speech."""

    style: Style
    form: str
    label: str
    start: int
    stop: int
    end: int
    strength: Strength
    alone: bool
    glued: bool = False


GREETING = "あいさつ"
_HEAD = 64
_MOST_TOKENS = 9
_OPEN = {"【": "】", "[": "]", "<": ">"}
_NEVER = set("。、，,?!「」『』:;→=+%&#@\"'\\|~※★＊*【】[]<>")
_JOINS = re.compile(
    r"を|について|における|から(?!す)|より|及び|または|ならびに|に関する|に係る|に対する|のうち|という|とは"
)
_NOT_WHO = re.compile(
    r"(?:出席|欠席|遅刻|遅参|早退|列席|応招|不応招|会議録署名|議事録署名|署名|委員外|次回|配布|配付|説明出席|参集|"
    r"説明のため|職務のため|職務出席|招集|主な|傍聴を|本日の|出欠|会議の|審議の|議事の|任命|委嘱|新任|退任|代理出席)"
    r"|.*(?:名簿|一覧|次第|資料|議題|日程|会議室|概要|選出|互選|選任|報告|結果|構成|紹介|任期|変更|条例|計画|議事録|会議録|名)$"
)
_ROLE_END = re.compile(
    f"(?:{ROLE})(?:[A-ZＡ-Ｚa-zア-ンイロハ甲乙丙丁]|\\d{{1,2}}|[①-⑳])?(?:君|氏|さん|様|殿)?$"
)
_NUMBERED = re.compile(rf"(?:議席)?\d{{1,3}}番(?:[{KANJI}{KANA}・]{{1,10}}?)?(?:議員|委員|君|氏|さん)?$")
_DOES = re.compile(r"(?:登壇|降壇|退席|着席|退場|入場|挙手|起立|拍手|朗読|欠席|出席|除斥|発言|質問|答弁)$")
_KUN = re.compile(rf"[{KANJI}{KANA}・]{{1,10}}(?:君|氏)$")
_SAN = re.compile(rf"[{KANJI}{KANA}・]{{1,8}}(?:さん|様)$")
_NAME = re.compile(rf"[{KANJI}{KANA}・A-Za-z]{{2,14}}$")
_WITH_INNER = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)$")
_COUNTED = re.compile(r"\d{3}|[年月日回]$")
_KANA_ENDING = re.compile(r"[ぁ-ゖ]$")

_NUMBER = re.compile(r"\s*\d{1,4}\s*[:.]\s*(?=[^\s\d])")
_MARKED_PAREN = re.compile(r"([^\s():]{1,34})\s*\(([^()]{1,34})\)(?:\s*(君|氏|さん|委員|議員))?")
_GLUED = re.compile(
    rf"([^\s。、:()]{{0,12}}?(?:{ROLE}))(?=[^\s。、,:])(?!の|は|が|を|に|と|から|より|も|会|等|及|名|数|席|選|制|間|案|側|長|提|報|職|任|就|辞|補|代理|あて|宛)"
)
_TOKEN = re.compile(r"[^\s|]+")
_ARROW = re.compile(r"([^\s:→⇒=]{1,30}?)\s*(→|⇒|―+|—+|…+|=|/)\s*(?=\S)")
_QUOTED = re.compile(r"([^\s「」。、]{1,24})\s*(?=「)")
_QA_WORDS = alternatives(QUESTIONS + ANSWERS)
_QA_PLAIN = re.compile(rf"((?:{_QA_WORDS}))\s*[\d①-⑳]{{0,3}}\s*(?:[.:、,)・]\s*|\s+|-|$)")
_QA_WHOLE = re.compile(rf"((?:{_QA_WORDS}))[\d①-⑳]{{0,3}}$")
_ACTION = re.compile(
    r"(.{1,20}?)(?:より|から|による|の)?(?:開会の|閉会の|開会|閉会|就任)?(?:挨拶|あいさつ|ごあいさつ|ご挨拶)$"
)


@lru_cache(maxsize=4096)
def assess(label: str) -> Strength:
    """How much a folded label without spaces looks like who speaks."""
    role, colon, name = label.partition(":")
    if colon and _assess_plain(role) is Strength.STRONG and _assess_plain(name):
        return Strength.STRONG
    if not 0 < len(label) <= 44 or _NEVER.intersection(label) or _NOT_WHO.match(label):
        return Strength.NONE
    inner = _WITH_INNER.match(label)
    if inner:
        return _assess_with_inner(*inner.groups())
    if "(" in label or ")" in label:
        return Strength.NONE
    return _assess_plain(label)


def _assess_with_inner(head: str, inner: str, tail: str) -> Strength:
    """議長(山田一郎) · 12番(…君) · 山辺(光)会長 · 久保会長(村長): by whichever part names a role."""
    if tail:
        return _assess_plain(head + tail)
    outer, within = _assess_plain(head), _assess_plain(inner)
    if (
        outer is Strength.STRONG
        and inner
        and not re.search(r"[\d一二三四五六七八九]号|案$|回$|時|分$|月|日$", inner)
    ):
        return Strength.STRONG
    return Strength.STRONG if within is Strength.STRONG and outer >= Strength.NAME else Strength.NONE


def _assess_plain(label: str) -> Strength:
    if (_NUMBERED.match(label) and not _DOES.search(label)) or _KUN.match(label):
        return Strength.STRONG
    found = _ROLE_END.search(label)
    if found:
        before = label[: found.start()]
        return Strength.NONE if _JOINS.search(before) or _COUNTED.search(before) else Strength.STRONG
    if any(char.isdigit() for char in label) or _JOINS.search(label):
        return Strength.NONE
    if is_office(label) or _SAN.match(label):
        return Strength.OFFICE
    named = _NAME.match(label) and (len(label) < 9 or not _KANA_ENDING.search(label))
    return Strength.NAME if named else Strength.NONE


def read_label(text: str) -> LabelMatch | None:
    """The label at the start of a folded line, if the line could begin with one. Looks at 64 characters only."""
    start = len(text) - len(text.lstrip(" |"))
    numbered = _NUMBER.match(text)
    if numbered and text[numbered.end()] in MARKS + "【([<":
        start = numbered.end()
    if start >= len(text):
        return None
    first = text[start]
    if first in MARKS or (first in BULLETS and first != "-"):
        return _marked(text, start)
    if first in _OPEN:
        return _bracketed(text, start, _OPEN[first], Style.BRACKET)
    if first == "(":
        return _bracketed(text, start, ")", Style.PAREN)
    return _plain(text, start)


def _match(
    text: str, style: Style, form: str, start: int, stop: int, end: int, glued: bool = False
) -> LabelMatch | None:
    label = bare(text[start:stop])
    strength = assess(label)
    if strength is Strength.NONE:
        return None
    end = _skip(text, end)
    return LabelMatch(style, form, label, start, stop, end, strength, end >= len(text), glued)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _after(text: str, at: int) -> int:
    """Past spaces and one colon."""
    at = _skip(text, at)
    return at + 1 if at < len(text) and text[at] == ":" else at


def _marked(text: str, at: int) -> LabelMatch | None:
    mark, start = text[at], _skip(text, at + 1)
    if start >= len(text):
        return None
    if text[start] in "【[<(":
        close = {"(": ")", **_OPEN}[text[start]]
        inside = _bracketed(text, start, close, Style.MARK)
        if inside and inside.strength >= Strength.OFFICE:
            return LabelMatch(
                Style.MARK,
                mark,
                inside.label,
                inside.start,
                inside.stop,
                inside.end,
                inside.strength,
                inside.alone,
            )
        return None
    return _unbracketed(text, start, Style.MARK, mark)


def _unbracketed(text: str, start: int, style: Style, form: str) -> LabelMatch | None:
    """A label whose end only its own shape shows: role(name), a colon, spaces, or nothing at all."""
    head = text[: start + _HEAD]
    paren = _MARKED_PAREN.match(head, start)
    if paren:
        stop = paren.end()
        found = _match(
            text, style, form, start, stop, _after(text, stop), text[stop : stop + 1].strip() not in ("", ":")
        )
        if found and found.strength is Strength.STRONG:
            return found
    colon = head.find(":", start)
    if 0 < colon - start <= 44:
        found = _match(text, style, form, start, colon, colon + 1)
        if found and found.strength >= Strength.OFFICE:
            return found
    spaced = _spaced(text, start, style, form)
    if spaced and spaced.strength is Strength.STRONG:
        return spaced
    glued = _GLUED.match(head, start)
    if glued and style is Style.MARK:
        stop = glued.end()
        return _match(text, style, form, start, stop, stop, glued=True) or spaced
    return spaced


def _spaced(text: str, start: int, style: Style, form: str) -> LabelMatch | None:
    """A label ended by spaces, a bar or the line's end; its own spaces are joined: 塩田　委員長 · 委 員 長."""
    first: LabelMatch | None = None
    best: LabelMatch | None = None
    for token in islice(_TOKEN.finditer(text, start, start + _HEAD), _MOST_TOKENS):
        if best and len(token.group()) > 1:
            break
        after = _skip(text, token.end())
        barred = text[after : after + 1] == "|"
        shape = "|" if barred and style is Style.COLUMN else form
        found = _match(text, style, shape, start, token.end(), after + 1 if barred else after)
        if found and found.strength is Strength.STRONG:
            best = found
        first = first or found
        if barred or _NEVER.intersection(token.group()):
            break
    return (best if best.form == "|" else _with_name(text, best)) if best else first


def _with_name(text: str, found: LabelMatch) -> LabelMatch:
    """議長　山田太郎君　これより…: the name that follows a role and has more behind it belongs to the label."""
    token = _TOKEN.match(text, found.end)
    if token and _KUN.match(token.group()) and _skip(text, token.end()) < len(text):
        longer = _match(text, found.style, found.form, found.start, token.end(), token.end())
        return longer or found
    return found


def _bracketed(text: str, at: int, close: str, style: Style) -> LabelMatch | None:
    stop = _closing(text, at, close)
    if stop is None:
        return None
    end = _after(text, stop + 1)
    asked = _QA_WHOLE.match(bare(text[at + 1 : stop]))
    if asked:
        return LabelMatch(
            Style.QUESTION,
            text[at],
            asked.group(1),
            at + 1,
            stop,
            _skip(text, end),
            Strength.STRONG,
            not text[end:].strip(),
        )
    found = _match(text, style, text[at], at + 1, stop, end)
    if found and found.strength is Strength.STRONG:
        return found
    greeter = greeting_of(text[at + 1 : stop])
    if greeter and style is not Style.MARK:
        alone = not text[end:].strip()
        return LabelMatch(style, GREETING, greeter, at + 1, stop, _skip(text, end), Strength.OFFICE, alone)
    return found


def _closing(text: str, at: int, close: str) -> int | None:
    """Where the bracket opened at ``at`` closes, brackets inside counted; within 64 characters."""
    opening, depth = text[at], 0
    for index in range(at, min(len(text), at + _HEAD)):
        if text[index] == opening:
            depth += 1
        elif text[index] == close:
            depth -= 1
            if depth == 0:
                return index
    return None


def _plain(text: str, start: int) -> LabelMatch | None:
    """No mark and no bracket in front: question, colon, arrow, closing bracket, column, or a whole line."""
    head = text[: start + _HEAD]
    asked = _QA_PLAIN.match(head, start)
    if asked and not _longer_word(text, asked):
        return LabelMatch(
            Style.QUESTION,
            "",
            asked.group(1),
            start,
            asked.end(1),
            _skip(text, asked.end()),
            Strength.STRONG,
            not text[asked.end() :].strip(),
        )
    if text[start] == "〃":
        end = _skip(text, start + 1)
        form = text[end] if text[end : end + 1] == "|" else ""
        end = _skip(text, end + 1) if text[end : end + 1] in ("|", ":") else end
        return LabelMatch(Style.COLUMN, form, "〃", start, start + 1, end, Strength.STRONG, end >= len(text))
    colon = head.find(":", start)
    if 0 < colon - start <= 44:
        found = _match(text, Style.COLON, ":", start, colon, colon + 1)
        if found:
            return found
    return _closed(text, start) or _arrowed(text, start) or _columned(text, start)


def _longer_word(text: str, asked: re.Match[str]) -> bool:
    """True where Q or A only begins another word, or 意見 stands before more of a title."""
    after = text[asked.end(1) : asked.end(1) + 1]
    return (
        after == "-"
        or (after == "" and len(asked.group(1)) > 2)
        or (after.isspace() and len(asked.group(1)) > 2)
    )


def _closed(text: str, start: int) -> LabelMatch | None:
    depth = 0
    for index in range(start, min(len(text), start + 40)):
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            depth -= 1
            if depth < 0:
                found = _match(text, Style.CLOSE, ")", start, index, index + 1)
                return found if found and found.strength is Strength.STRONG else None
    return None


def _arrowed(text: str, start: int) -> LabelMatch | None:
    head = text[: start + _HEAD]
    arrow = _ARROW.match(head, start)
    if arrow:
        found = _match(text, Style.COLON, arrow.group(2)[0], start, arrow.end(1), arrow.end())
        if found and found.strength is Strength.STRONG:
            return found
    quoted = _QUOTED.match(head, start)
    if quoted and text.rstrip().endswith("」"):
        found = _match(text, Style.COLON, "「", start, quoted.end(1), quoted.end())
        if found and found.strength is Strength.STRONG:
            return found
    return None


def _columned(text: str, start: int) -> LabelMatch | None:
    found = _unbracketed(text, start, Style.COLUMN, "")
    if found is None or found.glued:
        return None
    if found.alone:
        return LabelMatch(
            Style.BARE, "", found.label, found.start, found.stop, found.end, found.strength, True
        )
    return found


def greeting_of(words: str) -> str | None:
    """Who greets, in 「会長よりあいさつ」; None for other words. ``words`` is folded."""
    found = _ACTION.match(bare(words))
    return found.group(1) if found and assess(found.group(1)) is Strength.STRONG else None


def speaks_a_role(label: str) -> bool:
    """True where the label's own words name a role (so that it can be told from a topic)."""
    return role_word(label.partition("(")[0]) is not None
