"""Days and spans of time in words: 令和3年（2021年）10月28日 木曜日, 約1時間5分."""

from datetime import date

from markupsafe import Markup

from reader.minutes.model import Role
from reader.minutes.text.dates import find_date
from reader.web.views.texts import Texts

_ERAS = (
    ("reiwa", date(2019, 5, 1)),
    ("heisei", date(1989, 1, 8)),
    ("showa", date(1926, 12, 25)),
    ("taisho", date(1912, 7, 30)),
    ("meiji", date(1868, 10, 23)),
)


def japanese_year(day: date, t: Texts) -> Markup:
    """The year by era: 令和3年, 令和元年; before Meiji the western year."""
    for name, first in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return t(f"era.{name}", year=t("era.first") if year == 1 else year)
    return t("era.none", year=day.year)


def year_in_words(year: int, t: Texts) -> Markup:
    """A calendar year in both calendars, by the era it ends in: 令和3年（2021年）."""
    return t("year", era=japanese_year(date(year, 12, 31), t), year=year)


def day_in_words(day: date, t: Texts) -> Markup:
    """The day in both calendars: 令和3年（2021年）10月28日 木曜日; 「10月28日」 stays on one line."""
    date_of_year = t(
        "date",
        month=t(f"month.{day.month}"),
        day=t(f"day_of_month.{_day_ends(day.day)}", day=day.day),
    )
    return t(
        "day",
        era=japanese_year(day, t),
        year=day.year,
        date=Markup('<span class="whole">{}</span>').format(date_of_year),
        weekday=t(f"weekday.{day.isoweekday()}"),
    )


def span_in_words(seconds: float, t: Texts) -> Markup:
    """A span of time to the minute, at least one: 約1時間5分."""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    said = t(f"minutes.{minutes_end(minutes)}", minutes=minutes)
    if not hours:
        return t("span.minutes", minutes=said)
    if not minutes:
        return t("span.hours", hours=hours)
    return t("span.both", hours=hours, minutes=said)


def brief_span(seconds: float, t: Texts) -> Markup:
    """A span of time to ten seconds below a minute, else to the minute: 約20秒, 約3分."""
    tens = max(1, round(seconds / 10)) * 10
    return t("span.seconds", seconds=tens) if tens < 60 else span_in_words(seconds, t)


def moment_in_words(seconds: float, t: Texts) -> Markup:
    """How far into a session something is heard: 12分ごろ."""
    minutes = int(seconds // 60)
    if not minutes:
        return t("span.start")
    return t("span.moment", minutes=t(f"minutes.{minutes_end(minutes)}", minutes=minutes))


def hours_printed(printed: str) -> str:
    """What minutes print after the day: 「令和3年10月28日(木曜日)13時30分～」 → 「13時30分～」; empty if there is no day."""
    found = find_date(printed)
    return printed[found.end :].strip() if found else ""


_USUAL_LABELS = {
    Role.CHAIR: ("議長", "委員長"),
    Role.VICE_CHAIR: ("副議長", "副委員長"),
    Role.MEMBER: ("委員", "議員"),
    Role.SECRETARIAT: ("事務局",),
    Role.EXECUTIVE: ("市長", "町長", "村長", "知事"),
}


def is_unlike(label: str, role: Role) -> bool:
    """Whether a label leaves open what role its speaker has: 「会長」, 「山本春子」, not 「田中委員」."""
    return not any(usual in label for usual in _USUAL_LABELS.get(role, ()))


def _day_ends(day: int) -> str:
    """How 日 is read behind a number: ついたち, ふつか … とおか, じゅうよっか, はつか, にじゅうよっか, else にち."""
    if day == 1:
        return "tachi"
    return "ka" if day <= 10 or day in (14, 20, 24) else "nichi"


def minutes_end(minutes: int) -> str:
    """How 分 is read behind a number: にふん, ごふん, ななふん, きゅうふん, else ぷん."""
    return "fun" if minutes % 10 in (2, 5, 7, 9) else "pun"
