"""Rules for days counted from an event that the text has dated: "the third day of the protests", "since the coup".

The event's own words stay outside of the expression, because they may tell of it.
"""

from datetime import date, timedelta
from re import Match
from typing import cast

from kg.annotate.numerals import ordinal_value, parse_number
from kg.annotate.times.absolute import read_holiday
from kg.annotate.times.arithmetic import Unit, shifted
from kg.annotate.times.reading import UNRESOLVED, Anchors, Reading
from kg.annotate.times.relative import read_later_than, weekday_number
from kg.annotate.times.rule import COUNT, UNITS, make_rule
from kg.annotate.times.words import HOLIDAY, NUMBER, WEEKDAY, YEAR
from kg.model import Moment

__all__ = ["ANCHORED_RULES"]

_MODIFIERS = r"(?:[a-z-]+\s+){0,2}?"
_NOUN = (
    r"(?P<event>(?:anti-[a-z-]+\s+)?(?:protest|demonstration|rall(?:y|ies)|riot|unrest|strike|stoppage|walkout|march|uprising|revolt"
    r"|clash|fighting|battle|siege|war|invasion|offensive|operation|conflict|attack|raid|bombing|blast|explosion|shooting"
    r"|massacre|killing|murder|assassination|coup|putsch|mutiny|quake|earthquake|tremor|flood|storm|hurricane|cyclone|typhoon"
    r"|eruption|tsunami|fire|blaze|wildfire|outbreak|epidemic|accident|crash|collision|derailment|sinking|disaster|collapse"
    r"|election|vote|poll|referendum|ballot|ceasefire|truce|curfew|lockdown|state\s+of\s+emergency|trial|hearing|verdict|arrest"
    r"|summit|talks|meeting|conference|congress|visit|tour|festival|tournament|race|championship|ceremony|wedding|funeral"
    r"|launch|opening|blockade|occupation|sit-in|hunger\s+strike|search|evacuation|crackdown|campaign|crisis|resignation"
    r"|announcement|decision|handover|independence|inauguration|agreement|disappearance|kidnapping|abduction|death)(?:e?s)?)"
)
_OF_EVENT = rf"(?:the|a|this|that|its|their|his|her)\s+{_MODIFIERS}{_NOUN}(?!\s+(?:on|of|in)\s+\d)"
_LENGTHS = {"day": 1, "week": 7}
_LONGEST = 1000  # days or weeks; a higher ordinal counts something else


