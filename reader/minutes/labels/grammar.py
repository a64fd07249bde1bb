"""The grammar of speaker labels (発言者表示): how printed minutes say who speaks.

A label is one of these at the start of a line, followed by what is said, or alone on its line with what is said
below (``who`` is defined further down; spaces inside it do not count; full and half width are one)::

    MARK      ○山田委員長　本文     ◎市長（山田一郎君）　本文     ○（伊藤議長）　本文     2: ◯委員長　本文
              ○委員長山田一郎)本文 (the opening bracket lost on the way)
    BRACKET   【部会長】本文        〔委員〕本文       ＜会長＞本文      【会長よりあいさつ】
    PAREN     (事務局)本文          （委員）：本文      （○：企画課長）本文
    COLON     委員：本文            委員長(星川君):本文      事務局→本文      山田委員「本文」
    CLOSE     山本委員長)本文       鈴木(米)委員)本文
    COLUMN    議　長 │ 本文        委員長　本文       3番　山田委員　本文       1. 事務局　本文       〃 │ 本文 (as above)
              議長（山田一郎）本文
    BARE      橋川部会長⏎本文
    QUESTION  Ｑ　本文  A1:本文  (問)本文  (回答)本文       (``question_label``)
    LEGEND    ◎本文                 (where the document says 「◎:主査 ○:委員」)
    HEADING   1 開 会(課長補佐)⏎本文
    GIVEN     (the format itself says so: a record of the Diet's JSON, a table headed 質問 │ 回答)
    TRAILING  本文。（委員）           (``trailing_labels``: only where no label stands in front)

    who       = [name] role | role "(" name ")" | number 番 ["(" name ")"] | name 君 | role letter | office

How sure a label is, is its ``label_strength``: a role is strong, an office (環境政策課) middling, a name alone weak.
Weaker ones count only in a style that the document itself has shown to be a speaker's (``label_styles``).
"""

import re
from dataclasses import replace

from reader.minutes.labels.bracketed import read_bracketed
from reader.minutes.labels.match import HEAD, LabelMatch, Style, label_at
from reader.minutes.labels.open import read_open
from reader.minutes.labels.question import read_question
from reader.minutes.labels.strength import Strength
from reader.minutes.text.characters import BULLETS, DASHES, MARKS, STAMP, past_spaces

_OPEN = {"【": "】", "[": "]", "<": ">", "(": ")"}
_STYLES = {"(": Style.PAREN}
_STAMP = re.compile(STAMP)
_NUMBER = re.compile(
    r"[\s|]*(?:\d{1,4}\s*(?:[:.|]\s*|\s)|[①-⑳]\s*|[一二三四五六七八九十]{1,3}[、.]\s*)(?=[^\s\d番]|\d{1,2}番)"
)
_ARROW = re.compile(r"([^\s:→⇒=]{1,30}?)\s*(→|⇒|―+|—+|…+|=|/)\s*(?=\S)")
_QUOTED = re.compile(r"([^\s「」。、](?:[^「」。、]{0,23}[^\s「」。、])?)\s*(?=「)")


def read_label(text: str) -> LabelMatch | None:
    """The label at the start of a folded line, if the line could begin with one. Looks at 64 characters only."""
    stamp = _STAMP.match(text)
    start = stamp.end() if stamp else len(text) - len(text.lstrip(" |→⇒"))
    numbered = _NUMBER.match(text) if stamp is None else None
    if numbered and text[numbered.end()] in MARKS + "【([<":
        start = numbered.end()
    counted = _counted(text, numbered.end()) if numbered and numbered.end() > start else None
    if counted or start >= len(text):
        return counted
    if text[start] in _OPEN:
        return read_bracketed(text, start, _OPEN[text[start]], _STYLES.get(text[start], Style.BRACKET))
    return _marked(text, start) if _is_mark(text, start) else _plain(text, start)


def _is_mark(text: str, at: int) -> bool:
    """True for a mark or a bullet; two of one mark are a name left out: ○○委員."""
    if text[at] in MARKS:
        return not text[at + 1 : at + 2] == text[at] != text[at + 2 : at + 3]
    if text[at] in DASHES:
        return text[at + 1 : at + 2] != text[at] and not text[at + 1 :].lstrip()[:1].isdigit()
    return text[at] in BULLETS


def _marked(text: str, at: int) -> LabelMatch | None:
    start = past_spaces(text, at + 1)
    mark = "-" if text[at] in DASHES else text[at]
    if start >= len(text):
        return None
    if text[start] in "【[<(":
        inside = read_bracketed(text, start, _OPEN[text[start]], Style.MARK)
        return replace(inside, form=mark) if inside and inside.strength >= Strength.OFFICE else None
    found = read_question(text, start, "mark") or read_open(text, start, Style.MARK, mark)
    return _past_same(text, found, mark)


def _past_same(text: str, found: LabelMatch | None, mark: str) -> LabelMatch | None:
    """The label with the mark that stands behind it as in front: ＊課長（黒沢実君）＊."""
    behind = text[found.stop : found.stop + 1] if found else ""
    if found is None or not behind or (behind != mark and not (mark in DASHES and behind in DASHES)):
        return found
    end = past_spaces(text, found.stop + 1)
    return replace(found, end=end, alone=end >= len(text), glued=False)


def _plain(text: str, start: int) -> LabelMatch | None:
    """No mark and no bracket in front: question, colon, arrow, closing bracket, column, or a whole line."""
    asked = read_question(text, start, "")
    if asked:
        return asked
    if text[start] == "〃":
        end = past_spaces(text, start + 1)
        form = text[end] if text[end : end + 1] == "|" else ""
        end = past_spaces(text, end + 1) if text[end : end + 1] in ("|", ":") else end
        return LabelMatch(Style.COLUMN, form, "〃", start, start + 1, end, Strength.STRONG, end >= len(text))
    colon = text.find(":", start, start + HEAD)
    if 0 < colon - start <= 44:
        found = label_at(text, Style.COLON, ":", start, colon, colon + 1)
        if found:
            return found
    return _closed(text, start) or _arrowed(text, start) or _columned(text, start)


def _counted(text: str, start: int) -> LabelMatch | None:
    """1. 事務局　本文: turns that are counted, each with a label ended by a colon or spaces."""
    found = _plain(text, start)
    if found is None or found.strength is not Strength.STRONG or found.alone:
        return None
    return replace(found, form="1" + found.form) if found.style in (Style.COLON, Style.COLUMN) else None


def _closed(text: str, start: int) -> LabelMatch | None:
    depth = 0
    for index in range(start, min(len(text), start + 40)):
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            depth -= 1
            if depth < 0:
                found = label_at(text, Style.CLOSE, ")", start, index, index + 1)
                return found if found and found.strength is Strength.STRONG else None
    return None


def _arrowed(text: str, start: int) -> LabelMatch | None:
    head = text[: start + HEAD]
    arrow = _ARROW.match(head, start)
    if arrow:
        found = label_at(text, Style.COLON, arrow.group(2)[0], start, arrow.end(1), arrow.end())
        if found and found.strength is Strength.STRONG:
            return found
    quoted = _QUOTED.match(head, start)
    if quoted and text.rstrip().endswith("」"):
        found = label_at(text, Style.COLON, "「", start, quoted.end(1), quoted.end())
        if found and found.strength is Strength.STRONG:
            return found
    return None


def _columned(text: str, start: int) -> LabelMatch | None:
    found = read_open(text, start, Style.COLUMN, "")
    if found is None or (found.glued and text[found.stop - 1] != ")"):
        return None
    if found.alone:
        return replace(found, style=Style.BARE, form="")
    return found
