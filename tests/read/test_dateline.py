"""Datelines, bylines and source lines."""

import pytest

from kg.read.dateline import (
    Dateline,
    find_agencies,
    find_author,
    find_dateline,
    find_desk_author,
    find_photo_agency,
)

DATELINES = [
    ("PORT LIME, May 4 (Gull Wire) - A ferry sank.", Dateline("PORT LIME", 5, 4, None, "Gull Wire")),
    ("Port Lime, May 4 (GWA). – A ferry sank.", Dateline("Port Lime", 5, 4, None, "GWA")),
    ("Port Lime, 4 de mayo (GWA).- A ferry sank.", Dateline("Port Lime", 5, 4, None, "GWA")),
    ("PORT LIME (Gull Wire) -- A ferry sank.", Dateline("PORT LIME", agency="Gull Wire")),
    ("PORT LIME, Dec 10 - A ferry sank.", Dateline("PORT LIME", 12, 10)),
    ("Lime/Basel, 27 May 2016 - A ferry sank.", Dateline("Lime/Basel", 5, 27, 2016)),
    ("PORT LIME (Mon, 21 Feb 2011) - A ferry sank.", Dateline("PORT LIME", 2, 21, 2011)),
    ("PORT LIME, 29.11.22. A ferry sank.", Dateline("PORT LIME", 11, 29, 2022)),
    ("Port Lime, 4 May 2021", Dateline("Port Lime", 5, 4, 2021)),
]


@pytest.mark.parametrize(("line", "expected"), DATELINES)
def test_dateline_is_read(line: str, expected: Dateline) -> None:
    assert find_dateline(["Ferry sinks off island", line]) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, May 4, 2021",
        "On 4 May 2021 a ferry sank off the island, the police said.",
        "A ferry sank (see picture) - nobody was hurt.",
        "Ana Marlowe (May 4, 1929 – May 7, 2001) was a captain.",
        "The minister, who resigned on May 4, said nothing.",
    ],
)
def test_other_beginnings_are_no_dateline(line: str) -> None:
    assert find_dateline([line]) is None


@pytest.mark.parametrize(
    ("line", "author", "agency"),
    [
        ("By Ana Marlowe", "Ana Marlowe", None),
        ("By Ana Marlowe, Reuters", "Ana Marlowe", "Reuters"),
        ("By Ana Marlowe, GWA", "Ana Marlowe", "GWA"),
        ("By Ana Marlowe, Port Lime", "Ana Marlowe", None),
        ("By Ana Marlowe and Bo Finch in Port Lime", "Ana Marlowe and Bo Finch", None),
        ("By Ana Marlowe, crime reporter", "Ana Marlowe", None),
        ("By our staff reporter", None, None),
        ("By Staff Reporters", None, None),
        ("By the time the ferry sank, all had left it.", None, None),
    ],
)
def test_author_is_read_from_a_byline(line: str, author: str | None, agency: str | None) -> None:
    assert find_author(["Ferry sinks", line]) == (author, agency)


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Source: Gull Wire, Lime Radio", ("Gull Wire", "Lime Radio")),
        ("Source: GWA / Updated: 11 June 2023", ("GWA",)),
        ("Source: agencies", ()),
        ("Source: own information", ()),
        ("Source link", ()),
        ("Source: GWA. See also: Crabs return", ("GWA",)),
    ],
)
def test_agencies_are_read_from_a_source_line(line: str, agencies: tuple[str, ...]) -> None:
    assert find_agencies(["A ferry sank.", line]) == agencies


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Reporting by Ana Marlowe; Editing by Bo Finch", "Ana Marlowe"),
        ("(Reporting by Ana Marlowe and Bo Finch in Port Lime; editing by Carl Osten)", "Ana Marlowe and Bo Finch"),
        ("Reporting by the newsroom; Editing by Bo Finch", None),
        ("Reporting by night is no work for Ana.", None),
    ],
)
def test_reporters_are_read_from_a_desk_credit(line: str, author: str | None) -> None:
    assert find_desk_author(["A ferry sank.", line]) == author


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("GWA / Ana Marlowe", "GWA"),
        ("[Reuters/A. Marlowe]", "Reuters"),
        ("Photo: Ana Marlowe", None),
        ("Lime / Ana", None),
    ],
)
def test_agency_is_read_from_a_photo_credit(credit: str, agency: str | None) -> None:
    assert find_photo_agency([credit]) == agency
