"""The table of rules: which wording is read how. Where two match at one place the longer wins, then the earlier."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from re import Match, Pattern

from kg.annotate.times import absolute, relative
from kg.annotate.times.reading import Anchors, Reading
from kg.annotate.times.words import CLOCK, DAY, HOLIDAY, MONTH, NUMBER, PART, UNIT, WEEKDAY, YEAR

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording and how to read it. `names` lists groups that must be capitalised in the text ("May", "Sat")."""

    name: str
    pattern: Pattern[str]
    read: Callable[[Match[str], Anchors], Reading | None]
    names: tuple[str, ...] = ()


def _rule(
    name: str, pattern: str, read: Callable[[Match[str], Anchors], Reading | None], *names: str
) -> Rule:  # fmt: skip
    return Rule(name, re.compile(rf"(?<![\w.,-])(?:{pattern})(?![\w])"), read, names)


_REL = r"(?P<rel>last|this|next|the\s+same|that|the\s+previous)"
_OF_YEAR = rf"(?:(?:,?\s+(?:of\s+)?(?P<year>{YEAR})(?!\s?(?:people|%)))|\s+(?:of\s+)?{_REL}\s+year)?"
_DATED = rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?"
_TO = r"\s*(?:-|–|—|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s*"
_WHICH = r"(?P<which>last|this|next|past|coming)"
_EDGE = (
    r"(?:(?P<lead>since|from|by|until|till|before)\s+)?(?:the\s+)?(?:very\s+)?"
    r"(?P<edge>start|beginning|middle|end|close)\s+of"
)
_COUNT = rf"(?P<count>{NUMBER})"
_AND_HALF = r"(?P<half>\s+and\s+a\s+half)?"
_UNITS = rf"(?P<unit>{UNIT})s?"
_PERIOD = r"(?P<unit>day|week|month|quarter|year|decade)"

_COUNTED = (
    r"(?:people|men|women|children|police|troops|km|kilomet|met(?:re|er)|mile|tonne|ton\b|dollar|euro|pound|percent"
    r"|per\s+cent|hours?\b|feet|acres|kg|km/h|votes|jobs|seats)"
)
"""Words after which four digits are a count and no year."""

_NUMBERED = (
    r"(?:floor|day|century|anniversary|minute|hole|lap|attempt|time|birthday|parallel|round|street|avenue|district|of"
    r"|congress|edition|session|ballot|night|week|month|year|ward|place)\b"
)
"""Words after which an ordinal counts something else than the days of a month."""
_SOME = r"(?:(?:some|a\s+few|several|many|only|just)\s+)?"

