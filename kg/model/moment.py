"""Points and stretches of time as news tells them: with the precision they were told in."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

__all__ = ["Moment", "Precision"]

Precision = Literal["day", "month", "year", "interval"]

_VALUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month, year, or an interval between two of those; "in March" is not the first of March.

    `value` is ISO 8601: `2022-01-07`, `2022-01`, `2022`, or `2022-01-02/2022-01-07` (both ends included).
    """

    value: str

    def __post_init__(self) -> None:
        """Refuse what is no date.

        Raises:
            ValueError: `value` is not one of the forms above, or names a day that does not exist.

        """
        ends = self.value.split("/")
        if len(ends) > 2:
            raise ValueError(f"{self.value!r} is not a date: expected YYYY, YYYY-MM, YYYY-MM-DD or two with a slash")
        bounds = [_bounds(end) for end in ends]
        if bounds[0][0] > bounds[-1][1]:
            raise ValueError(f"{self.value!r} ends before it starts")

    @classmethod
    def of_day(cls, day: date) -> Self:
        """The moment that is one day."""
        return cls(day.isoformat())

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """The days from `first` to `last`, both included; a single day where they are equal."""
        return cls(first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}")

    @property
    def precision(self) -> Precision:
        """How exactly the text told it."""
        if "/" in self.value:
            return "interval"
        precisions: tuple[Precision, ...] = ("year", "month", "day")
        return precisions[self.value.count("-")]

    @property
    def start(self) -> str:
        """The first end as ISO 8601, in the precision given."""
        return self.value.split("/")[0]

    @property
    def end(self) -> str:
        """The last end as ISO 8601, in the precision given; equal to `start` where there is one end."""
        return self.value.split("/")[-1]

    @property
    def first_day(self) -> date:
        """The earliest day it may mean."""
        return _bounds(self.start)[0]

    @property
    def last_day(self) -> date:
        """The latest day it may mean."""
        return _bounds(self.end)[1]

    def overlaps(self, other: "Moment", slack_days: int = 0) -> bool:
        """Whether both can mean the same day, give or take `slack_days`."""
        slack = timedelta(days=slack_days)
        return self.first_day - slack <= other.last_day and other.first_day - slack <= self.last_day


def _bounds(value: str) -> tuple[date, date]:
    """First and last day that a single ISO date of any precision may mean."""
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD")
    year = int(match[1])
    if match[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match[2])
    if match[3] is None:
        after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
        return date(year, month, 1), after - timedelta(days=1)
    day = date(year, month, int(match[3]))
    return day, day
