"""Rules for dates that name their own day, month, season or year."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from re import Match

from kg.annotate.numerals import ordinal_value
from kg.annotate.times.arithmetic import (
    closest,
    decade,
    half,
    month_of,
    quarter,
    season,
    unit_around,
    year_of,
)
from kg.annotate.times.holidays import HOLIDAYS
from kg.annotate.times.reading import UNRESOLVED, Anchors, Reading
from kg.annotate.times.words import MONTHS
from kg.model import Moment

__all__ = [
    "read_century",
    "read_day_month",
    "read_day_of_month",
    "read_day_range",
    "read_decade",
    "read_holiday",
    "read_iso",
    "read_month",
    "read_month_edge",
    "read_month_part",
    "read_month_range",
    "read_next_season",
    "read_numeric",
    "read_quarter",
    "read_quarter_edge",
    "read_season",
    "read_year",
    "read_year_edge",
    "read_year_range",
]

_YEAR_OFFSETS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1}
_CENTURY_TURN = 70  # a year of two digits below this is of this century
_WHICH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "opening": 1}


def month_number(text: str) -> int:
    """The number of a month by name or abbreviation."""
    return MONTHS[text.strip().rstrip(".")]


def stated_year(match: Match[str], anchors: Anchors) -> int | None:
    """The year a match states in digits (group `year`) or relative to today (group `rel`: "of last year")."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    relative = groups.get("rel")
    if relative is None:
        return None
    relative = re.sub(r"\s+", " ", relative).removeprefix("the ")
    if relative in ("same", "that"):
        return anchors.narrated.first_day.year if anchors.narrated else None
    return anchors.today.year + _YEAR_OFFSETS[relative] if anchors.today else None


def in_some_year(match: Match[str], anchors: Anchors, build: Callable[[int], Moment | None]) -> Reading:
    """The moment `build` gives in the stated year, or in the one that today and tense make likely."""
    year = stated_year(match, anchors)
    if year is not None:
        return Reading(build(year))
    if anchors.today is None:
        return Reading(build(anchors.narrated.first_day.year)) if anchors.narrated else UNRESOLVED
    near = [build(anchors.today.year + offset) for offset in (-2, -1, 0, 1, 2)]
    candidates = [moment for moment in near if moment is not None]
    which = (match.groupdict().get("which") or "").removeprefix("this ") or match.groupdict().get("which")
    if which in ("last", "past"):
        return Reading(_latest_before(candidates, anchors.today))
    if which in ("next", "coming"):
        later = [moment for moment in candidates if moment.first_day > anchors.today]
        return Reading(min(later, key=lambda moment: moment.first_day))
    if which == "this":
        current = [moment for moment in candidates if moment.first_day <= anchors.today <= moment.last_day]
        return Reading(current[0] if current else build(anchors.today.year))
    return Reading(closest(candidates, anchors.today, anchors.tense)) if candidates else UNRESOLVED


def read_iso(match: Match[str], anchors: Anchors) -> Reading | None:
    """`2022-01-05`."""
    moment = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return Reading(moment) if moment else None


def read_numeric(match: Match[str], anchors: Anchors) -> Reading | None:
    """`05.01.2022` is day first; `1/5/2022` is read only where one of both numbers can be no month."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += 0 if year > 99 else 2000 if year < _CENTURY_TURN else 1900
    if match["mark"] == "/" and first <= 12 and second <= 12 and first != second:
        return UNRESOLVED
    if second > 12:
        first, second = second, first
    moment = day_of(year, second, first)
    return Reading(moment) if moment else None


def read_day_month(match: Match[str], anchors: Anchors) -> Reading | None:
    """A day of a month, with or without its year, in both orders."""
    month = month_number(match["month"])
    day = ordinal_value(match["day"]) or int(match["day"])
    return in_some_year(match, anchors, lambda year: day_of(year, month, day))


def read_day_range(match: Match[str], anchors: Anchors) -> Reading | None:
    """Days of one month: "5-7 January", "between 2 and 7 January", "May 3 to 5"."""
    month = month_number(match["month"])
    first = ordinal_value(match["day"]) or int(match["day"])
    last = ordinal_value(match["until"]) or int(match["until"])

    def build(year: int) -> Moment | None:
        start, end = day_of(year, month, first), day_of(year, month, last)
        return Moment.between(start.first_day, end.first_day) if start and end and first <= last else None

    return in_some_year(match, anchors, build)


def read_month(match: Match[str], anchors: Anchors) -> Reading | None:
    """A month, with or without its year: "March 2019", "last November", "early June"."""
    month = month_number(match["month"])
    return in_some_year(match, anchors, lambda year: month_of(year, month))


def read_month_range(match: Match[str], anchors: Anchors) -> Reading | None:
    """Months in a row: "March to May 2019"."""
    first, last = month_number(match["month"]), month_number(match["until"])

    def build(year: int) -> Moment:
        return Moment(f"{month_of(year if first <= last else year - 1, first).value}/{month_of(year, last).value}")

    return in_some_year(match, anchors, build)


def read_month_part(match: Match[str], anchors: Anchors) -> Reading | None:
    """Weeks, halves and ends of a month: "the second week of July", "the last day of August"."""
    month, which, unit = month_number(match["month"]), match["nth"], match["unit"]

    def build(year: int) -> Moment | None:
        first, last = month_of(year, month).first_day, month_of(year, month).last_day
        if unit == "half":
            return Moment.between(first, first.replace(day=15)) if which == "first" else Moment.between(
                first.replace(day=16), last)  # fmt: skip
        length = 7 if unit == "week" else 1
        if which in ("last", "final"):
            return Moment.between(last - timedelta(days=length - 1), last)
        start = first + timedelta(days=length * (_WHICH[which] - 1))
        return Moment.between(start, min(last, start + timedelta(days=length - 1)))

    return in_some_year(match, anchors, build)


def read_month_edge(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The end of June": the last day where it is a limit ("by", "until"), the month where it is a rough date."""
    month, edge, lead = month_number(match["month"]), match["edge"], match["lead"]

    def build(year: int) -> Moment:
        moment = month_of(year, month)
        if edge in ("start", "beginning") and lead in ("since", "from"):
            return Moment.of_day(moment.first_day)
        if edge in ("end", "close") and lead in ("by", "until", "till", "before"):
            return Moment.of_day(moment.last_day)
        return moment

    return in_some_year(match, anchors, build)


