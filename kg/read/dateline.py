"""Datelines, bylines and source lines: where, when, by whom, as an article's own head and foot tell it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.read.calendar_names import MONTH, WEEKDAY, month_number
from kg.read.dates import find_days

__all__ = ["Dateline", "find_agencies", "find_author", "find_dateline", "find_desk_author", "find_photo_agency"]

_REACH = 8
"""Lines of the article (furniture left out) among which a dateline or byline is looked for."""

_PLACE = r"(?:[A-Z]{3,12}\s+-\s+)?(?P<place>[A-ZÀ-Þ'’][^\d()\[\]!?:;\"“”]{1,70}?)"
_DAY = (
    rf"(?:(?P<m1>{MONTH})\s*(?P<d1>\d\d?)|(?P<d2>\d\d?)(?:st|nd|rd|th|\.|º)?\s+(?:of\s+|de\s+)?(?P<m2>{MONTH}))"
    r"(?:,?\s+(?:de\s+)?(?P<year>\d{4}))?"
)
_AGENCY = r"\((?P<agency>[A-ZÀ-Þ][^()\d]{1,40})\)"
_END = r"\s*\.?\s*(?:[-–—]{1,3}|:|\.)\s*(?=[\"“‘'A-ZÀ-Þ0-9(«])"
_WITH_DAY = re.compile(rf"(?:{_PLACE})[,.]?\s+(?:{WEEKDAY},?\s+)?{_DAY}\s*(?:{_AGENCY})?(?:{_END}|\s*$)", re.I)
_WITH_AGENCY = re.compile(rf"{_PLACE},?\s*{_AGENCY}{_END}")
_WEEKDAY = re.compile(rf"{WEEKDAY}\W*", re.I)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'’.-]*")

_BEFORE_DAY = re.compile(rf"\([^)]*\)|\b{WEEKDAY},?\s*$", re.I)
_AFTER_DAY = re.compile(rf"(?!\s*[-–—]\s*(?:{MONTH}|\d))\s*\)?\s*\.?\s*(?:[-–—:.]|$)", re.I)

_BYLINE = re.compile(
    r"(?:By|BY|Written by|Posted by|Text by)\s+(?P<names>[A-ZÀ-Þ][^\n|()]{2,90}?)(?:\s+in\s+[A-ZÀ-Þ][^,]{2,40})?\s*$"
)
_OFFICE = re.compile(
    r"\b(?:staff|our|correspondent|reporters?|editors?|desk|agenc(?:y|ies)|newsroom|observer|writers?|bureau|special)\b",
    re.I,
)
_AGENCY_AFTER = re.compile(r",\s*(?P<agency>[A-Z][\w&.]*(?:\s[A-Z][\w&.]*){0,3})$")
_DESK = re.compile(
    r"\(?(?:Reporting|Written|Reported|Writing) by (?P<names>[A-ZÀ-Þ][^;()\n]{2,90}?)(?:\s+in\s+[^;]+)?[;.)]"
)
_PHOTO = re.compile(r"[\[(]?(?P<agency>[A-Z][A-Za-z]{1,11})\s?/\s?[A-ZÀ-Þ]")
_SOURCE = re.compile(r"(?:Sources?|Sursa|Fuentes?|Quelle|Fonte)\s*[:–-]\s*(?P<names>.+)", re.I)
_SOURCE_END = re.compile(
    r"\s{2,}|\s[|·]|(?<=\w)\.(?:\s|$)|\s/\s"
    r"|\b(?:see also|read also|related|repost|republish|published|posted|updated|added|views|in case of|copy)\b",
    re.I,
)
_NO_NAME = re.compile(r"(?:own|agenc|ts$|link$|desk$|press$|internet|media|open|various|social|wires?$)", re.I)

_WIRES = frozenset(("Reuters", "Xinhua", "Bloomberg", "Interfax", "Kyodo", "Yonhap", "Anadolu", "Antara"))
"""Agencies whose names do not show that they are agencies."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline tells: the place as written, day and month, the year where it stands there, and an agency."""

    place: str
    month: int | None = None
    day: int | None = None
    year: int | None = None
    agency: str | None = None


