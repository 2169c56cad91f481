"""The year of a dateline that names only day and month, on a page that was dated later.

An agency writes "PARIS, May 4 (Agency) -", and a site that reprints it months or years later shows its own day. What
the text itself says has to single out the year:

- a weekday set beside a date or a feast of a fixed date ("Thursday, May 3", "Friday, Orthodox Christmas Day") is true
  in one year of five, six or eleven; years in which it is false are out;
- a full date near the dateline's day ("since 28 April 2021") all but settles it;
- weekdays named alone are weighed by how often reports name the day of their dateline, the day before, and so on;
- years mentioned are weighed by how far the latest of them lies behind the report.

The weights were counted on 925 annotated articles; a year is taken only where it is `CERTAIN` among all candidates. On
296 of them, set as reprints of two months to five years of age, that is one in ten, and 93 of 100 of those are right;
set to take the best year always, 57 of 100 were. The rest stays unknown.
"""

import math
import re
from collections.abc import Iterable
from datetime import date, timedelta

from kg.read.calendar_names import MONTH, WEEKDAYS, month_number
from kg.read.dates import find_days, year_day

__all__ = ["CERTAIN", "year_beside_dates", "year_of_dateline"]

CERTAIN = 0.9
"""Share of the weight of all candidate years that the best one must have."""

_YEARS_BACK = 15
_DECAY = 0.6
"""How much rarer reprints are with each year of age."""

_NAMED = (0.50, 0.12, 0.16, 0.20, 0.25, 0.36, 0.67)
"""How often a report names the weekday of its dateline, that of the day after, …, that of the day before."""

_FIRST = (0.32, 0.02, 0.02, 0.04, 0.05, 0.13, 0.42)
"""The same of the weekday that it names first."""

_BEHIND = (0.20, 0.14, 0.20, 0.13, 0.07, 0.05, 0.04, 0.03, 0.03, 0.02)
"""How often the latest year mentioned lies no, one, … years behind the report; beyond, and ahead of it, one in 100."""

_RARE = 0.01
_NEAR = timedelta(days=45)
_NEARNESS = 50.0
"""How much more likely a year is in which a full date of the text lies near the dateline's day."""

_DAY = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
_DATED = (
    re.compile(
        rf"\b{_DAY},?\s+(?:the\s+)?(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})(?!,?\s+\d{{4}})", re.I
    ),
    re.compile(rf"\b{_DAY},?\s+(?P<month>{MONTH})\s*(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?!,?\s+\d{{4}})", re.I),
    re.compile(rf"\b(?P<month>{MONTH})\s*(?P<day>\d\d?)\s*\((?:a\s+)?{_DAY}\)", re.I),
)
_FEASTS = {
    "new year's day": (1, 1),
    "orthodox christmas": (1, 7),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "new year's eve": (12, 31),
    "boxing day": (12, 26),
    "labour day": (5, 1),
    "may day": (5, 1),
    "victory day": (5, 9),
    "valentine's day": (2, 14),
    "women's day": (3, 8),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "bastille day": (7, 14),
}
_FEAST = re.compile(
    rf"\b{_DAY},?\s+(?:which\s+is\s+|the\s+)?(?P<feast>"
    + "|".join(sorted((name.replace("'", "['’]") for name in _FEASTS), key=len, reverse=True))
    + r")\b",
    re.I,
)
_WEEKDAY = re.compile(rf"\b{_DAY}\b", re.I)
_YEAR = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d%]|[.,/-]\d)")


def year_of_dateline(month: int, day: int, latest: date, body: str) -> date | None:
    """The day of a dateline that lies before `latest`, the earliest day that the page shows; None where unsure."""
    years = range(latest.year, latest.year - _YEARS_BACK, -1)
    days = [found for year in years if (found := year_day(year, month, day)) and found <= latest + timedelta(days=1)]
    days = [found for found in days if all(_is_true(found, said) for said in _said(body))]
    if not days:
        return None
    weights = [_weight(found, (latest - found).days / 365.25, body) for found in days]
    best = max(range(len(days)), key=lambda i: (weights[i], -i))
    return days[best] if weights[best] >= CERTAIN * sum(weights) else None


def year_beside_dates(month: int, day: int, body: str) -> date | None:
    """The day of a dateline on a page without a date, from full dates near it in the text; None where they differ."""
    found: set[date] = set()
    for full in _full_days(body):
        near = (year_day(year, month, day) for year in (full.year - 1, full.year, full.year + 1))
        found.update(beside for beside in near if beside and abs(full - beside) <= _NEAR)
    found = {beside for beside in found if all(_is_true(beside, said) for said in _said(body))}
    return found.pop() if len(found) == 1 else None


def _weight(day: date, age: float, body: str) -> float:
    named = [WEEKDAYS.index(match["weekday"].lower()) for match in _WEEKDAY.finditer(body)]
    weight = math.log(_DECAY) * age
    if named:
        offsets = {(weekday - day.weekday()) % 7 for weekday in named}
        weight += sum(math.log(p if offset in offsets else 1 - p) for offset, p in enumerate(_NAMED))
        weight += math.log(_FIRST[(named[0] - day.weekday()) % 7])
    if mentioned := [int(year) for year in _YEAR.findall(body)]:
        behind = day.year - max(mentioned)
        weight += math.log(_BEHIND[behind] if 0 <= behind < len(_BEHIND) else _RARE)
    if any(abs(full - day) <= _NEAR for full in _full_days(body)):
        weight += math.log(_NEARNESS)
    return math.exp(weight)


def _said(body: str) -> set[tuple[int, int, int]]:
    """What the text says of weekdays: month, day, weekday."""
    found = set()
    for pattern in _DATED:
        for match in pattern.finditer(body):
            found.add((month_number(match["month"]), int(match["day"]), WEEKDAYS.index(match["weekday"].lower())))
    for match in _FEAST.finditer(body):
        feast = _FEASTS[match["feast"].lower().replace("’", "'")]
        if feast is not None:
            found.add((*feast, WEEKDAYS.index(match["weekday"].lower())))
    return found


def _is_true(day: date, said: tuple[int, int, int]) -> bool:
    """Whether a date has the weekday that a report of `day` gives it; of the years around, the nearest is meant."""
    month, number, weekday = said
    around = (year_day(year, month, number) for year in (day.year - 1, day.year, day.year + 1))
    meant = min((found for found in around if found), key=lambda found: abs(found - day), default=None)
    return meant is None or meant.weekday() == weekday


def _full_days(body: str) -> Iterable[date]:
    return [day for line in body.split("\n") for _, _, day in find_days(line)]