def read_year_edge(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The end of 2025": its last month; "the middle of 2025" is the year."""
    month = {"start": 1, "beginning": 1, "end": 12, "close": 12}.get(match["edge"])
    year = int(match["year"])
    return Reading(month_of(year, month) if month else year_of(year))


def read_year(match: Match[str], anchors: Anchors) -> Reading | None:
    """A year in digits."""
    return Reading(year_of(int(match["year"])))


def read_year_range(match: Match[str], anchors: Anchors) -> Reading | None:
    """Years in a row: "2013-2016", "2013-16"."""
    first, last = int(match["year"]), int(match["until"])
    if last <= 12 and first % 100 >= last and "/" not in match[0]:
        return Reading(month_of(first, last)) if last else None  # "2021-12"
    last = first // 100 * 100 + last if last < 100 else last
    return Reading(Moment(f"{first}/{last}")) if first < last else None


def read_decade(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The 1990s", "the late 1980s"."""
    return Reading(decade(int(match["year"]), (match["part"] or "").rstrip("-") or None))


def read_century(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The 19th century", which ends with the year 1900."""
    which = ordinal_value(match["nth"])
    return Reading(Moment(f"{100 * which - 99:04}/{100 * which:04}")) if which else None


def read_season(match: Match[str], anchors: Anchors) -> Reading | None:
    """A season, with or without its year."""
    name = match["season"]
    return in_some_year(match, anchors, lambda year: season(year, name))


def read_quarter(match: Match[str], anchors: Anchors) -> Reading | None:
    """A quarter or half of a calendar year; without a year the current one, or the latest where it has not begun."""
    which = _WHICH[match["nth"]] if match["nth"] in _WHICH else int(re.sub(r"\D", "", match["nth"]))
    build, limit = (half, 2) if match["unit"] == "half" else (quarter, 4)
    stated, today = stated_year(match, anchors), anchors.today
    if match["nth"] == "last" and match[0] == "last quarter" and today is not None:
        return Reading(unit_around(today, "quarter", -1))
    if match["unit"] == "half" and match["nth"] == "last":
        which = 2
    year = stated or (today.year if today else None)
    if year is None or which > limit:
        return UNRESOLVED
    moment = build(year, which)
    if stated is None and today is not None and moment.first_day > today and anchors.tense != "future":
        moment = build(year - 1, which)
    return Reading(moment)


def read_quarter_edge(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The end of the first quarter": its last month."""
    whole = read_quarter(match, anchors)
    if whole is None or whole.moment is None or match["edge"] == "middle":
        return whole
    return Reading(Moment(whole.moment.end if match["edge"] in ("end", "close") else whole.moment.start))


def read_next_season(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The following spring": the first after the last date narrated."""
    if anchors.narrated is None:
        return UNRESOLVED
    told = anchors.narrated.last_day
    near = [season(told.year + offset, match["season"]) for offset in (0, 1)]
    return Reading(next(moment for moment in near if moment.first_day > told))


def read_day_of_month(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "On the 5th": of the month narrated, else the latest (or in a future clause the coming) such day."""
    day = ordinal_value(match["day"])
    if day is None:
        return None
    if anchors.narrated is not None and anchors.narrated.precision in ("day", "month"):
        told = anchors.narrated.first_day
        return Reading(day_of(told.year, told.month, day))
    if anchors.today is None:
        return UNRESOLVED
    today = anchors.today
    near = [month_of(today.year, today.month + offset).first_day for offset in (-1, 0, 1)]
    candidates = [moment for first in near if (moment := day_of(first.year, first.month, day)) is not None]
    return Reading(closest(candidates, today, anchors.tense))


def read_holiday(match: Match[str], anchors: Anchors) -> Reading | None:
    """A holiday, with or without its year."""
    name = re.sub(r"\s+", " ", match["holiday"]).replace("st. ", "st ").replace("’", "'")
    compute = HOLIDAYS[name]
    return in_some_year(match, anchors, lambda year: Moment.of_day(compute(year)))


def day_of(year: int, month: int, day: int) -> Moment | None:
    """The day, or None where the calendar has none such."""
    try:
        return Moment.of_day(date(year, month, day))
    except ValueError:
        return None


def _latest_before(candidates: list[Moment], today: date) -> Moment:
    """Read "Last November": the latest that is over."""
    return max((moment for moment in candidates if moment.last_day < today), key=lambda moment: moment.first_day)
