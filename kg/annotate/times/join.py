"""Joins neighbouring expressions that tell one time: "at 10 p.m. on Sunday", "from Saturday to Monday"."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from kg.annotate.times.mention import TimeKind
from kg.model import Moment

__all__ = ["Found", "joined"]

_APPOSED = re.compile(r"(?:\s*,)?\s+(?:of\s+)?(?:the\s+)?|\s*\(\s*")
_LIMIT = re.compile(r"\b(?:and|since|until|till|by|before|after|from|to|for|between)\b")
_TO = re.compile(r"\s*(?:\b(?:to|until|till|through)\b(?:\s+(?:late|early)(?:\s+on)?)?|[-–—])\s*")
_AND = re.compile(r"\s+and\s+(?:on\s+)?")
_RANGE_OPENERS = re.compile(r"\b(?:from|between)\b")
_WEEKDAYS = frozenset({"weekday", "day-name", "this-part"})
_DAYS = frozenset({"day-month", "month-day", "iso", "numeric", "day-range", "month-day-range"})
_MONTHS = frozenset({"month", "month-year"})


@dataclass(frozen=True, slots=True)
class Found:
    """An expression read: where it stands with (`start`, `end`) and without (`core_…`) what leads it in."""

    start: int
    end: int
    core_start: int
    core_end: int
    moment: Moment | None
    kind: TimeKind
    rule: str


def joined(lower: str, left: Found, right: Found) -> Found | None:
    """Both as one expression; None where they tell two times."""
    if right.core_start - left.core_end > 30:
        return None
    between = lower[left.end : max(left.end, right.core_start)]
    return _range(lower, left, right) or _apposed(lower[left.end : max(left.end, right.start)], between, left, right)


def _apposed(gap: str, between: str, left: Found, right: Found) -> Found | None:
    """A time of day with its date, a weekday with its date, a day with its year."""
    if _APPOSED.fullmatch(gap) is None or _LIMIT.search(between):
        return None
    kinds = (left.kind, right.kind)
    whole = _spanning(left, right)
    if kinds == ("time", "date") and right.rule not in _MONTHS and right.rule != "year":
        return replace(whole, moment=right.moment, rule=right.rule)
    if kinds == ("date", "time") and "," not in gap and "(" not in gap:
        return replace(whole, moment=left.moment, rule=left.rule)
    if left.rule in _WEEKDAYS and right.rule in _DAYS:
        return replace(whole, moment=right.moment, rule=right.rule)
    if right.rule in _WEEKDAYS and left.rule in _WEEKDAYS and {left.rule, right.rule} != {"weekday"}:
        return replace(whole, moment=left.moment if left.rule != "weekday" else right.moment)
    return None


def _range(lower: str, left: Found, right: Found) -> Found | None:
    """Read "From X to Y", "between X and Y", "X and Y" of neighbouring weekdays or months."""
    if left.moment is None or right.moment is None or left.kind != "date" or right.kind != "date":
        return None
    gap = lower[left.end : right.core_start]
    opener = _RANGE_OPENERS.search(lower[left.start : left.core_start])
    same = left.rule == right.rule and left.rule in ("weekday", "month", "day-month", "month-day")
    if _TO.fullmatch(gap):
        if opener is None and not same:
            return None
    elif not (_AND.fullmatch(gap) and ((opener and opener[0] == "between") or (same and _adjacent(left, right)))):
        return None
    moment = _from_to(left, right)
    return None if moment is None else replace(_spanning(left, right), moment=moment, rule="range")


def _adjacent(left: Found, right: Found) -> bool:
    if left.moment is None or right.moment is None or left.rule not in ("weekday", "month"):
        return False
    return right.moment.first_day - left.moment.last_day == timedelta(days=1)


def _from_to(left: Found, right: Found) -> Moment | None:
    first, last = left.moment, right.moment
    if first is None or last is None:
        return None
    if right.rule == "weekday" and first.precision == "day":  # the first such weekday after the beginning
        last = Moment.of_day(first.first_day + timedelta(days=(last.first_day - first.first_day).days % 7))
    if first.first_day > last.last_day and left.rule in _DAYS | _MONTHS and first.precision in ("day", "month"):
        first = Moment(f"{last.first_day.year}{first.value[4:]}")
    if first.first_day > last.last_day:
        return None
    start, end = first.start, last.end
    return Moment(start) if start == end else Moment(f"{start}/{end}")


def _spanning(left: Found, right: Found) -> Found:
    return Found(left.start, right.end, left.core_start, right.core_end, left.moment, "date", left.rule)
