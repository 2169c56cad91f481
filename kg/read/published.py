"""When an article was published: whoever says so most reliably wins, and the clock is never asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Moment, PublishedFrom
from kg.read.dateline import Dateline
from kg.read.dates import find_days, year_day
from kg.read.year import year_beside_dates, year_of_dateline

__all__ = ["Head", "decide", "url_day"]

_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?=\D|$)")
_EPOCH = date(1970, 1, 1)
"""What faulty pages show for "no date"."""

_REPOST = re.compile(
    r"re-?post|re-?publi|re-?print|re-?sent|publi\w+ (?:again|on this)|printed|generated|modif|updat|copy|actualiz",
    re.I,
)
_REPOST_AFTER = timedelta(days=31)
"""A page dated later than this after a dateline is taken for a repost, whose year tells nothing of the dateline's."""


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
    not one of reposting. A date in markup that an agency's dateline contradicts is that of a repost, and loses. A
    dateline without a year takes it from the page's other dates; where those contradict it and the text does not single
    out a year, the date is unknown.
    """
    if given is not None:
        return given, "given"
    if marked_up is not None and not _is_repost(marked_up, dateline):
        return marked_up, "markup"
    in_url = url_day(url)
    under_headline = [day for line in head.lines[:4] if len(line) <= 80 for day in _days(line)]
    on_page = [day for line in head.furniture for day in _days(line)]
    if dateline is not None and dateline.month is not None and dateline.day is not None:
        shown = [day for day in (_day(marked_up), in_url, *under_headline, *on_page) if day is not None]
        day = _of_dateline(dateline, shown, head.body)
        if day is not None:
            return Moment.of_day(day), "dateline"
        if shown:
            return None, None  # the page's dates contradict the dateline: they tell of a repost
    if in_url is not None:
        return Moment.of_day(in_url), "url"
    dates = under_headline or [day for line in head.furniture if not _REPOST.search(line) for day in _days(line)]
    return (Moment.of_day(dates[0]), "text") if dates else (None, None)


def url_day(url: str | None) -> date | None:
    """The day in an address such as `/2022/01/07/`, or None."""
    match = _URL_DAY.search(url or "")
    return year_day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _is_repost(marked_up: Moment, dateline: Dateline | None) -> bool:
    """Whether a page's own date is later than the article can be by an agency's dateline in it."""
    page = _day(marked_up)
    if page is None or dateline is None or dateline.agency is None or dateline.month is None or dateline.day is None:
        return False
    years = (dateline.year,) if dateline.year is not None else (page.year + 1, page.year, page.year - 1)
    days = [day for year in years if (day := year_day(year, dateline.month, dateline.day))]
    return bool(days) and all(abs(page - day) > _REPOST_AFTER for day in days)


def _of_dateline(dateline: Dateline, anchors: Iterable[date], body: str) -> date | None:
    """The day of a dateline; without a year in it, the last such day before the earliest date of the page.

    Where that lies more than a month back the page is a repost, and the text itself has to tell the year.
    """
    month, day = dateline.month or 1, dateline.day or 1
    if dateline.year is not None:
        return year_day(dateline.year, month, day)
    latest = min(anchors, default=None)
    if latest is None:
        return year_beside_dates(month, day, body)
    days = (year_day(year, month, day) for year in (latest.year + 1, latest.year, latest.year - 1))
    last = next((found for found in days if found and found <= latest + timedelta(days=1)), None)
    if last is not None and latest - last <= _REPOST_AFTER:
        return last
    return year_of_dateline(month, day, latest, body)


def _day(moment: Moment | None) -> date | None:
    return date.fromisoformat(moment.value) if moment is not None and moment.precision == "day" else None


def _days(line: str) -> list[date]:
    return [day for _, _, day in find_days(line) if day != _EPOCH]
