"""The table of rules: which wording is read how. Where two match at one place the longer wins, then the earlier."""

from kg.annotate.times import absolute, relative
from kg.annotate.times.anchored import ANCHORED_RULES
from kg.annotate.times.periods import PERIOD_RULES
from kg.annotate.times.rule import (
    AND_HALF,
    COUNT,
    COUNTED,
    DATED,
    EDGE,
    NUMBERED,
    OF_YEAR,
    PERIOD,
    REL,
    SOME,
    TO,
    UNITS,
    WHICH,
    Rule,
    make_rule,
)
from kg.annotate.times.words import CLOCK, DAY, HOLIDAY, MONTH, PART, UNIT, WEEKDAY, YEAR

__all__ = ["RULES"]

_THE_YEAR = r"(?:(?:the\s+)?(?:(?:fiscal|financial|business|tax|school|calendar)\s+)?year\s+|fiscal\s+)?"
_IN_SEASON = "(?:" + "|".join(rf"(?<={word}\s)" for word in ("in", "over", "by", "until", "since", "during")) + ")"
RULES: tuple[Rule, ...] = (
    *PERIOD_RULES,
    *ANCHORED_RULES,
    make_rule(
        "iso",
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!-)"
        r"(?:t\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?",
        absolute.read_iso,
    ),
    make_rule(
        "numeric",
        r"(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)",
        absolute.read_numeric,
    ),
    make_rule(
        "numeric-short",
        r"(?P<first>[0-3]\d)(?P<mark>\.)(?P<second>0[1-9]|1[0-2])\.(?P<year>\d\d)(?![.,:]?\d)",
        absolute.read_numeric,
    ),
    make_rule(
        "month-day-list",
        rf"(?P<month>{MONTH})\s+(?P<day>{DAY})(?:,\s+{DAY})+,?\s+and\s+(?P<until>{DAY}){OF_YEAR}",
        absolute.read_day_range,
        "month",
    ),
    make_rule(
        "day-list",
        rf"(?P<day>{DAY})(?:,\s+{DAY})+,?\s+and\s+(?P<until>{DAY})\s+(?P<month>{MONTH}){OF_YEAR}",
        absolute.read_day_range,
        "month",
    ),
    make_rule(
        "day-month",
        rf"{DATED}(?:the\s+)?(?P<day>{DAY})(?:\s+day)?(?:\s+of)?\s+(?P<month>{MONTH}){OF_YEAR}",
        absolute.read_day_month,
        "month",
    ),
    make_rule(
        "month-day",
        rf"{DATED}(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})(?!\d|[.:,]\d|\s?%|\s+(?:million|billion|{COUNTED})){OF_YEAR}",
        absolute.read_day_month,
        "month",
    ),
    make_rule(
        "day-range",
        rf"(?:(?:between|from)\s+)?(?:the\s+)?(?P<day>{DAY}){TO}(?:the\s+)?(?P<until>{DAY})(?:\s+of)?\s+(?P<month>{MONTH}){OF_YEAR}",
        absolute.read_day_range,
        "month",
    ),
    make_rule(
        "month-day-range",
        rf"(?:(?:between|from)\s+)?(?P<month>{MONTH})\s+(?P<day>{DAY}){TO}(?P<until>{DAY})(?!\s?%|\s+(?:p|a)\.?m|\s+{MONTH}){OF_YEAR}",
        absolute.read_day_range,
        "month",
    ),
    make_rule(
        "month-year",
        rf"(?:mid-|mid\s)?(?P<month>{MONTH})(?:,?\s+(?:of\s+)?(?P<year>{YEAR})|\s+(?:of\s+)?{REL}\s+year)",
        absolute.read_month,
        "month",
    ),
    make_rule(
        "month-range",
        rf"(?:(?:between|from)\s+)?(?P<month>{MONTH}){TO}(?P<until>{MONTH}){OF_YEAR}",
        absolute.read_month_range,
        "month",
        "until",
    ),
    make_rule(
        "month",
        rf"(?:(?:the\s+)?month\s+of\s+)?(?:mid-|mid\s)?(?:{WHICH}\s+)?(?P<month>{MONTH})",
        absolute.read_month,
        "month",
    ),
    make_rule(
        "month-part",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last|final)\s+(?P<unit>week|half|day)\s+of\s+(?P<month>{MONTH}){OF_YEAR}",
        absolute.read_month_part,
        "month",
    ),
    make_rule(
        "month-edge",
        rf"{EDGE}\s+(?P<month>{MONTH}){OF_YEAR}",
        absolute.read_month_edge,
        "month",
    ),
    make_rule(
        "year-in", rf"(?:in|since)\s+{_THE_YEAR}(?P<year>{YEAR})(?![.,–-]\d|\s?%|\s+{COUNTED})", absolute.read_year
    ),
    make_rule(
        "year-the", rf"(?:the|this|a|an)\s+(?P<year>(?:1[6-9]|20)\d\d)(?=\s+[a-z])(?!\s+{COUNTED})", absolute.read_year
    ),
    make_rule(
        "year",
        rf"{_THE_YEAR}(?P<year>(?:19|20)\d\d)(?![.,/]\d|\s?[%°]|\s+(?!was\b|is\b|has\b|onwards\b)[a-z]+s\b|\s+{COUNTED})",
        absolute.read_year,
    ),
    make_rule("year-edge", rf"{EDGE}\s+(?P<year>{YEAR})", absolute.read_year_edge),
    make_rule("year-range", rf"{_THE_YEAR}(?P<year>{YEAR})(?:-|–|/)(?P<until>(?:\d\d)?\d\d)", absolute.read_year_range),
    make_rule(
        "year-span",
        rf"(?:between|from)\s+(?P<year>{YEAR})\s+(?:to|and|until|till|through)\s+(?P<until>\d{{4}})",
        absolute.read_year_range,
    ),
    make_rule(
        "decade",
        r"(?:the\s+)?(?:(?P<part>early|mid-?|late)[\s-]*)?(?P<year>1[5-9]\d0|20\d0)['’]?s",
        absolute.read_decade,
    ),
    make_rule("century", rf"(?:the\s+)?(?P<nth>{DAY})[\s-]century", absolute.read_century),
    make_rule(
        "season-year",
        rf"(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?(?P<year>{YEAR})(?:[-–/]\d\d(?:\d\d)?)?|\s+(?:of\s+)?{REL}\s+year)",
        absolute.read_season,
    ),
    make_rule("season", rf"{WHICH}\s+(?P<season>spring|summer|autumn|fall|winter)", absolute.read_season),
    make_rule(
        "season-in",
        _IN_SEASON + r"(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<season>spring|summer|autumn|winter)",
        absolute.read_season,
    ),
    make_rule(
        "quarter",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last|final)\s+(?:fiscal\s+|financial\s+)?(?P<unit>quarter|half)(?:\s+of\s+the\s+year|{OF_YEAR})(?!\s+of\b(?!\s+(?:the\s+)?year))",
        absolute.read_quarter,
    ),
    make_rule(
        "quarter-edge",
        rf"{EDGE}\s+the\s+(?P<nth>first|second|third|fourth|last|final)\s+(?P<unit>quarter|half){OF_YEAR}",
        absolute.read_quarter_edge,
    ),
    make_rule(
        "season-next",
        r"the\s+(?P<next>following|next)\s+(?P<season>spring|summer|autumn|winter)",
        absolute.read_next_season,
    ),
    make_rule("quarter-code", rf"(?P<nth>q[1-4])(?P<unit>){OF_YEAR}", absolute.read_quarter),
    make_rule(
        "day-of-month",
        rf"(?:(?<=on\s)|(?<=since\s)|(?<=before\s)|(?<=until\s)|(?<=by\s))the\s+(?P<day>\d{{1,2}}(?:st|nd|rd|th))(?!-|\s+{NUMBERED})",
        absolute.read_day_of_month,
    ),
    make_rule(
        "holiday",
        rf"(?:the\s+)?(?P<holiday>{HOLIDAY})(?:,?\s+(?P<year>{YEAR})|\s+{REL}\s+year)?",
        absolute.read_holiday,
    ),
    make_rule("holiday-which", rf"{WHICH}\s+(?P<holiday>{HOLIDAY})", absolute.read_holiday),
    make_rule("weekday", rf"(?:{WHICH}\s+)?(?P<weekday>{WEEKDAY})", relative.read_weekday, "weekday"),
    make_rule(
        "weekday-week", rf"(?P<weekday>{WEEKDAY})(?:,|\s+of)?\s+(?P<week>last|this|next)\s+week", relative.read_weekday
    ),
    make_rule("weekday-plus", rf"(?P<weekday>{WEEKDAY})\s+(?P<plus>week)", relative.read_weekday),
    make_rule("weekend", rf"(?:{WHICH}\s+|the\s+)(?:whole\s+)?weekend", relative.read_weekend),
    make_rule(
        "day-name",
        r"(?P<name>today|tonight|yesterday|tomorrow|(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow))",
        relative.read_day_name,
    ),
    make_rule("this-part", rf"(?P<which>this|last)\s+(?:{PART})", relative.read_this_part),
    make_rule("overnight", r"overnight", relative.read_overnight),
    make_rule("unit", rf"(?P<which>last|this|next|(?<=the\s)coming|(?<=the\s)current)\s+{PERIOD}", relative.read_unit),
    make_rule(
        "past-stretch",
        rf"(?:the\s+)?(?:past|last|previous)\s+{COUNT}\s+(?P<unit>day|night|week|fortnight|month|year)s?",
        relative.read_past_stretch,
    ),
    make_rule(
        "past-unit",
        r"the\s+(?:past|last)\s+(?P<count>)(?P<unit>day|week|fortnight|month|year|decade)",
        relative.read_past_stretch,
    ),
    make_rule("ago", rf"{COUNT}{AND_HALF}\s+{UNITS}{AND_HALF.replace('half>', 'half2>')}\s+ago", relative.read_ago),
    make_rule(
        "later",
        rf"{COUNT}\s+{UNITS}\s+(?P<way>later|earlier|afterwards|previously|from\s+now|before(?=\s*[.,;:)]|$))",
        relative.read_later,
    ),
    make_rule(
        "later-than",
        rf"{COUNT}\s+{UNITS}(?:\s+to\s+the\s+day)?\s+(?P<way>after|before)(?=\s+\w)",
        relative.read_later_than,
    ),
    make_rule("ahead", rf"in\s+{COUNT}\s+{UNITS}(?P<time>['’]s?\s+time)?", relative.read_ahead),
    make_rule("within", rf"within\s+(?:the\s+next\s+)?{COUNT}\s+{UNITS}", relative.read_within),
    make_rule(
        "day-after",
        r"the\s+(?P<way>next|following|previous|preceding)\s+(?:day|morning|evening|afternoon|night)",
        relative.read_day_after,
    ),
    make_rule(
        "day-before",
        r"the\s+(?:day|night|evening)\s+(?P<way>before|after)(?=\s*[.,;:)]|\s+(?:and|by|in|at|to|for|with|when)\b|$)",
        relative.read_day_after,
    ),
    make_rule(
        "day-before-event",
        r"(?:the\s+|a\s+)?(?:(?:day|night|evening|morning)\s+(?:before|after)|eve\s+of)(?=\s+\w)",
        relative.read_unresolved,
    ),
    make_rule(
        "following",
        r"(?:the\s+)?(?P<which>following|previous|preceding|(?<=the\s)next)\s+(?P<unit>week|month|year|decade)",
        relative.read_following,
    ),
    make_rule(
        "same",
        r"(?:the\s+same|that(?:\s+same)?)\s+(?:very\s+)?(?P<unit>day|morning|afternoon|evening|night|week|month|year)",
        relative.read_same,
    ),
    make_rule(
        "boundary",
        rf"{EDGE}(?:\s+(?P<which>the|this|last|next))?\s+(?P<unit>week|month|quarter|year)",
        relative.read_boundary,
    ),
    make_rule("ticker", r"(?<=\n)\d{1,2}[.:]\d{2}(?=\s?[-–—:.]?\s)(?:\s?[ap]\.?m\b\.?)?", relative.read_ticker),
    make_rule(
        "clock",
        rf"(?:(?:at|by|until|till|from|since|after|before|around|about)\s+)+(?:just\s+after\s+)?{CLOCK}",
        relative.read_clock,
    ),
    make_rule("clock-bare", r"\d{1,2}(?:[.:]\d{2})?\s?(?:a\.m\.|p\.m\.|am|pm)", relative.read_clock),
    make_rule(
        "day-part",
        rf"(?:(?:in|during|on)\s+the\s+(?:early\s+hours|small\s+hours|course|{PART})"
        rf"|(?:(?:at|by|before|after|around|about|until|towards?)\s+)+(?:the\s+)?{PART})",
        relative.read_clock,
    ),
    make_rule(
        "later-today", r"(?:later|earlier)\s+(?:in\s+the|that|the\s+same)\s+(?:day|evening|night)", relative.read_clock
    ),
    make_rule(
        "hours-later",
        rf"{SOME}(?:hours|minutes|moments|shortly)\s+(?:later|earlier|afterwards|before(?=[.,])|after(?=[.,]))|within\s+(?:the\s+)?(?:hours?|minutes)",
        relative.read_clock,
    ),
    make_rule(
        "duration",
        rf"(?!an?\s+(?:second|quarter)){COUNT}{AND_HALF}[\s-]{UNITS}(?![\s-](?:old|of\s+age))",
        relative.read_duration,
    ),
    make_rule("set", rf"(?:every|each)\s+(?:other\s+)?(?:{UNIT}|{WEEKDAY}|{PART})", relative.read_set),
    make_rule("set-adverb", r"daily|weekly|monthly|yearly|annually|nightly", relative.read_set),
    make_rule("set-days", rf"{WEEKDAY}s|weekends|weekdays", relative.read_set),
)
"""All rules, in order of preference."""