RULES: tuple[Rule, ...] = (
    _rule("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!-)", absolute.read_iso),
    _rule(
        "numeric",
        r"(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)",
        absolute.read_numeric,
    ),
    _rule(
        "day-month",
        rf"{_DATED}(?:the\s+)?(?P<day>{DAY})(?:\s+day)?(?:\s+of)?\s+(?P<month>{MONTH}){_OF_YEAR}",
        absolute.read_day_month,
        "month",
    ),
    _rule(
        "month-day",
        rf"{_DATED}(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})(?!\d|[.:,]\d|\s?%|\s+(?:million|billion)){_OF_YEAR}",
        absolute.read_day_month,
        "month",
    ),
    _rule(
        "day-range",
        rf"(?:(?:between|from)\s+)?(?:the\s+)?(?P<day>{DAY}){_TO}(?:the\s+)?(?P<until>{DAY})(?:\s+of)?\s+(?P<month>{MONTH}){_OF_YEAR}",
        absolute.read_day_range,
        "month",
    ),
    _rule(
        "month-day-range",
        rf"(?:(?:between|from)\s+)?(?P<month>{MONTH})\s+(?P<day>{DAY}){_TO}(?P<until>{DAY})(?!\s?%|\s+(?:p|a)\.?m|\s+{MONTH}){_OF_YEAR}",
        absolute.read_day_range,
        "month",
    ),
    _rule(
        "month-year",
        rf"(?:mid-|mid\s)?(?P<month>{MONTH})(?:,?\s+(?:of\s+)?(?P<year>{YEAR})|\s+(?:of\s+)?{_REL}\s+year)",
        absolute.read_month,
        "month",
    ),
    _rule(
        "month-range",
        rf"(?:(?:between|from)\s+)?(?P<month>{MONTH}){_TO}(?P<until>{MONTH}){_OF_YEAR}",
        absolute.read_month_range,
        "month",
        "until",
    ),
    _rule("month", rf"(?:mid-|mid\s)?(?:{_WHICH}\s+)?(?P<month>{MONTH})", absolute.read_month, "month"),
    _rule(
        "month-part",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last|final)\s+(?P<unit>week|half|day)\s+of\s+(?P<month>{MONTH}){_OF_YEAR}",
        absolute.read_month_part,
        "month",
    ),
    _rule(
        "month-edge",
        rf"{_EDGE}\s+(?P<month>{MONTH}){_OF_YEAR}",
        absolute.read_month_edge,
        "month",
    ),
    _rule("year-in", rf"(?:in|since)\s+(?P<year>{YEAR})(?![.,]\d|\s?%|\s+{_COUNTED})", absolute.read_year),
    _rule("year-the", rf"(?:the|this)\s+(?P<year>(?:19|20)\d\d)(?=\s+[a-z])(?!\s+{_COUNTED})", absolute.read_year),
    _rule(
        "year",
        rf"(?P<year>(?:19|20)\d\d)(?![.,/]\d|\s?[%°]|\s+(?!was\b|is\b|has\b)[a-z]+s\b|\s+{_COUNTED})",
        absolute.read_year,
    ),
    _rule("year-edge", rf"{_EDGE}\s+(?P<year>{YEAR})", absolute.read_year_edge),
    _rule("year-range", rf"(?P<year>{YEAR})(?:-|–|/)(?P<until>(?:\d\d)?\d\d)", absolute.read_year_range),
    _rule(
        "year-span",
        rf"(?:between|from)\s+(?P<year>{YEAR})\s+(?:to|and|until|till|through)\s+(?P<until>\d{{4}})",
        absolute.read_year_range,
    ),
    _rule(
        "decade",
        r"(?:the\s+)?(?:(?P<part>early|mid-?|late)[\s-]*)?(?P<year>1[5-9]\d0|20\d0)['’]?s",
        absolute.read_decade,
    ),
    _rule("century", rf"(?:the\s+)?(?P<nth>{DAY})[\s-]century", absolute.read_century),
    _rule(
        "season-year",
        rf"(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?(?P<year>{YEAR})|\s+(?:of\s+)?{_REL}\s+year)",
        absolute.read_season,
    ),
    _rule("season", rf"{_WHICH}\s+(?P<season>spring|summer|autumn|fall|winter)", absolute.read_season),
    _rule("season-in", r"(?<=in\s)(?:the\s+)?(?P<season>spring|summer|autumn|winter)", absolute.read_season),
    _rule(
        "quarter",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last|final)\s+(?P<unit>quarter|half){_OF_YEAR}(?!\s+of\b(?!\s+(?:the\s+)?year))",
        absolute.read_quarter,
    ),
    _rule(
        "quarter-edge",
        rf"{_EDGE}\s+the\s+(?P<nth>first|second|third|fourth|last|final)\s+(?P<unit>quarter|half){_OF_YEAR}",
        absolute.read_quarter_edge,
    ),
    _rule(
        "season-next",
        r"the\s+(?P<next>following|next)\s+(?P<season>spring|summer|autumn|winter)",
        absolute.read_next_season,
    ),
    _rule("quarter-code", rf"(?P<nth>q[1-4])(?P<unit>){_OF_YEAR}", absolute.read_quarter),
    _rule(
        "day-of-month",
        rf"(?<=on\s)the\s+(?P<day>\d{{1,2}}(?:st|nd|rd|th))(?!-|\s+{_NUMBERED})",
        absolute.read_day_of_month,
    ),
    _rule(
        "holiday",
        rf"(?:the\s+)?(?P<holiday>{HOLIDAY})(?:,?\s+(?P<year>{YEAR})|\s+{_REL}\s+year)?",
        absolute.read_holiday,
    ),
    _rule("holiday-which", rf"{_WHICH}\s+(?P<holiday>{HOLIDAY})", absolute.read_holiday),
    _rule("weekday", rf"(?:{_WHICH}\s+)?(?P<weekday>{WEEKDAY})", relative.read_weekday, "weekday"),
    _rule(
        "weekday-week", rf"(?P<weekday>{WEEKDAY})(?:,|\s+of)?\s+(?P<week>last|this|next)\s+week", relative.read_weekday
    ),
    _rule("weekday-plus", rf"(?P<weekday>{WEEKDAY})\s+(?P<plus>week)", relative.read_weekday),
    _rule("weekend", rf"(?:{_WHICH}\s+|the\s+)(?:whole\s+)?weekend", relative.read_weekend),
    _rule(
        "day-name",
        r"(?P<name>today|tonight|yesterday|tomorrow|(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow))",
        relative.read_day_name,
    ),
    _rule("this-part", rf"(?P<which>this|last)\s+(?:{PART})", relative.read_this_part),
    _rule("overnight", r"overnight", relative.read_overnight),
    _rule("unit", rf"(?P<which>last|this|next|(?<=the\s)coming|(?<=the\s)current)\s+{_PERIOD}", relative.read_unit),
    _rule(
        "past-stretch",
        rf"(?:the\s+)?(?:past|last|previous)\s+{_COUNT}\s+(?P<unit>day|night|week|fortnight|month|year)s?",
        relative.read_past_stretch,
    ),
    _rule(
        "past-unit",
        r"the\s+(?:past|last)\s+(?P<count>)(?P<unit>day|week|fortnight|month|year|decade)",
        relative.read_past_stretch,
    ),
    _rule("ago", rf"{_COUNT}{_AND_HALF}\s+{_UNITS}{_AND_HALF.replace('half>', 'half2>')}\s+ago", relative.read_ago),
    _rule(
        "later",
        rf"{_COUNT}\s+{_UNITS}\s+(?P<way>later|earlier|afterwards|previously|from\s+now|before(?=\s*[.,;:)]|$))",
        relative.read_later,
    ),
    _rule(
        "later-than",
        rf"{_COUNT}\s+{_UNITS}(?:\s+to\s+the\s+day)?\s+(?P<way>after|before)(?=\s+\w)",
        relative.read_later_than,
    ),
    _rule("ahead", rf"in\s+{_COUNT}\s+{_UNITS}(?P<time>['’]s?\s+time)?", relative.read_ahead),
    _rule("within", rf"within\s+(?:the\s+next\s+)?{_COUNT}\s+{_UNITS}", relative.read_within),
    _rule(
        "day-after",
        r"the\s+(?P<way>next|following|previous|preceding)\s+(?:day|morning|evening|afternoon|night)",
        relative.read_day_after,
    ),
    _rule(
        "day-before",
        r"the\s+(?:day|night|evening)\s+(?P<way>before|after)(?=\s*[.,;:)]|\s+(?:and|by|in|at|to|for|with|when)\b|$)",
        relative.read_day_after,
    ),
    _rule(
        "day-before-event",
        r"(?:the\s+|a\s+)?(?:(?:day|night|evening|morning)\s+(?:before|after)|eve\s+of)(?=\s+\w)",
        relative.read_unresolved,
    ),
    _rule(
        "following",
        r"(?:the\s+)?(?P<which>following|previous|preceding|(?<=the\s)next)\s+(?P<unit>week|month|year|decade)",
        relative.read_following,
    ),
    _rule(
        "same",
        r"(?:the\s+same|that(?:\s+same)?)\s+(?:very\s+)?(?P<unit>day|morning|afternoon|evening|night|week|month|year)",
        relative.read_same,
    ),
    _rule(
        "boundary",
        rf"{_EDGE}\s+(?P<which>the|this|last|next)\s+(?P<unit>week|month|quarter|year)",
        relative.read_boundary,
    ),
    _rule("ticker", r"(?<=\n)\d{1,2}[.:]\d{2}(?=\s?[-–—:.]?\s)(?:\s?[ap]\.?m\b\.?)?", relative.read_ticker),
    _rule(
        "clock",
        rf"(?:(?:at|by|until|till|from|since|after|before|around|about)\s+)+(?:just\s+after\s+)?{CLOCK}",
        relative.read_clock,
    ),
    _rule("clock-bare", r"\d{1,2}(?:[.:]\d{2})?\s?(?:a\.m\.|p\.m\.|am|pm)", relative.read_clock),
    _rule(
        "day-part",
        rf"(?:(?:in|during|on)\s+the\s+(?:early\s+hours|small\s+hours|course|{PART})"
        rf"|(?:(?:at|by|before|after|around|about|until|towards?)\s+)+(?:the\s+)?{PART})",
        relative.read_clock,
    ),
    _rule(
        "later-today", r"(?:later|earlier)\s+(?:in\s+the|that|the\s+same)\s+(?:day|evening|night)", relative.read_clock
    ),
    _rule(
        "hours-later",
        rf"{_SOME}(?:hours|minutes|moments|shortly)\s+(?:later|earlier|afterwards|before(?=[.,])|after(?=[.,]))|within\s+(?:the\s+)?(?:hours?|minutes)",
        relative.read_clock,
    ),
    _rule(
        "duration",
        rf"(?!an?\s+(?:second|quarter)){_COUNT}{_AND_HALF}[\s-]{_UNITS}(?![\s-](?:old|of\s+age))",
        relative.read_duration,
    ),
    _rule("set", rf"(?:every|each)\s+(?:other\s+)?(?:{UNIT}|{WEEKDAY}|{PART})", relative.read_set),
    _rule("set-adverb", r"daily|weekly|monthly|yearly|annually|nightly", relative.read_set),
    _rule("set-days", rf"{WEEKDAY}s|weekends|weekdays", relative.read_set),
)
"""All rules, in order of preference."""
