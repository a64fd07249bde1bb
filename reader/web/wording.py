"""Days, spans of time and roles in words: 令和3年10月28日（木曜日）, 約1時間5分."""

from datetime import date

from markupsafe import Markup

from reader.web.texts import Texts

_ERAS = (
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    ("明治", date(1868, 10, 23)),
)


def japanese_year(day: date) -> str:
    """The year by era: 令和3年, 令和元年; before Meiji the western year."""
    for name, first in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return f"{day.year}年"


def day_in_words(day: date, t: Texts) -> Markup:
    """The day in both calendars: 令和3年10月28日（木曜日）・2021年."""
    return t(
        "day",
        era=japanese_year(day),
        year=day.year,
        month=t(f"month.{day.month}"),
        day=day.day,
        weekday=t(f"weekday.{day.isoweekday()}"),
    )


def span_in_words(seconds: float, t: Texts) -> Markup:
    """A span of time to the minute, at least one: 約1時間5分."""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    if not hours:
        return t("span.minutes", minutes=minutes)
    if not minutes:
        return t("span.hours", hours=hours)
    return t("span.both", hours=hours, minutes=minutes)
