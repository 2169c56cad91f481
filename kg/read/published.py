"""When an article was published: whoever says so most reliably wins, and the clock is never asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Moment, PublishedFrom
from kg.read.calendar_names import WEEKDAYS
from kg.read.dateline import Dateline
from kg.read.dates import find_days, year_day

__all__ = ["Head", "decide", "url_day"]

_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?=\D|$)")
_EPOCH = date(1970, 1, 1)
"""What faulty pages show for "no date"."""

_REPOST = re.compile(
    r"re-?post|re-?publi|re-?print|re-?sent|publi\w+ (?:again|on this)|printed|generated|modif|updat|copy|actualiz",
    re.I,
)
_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.I)

_REPOST_AFTER = timedelta(days=31)
"""A page dated later than this after a dateline is taken for a repost, whose year tells nothing of the dateline's."""

_YEARS_BACK = 15
"""How many years before a repost a dateline's year is looked for."""


@dataclass(frozen=True, slots=True)
class Head:
    """What of a text can tell its date: the article's first lines, the page's furniture, and the article's body."""

    lines: tuple[str, ...]
    furniture: tuple[str, ...]
    body: str


def decide(
    *, given: Moment | None, marked_up: Moment | None, dateline: Dateline | None, url: str | None, head: Head
) -> tuple[Moment | None, PublishedFrom | None]:
    """The date of publication and what told it.

    In this order: given, markup, dateline, address, a date that stands under the headline, a date of the page that is
    not one of reposting. A dateline without a year takes it from the page's other dates; where those contradict it, the
    date is unknown.
    """
    if given is not None:
        return given, "given"
    if marked_up is not None:
        return marked_up, "markup"
    in_url = url_day(url)
    under_headline = [day for line in head.lines[:4] if len(line) <= 80 for day in _days(line)]
    on_page = [day for line in head.furniture for day in _days(line)]
    if dateline is not None and dateline.month is not None and dateline.day is not None:
        anchors = [day for day in (in_url, *under_headline, *on_page) if day is not None]
        day = _of_dateline(dateline, anchors, head.body)
        if day is not None:
            return Moment.of_day(day), "dateline"
        if anchors:
            return None, None  # the page's dates contradict the dateline: they tell of a repost
    if in_url is not None:
        return Moment.of_day(in_url), "url"
    shown = under_headline or [day for line in head.furniture if not _REPOST.search(line) for day in _days(line)]
    return (Moment.of_day(shown[0]), "text") if shown else (None, None)


def url_day(url: str | None) -> date | None:
    """The day in an address such as `/2022/01/07/`, or None."""
    match = _URL_DAY.search(url or "")
    return year_day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _of_dateline(dateline: Dateline, anchors: Iterable[date], body: str) -> date | None:
    """The day of a dateline.

    Without a year: the last such day before the earliest date of the page. Where that lies more than a month back the
    page is a repost, and the latest year is taken in which the dateline's day is a weekday that the text names: on 256
    annotated articles that finds the year for two thirds of reposts half a year old, and for half of those two years
    old. Years that the text mentions tell nothing: it may speak of the past or the future.
    """
    month, day = dateline.month or 1, dateline.day or 1
    if dateline.year is not None:
        return year_day(dateline.year, month, day)
    latest = min(anchors, default=None)
    if latest is None:
        return None
    years = range(latest.year + 1, latest.year - _YEARS_BACK, -1)
    days = [found for year in years if (found := year_day(year, month, day)) and found <= latest + timedelta(days=1)]
    if not days or latest - days[0] <= _REPOST_AFTER:
        return days[0] if days else None
    named = {WEEKDAYS.index(name.lower()) for name in _WEEKDAY.findall(body)}
    return next((found for found in days if found.weekday() in named), None)


def _days(line: str) -> list[date]:
    return [day for _, _, day in find_days(line) if day != _EPOCH]
