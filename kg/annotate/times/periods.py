"""Rules for stretches and parts of periods: "the first nine months of 2021", "the week before last", "since then".

Accounting periods are those of the calendar year: which fiscal year a body keeps is not in the words.
"""

import re
from datetime import date, timedelta
from re import Match
from typing import cast

from kg.annotate.numerals import UNITS as NUMBER_WORDS
from kg.annotate.numerals import parse_number
from kg.annotate.times.absolute import in_some_year, month_number, read_day_of_month, read_month, stated_year
from kg.annotate.times.arithmetic import (
    Unit,
    closest,
    decade,
    month_of,
    months,
    shifted,
    unit_around,
    weekday_near,
)
from kg.annotate.times.holidays import nth_weekday
from kg.annotate.times.reading import UNRESOLVED, Anchors, Reading
from kg.annotate.times.relative import read_clock, read_set, weekday_number
from kg.annotate.times.rule import COUNT, NUMBERED, OF_YEAR, UNITS, make_rule
from kg.annotate.times.words import CLOCK, DAY, MONTH, UNIT, WEEKDAY
from kg.model import Moment

__all__ = ["PERIOD_RULES"]

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_FEW_DAYS = 3
_OF_THE_YEAR = rf"(?:\s+of\s+the\s+year|{OF_YEAR})"
_HOURS_WORDS = "|".join(NUMBER_WORDS)


