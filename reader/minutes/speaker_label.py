"""The grammar of speaker labels (発言者表示): how printed minutes say who speaks.

A label is one of these at the start of a line, followed by what is said, or alone on its line with what is said
below (``who`` is defined further down; spaces inside it do not count; full and half width are one)::

    MARK      ○山田委員長　本文     ◎市長（山田一郎君）　本文     ○（伊藤議長）　本文     2: ◯委員長　本文
              ○委員長山田一郎)本文 (the opening bracket lost on the way)
    BRACKET   【部会長】本文        〔委員〕本文       ＜会長＞本文      【会長よりあいさつ】
    PAREN     (事務局)本文          （委員）：本文      （○：企画課長）本文
    COLON     委員：本文            委員長(星川君):本文      事務局→本文      山田委員「本文」
    CLOSE     山本委員長)本文       鈴木(米)委員)本文
    COLUMN    議　長 │ 本文        委員長　本文       〃 │ 本文 (as above)
    BARE      橋川部会長⏎本文
    QUESTION  Ｑ　本文  A1:本文  (問)本文  (回答)本文       (``question_label``)
    LEGEND    ◎本文                 (where the document says 「◎:主査 ○:委員」)
    HEADING   1 開 会(課長補佐)⏎本文
    GIVEN     (the format itself says so: a record of the Diet's JSON)

    who       = [name] role | role "(" name ")" | number 番 ["(" name ")"] | name 君 | role letter | office

How sure a label is, is its ``label_strength``: a role is strong, an office (環境政策課) middling, a name alone weak.
Weaker ones count only in a style that the document itself has shown to be a speaker's (``label_styles``).
"""

import re
from dataclasses import replace
from itertools import islice

from reader.minutes.characters import BULLETS, MARKS, bare, past_spaces
from reader.minutes.label_match import GREETING, LabelMatch, Style
from reader.minutes.label_strength import KUN, NEVER, Strength, assess, greeting_of, leads_with_role
from reader.minutes.question_label import bracketed_question, read_question
from reader.minutes.role_words import ROLE

_HEAD = 64
_MOST_TOKENS = 9
_OPEN = {"【": "】", "[": "]", "<": ">"}
_NUMBER = re.compile(r"\s*\d{1,4}\s*(?:[:.]\s*|\s)(?=[^\s\d])")
_MARKED_PAREN = re.compile(r"([^\s():]{1,34})\s*\(([^()]{1,34})\)(?:\s*(君|氏|さん|委員|議員))?")
_HALF_CLOSED = re.compile(r"([^\s。、:()]{2,30})\)")
_GLUED = re.compile(
    rf"([^\s。、:()]{{0,12}}?(?:{ROLE}))(?=[^\s。、,:])(?!の|は|が|を|に|と|から|より|も|会|等|及|名|数|席|選|制|間|案|側|長|提|報|職|任|就|辞|補|代理|あて|宛)"
)
_TOKEN = re.compile(r"[^\s|]+")
_ARROW = re.compile(r"([^\s:→⇒=]{1,30}?)\s*(→|⇒|―+|—+|…+|=|/)\s*(?=\S)")
_QUOTED = re.compile(r"([^\s「」。、]{1,24})\s*(?=「)")


def read_label(text: str) -> LabelMatch | None:
    """The label at the start of a folded line, if the line could begin with one. Looks at 64 characters only."""
    start = len(text) - len(text.lstrip(" |→⇒"))
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
    end = past_spaces(text, end)
    return LabelMatch(style, form, label, start, stop, end, strength, end >= len(text), glued)


def _after(text: str, at: int) -> int:
    """Past spaces and one colon."""
    at = past_spaces(text, at)
    return at + 1 if at < len(text) and text[at] == ":" else at


def _marked(text: str, at: int) -> LabelMatch | None:
    mark, start = text[at], past_spaces(text, at + 1)
    if start >= len(text):
        return None
    if text[start] in "【[<(":
        inside = _bracketed(text, start, {"(": ")", **_OPEN}[text[start]], Style.MARK)
        return replace(inside, form=mark) if inside and inside.strength >= Strength.OFFICE else None
    return read_question(text, start, "mark") or _unbracketed(text, start, Style.MARK, mark)


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
    half = _HALF_CLOSED.match(head, start) if style is Style.MARK else None
    if half and (leads_with_role(half.group(1)) or assess(half.group(1)) is Strength.STRONG):
        found = _match(text, style, form, start, half.end(1), half.end())
        return replace(found, strength=Strength.STRONG) if found else None
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
        after = past_spaces(text, token.end())
        barred = text[after : after + 1] == "|"
        shape = "|" if barred and style is Style.COLUMN else form
        found = _match(text, style, shape, start, token.end(), after + 1 if barred else after)
        if found and found.strength is Strength.STRONG:
            best = found
        first = first or found
        if barred or NEVER.intersection(token.group()):
            break
    return (best if best.form == "|" else _with_name(text, best)) if best else first


def _with_name(text: str, found: LabelMatch) -> LabelMatch:
    """議長　山田太郎君　これより…: the name that follows a role and has more behind it belongs to the label."""
    token = _TOKEN.match(text, found.end)
    if token and KUN.match(token.group()) and past_spaces(text, token.end()) < len(text):
        longer = _match(text, found.style, found.form, found.start, token.end(), token.end())
        return longer or found
    return found


def _bracketed(text: str, at: int, close: str, style: Style) -> LabelMatch | None:
    stop = _closing(text, at, close)
    if stop is None:
        return None
    end = _after(text, stop + 1)
    start = _past_mark(text, at + 1)
    asked = bracketed_question(text, (start, stop), end)
    if asked:
        return asked
    found = _match(text, style, text[at], start, stop, end)
    if found and found.strength is Strength.STRONG:
        return found
    if _all_speak(text[start:stop]):
        end = past_spaces(text, end)
        return LabelMatch(
            style, text[at], bare(text[start:stop]), start, stop, end, Strength.STRONG, end >= len(text)
        )
    greeter = greeting_of(text[at + 1 : stop])
    if greeter and style is not Style.MARK:
        alone = not text[end:].strip()
        return LabelMatch(
            style, GREETING, greeter, at + 1, stop, past_spaces(text, end), Strength.OFFICE, alone
        )
    return found


def _past_mark(text: str, at: int) -> int:
    """Past a mark with a colon inside the bracket: （○：企画課長）."""
    return past_spaces(text, at + 2) if text[at : at + 1] in MARKS and text[at + 1 : at + 2] == ":" else at


def _all_speak(words: str) -> bool:
    """True for two speakers or more in one label: 【江島委員、横井委員】."""
    names = re.split("[、,・]", bare(words))
    return len(names) > 1 and all(assess(name) is Strength.STRONG for name in names)


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
    asked = read_question(text, start, "")
    if asked:
        return asked
    if text[start] == "〃":
        end = past_spaces(text, start + 1)
        form = text[end] if text[end : end + 1] == "|" else ""
        end = past_spaces(text, end + 1) if text[end : end + 1] in ("|", ":") else end
        return LabelMatch(Style.COLUMN, form, "〃", start, start + 1, end, Strength.STRONG, end >= len(text))
    colon = text.find(":", start, start + _HEAD)
    if 0 < colon - start <= 44:
        found = _match(text, Style.COLON, ":", start, colon, colon + 1)
        if found:
            return found
    return _closed(text, start) or _arrowed(text, start) or _columned(text, start)


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
        return replace(found, style=Style.BARE, form="")
    return found
