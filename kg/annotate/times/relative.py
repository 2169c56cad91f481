"""Rules for dates counted from the day of publication, or from the last date narrated."""

import re
from datetime import date, timedelta
from re import Match
from typing import cast

from kg.annotate.numerals import parse_number
from kg.annotate.times.arithmetic import Unit, month_of, shifted, unit_around, week_of, weekday_near, weekend_near
from kg.annotate.times.reading import UNRESOLVED, Anchors, Reading
from kg.annotate.times.words import WEEKDAYS
from kg.model import Moment

__all__ = [
    "read_ago",
    "read_ahead",
    "read_boundary",
    "read_clock",
    "read_day_after",
    "read_day_name",
    "read_duration",
    "read_following",
    "read_later",
    "read_later_than",
    "read_overnight",
    "read_past_stretch",
    "read_same",
    "read_set",
    "read_this_part",
    "read_ticker",
    "read_unit",
    "read_unresolved",
    "read_weekday",
    "read_weekend",
    "read_within",
]

_STALE = 7  # days; a time of day alone does not refer to a date told that long ago in another sentence
_RECENT = 30  # days; news that tells of dates before that looks back
_OFFSETS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0,
    "next": 1, "coming": 1, "following": 1,
}  # fmt: skip
_DAY_NAMES = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip


def weekday_number(text: str) -> int:
    """The number of a weekday by name or abbreviation; Monday is 0."""
    return WEEKDAYS[text.rstrip(".")]


def read_weekday(match: Match[str], anchors: Anchors) -> Reading | None:
    """A weekday: "on Friday", "last Monday", "Monday last week", "Tuesday week"."""
    if anchors.today is None:
        return UNRESOLVED
    number = weekday_number(match["weekday"])
    groups = match.groupdict()
    if groups.get("week"):
        monday = week_of(anchors.today, _OFFSETS[groups["week"]]).first_day
        return Reading(Moment.of_day(monday + timedelta(days=number)))
    which = re.sub(r"^this\s+(?=past|coming)", "", groups.get("which") or "")
    day = weekday_near(anchors.today, number, which, anchors.tense)
    if groups.get("plus"):
        day = weekday_near(anchors.today, number, "coming", "future") + timedelta(days=7)
    return Reading(Moment.of_day(day))


