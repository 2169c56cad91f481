"""Holidays with a date that can be known: fixed days, the n-th weekday of a month, and feasts counted from Easter.

Feasts that follow a sighting of the moon (Eid) or a lunisolar calendar are left out: their date would be a guess.
"""

from collections.abc import Callable
from datetime import date, timedelta

__all__ = ["HOLIDAYS", "easter", "holiday", "orthodox_easter"]

FIXED: dict[str, tuple[int, int]] = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "the new year": (1, 1),
    "old new year": (1, 14),
    "orthodox new year": (1, 14),
    "three kings' day": (1, 6),
    "epiphany": (1, 6),
    "orthodox christmas eve": (1, 6),
    "orthodox christmas day": (1, 7),
    "orthodox christmas": (1, 7),
    "orthodox epiphany": (1, 19),
    "australia day": (1, 26),
    "holocaust memorial day": (1, 27),
    "candlemas": (2, 2),
    "valentine's day": (2, 14),
    "defender of the fatherland day": (2, 23),
    "international women's day": (3, 8),
    "women's day": (3, 8),
    "st patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "april fool's day": (4, 1),
    "earth day": (4, 22),
    "st george's day": (4, 23),
    "anzac day": (4, 25),
    "king's day": (4, 27),
    "may day": (5, 1),
    "labour day": (5, 1),
    "international workers' day": (5, 1),
    "world press freedom day": (5, 3),
    "europe day": (5, 9),
    "russian victory day": (5, 9),
    "juneteenth": (6, 19),
    "midsummer day": (6, 24),
    "midsummer's day": (6, 24),
    "st peter's day": (6, 29),
    "canada day": (7, 1),
    "the fourth of july": (7, 4),
    "fourth of july": (7, 4),
    "bastille day": (7, 14),
    "assumption day": (8, 15),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "all saints day": (11, 1),
    "all souls' day": (11, 2),
    "day of the dead": (11, 2),
    "bonfire night": (11, 5),
    "guy fawkes night": (11, 5),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "st andrew's day": (11, 30),
    "veterans day": (11, 11),
    "st nicholas' day": (12, 6),
    "human rights day": (12, 10),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "catholic christmas": (12, 25),
    "western christmas": (12, 25),
    "the second day of christmas": (12, 26),
    "second day of christmas": (12, 26),
    "boxing day": (12, 26),
    "st stephen's day": (12, 26),
}
# month, weekday (Monday is 0), which one of the month (-1 is the last), days added
NTH_WEEKDAY: dict[str, tuple[int, int, int, int]] = {
    "martin luther king day": (1, 0, 3, 0),
    "martin luther king jr. day": (1, 0, 3, 0),
    "presidents day": (2, 0, 3, 0),
    "presidents' day": (2, 0, 3, 0),
    "memorial day": (5, 0, -1, 0),
    "labor day": (9, 0, 1, 0),
    "columbus day": (10, 0, 2, 0),
    "remembrance sunday": (11, 6, 2, 0),
    "thanksgiving day": (11, 3, 4, 0),
    "thanksgiving": (11, 3, 4, 0),
    "black friday": (11, 3, 4, 1),
}
FROM_EASTER: dict[str, int] = {
    "shrove tuesday": -47,
    "mardi gras": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "holy thursday": -3,
    "good friday": -2,
    "holy saturday": -1,
    "easter eve": -1,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "ascension day": 39,
    "pentecost": 49,
    "whit sunday": 49,
    "whit monday": 50,
    "trinity sunday": 56,
    "corpus christi day": 60,
    "corpus christi": 60,
}
FROM_ORTHODOX_EASTER: dict[str, int] = {
    "orthodox palm sunday": -7,
    "orthodox good friday": -2,
    "orthodox easter sunday": 0,
    "orthodox easter monday": 1,
    "orthodox easter": 0,
    "orthodox ascension day": 39,
    "orthodox pentecost": 49,
    "orthodox whit monday": 50,
}


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, published in Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    w = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * w) // 433
    month, day = divmod(h + w - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (the Julian computus after Jean Meeus, Astronomical Algorithms).

    The Julian date is moved by the difference of the calendars in that century, 13 days from 1900 to 2099.
    """
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    century = year // 100
    return date(year, month, day + 1) + timedelta(days=century - century // 4 - 2)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The `which`-th `weekday` (Monday is 0) of a month; the last one for -1."""
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def holiday(name: str, year: int) -> date:
    """The day a holiday falls on in a year.

    Raises:
        KeyError: the name (lower case, without "saint's" spelled out) is none of `HOLIDAYS`.
    """
    return HOLIDAYS[name](year)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, which: int, added: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, month, weekday, which) + timedelta(days=added)


def _after(feast: Callable[[int], date], days: int) -> Callable[[int], date]:
    return lambda year: feast(year) + timedelta(days=days)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    **{name: _fixed(*day) for name, day in FIXED.items()},
    **{name: _nth(*rule) for name, rule in NTH_WEEKDAY.items()},
    **{name: _after(easter, days) for name, days in FROM_EASTER.items()},
    **{name: _after(orthodox_easter, days) for name, days in FROM_ORTHODOX_EASTER.items()},
}
"""How to compute each holiday's day in a given year, by its lower-case name."""
