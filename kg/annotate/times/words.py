"""The vocabulary of time, as tables and as pieces of regular expressions (for lower-case text)."""

from kg.annotate.numerals import CARDINAL, ORDINALS
from kg.annotate.times.holidays import HOLIDAYS

__all__ = [
    "CLOCK",
    "DAY",
    "HOLIDAY",
    "LEAD",
    "MONTH",
    "MONTHS",
    "NUMBER",
    "PART",
    "UNIT",
    "WEEKDAY",
    "WEEKDAYS",
    "YEAR",
]

_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, start=1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)},
    "sept": 9,
}
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS: dict[str, int] = {
    **{name: number for number, name in enumerate(_WEEKDAY_NAMES)},
    **{name[:3]: number for number, name in enumerate(_WEEKDAY_NAMES)},
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SHORT_MONTHS = _alternatives([name for name in MONTHS if name not in _MONTH_NAMES])
_SHORT_WEEKDAYS = _alternatives([name for name in WEEKDAYS if name not in _WEEKDAY_NAMES])
MONTH = rf"(?:{'|'.join(_MONTH_NAMES)}|(?:{_SHORT_MONTHS})\b\.?)"
WEEKDAY = rf"(?:{'|'.join(_WEEKDAY_NAMES)}|(?:{_SHORT_WEEKDAYS})\b\.?)"
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|{_alternatives(list(ORDINALS))})"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
NUMBER = CARDINAL
UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade)"
PART = (
    r"(?:(?:early\s+|late\s+|mid-?)?(?:morning|afternoon|evening|night)|(?:pre-?)?dawn|daybreak|sunrise|sunset|dusk"
    r"|nightfall|noon|midday|midnight|lunchtime|rush\s+hour)"
)
CLOCK = (
    r"(?:\d{1,2}(?:[.:]\d{2})?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|a\.m\b|p\.m\b)|\d{1,2}[:.]\d{2}\b(?!\.?\d|\s?%)"
    r"|\d{1,2}\so['’]clock)(?:\s(?:local\stime|gmt|utc|cest|cet|est|edt|bst|msk"
    r"|(?!every|one|same|this|that|first|last|next|some|full|extra|prime|half)[a-z]+\stime))?"
)
HOLIDAY = rf"(?:{_alternatives([name.replace(' ', chr(92) + 's+').replace('st' + chr(92), 'st' + chr(92) + '.?' + chr(92)) for name in HOLIDAYS])})"  # noqa: E501
LEAD = (
    r"(?:(?:(?:on(?!\s+(?:from|since|until|till|after|before|during|for|through))|in|at|by|between|since|until|till|during|over|from|for|before|after|around|about|towards?|throughout|through"
    r"|up\s+to|as\s+of|early|earlier|late|later|shortly|just|soon|only|exactly|nearly|almost|sometime|the)\s+)+)"
)
"""Prepositions and adverbs that belong to an expression of time when they stand right before it."""
