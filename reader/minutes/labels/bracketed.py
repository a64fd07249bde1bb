"""Labels in brackets: who stands between them, together or with a mark, or who greets.

::

    【部会長】本文    (事務局)：本文    （○：企画課長）本文    【江島委員、横井委員】本文    【会長よりあいさつ】⏎本文
"""

import re

from reader.minutes.labels.match import GREETING, HEAD, LabelMatch, Style, label_at, past_colon
from reader.minutes.labels.question import bracketed_question
from reader.minutes.labels.strength import Strength, assess, greeting_of
from reader.minutes.text.characters import MARKS, bare, past_spaces


def read_bracketed(text: str, at: int, close: str, style: Style) -> LabelMatch | None:
    """The label in the bracket opened at ``at``, which ``close`` closes."""
    stop = _closing(text, at, close)
    if stop is None:
        return None
    end = past_colon(text, stop + 1)
    start = _past_mark(text, at + 1)
    asked = bracketed_question(text, (start, stop), end)
    if asked:
        return asked
    found = label_at(text, style, text[at], start, stop, end)
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
    for index in range(at, min(len(text), at + HEAD)):
        if text[index] == opening:
            depth += 1
        elif text[index] == close:
            depth -= 1
            if depth == 0:
                return index
    return None