def read_day_of_event(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "On the third day of the protests": counted from the day on which they are told to have begun."""
    return _counted(match["nth"], match["unit"], anchors.event_day(match["event"]))


def read_its_day(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "On its second day": of what began on the last day narrated."""
    return _counted(match["nth"], match["unit"], anchors.narrated_day)


def _counted(nth: str, unit: str, start: date | None) -> Reading | None:
    which = 1 if nth == "opening" else ordinal_value(nth) or parse_number(nth)
    if which is None:
        return None
    if start is None or not 1 <= which <= _LONGEST:
        return UNRESOLVED
    length = _LENGTHS[unit]
    first = start + timedelta(days=length * (int(which) - 1))
    return Reading(Moment.between(first, first + timedelta(days=length - 1)))


def read_after_event(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Two days after the quake": from the day the text gives the quake, or from a date beside the words."""
    start = anchors.event_day(match["event"])
    if start is None or anchors.beside is not None:
        return read_later_than(match, anchors)
    count = parse_number(match["count"])
    if count is None or match["unit"] in ("second", "minute", "hour"):
        return Reading(Moment.of_day(start) if count else None)
    return Reading(shifted(start, count if match["way"] == "after" else -count, cast(Unit, match["unit"])))


def read_day_around_event(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The day after the quake", "on the eve of the vote"."""
    start = anchors.event_day(match["event"])
    if start is None:
        return UNRESOLVED
    return Reading(Moment.of_day(start + timedelta(days=1 if match["way"] == "after" else -1)))


def read_since_event(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Since the coup", "since the start of the protests"; nothing where the text does not date them."""
    start = anchors.event_day(match["event"])
    return Reading(Moment.of_day(start)) if start else None


def read_running(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "For a third night", "the sixth straight day of": from its beginning to today."""
    which = ordinal_value(match["nth"])
    if which is None or which < 2 or anchors.today is None:
        return None
    length = _LENGTHS["week" if match["unit"] == "week" else "day"]
    end = anchors.beside.first_day if anchors.beside and anchors.beside.precision == "day" else anchors.today
    return Reading(Moment.between(end - timedelta(days=length * (which - 1)), end))


def read_days_of_event(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "Two weeks of protests": up to the last day narrated, or to the day of publication."""
    end, count = anchors.narrated_day or anchors.today, parse_number(match["count"])
    start = shifted(end, -count, cast(Unit, match["unit"]), exact=True) if end and count else None
    if end is None or start is None:
        return UNRESOLVED
    if match["unit"] in ("month", "year"):
        return Reading(Moment(f"{start.value[:7]}/{end:%Y-%m}"))
    return Reading(Moment.between(start.first_day, end))


def read_around_holiday(match: Match[str], anchors: Anchors) -> Reading | None:
    """Read "The day after Labor Day", "on the eve of Ascension Day", "the Tuesday after Pentecost"."""
    whole = read_holiday(match, anchors)
    if whole is None or whole.moment is None:
        return whole
    feast, after = whole.moment.first_day, match["way"] == "after"
    if match["weekday"]:
        day = feast + timedelta(days=1 if after else -7)
        return Reading(Moment.of_day(day + timedelta(days=(weekday_number(match["weekday"]) - day.weekday()) % 7)))
    return Reading(Moment.of_day(feast + timedelta(days=1 if after else -1)))


ANCHORED_RULES = (
    make_rule(
        "running",
        r"(?:(?:for|in|into|on|after)\s+)?(?:an?|the|its|their)\s+(?P<nth>[a-z]+(?:-[a-z]+)?|\d{1,2}(?:st|nd|rd|th))\s+"
        r"(?:straight\s+|consecutive\s+|successive\s+)(?P<unit>day|night|week)",
        read_running,
    ),
    make_rule(
        "running-for",
        r"(?:(?:for|in|into)\s+an?|for\s+the)\s+(?P<nth>[a-z]+(?:-[a-z]+)?|\d{1,2}(?:st|nd|rd|th))\s+(?P<unit>day|night|week)(?!\s+of\b)(?:\s+running|\s+in\s+a\s+row)?",
        read_running,
    ),
    make_rule(
        "days-of-event", rf"{COUNT}\s+(?P<unit>day|week|month)s?(?=\s+of\s+{_MODIFIERS}{_NOUN})", read_days_of_event
    ),
    make_rule(
        "around-holiday",
        rf"(?:the\s+)?(?:(?:day|night|morning|evening|(?P<weekday>{WEEKDAY}))\s+(?P<way>before|after)|eve\s+of)\s+(?:the\s+)?"
        rf"(?P<holiday>{HOLIDAY})(?:,?\s+(?P<year>{YEAR}))?",
        read_around_holiday,
    ),
    make_rule(
        "day-of-event",
        rf"(?:the\s+)?(?P<nth>opening|[a-z]+(?:-[a-z]+)?|\d{{1,3}}(?:st|nd|rd|th))\s+(?P<unit>day|week)(?=\s+of\s+{_OF_EVENT})",
        read_day_of_event,
    ),
    make_rule(
        "day-number-of-event", rf"(?P<unit>day|week)\s+(?P<nth>{NUMBER})(?=\s+of\s+{_OF_EVENT})", read_day_of_event
    ),
    make_rule(
        "its-day", r"(?<=on\s|in\s)(?:its|their)\s+(?P<nth>[a-z]+(?:-[a-z]+)?)\s+(?P<unit>day|week)", read_its_day
    ),
    make_rule("after-event", rf"{COUNT}\s+{UNITS}\s+(?P<way>after|before)(?=\s+{_OF_EVENT})", read_after_event),
    make_rule(
        "day-around-event",
        rf"(?:the\s+|a\s+)?(?:day|night|evening|morning)\s+(?P<way>before|after)(?=\s+{_OF_EVENT})",
        read_day_around_event,
    ),
    make_rule("eve-of-event", rf"(?:the\s+)?(?P<way>eve)\s+of(?=\s+{_OF_EVENT})", read_day_around_event),
    make_rule(
        "since-event",
        rf"since(?:\s+the\s+(?:start|beginning|outbreak|outset|onset)\s+of)?(?=\s+{_OF_EVENT})",
        read_since_event,
    ),
)
