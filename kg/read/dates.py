"""Dates as inputs give them and as pages show them: to the day, never guessed."""

import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from kg.model import Moment
from kg.read.calendar_names import MONTH, month_number

__all__ = ["AmbiguousDate", "find_days", "parse_date", "year_day"]

_EARLIEST, _LATEST = 1500, 2199
"""Years outside are taken for damage, not for dates of publication."""

_YEAR = r"(?P<year>\d{4})"
_CLOCK = r"(?:[T ,]*(?:at )?\d{1,2}[:.hH]\d{2}.*|T.*)?"
_ISO = re.compile(rf"{_YEAR}(?P<sep>[-/.])(?P<month>\d\d?)(?:(?P=sep)(?P<day>\d\d?))?{_CLOCK}$")
_COMPACT = re.compile(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{{4,6}}Z?)?$")
_OF = r"(?:[\s-]+(?:of|de|di))?"
_DAY_FIRST = rf"(?P<day>\d\d?)(?:st|nd|rd|th|er|º|\.)?{_OF}[\s-]*(?P<month>{MONTH}){_OF}[\s,-]+{_YEAR}"
_MONTH_FIRST = rf"(?P<month>{MONTH})\s*(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}"
_NUMERIC = r"(?P<first>\d\d?)(?P<sep>[./-])(?P<second>\d\d?)(?P=sep)(?P<year>\d{4}|\d\d)"
_WORDS = tuple(re.compile(rf"(?<![\w.]){form}(?!\w)", re.I) for form in (_DAY_FIRST, _MONTH_FIRST))
_MONTH_ONLY = re.compile(rf"(?P<month>{MONTH})[\s,]+{_YEAR}$", re.I)
_NUMBERS = re.compile(rf"(?<![\w./-]){_NUMERIC}(?![\w/-]|\.\d)")
_NUMBER_START = re.compile(rf"{_NUMERIC}(?!\d){_CLOCK}$")
_ISO_INSIDE = re.compile(rf"(?<![\w./-]){_YEAR}(?P<sep>[-/.])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)")
_PIVOT = 69
"""Two digits from here on are years of the twentieth century, as POSIX has it."""


class AmbiguousDate(ValueError):
    """A date that two conventions read differently (03/04/2022): day and month are not to be guessed."""


def parse_date(value: object) -> Moment:
    """The moment that a field of an input names; the day as written, whatever its zone.

    Understood: ISO 8601 with or without a time, `Fri, 07 Jan 2022 10:00:00 GMT`, `January 7, 2022`, `7 January 2022`,
    `07.01.2022` (dots mean day first everywhere), `13/01/2022`, seconds or milliseconds since 1970.

    Raises:
        AmbiguousDate: day and month could be either way round.
        ValueError: it names no date; the message quotes it.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    text = " ".join(str(value).split())[:100]
    for pattern in (_ISO, _COMPACT, _MONTH_ONLY):
        if match := pattern.match(text):
            return _moment(match["year"], match["month"], match.groupdict().get("day"), text)
    if match := _NUMBER_START.match(text):
        return Moment.of_day(_of_numbers(match))
    if re.fullmatch(r"\d{4}", text):
        return _moment(text, None, None, text)
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        return _of_number(float(text))
    for pattern in _WORDS:
        if match := pattern.search(text):
            return _moment(match["year"], match["month"], match["day"], text)
    raise ValueError(f"{text!r} is no date; expected a form like 2022-01-07 or 7 January 2022")


def find_days(line: str) -> Iterator[tuple[int, int, date]]:
    """Every full date that a line shows, as start, end, day, in order; ambiguous and impossible ones are left out."""
    found: dict[int, tuple[int, int, date]] = {}
    for pattern in (*_WORDS, _ISO_INSIDE, _NUMBERS):
        for match in pattern.finditer(line):
            try:
                day = _of_numbers(match) if pattern is _NUMBERS else _day(match["year"], match["month"], match["day"])
            except ValueError:
                continue
            found.setdefault(match.start(), (match.start(), match.end(), day))
    yield from (found[start] for start in sorted(found))


def year_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where that year has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_number(value: float) -> Moment:
    """The day of a count of seconds or milliseconds since 1970 (UTC), or of a number that is written like a date."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no date; expected a form like 2022-01-07")
    if value == int(value) and _EARLIEST <= value <= _LATEST:
        return Moment(f"{int(value):04d}")
    if value == int(value) and (match := _COMPACT.match(str(int(value)))) and len(str(int(value))) == 8:
        return _moment(match["year"], match["month"], match["day"], str(int(value)))
    seconds = value / 1000 if abs(value) >= 1e11 else value
    if not 1e8 <= seconds < 7.3e9:
        raise ValueError(f"{value:g} is no date; expected a form like 2022-01-07, or seconds since 1970")
    return Moment.of_day(datetime.fromtimestamp(seconds, tz=UTC).date())


def _moment(year: str, month: str | None, day: str | None, text: str) -> Moment:
    try:
        if day is not None and month is not None:
            return Moment.of_day(_day(year, month, day))
        _day(year, month or "1", "1")
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: there is no such day") from error
    return Moment(f"{int(year):04d}-{_month(month):02d}" if month else f"{int(year):04d}")


def _day(year: str, month: str, day: str) -> date:
    if not _EARLIEST <= int(year) <= _LATEST:
        raise ValueError(f"{year} is no year of publication")
    return date(int(year), _month(month), int(day))


def _month(name: str) -> int:
    return int(name) if name.isdigit() else month_number(name)


def _of_numbers(match: re.Match[str]) -> date:
    """Day, month and year from three numbers: dots mean day first; otherwise a part beyond 12 has to tell."""
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    if len(year) == 2:
        if match["sep"] != ".":
            raise AmbiguousDate(f"{match[0]!r} can be read in several ways; write it as YYYY-MM-DD")
        year = f"{'19' if int(year) >= _PIVOT else '20'}{year}"
    if match["sep"] == "." or first > 12 or first == second:
        return _day(year, str(second), str(first))
    if second > 12:
        return _day(year, str(first), str(second))
    raise AmbiguousDate(f"{match[0]!r} can mean two days; write it as YYYY-MM-DD")
