"""The hours that minutes print after the day, in words of the page's language where all of them are understood.

::

    13時30分～              →  from 13:30
    午後1時半から3時まで    →  13:30–15:00
    午前10時開会            →  opened at 10:00
"""

import re
import unicodedata

from markupsafe import Markup

from reader.web.views.preferences import Language
from reader.web.views.texts import Texts
from reader.web.views.wording import minutes_end

_TIME = r"(午前|午後)?(\d{1,2})(?:時(?:(\d{1,2})分|(半))?|:(\d{2}))|(正午)"
_MARKS = {
    "から": "since", "~": "since", "〜": "since", "-": "since", "―": "since", "–": "since", "より": "since",
    "まで": "until", "開会": "opened", "開議": "opened", "開始": "opened", "閉会": "closed", "散会": "closed", "終了": "closed",
}  # fmt: skip
_TOKEN = re.compile(rf"{_TIME}|({'|'.join(map(re.escape, _MARKS))})|[\s、,・()（）]+")

_Clock = tuple[int, int]


def hours_in_words(printed: str, t: Texts) -> Markup | None:
    """The hours in words; None where something of them is not understood, and in Japanese, which shows them as they are printed."""
    if t.language is Language.JAPANESE:
        return None
    told: list[tuple[_Clock, str]] = []
    half, at = "", 0
    text = unicodedata.normalize("NFKC", printed)
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return None
        at = found.end()
        if found[2] or found[6]:
            half = found[1] or half
            clock = _clock(found, half)
            if clock is None:
                return None
            told.append((clock, "at"))
        elif found[7]:
            if not told or told[-1][1] != "at":
                return None
            told[-1] = told[-1][0], _MARKS[found[7]]
    return _said(told, t) if told else None


def _clock(found: "re.Match[str]", half: str) -> _Clock | None:
    """Hour and minute; the half of the day counts on for a time without one. None for what no clock shows."""
    if found[6]:
        return 12, 0
    printed, minute = int(found[2]), 30 if found[4] else int(found[3] or found[5] or 0)
    if found[1] and printed >= 12:
        return None
    hour = printed + 12 if half == "午後" and printed < 12 else printed
    return (hour, minute) if hour < 24 and minute < 60 else None


def _said(told: list[tuple[_Clock, str]], t: Texts) -> Markup:
    parts: list[Markup] = []
    since: Markup | None = None
    for (clock, mark), following in zip(told, [*(mark for _, mark in told[1:]), ""], strict=True):
        start = _at(clock, t)
        if since is not None:
            parts.append(t("hours.span", start=since, end=start))
            since = None
        elif mark == "since" and following in ("at", "until", "closed"):
            since = start
        else:
            parts.append(t(f"hours.{mark}", start=start))
    return t("hours.apart").join(parts)


def _at(clock: _Clock, t: Texts) -> Markup:
    hour, minute = clock
    if not minute:
        return t("hours.full", hour=hour)
    return t(
        "hours.clock", hour=hour, minutes=t(f"hours.minutes_{minutes_end(minute)}", minutes=f"{minute:02}")
    )
