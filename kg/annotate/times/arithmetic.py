"""Calendar arithmetic: the moments that "last week", "two months ago" or "the autumn of 2019" stand for."""

from calendar import monthrange
from datetime import date, timedelta
from math import ceil, floor
from typing import Literal

from kg.model import Moment

__all__ = [
    "Tense",
    "Unit",
    "closest",
    "decade",
    "half",
    "month_of",
    "months",
    "quarter",
    "season",
    "shifted",
    "unit_around",
    "week_of",
    "weekday_near",
    "weekend_near",
    "year_of",
]

Tense = Literal["past", "future", "unknown"]
Unit = Literal["second", "minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "quarter", "year",
               "decade"]  # fmt: skip

_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_FAR, _NEAR = 330, 45  # days; see `closest`
_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def month_of(year: int, month: int) -> Moment:
    """A month; months before January and after December run into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Moment(f"{year:04}-{month:02}")


def year_of(year: int) -> Moment:
    """A year."""
    return Moment(f"{year:04}")


def months(year: int, first: int, count: int) -> Moment:
    """The `count` months from month `first` of a year on."""
    return Moment(f"{month_of(year, first).value}/{month_of(year, first + count - 1).value}")


def season(year: int, name: str) -> Moment:
    """The three meteorological months of a northern season; a winter belongs to the year it begins in."""
    return months(year, _SEASON_STARTS[name], 3)


def quarter(year: int, which: int) -> Moment:
    """The first to fourth quarter of a calendar year."""
    return months(year, 3 * which - 2, 3)


def half(year: int, which: int) -> Moment:
    """The first or second half of a calendar year."""
    return months(year, 6 * which - 5, 6)


def decade(first_year: int, part: str | None = None) -> Moment:
    """Ten years; "early" means the years 0 to 3 of them, "mid" 4 to 6, "late" 7 to 9."""
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}[part]
    return Moment(f"{first_year + first:04}/{first_year + last:04}")


def week_of(day: date, weeks: int = 0) -> Moment:
    """Monday to Sunday of the week `weeks` after the one that `day` lies in."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return Moment.between(monday, monday + timedelta(days=6))


def weekend_near(day: date, which: str, tense: Tense) -> Moment:
    """Saturday and Sunday: the `last` weekend that is over, the `next` that has not begun, or else as tense tells."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    inside = day.weekday() >= 5
    if which == "last" and inside:
        saturday -= timedelta(days=7)
    elif (which == "next") or (tense == "future" and not inside and which != "last"):
        saturday += timedelta(days=7)
    return Moment.between(saturday, saturday + timedelta(days=1))


def weekday_near(day: date, weekday: int, which: str, tense: Tense) -> date:
    """The day a weekday name means on `day`.

    "last Friday" is the latest one before `day`, "next Friday" that of the next calendar week, "this Friday" that of
    the current week; a bare "Friday" is the latest one up to `day`, or in a future clause the first after it.
    """
    back = (day.weekday() - weekday) % 7
    monday = day - timedelta(days=day.weekday())
    if which in ("last", "past"):
        return day - timedelta(days=back or 7)
    if which == "next":
        return monday + timedelta(days=7 + weekday)
    if which == "this":
        same = monday + timedelta(days=weekday)
        return same + timedelta(days=7) if tense == "future" and same < day else same
    if which == "coming" or tense == "future":
        return day + timedelta(days=(weekday - day.weekday()) % 7)
    return day - timedelta(days=back)


def shifted(anchor: date, count: float, unit: Unit, *, exact: bool = False) -> Moment | None:
    """The moment `count` units after `anchor` (before it where negative), as exact as the unit.

    "Two months ago" names a month and "two years ago" a year, unless `exact` asks for the day. None where the calendar
    does not reach that far.
    """
    try:
        return _shifted(anchor, count, unit, exact)
    except (ValueError, OverflowError):
        return None


def _shifted(anchor: date, count: float, unit: Unit, exact: bool) -> Moment:
    if unit in ("second", "minute", "hour"):
        hours = count * {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}[unit]
        days = hours / 24
        if unit == "hour" and abs(days) > 1 and days != int(days):  # "36 hours ago": one of two days
            return Moment.between(anchor + timedelta(days=floor(days)), anchor + timedelta(days=ceil(days)))
        return Moment.of_day(anchor + timedelta(days=int(days)))
    if unit in _DAYS:
        return Moment.of_day(anchor + timedelta(days=round(count * _DAYS[unit])))
    moved = count * _MONTHS[unit]
    if unit in ("year", "decade") and moved % 12 == 0 and not exact:
        return year_of(anchor.year + int(moved // 12))
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + round(moved), 12)
    if exact:
        return Moment.of_day(date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1])))
    return month_of(year, month + 1)


def unit_around(day: date, unit: Unit, offset: int) -> Moment | None:
    """The calendar unit that lies `offset` units after the one around `day`: "last week" is the week at -1."""
    if unit in ("day", "night"):
        return Moment.of_day(day + timedelta(days=offset))
    if unit == "week":
        return week_of(day, offset)
    if unit == "month":
        return month_of(day.year, day.month + offset)
    if unit == "quarter":
        return months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * offset, 3)
    if unit == "year":
        return year_of(day.year + offset)
    if unit == "decade":
        return decade((day.year // 10 + offset) * 10)
    return None


def closest(candidates: list[Moment], today: date, tense: Tense) -> Moment:
    """Of a date's readings in neighbouring years the one that tense allows; without tense the nearest, rather past.

    A clause in the future looks ahead, one in the past back, and the current month and year count as both; but a tense
    that would have the date nearly a year away is taken for a wrong guess where the other reading is near.
    """
    behind = [moment for moment in candidates if moment.first_day <= today]
    ahead = [moment for moment in candidates if moment.last_day >= today]
    if behind and ahead:
        last, first = max(behind, key=lambda moment: moment.first_day), min(ahead, key=lambda moment: moment.first_day)
        since, until = max(0, (today - last.last_day).days), max(0, (first.first_day - today).days)
        if tense == "past":
            return first if since > _FAR and until < _NEAR else last
        if tense == "future":
            return last if until > _FAR and since < _NEAR else first
        return last if since <= 1.5 * until else first
    return max(behind, key=lambda moment: moment.first_day) if behind else candidates[0]
