"""Dates in the forms that inputs write, and the ones that are refused."""

import pytest

from kg.read.dates import AmbiguousDate, find_days, parse_date

READABLE = [
    ("2022-01-07", "2022-01-07"),
    ("2022-01-07T10:00:00+06:00", "2022-01-07"),
    ("2022-01-07T23:30:00-05:00", "2022-01-07"),
    ("2022-01-07 10:00:00", "2022-01-07"),
    ("2022/01/07", "2022-01-07"),
    ("2022.1.7", "2022-01-07"),
    ("20220107", "2022-01-07"),
    ("20220107T101500Z", "2022-01-07"),
    (20220107, "2022-01-07"),
    ("2022-01", "2022-01"),
    ("January 2022", "2022-01"),
    ("2022", "2022"),
    (2022, "2022"),
    ("Fri, 07 Jan 2022", "2022-01-07"),
    ("Fri, 07 Jan 2022 10:00:00 GMT", "2022-01-07"),
    ("7 January 2022", "2022-01-07"),
    ("January 7, 2022", "2022-01-07"),
    ("Jan. 7th, 2022 at 10:15 am", "2022-01-07"),
    ("the 2nd of March 2018", "2018-03-02"),
    ("7 de enero de 2022", "2022-01-07"),
    ("7. März 2022", "2022-03-07"),
    ("07.01.2022", "2022-01-07"),
    ("07.01.2022 17:40", "2022-01-07"),
    ("13.08.18", "2018-08-13"),
    ("31.12.99", "1999-12-31"),
    ("13/01/2022", "2022-01-13"),
    ("01/13/2022", "2022-01-13"),
    ("03/03/2022", "2022-03-03"),
    (1641549600, "2022-01-07"),
    (1641549600000, "2022-01-07"),
    ("1641549600", "2022-01-07"),
    (1641549600.5, "2022-01-07"),
]

UNREADABLE = [
    *(
        "",
        "yesterday",
        "2 hours ago",
        "not a date",
        "2022-13-01",
        "2022-02-30",
        "31.02.2023",
        "0001-01-01",
        "14 Khordad 1402",
    ),
    *(0, 12, -5, True, float("nan"), float("inf"), 10**30, "32 January 2022", "January 32, 2022"),
]


@pytest.mark.parametrize(("value", "expected"), READABLE)
def test_date_is_read_in_the_precision_it_is_given(value: object, expected: str) -> None:
    assert parse_date(value).value == expected


@pytest.mark.parametrize("value", UNREADABLE)
def test_date_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"is no date|is no year|day|month|read"):
        parse_date(value)


@pytest.mark.parametrize("value", ["03/04/2022", "3-4-2022", "01/02/03"])
def test_date_that_two_conventions_read_differently_is_ambiguous(value: str) -> None:
    with pytest.raises(AmbiguousDate, match="YYYY-MM-DD"):
        parse_date(value)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Printed on 17/11/2012 from our site", ["2012-11-17"]),
        ("Sunday, 2 June 2024 | 25.11.2004", ["2024-06-02", "2004-11-25"]),
        ("Sensex 66,589.93, dollar 3,912", []),
        ("version 1.2.2022.4 of 03/04/2022", []),
        ("posted 31.02.2023", []),
        ("18:42 on 2021-05-04T10:00", ["2021-05-04"]),
    ],
)
def test_find_days_finds_only_full_and_certain_dates(line: str, days: list[str]) -> None:
    assert [day.isoformat() for _, _, day in find_days(line)] == days