def read_nth_weekday(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The first Monday of May", "the last Friday in April"."""
    month, weekday, which = month_number(match["month"]), weekday_number(match["weekday"]), _NTH[match["nth"]]

    def build(year: int) -> Moment | None:
        day = nth_weekday(year, month, weekday, which)
        return Moment.of_day(day) if day.month == month else None

    return in_some_year(match, anchors, build)


def read_weeks_of_month(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The first two weeks of May", "the last ten days of June"."""
    month, count = month_number(match["month"]), parse_number(match["count"])
    length = int((count or 0) * (7 if match["unit"] == "week" else 1))
    if not 0 < length <= 28:
        return UNRESOLVED

    def build(year: int) -> Moment:
        whole = month_of(year, month)
        if match["nth"] == "first":
            return Moment.between(whole.first_day, whole.first_day + timedelta(days=length - 1))
        return Moment.between(whole.last_day - timedelta(days=length - 1), whole.last_day)

    return in_some_year(match, anchors, build)


def read_months_of_year(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The first nine months of 2021", "the last three months of the year"."""
    count = parse_number(match["count"])
    year = stated_year(match, anchors) or (anchors.today.year if anchors.today else None)
    if year is None or count is None or not 1 <= count <= 12:
        return UNRESOLVED
    return Reading(months(year, 1 if match["nth"] == "first" else 13 - int(count), int(count)))


def read_days_of_year(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The first days of the year": its first month."""
    if anchors.today is None:
        return UNRESOLVED
    late = match["nth"] in ("last", "closing", "final")
    year = anchors.today.year - (late and anchors.today.month < 12)
    return Reading(month_of(year, 12 if late else 1))


def read_months_to(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The three months to September", "the year ended June": the stretch that ends with that month."""
    count = 12.0 if match["span"] == "year" else parse_number(match["count"] or "") or 0
    month = month_number(match["month"])
    if not 1 <= count <= 24:
        return UNRESOLVED
    year = stated_year(match, anchors)
    if year is None and anchors.today is not None:
        near = [month_of(anchors.today.year + offset, month) for offset in (-1, 0, 1)]
        year = closest(near, anchors.today, "past").first_day.year
    return Reading(months(year, month - int(count) + 1, int(count))) if year else UNRESOLVED


def read_second_last(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The week before last", "the year before last", "the week after next"."""
    if anchors.today is None:
        return UNRESOLVED
    return Reading(unit_around(anchors.today, cast(Unit, match["unit"]), -2 if match["way"] == "before" else 2))


def read_weekday_before_last(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The Friday before last": a week before the latest Friday."""
    return _near_weekday(match, anchors, "past", -7)


def read_week_on(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "A week on Monday": seven days after the coming Monday."""
    return _near_weekday(match, anchors, "coming", 7)


def _near_weekday(match: Match[str], anchors: Anchors, which: str, days: int) -> Reading:
    if anchors.today is None:
        return UNRESOLVED
    day = weekday_near(anchors.today, weekday_number(match["weekday"]), which, "unknown")
    return Reading(Moment.of_day(day + timedelta(days=days)))


def read_weeks_ago_on(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Two weeks ago on Tuesday": the Tuesday nearest to the day two weeks ago."""
    count = parse_number(match["count"])
    start = shifted(anchors.today, -count, "week") if anchors.today is not None and count is not None else None
    if start is None:
        return UNRESOLVED
    day = start.first_day - timedelta(days=3)
    return Reading(Moment.of_day(day + timedelta(days=(weekday_number(match["weekday"]) - day.weekday()) % 7)))


def read_told_weekday(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The following Monday", "the previous Friday": from the last day narrated."""
    if anchors.narrated_day is None:
        return UNRESOLVED
    back = match["way"] in ("previous", "preceding", "before")
    day = anchors.narrated_day + timedelta(days=-7 if back else 1)
    return Reading(Moment.of_day(day + timedelta(days=(weekday_number(match["weekday"]) - day.weekday()) % 7)))


def read_this_time(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "This time last year": the same month a year ago, the same day of last week."""
    if anchors.today is None:
        return UNRESOLVED
    sign = 1 if match["which"] == "next" else -1
    if match["unit"] == "week":
        return Reading(shifted(anchors.today, 7 * sign, "day"))
    return Reading(month_of(anchors.today.year, anchors.today.month + sign * (12 if match["unit"] == "year" else 1)))


def read_exact_ago(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "A year ago today", "a month ago yesterday": to the day."""
    count = parse_number(match["count"])
    if anchors.today is None or count is None:
        return UNRESOLVED
    start = anchors.today - timedelta(days=match["day"] == "yesterday")
    return Reading(shifted(start, -count, cast(Unit, match["unit"]), exact=True))


def read_next_stretch(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "In the next 48 hours", "over the coming three weeks": from the day of publication on."""
    end = _reach(match, anchors, 1)
    if end is None or anchors.today is None:
        return UNRESOLVED
    return Reading(Moment.between(anchors.today, end))


def read_past_hours(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "In the last 24 hours", "in the past few days": up to the day of publication."""
    start = _reach(match, anchors, -1)
    if start is None or anchors.today is None:
        return UNRESOLVED
    return Reading(Moment.between(start, anchors.today))


def _reach(match: Match[str], anchors: Anchors, sign: int) -> date | None:
    """The day that a stretch of hours, days or weeks reaches from that of publication."""
    count = _FEW_DAYS if match["count"] == "few" else parse_number(match["count"])
    if anchors.today is None or count is None:
        return None
    unit = cast(Unit, match["unit"])
    if unit == "hour":
        count, unit = -(-count // 24), "day"
    end = shifted(anchors.today, sign * count, unit, exact=True)
    return end.first_day if end else None


def read_night(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The night from Tuesday to Wednesday", "overnight into Wednesday": the two days that share the night."""
    if anchors.today is None:
        return UNRESOLVED
    number = weekday_number(match["weekday"])
    if match["into"]:
        last = weekday_near(anchors.today, number, "", anchors.tense)
        return Reading(Moment.between(last - timedelta(days=1), last))
    first = weekday_near(anchors.today, number, "", anchors.tense)
    if match["until"] is None:
        return Reading(Moment.of_day(first))
    last = first + timedelta(days=(weekday_number(match["until"]) - first.weekday()) % 7)
    return Reading(Moment.between(first, last))


def read_week_to(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The week to Wednesday": the seven days that end with the latest Wednesday."""
    count = 7 if match["span"] else parse_number(match["count"])
    if anchors.today is None or not count:
        return UNRESOLVED
    last = weekday_near(anchors.today, weekday_number(match["weekday"]), "", "past")
    start = shifted(last, 1 - count, "day")
    return Reading(Moment.between(start.first_day, last) if start else None)


def read_since_then(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Since then": from the last date narrated."""
    return Reading(anchors.narrated) if anchors.narrated else UNRESOLVED


def read_decade_word(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The eighties", "the late sixties", "the '90s": of the twentieth century."""
    word = match["word"]
    first = 1900 + (_DECADES[word] if word in _DECADES else int(re.sub(r"\D", "", word)))
    return Reading(decade(first, (match["part"] or "").rstrip("-") or None))


PERIOD_RULES = (
    make_rule(
        "nth-weekday",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|fifth|last|final)\s+(?P<weekday>{WEEKDAY})\s+(?:of|in)\s+"
        rf"(?P<month>{MONTH}){OF_YEAR}",
        read_nth_weekday,
        "month",
    ),
    make_rule(
        "weeks-of-month",
        rf"(?:the\s+)?(?P<nth>first|last)\s+{COUNT}\s+(?P<unit>week|day)s\s+of\s+(?P<month>{MONTH}){OF_YEAR}",
        read_weeks_of_month,
        "month",
    ),
    make_rule(
        "days-of-month",
        rf"(?:the\s+)?(?:first|last|opening|closing|early|final)\s+(?:few\s+)?(?:days|weeks)\s+of\s+(?P<month>{MONTH}){OF_YEAR}",
        read_month,
        "month",
    ),
    make_rule(
        "days-of-year",
        r"(?:the\s+)?(?P<nth>first|last|opening|closing|early|final)\s+(?:few\s+)?(?:days|weeks)\s+of\s+"
        r"(?:the|this)\s+(?:new\s+)?year",
        read_days_of_year,
    ),
    make_rule(
        "months-of-year",
        rf"(?:the\s+)?(?P<nth>first|last|final)\s+{COUNT}\s+months(?:\s+of\s+the\s+year|(?=\s+of\s+(?:\d|last|this|next)){OF_YEAR})",
        read_months_of_year,
    ),
    make_rule(
        "months-to",
        rf"(?:the\s+)?(?:{COUNT}\s+months|(?P<span>year))\s+(?:to|ended|ending|through)\s+(?:in\s+)?(?:the\s+end\s+of\s+)?"
        rf"(?:{DAY}\s+)?(?P<month>{MONTH})(?:\s+{DAY})?{OF_YEAR}",
        read_months_to,
        "month",
    ),
    make_rule(
        "second-last",
        r"the\s+(?P<unit>night|day|week|month|year|quarter)\s+(?:(?P<way>before)\s+last|after\s+next)",
        read_second_last,
    ),
    make_rule("weekday-before-last", rf"(?:the\s+)?(?P<weekday>{WEEKDAY})\s+before\s+last", read_weekday_before_last),
    make_rule("week-on", rf"(?:a\s+)?week\s+on\s+(?P<weekday>{WEEKDAY})", read_week_on),
    make_rule("weeks-ago-on", rf"{COUNT}\s+weeks?\s+ago\s+(?:on\s+)?(?P<weekday>{WEEKDAY})", read_weeks_ago_on),
    make_rule(
        "told-weekday",
        rf"(?:the\s+)?(?P<way>previous|preceding|following|(?<=the\s)next)\s+(?P<weekday>{WEEKDAY})",
        read_told_weekday,
    ),
    make_rule(
        "told-weekday-after",
        rf"the\s+(?P<weekday>{WEEKDAY})\s+(?P<way>before|after)(?=\s*[.,;:)]|$)",
        read_told_weekday,
    ),
    make_rule("this-time", r"this\s+time\s+(?P<which>last|next)\s+(?P<unit>week|month|year)", read_this_time),
    make_rule("exact-ago", rf"{COUNT}\s+{UNITS}\s+ago\s+(?P<day>today|yesterday)", read_exact_ago),
    make_rule(
        "next-stretch",
        rf"(?:the\s+)?(?:next|coming|following)\s+(?:{COUNT})\s+(?P<unit>hour|day|night|week|fortnight)s?",
        read_next_stretch,
    ),
    make_rule("past-hours", rf"(?:the\s+)?(?:past|last|previous)\s+{COUNT}\s+(?P<unit>hour)s", read_past_hours),
    make_rule("past-few", r"(?:the\s+)?(?:past|last)\s+(?P<count>few)\s+(?P<unit>day)s", read_past_hours),
    make_rule(
        "night-of-weekdays",
        rf"(?:(?:(?:in|during|on)\s+)?(?:the\s+)?night|overnight)\s+(?:(?P<into>into|to)\s+|(?:from|of|between|on)\s+)?(?P<weekday>{WEEKDAY})"
        rf"(?:\s+(?:to|into|and|on)\s+(?P<until>{WEEKDAY}))?",
        read_night,
    ),
    make_rule(
        "since-then", r"since\s+then|since(?=\s*[.,;)])|(?:(?<=has\s)|(?<=have\s))since(?=\s+\w+)", read_since_then
    ),
    make_rule(
        "week-to",
        rf"(?:in\s+)?(?:the\s+)?(?:{COUNT}\s+days|(?P<span>week))\s+(?:to|ended|ending)\s+(?:on\s+)?(?P<weekday>{WEEKDAY})",
        read_week_to,
    ),
    make_rule(
        "decade-word",
        rf"(?:the\s+)(?:(?P<part>early|mid-?|late)[\s-]*)?(?P<word>{'|'.join(_DECADES)}|['’][1-9]0s)",
        read_decade_word,
    ),
    make_rule(
        "weekday-ordinal",
        rf"{WEEKDAY},?\s+the\s+(?P<day>\d{{1,2}}(?:st|nd|rd|th))(?!-|\s+{NUMBERED})",
        read_day_of_month,
    ),
    make_rule(
        "clock-range",
        rf"(?:between|from)\s+(?:\d{{1,2}}(?:[.:]\d\d)?(?:\s?[ap]\.?m\b\.?)?|noon|midnight|dawn|dusk)\s+(?:and|to|until|till)\s+"
        rf"(?:the\s+)?(?:{CLOCK}|noon|midnight|dawn|dusk)",
        read_clock,
    ),
    make_rule("clock-four", r"(?:at\s+)?(?:[01]\d|2[0-3])[0-5]\d\s(?:gmt|utc|local\s+time|hours|hrs)", read_clock),
    make_rule("clock-words", rf"(?:at\s+)?(?:{_HOURS_WORDS})\s+o['’]clock", read_clock),
    make_rule(
        "clock-past",
        rf"(?:at\s+|until\s+|by\s+)(?:half|(?:a\s+)?quarter|five|ten|twenty|twenty-five)\s+(?:past|to)\s+"
        rf"(?:{_HOURS_WORDS}|\d{{1,2}}\b|noon|midnight)",
        read_clock,
    ),
    make_rule("set-times", rf"(?:once|twice|{COUNT}\s+times)\s+(?:an?|each|every|per)\s+{UNIT}", read_set),
)