def find_dateline(lines: list[str]) -> Dateline | None:
    """The first dateline in the article's own lines.

    Forms: `PARIS, May 4 (Agency) -`, `PARIS (Agency) -`, `Paris, 4 May 2020`, `PARIS (Mon, 4 May 2020) -`.
    """
    for line in lines[:_REACH]:
        head = line[:160]
        match = _WITH_DAY.match(head)
        if match and _is_place(match["place"]):
            month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
            year = int(match["year"]) if match["year"] else None
            return Dateline(match["place"].strip(), month_number(month), int(day), year, match["agency"])
        match = _WITH_AGENCY.match(head)
        if match and _is_place(match["place"]):
            return Dateline(match["place"].strip(), agency=match["agency"])
        full = next(find_days(head[:80]), None)
        if full is not None and (_AFTER_DAY.match(head[full[1] :]) or _ends(head[full[1] :])):
            place = _BEFORE_DAY.sub("", head[: full[0]]).strip(" ,(")
            if len(place) > 2 and _is_place(place):
                return Dateline(place, full[2].month, full[2].day, full[2].year)
    return None


def find_author(lines: list[str]) -> tuple[str | None, str | None]:
    """The persons of the first byline, and the agency it names after them; None for each where there is none."""
    for line in lines[:_REACH]:
        match = _BYLINE.match(line)
        if match is None or len(line) > 110:
            continue
        names, agency = match["names"].strip(" ,.-"), None
        if (after := _AGENCY_AFTER.search(names)) and " and " not in names[after.start() :]:
            names, agency = names[: after.start()], after["agency"]
        names = re.split(r"\s+-\s+|,\s+(?=[a-z])", names)[0]
        if _OFFICE.search(agency or ""):
            agency = None
        if agency is not None and agency not in _WIRES and not (agency.isupper() and len(agency) <= 6):
            agency = None  # more likely the town that the author writes from
        person = names if not _OFFICE.search(names) and len(_CAPITALS.findall(names)) >= 2 else None
        return person, agency
    return None, None


def find_desk_author(lines: list[str]) -> str | None:
    """The reporters whom an agency names below its text (`Reporting by Ana Marlowe; Editing by Bo Finch`)."""
    for line in reversed(lines):
        if match := _DESK.match(line):
            names = match["names"].strip(" ,.-)")
            return names if len(_CAPITALS.findall(names)) >= 2 and not _OFFICE.search(names) else None
    return None


def find_photo_agency(credits: Iterable[str]) -> str | None:
    """The agency of a photo credit such as `EFE / Ana Marlowe`: where nothing else tells, the text is its own too."""
    for credit in credits:
        match = _PHOTO.match(credit)
        if match and (match["agency"] in _WIRES or (match["agency"].isupper() and len(match["agency"]) <= 6)):
            return str(match["agency"])
    return None


def find_agencies(lines: list[str]) -> tuple[str, ...]:
    """The sources that a source line credits (`Source: Reuters, AFP`), in its order."""
    for line in reversed(lines):
        match = _SOURCE.match(line)
        if match is None or len(line) > 200:
            continue
        names = _SOURCE_END.split(match["names"], maxsplit=1)[0]
        parts = (part.strip(" .") for part in re.split(r",|;|\s\+\s|\band\b|(?:^|\s)source:", names, flags=re.I))
        named = (part for part in parts if part[:1].isupper() and len(part) <= 40 and not _NO_NAME.match(part))
        if found := tuple(dict.fromkeys(named)):
            return found
    return ()


def _ends(rest: str) -> bool:
    """Whether nothing but an hour follows the date on its line."""
    return len(rest) < 20 and sum(char.isalpha() for char in rest) <= 5


def _is_place(words: str) -> bool:
    """Whether the words can name a place, or an issuer and a place: capitals throughout, but for one small word."""
    if _WEEKDAY.fullmatch(words):
        return False
    parts = [part for part in re.split(r"[\s/,]+", words.strip(" .")) if part]
    return 0 < len(parts) <= 7 and sum(part[0].isupper() for part in parts) >= len(parts) - 1
