"""Labels without brackets around them, whose end only their own shape shows.

::

    議長(山田一郎)　本文    山田委員：本文    議　長　山田太郎君　本文    議長本文    委員長山田一郎)本文
"""

import re
from dataclasses import replace
from itertools import islice

from reader.minutes.labels.match import HEAD, LabelMatch, Style, label_at, past_colon
from reader.minutes.labels.roles import ROLE
from reader.minutes.labels.strength import KUN, NEVER, Strength, assess, leads_with_role
from reader.minutes.text.characters import KANA, KANJI, bare, past_spaces

_MOST_TOKENS = 9
_MARKED_PAREN = re.compile(
    r"([^\s():]{1,34})\s*\(([^()]{1,34})\)(?:\s*(君|氏|さん)|\s?(委員|議員)(?![^\s:]))?"
)
_HALF_CLOSED = re.compile(r"([^。、:()|]{2,30})\)")
_GLUED = re.compile(
    rf"([^\s。、:()]{{0,12}}?(?:{ROLE}))(?=[^\s。、,:])(?!の|は|が|を|に|と|から|より|も|会|等|及|名|数|席|選|制|間|案|側|長|提|報|職|任|就|辞|補|代理|あて|宛)"
)
_SEAT = re.compile(r"(?:議席)?\d{1,3}番")
_LONGER = re.compile(r"[^\s。、:()「」]{1,8}:|[^\s。、:()「」ぁ-ゖ\d]{1,6}(?=[\s(])")
_SPREAD_NAME = re.compile(r"(\([^()|。、]{1,24}\))\s*\|")
_KUN = re.compile(rf"[{KANJI}{KANA}]{{1,4}}\s{{1,4}}[{KANJI}{KANA}]{{1,4}}\s?[君氏](?=\s|$)")
_TOKEN = re.compile(r"[^\s|]+")


def read_open(text: str, start: int, style: Style, form: str) -> LabelMatch | None:
    """A label whose end only its own shape shows: role(name), a colon, spaces, or nothing at all."""
    head = text[: start + HEAD]
    paren = _MARKED_PAREN.match(head, start)
    if paren:
        stop = paren.end()
        found = label_at(
            text,
            style,
            form,
            start,
            stop,
            past_colon(text, stop),
            text[stop : stop + 1].strip() not in ("", ":"),
        )
        if found and found.strength is Strength.STRONG:
            return found
    half = _HALF_CLOSED.match(head, start) if style is Style.MARK else None
    if half and (leads_with_role(bare(half[1])) or assess(bare(half[1])) is Strength.STRONG):
        found = label_at(text, style, form, start, half.end(1), half.end())
        return replace(found, strength=Strength.STRONG) if found else None
    colon = head.find(":", start)
    if 0 < colon - start <= 44:
        found = label_at(text, style, form, start, colon, colon + 1)
        if found and found.strength >= Strength.OFFICE:
            return found
    spaced = _spaced(text, start, style, form)
    if spaced and spaced.strength is Strength.STRONG:
        return spaced
    glued = _GLUED.match(head, start)
    longer = glued is not None and _LONGER.match(head, glued.end()) is not None
    if glued and style is Style.MARK and not longer:
        stop = glued.end()
        return label_at(text, style, form, start, stop, stop, glued=True) or spaced
    return spaced


def _spaced(text: str, start: int, style: Style, form: str) -> LabelMatch | None:
    """A label ended by spaces, a bar or the line's end; its own spaces are joined: 塩田　委員長 · 委 員 長."""
    first: LabelMatch | None = None
    best: LabelMatch | None = None
    for token in islice(_TOKEN.finditer(text, start, start + HEAD), _MOST_TOKENS):
        if best and len(token.group()) > 1:
            break
        after = past_spaces(text, token.end())
        barred = text[after : after + 1] == "|"
        shape = "|" if barred and style is Style.COLUMN else form
        found = label_at(text, style, shape, start, token.end(), after + 1 if barred else after)
        if found and found.strength is Strength.STRONG:
            best = found
        first = first or found
        if barred or NEVER.intersection(token.group()):
            break
    if best is None:
        return first
    return best if best.form == "|" else _in_cell(text, best) or _with_name(text, best)


def _in_cell(text: str, found: LabelMatch) -> LabelMatch | None:
    """議 長 (佐 川 一) | 本文: a name in brackets behind a role, whatever its spaces, where the cell ends behind it."""
    cell = _SPREAD_NAME.match(text[: found.start + HEAD], found.end)
    if cell is None or found.style is not Style.COLUMN:
        return None
    return label_at(text, found.style, "|", found.start, cell.end(1), cell.end())


def _with_name(text: str, found: LabelMatch) -> LabelMatch:
    """議長　山田太郎君　これより…: the name that follows a role and has more behind it belongs to the label."""
    named = _KUN.match(text[: found.end + HEAD], found.end)
    if named:
        return label_at(text, found.style, found.form, found.start, named.end(), named.end()) or found
    token = _TOKEN.match(text, found.end)
    if token is None or past_spaces(text, token.end()) >= len(text):
        return found
    seated = bool(_SEAT.fullmatch(found.label))
    if not seated and not KUN.match(token.group()):
        return found
    longer = label_at(text, found.style, found.form, found.start, token.end(), token.end())
    return longer if longer and (not seated or longer.strength is Strength.STRONG) else found
