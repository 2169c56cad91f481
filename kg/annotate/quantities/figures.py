"""Finds numbers in a text and reads their value, scale, range, currency and percent sign."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import Match

from kg.annotate.numerals import NUMERAL, SHORT_SCALES, VAGUE, parse_number
from kg.annotate.quantities.words import CURRENCY_SYMBOLS

__all__ = ["Figure", "figures", "parts"]

_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(CURRENCY_SYMBOLS, key=len, reverse=True))
_SHORT = "|".join(sorted(SHORT_SCALES, key=len, reverse=True))
_UNITS = {
    "km/h": "km/h", "kph": "km/h", "mph": "mph", "km": "kilometres", "kg": "kilograms", "cm": "centimetres",
    "mm": "millimetres", "mw": "megawatts", "gw": "gigawatts", "m": "metres", "ft": "feet",
}  # fmt: skip
_START = rf"(?<![\w.,/:%+-])(?:(?P<symbol>{_SYMBOL})\s?)?(?P<low>{NUMERAL}|{VAGUE})"
_UPPER = rf"(?:\s?[-–—]\s?|\s(?P<word>to|and|or)\s)(?:{_SYMBOL})?(?P<high>{NUMERAL})"
_END = (
    rf"(?:\s?(?P<short>{_SHORT})(?!\w))?(?:\s?(?P<unit>{'|'.join(_UNITS)})(?!\w))?"
    r"(?:(?:\s|-)?(?P<percent>%|percent\b|per\s+cent\b|percentage\s+points?\b|pct\b))?(?![\w%]|[.,:/]\d|-\d)"
)
_NUMBER = re.compile(_START)
_SINGLE = re.compile(_START + _END)
_RANGE = re.compile(_START + _UPPER + _END)
_SHARE = re.compile(
    rf"(?P<part>{NUMERAL})\s(?:in|out\sof)\s(?:every\s)?(?P<whole>(?<=one\sin\s)[a-z]+|(?<=one\sin\s)\d\d?\b|(?<=\b1\sin\s)(?:every\s)?\d\d?\b|ten\b)"
)
_VAGUE = re.compile(VAGUE)
_FRACTION = re.compile(r"[\s-](?:thirds?|quarters?|fourths?|fifths?|sixths?|tenths?|halves|half)\b")
_PART = re.compile(
    r"(?<![\w.,/:%+-])(?:(?P<count>an?|one|two|three|four|five|seven|nine)[\s-])?"
    r"(?P<part>half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?(?=\s+of\s+(?!an?\b|\d{4}))"
)
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_COUNTED_MILLIONS = re.compile(r"\s+(?:people|tonnes|(?!hurdles|steps)[a-z]{3,}s\b)")
_SCALE_AT_END = re.compile(r"(thousand|million|billion|trillion)$")
_OPENER = re.compile(r"\b(between|from|by)\s+$")
_BALLOT = re.compile(r"\bvot(?:e|ed|es|ing)\b|\bscore|\bbeat\b|\bwon\b|\blost\b|\bdefeat")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number found: its place, value (None for "dozens"), upper end of a range, and the unit written with it."""

    start: int
    end: int
    value: float | None
    high: float | None
    unit: str | None
    money: bool


def figures(lower: str, blocked: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    """All numbers of a lower-case text, in order; none in the stretches `blocked`, and no fractions.

    A share ("one in nine", "four in ten") counts as a percentage.
    """
    at = 0
    while (number := _NUMBER.search(lower, at)) is not None:
        at = number.end()
        single, whole = _SINGLE.match(lower, number.start()), _RANGE.match(lower, number.start())
        if (wall := _wall(number, blocked)) is not None:
            at = max(at, wall)
        elif _FRACTION.match(lower, number.end()):
            continue
        elif (share := _SHARE.match(lower, number.start())) is not None and (percent := _percentage(share)) is not None:
            at = share.end()
            yield Figure(share.start(), share.end(), percent, None, "percent", False)
        elif whole is not None and (ends := _range(lower, whole)) is not None and _wall(whole, blocked) is None:
            at = whole.end()
            yield _figure(whole, *ends)
        elif single is not None and not _FRACTION.match(lower, single.end()):
            at = single.end()
            yield _figure(single, None if _VAGUE.fullmatch(single["low"]) else parse_number(single["low"]), None)


def parts(lower: str, blocked: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    """Fractions of a whole that is named, as percentages: "a third of the officers", "two-thirds of them"."""
    for match in _PART.finditer(lower):
        count = parse_number(match["count"]) if match["count"] else 1
        ordinal = match["count"] is None and match["part"] != "half"  # "the third of May", "the fifth of six"
        if count is None or ordinal or count >= _PARTS[match["part"]] or _wall(match, blocked) is not None:
            continue
        if match["count"] in ("one", "a", "an", None) or match[0].endswith("s"):
            percent = round(100 * count / _PARTS[match["part"]], 1)
            yield Figure(match.start(), match.end(), percent, None, "percent", False)


def _wall(match: Match[str], blocked: Sequence[tuple[int, int]]) -> int | None:
    """The end of the blocked stretch that a match runs into."""
    return next((end for start, end in blocked if start < match.end() and match.start() < end), None)


def _percentage(share: Match[str]) -> float | None:
    part, whole = parse_number(share["part"]), parse_number(share["whole"])
    return round(100 * part / whole, 1) if part and whole and part < whole else None


def _range(lower: str, match: Match[str]) -> tuple[float, float] | None:
    """Both ends; None where the numbers are a score, a vote, a change ("from 3 to 5") or a telephone number."""
    low, high = parse_number(match["low"]), parse_number(match["high"])
    before = lower[max(0, match.start() - 60) : match.start()]
    opener = _OPENER.search(before)
    opening = opener[1] if opener is not None else None
    if low is None or high is None or opening in ("from", "by") or _BALLOT.search(before):
        return None
    if match["word"] == "to" and match["symbol"] and "$€£".find(lower[match.start("high") - 1]) >= 0:
        return None
    if match["word"] == "and" and opening != "between":
        return None
    scale = _SCALE_AT_END.search(match["high"])
    if scale is not None and low < 1000:
        low *= parse_number(scale[1]) or 1
    return (low, high) if low < high <= 20 * max(low, 1) else None


def _scaled(value: float, factor: int) -> float:
    """The product without what binary fractions add to it: "€4.1bn"."""
    return value if factor == 1 else round(value * factor, 3)


def _figure(match: Match[str], value: float | None, high: float | None) -> Figure:
    symbol, short, unit = match["symbol"], match["short"], match["unit"]
    factor = 1
    if short == "m" and symbol is None and not _COUNTED_MILLIONS.match(match.string, match.end()):
        unit = "m"
    elif short is not None:
        factor = SHORT_SCALES[short]
    named = CURRENCY_SYMBOLS[symbol] if symbol is not None else _UNITS.get(unit) if unit is not None else None
    if match["percent"] is not None:
        named = "percentage points" if "point" in match["percent"] else "percent"
    return Figure(
        match.start(),
        match.end(),
        None if value is None else _scaled(value, factor),
        None if high is None else _scaled(high, factor),
        named,
        symbol is not None,
    )
