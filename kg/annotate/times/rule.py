"""What a rule is, and the pieces of patterns that several rules share (for lower-case text)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from re import Match, Pattern

from kg.annotate.times.reading import Anchors, Reading
from kg.annotate.times.words import NUMBER, UNIT, WEEKDAY, YEAR

__all__ = [
    "AND_HALF",
    "COUNT",
    "COUNTED",
    "DATED",
    "EDGE",
    "NUMBERED",
    "OF_YEAR",
    "PERIOD",
    "REL",
    "SOME",
    "TO",
    "UNITS",
    "WHICH",
    "Rule",
    "make_rule",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording and how to read it. `names` lists groups that must be capitalised in the text ("May", "Sat")."""

    name: str
    pattern: Pattern[str]
    read: Callable[[Match[str], Anchors], Reading | None]
    names: tuple[str, ...] = ()


def make_rule(name: str, pattern: str, read: Callable[[Match[str], Anchors], Reading | None], *names: str) -> Rule:
    """A rule whose pattern stands as whole words; it is written for lower-case text."""
    return Rule(name, re.compile(rf"(?<![\w.,-])(?:{pattern})(?![\w])"), read, names)


REL = r"(?P<rel>last|this|next|the\s+same|that|the\s+previous|the\s+current)"
OF_YEAR = rf"(?:(?:,?\s+(?:of\s+)?(?:fiscal\s+)?(?P<year>{YEAR})(?!\s?(?:people|%)))|\s+(?:of\s+)?{REL}\s+year)?"
DATED = rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?"
TO = r"\s*(?:-|–|—|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s*"
WHICH = r"(?P<which>this\s+past|this\s+coming|last|this|next|past|coming)"
EDGE = (
    r"(?:(?P<lead>since|from|by|until|till|before)\s+)?(?:the\s+)?(?:very\s+)?"
    r"(?P<edge>start|beginning|middle|end|close)\s+of"
)
COUNT = rf"(?P<count>{NUMBER})"
AND_HALF = r"(?P<half>\s+and\s+a\s+half)?"
UNITS = rf"(?P<unit>{UNIT})s?"
PERIOD = r"(?P<unit>day|week|month|quarter|year|decade)"

COUNTED = (
    r"(?:people|men|women|children|police|troops|km|kilomet|met(?:re|er)|mile|tonne|tons?\b|dollar|euro|pound|percent"
    r"|per\s+cent|hours?\b|feet|acres|kg|km/h|votes|jobs|seats)"
)
"""Words after which four digits are a count and no year."""

NUMBERED = (
    r"(?:floor|day|century|anniversary|minute|hole|lap|attempt|time|birthday|parallel|round|street|avenue|district|of"
    r"|congress|edition|session|ballot|night|week|month|year|ward|place)\b"
)
"""Words after which an ordinal counts something else than the days of a month."""
SOME = r"(?:(?:some|a\s+few|several|many|only|just)\s+)?"