def read_weekend(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "At the weekend", "last weekend", "this weekend"."""
    if anchors.today is None:
        return UNRESOLVED
    which = (
        re.sub(r"^this\s+(?=past|coming)", "", match["which"] or "").replace("past", "last").replace("coming", "next")
    )
    return Reading(weekend_near(anchors.today, which, anchors.tense))


def read_day_name(match: Match[str], anchors: Anchors) -> Reading | None:
    """Today, yesterday, tomorrow, tonight."""
    return _days_from_today(anchors, _DAY_NAMES[re.sub(r"\s+", " ", match["name"])])


def read_this_part(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "This morning", "last night", "yesterday evening"."""
    return _days_from_today(anchors, {"this": 0, "last": -1}[match["which"]])


def read_overnight(match: Match[str], anchors: Anchors) -> Reading | None:
    """The night that ends on the day of publication."""
    if anchors.today is None:
        return UNRESOLVED
    return Reading(Moment.between(anchors.today - timedelta(days=1), anchors.today))


def read_unit(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Last week" (Monday to Sunday), "this month", "next year"."""
    if anchors.today is None:
        return UNRESOLVED
    return Reading(unit_around(anchors.today, cast(Unit, match["unit"]), _OFFSETS[match["which"]]))


def read_past_stretch(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "In the past three days", "over the last year": the stretch that ends with the day of publication."""
    count, unit = parse_number(match["count"] or "1"), cast(Unit, match["unit"])
    if anchors.today is None or count is None:
        return UNRESOLVED
    start = shifted(anchors.today, -count, unit, exact=True)
    if start is not None and unit in ("month", "year", "decade"):
        return Reading(Moment(f"{start.value[:7]}/{anchors.today:%Y-%m}"))
    return Reading(Moment.between(start.first_day, anchors.today) if start else None)


def read_ago(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Two days ago", "a year ago": as exact as the unit."""
    return _shift(match, anchors.today, -1)


def read_later(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Two days later", "a week earlier": from the last date narrated, no more exact than that date."""
    if match["way"] == "from now":
        return _shift(match, anchors.today, 1)
    sign = -1 if match["way"] in ("earlier", "before", "previously") else 1
    unit = match["unit"]
    if unit in ("second", "minute", "hour"):
        return _narrated_day(anchors, "time")
    if anchors.narrated is None or (unit in ("day", "night", "week", "fortnight") and anchors.narrated_day is None):
        return UNRESOLVED
    anchor = anchors.narrated_day if unit not in ("month", "year", "decade") else anchors.narrated.first_day
    reading = _shift(match, anchor, sign)
    if unit == "month" and anchors.narrated.precision == "year":
        return UNRESOLVED
    return reading


def read_later_than(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Fled on Wednesday, six days after ...": what follows happened six days before the date just told.

    Without a date in the same sentence the news is taken to be of today, unless the text is about long ago.
    """
    unit, after = match["unit"], match["way"] == "after"
    days = unit in ("day", "night", "week", "fortnight", "hour")
    told, today = anchors.beside, anchors.today
    if told is None:
        recent = anchors.narrated is None or (today is not None and (today - anchors.narrated.last_day).days < _RECENT)
        if today is None or not after or not recent or anchors.tense == "future":
            return UNRESOLVED
        return _shift(match, today, -1)
    if days and told.precision != "day":
        return UNRESOLVED
    return _shift(match, told.first_day, -1 if after else 1)


def read_ahead(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "In six months" of a clause in the future, "in a year's time": from the day of publication."""
    if match["time"] or (anchors.tense == "future" and match["unit"] not in ("minute", "second", "hour")):
        return _shift(match, anchors.today, 1)
    return Reading(None, "duration")


def read_within(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Within a week" of a clause in the future: from the day of publication on."""
    if match["unit"] in ("minute", "second", "hour"):
        return _narrated_day(anchors, "time")
    count = parse_number(match["count"])
    if anchors.today is None or anchors.tense != "future" or count is None:
        return Reading(None, "duration")
    end = shifted(anchors.today, count, cast(Unit, match["unit"]), exact=True)
    return Reading(Moment.between(anchors.today, end.first_day) if end else None)


def read_ticker(match: Match[str], anchors: Anchors) -> Reading | None:
    """A time of day that opens a paragraph, as live tickers have it: of the day of publication."""
    return Reading(Moment.of_day(anchors.today) if anchors.today else None, "time")


def read_day_after(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The day before", "the next day", "the following day": from the last day narrated."""
    if anchors.narrated_day is None:
        return UNRESOLVED
    back = match["way"] in ("before", "previous", "preceding")
    return Reading(Moment.of_day(anchors.narrated_day + timedelta(days=-1 if back else 1)))


def read_following(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The following week", "the previous year": from the last date narrated."""
    if anchors.narrated is None:
        return UNRESOLVED
    unit, offset = cast(Unit, match["unit"]), _OFFSETS[match["which"]]
    coarse = anchors.narrated.precision
    if (unit == "week" and coarse != "day") or (unit == "month" and coarse == "year"):
        return UNRESOLVED
    return Reading(unit_around(anchors.narrated.first_day, unit, offset))


def read_same(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The same day", "that night", "the same year": the last date narrated, in the unit named."""
    unit = match["unit"]
    if unit in ("week", "month", "year"):
        if anchors.narrated is None or (unit != "year" and anchors.narrated.precision == "year"):
            return UNRESOLVED
        return Reading(unit_around(anchors.narrated.first_day, cast(Unit, unit), 0))
    if anchors.narrated is not None and anchors.narrated_day is None and anchors.narrated.precision == "month":
        return Reading(anchors.narrated)
    return _narrated_day(anchors, "date")


def read_clock(match: Match[str], anchors: Anchors) -> Reading | None:
    """A time of day alone: of the last day narrated, or in a future clause with none at hand of that of publication."""
    if anchors.tense == "future" and anchors.today is not None and _is_over(anchors.beside, anchors.today):
        return Reading(Moment.of_day(anchors.today), "time")
    day = anchors.narrated_day
    apart = anchors.beside is None and not anchors.headed
    if anchors.today is not None and day is not None and apart and (anchors.today - day).days > _STALE:
        return Reading(Moment.of_day(anchors.today), "time")
    return _narrated_day(anchors, "time")


def read_boundary(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The end of the month", "the beginning of this year", "the start of the week"."""
    if anchors.today is None:
        return UNRESOLVED
    unit, which = cast(Unit, match["unit"]), match["which"]
    around = unit_around(anchors.today, unit, _OFFSETS.get(which, 0))
    if around is None:
        return UNRESOLVED
    if unit == "year":
        year = around.first_day.year
        return Reading(Moment(f"{year}-12" if _is_end(match) else f"{year}-01")) if not _is_middle(match) else Reading(
            around)  # fmt: skip
    if unit == "quarter":
        return Reading(month_of(around.first_day.year, around.first_day.month + (2 if _is_end(match) else 0)))
    if _is_middle(match):
        return Reading(around)
    return Reading(Moment.of_day(around.last_day if _is_end(match) else around.first_day))


def read_duration(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "For three days", "a ten-day siege": how long, not when."""
    return Reading(None, "duration")


def read_set(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Every Monday", "daily": again and again."""
    return Reading(None, "set")


def read_unresolved(match: Match[str], anchors: Anchors) -> Reading | None:
    """An expression that counts from an event and not from a date ("the day before the vote")."""
    return UNRESOLVED


def _is_over(told: Moment | None, today: date) -> bool:
    return told is None or told.last_day < today


def _is_end(match: Match[str]) -> bool:
    return match["edge"] in ("end", "close")


def _is_middle(match: Match[str]) -> bool:
    return match["edge"] == "middle"


def _narrated_day(anchors: Anchors, kind: str) -> Reading:
    day, today = anchors.narrated_day, anchors.today
    if day is not None and today is not None and day > today and anchors.tense == "past":
        day = today
    moment = Moment.of_day(day) if day else None
    return Reading(moment, "time" if kind == "time" else "date")


def _days_from_today(anchors: Anchors, days: int) -> Reading:
    if anchors.today is None:
        return UNRESOLVED
    return Reading(Moment.of_day(anchors.today + timedelta(days=days)))


def _shift(match: Match[str], anchor: date | None, sign: int) -> Reading:
    count = parse_number(match["count"])
    if anchor is None or count is None:
        return UNRESOLVED
    groups = match.groupdict()
    if groups.get("half") or groups.get("half2"):
        count += 0.5
    return Reading(shifted(anchor, sign * count, cast(Unit, match["unit"])))
