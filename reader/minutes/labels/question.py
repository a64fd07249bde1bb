"""Labels that say only which side speaks: a question, or its answer.

They count where both sides are found in the document (``label_styles``); a letter with a name behind it, alone on
its line, is the mark of that speaker::

    Ｑ　本文   A1:本文   問　本文   (問)本文   【回答】本文        Ｑ　代表幹事（北越通信）⏎本文
"""

import re

from reader.minutes.labels.match import LabelMatch, Style
from reader.minutes.labels.roles import ANSWERS, QUESTIONS, alternatives
from reader.minutes.labels.strength import Strength, assess
from reader.minutes.text.characters import bare, past_spaces

_HEAD = 64
_QA_WORDS = alternatives(QUESTIONS + ANSWERS)
_QA_PLAIN = re.compile(
    rf"((?:{_QA_WORDS}))\s*[\d①-⑳]{{0,3}}\s*(?:[.:、,)・]\s*|\s+|-|$)|([QA問答質])(?=[(<\[])"
)
_WHO_ASKS = re.compile(r"\s*[(<\[]\s*([^()<>\[\]:]{1,30}?)\s*[)>\]]\s*:?")
_WHO_SPEAKS = re.compile(
    r"(?P<who>[^\s。、:()「」]{2,16})(?:\s{1,4}|\s?:\s?)(?=[^\s:])(?!の(?!ち)|[をがへ、])"
)
_QA_WHOLE = re.compile(rf"((?:{_QA_WORDS}))[\d①-⑳]{{0,3}}$")


def read_question(text: str, start: int, form: str) -> LabelMatch | None:
    """Ｑ　… · 答　… · 質問：…; not a Q or a 問 that only begins another word, nor 意見 before more of a title."""
    asked = _QA_PLAIN.match(text[: start + _HEAD], start)
    if asked is None:
        return None
    word = asked[1] or asked[2]
    behind = start + len(word)
    who = _WHO_ASKS.match(text[: start + _HEAD], behind)
    least = Strength.STRONG if asked[1] else Strength.NAME
    if who and assess(bare(who.group(1))) >= least:
        label, end = bare(who.group(1)), past_spaces(text, who.end())
        return LabelMatch(Style.PAREN, word, label, *who.span(1), end, Strength.STRONG, end >= len(text))
    if asked[1] is None:
        return None
    after = text[behind : behind + 1]
    named = _spoken(text, asked.end(), word) or (_named(text, asked.end(), word) if after == " " else None)
    if named:
        return named
    if after == "-" or (len(word) > 2 and not after.strip()):
        return None
    return _question(text, form, word, asked.span(1), asked.end())


def bracketed_question(text: str, place: tuple[int, int], end: int) -> LabelMatch | None:
    """（問）… · 【回答】…: the words between the brackets stand at ``place``, what is said begins at ``end``."""
    start, stop = place
    asked = _QA_WHOLE.match(bare(text[start:stop]))
    return _question(text, text[start - 1], asked.group(1), place, end) if asked else None


def _spoken(text: str, start: int, form: str) -> LabelMatch | None:
    """Q1.参加者　ごみの日を… · A1.町長　来年から…: who asks and who answers, with spaces behind."""
    who = _WHO_SPEAKS.match(text[: start + _HEAD], start)
    if who is None or assess(who["who"]) is not Strength.STRONG:
        return None
    return LabelMatch(
        Style.PAREN, form, who["who"], *who.span("who"), who.end(), Strength.STRONG, alone=False
    )


def _named(text: str, start: int, form: str) -> LabelMatch | None:
    """Ｑ　代表幹事（北越通信）⏎… · Ａ　知事⏎…: who asks and who answers, alone on the line."""
    label = bare(text[start:])
    if len(form) > 1 or not 1 < len(label) <= 30 or assess(label) < Strength.OFFICE:
        return None
    return LabelMatch(Style.MARK, form, label, start, len(text.rstrip()), len(text), assess(label), True)


def _question(text: str, form: str, label: str, place: tuple[int, int], end: int) -> LabelMatch:
    end = past_spaces(text, end)
    return LabelMatch(Style.QUESTION, form, label, *place, end, Strength.STRONG, end >= len(text))
