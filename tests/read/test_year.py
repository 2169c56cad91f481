"""The year of a dateline without one: what singles it out, and what does not."""

from datetime import date

import pytest

from kg.read.year import year_beside_dates, year_of_dateline

LATEST = date(2024, 3, 28)


@pytest.mark.parametrize(
    ("month", "day", "body", "year"),
    [
        (1, 7, "He will speak on Friday, Orthodox Christmas Day, she said.", 2022),
        (5, 4, "The ferry left on Monday, May 3, with 40 on board.", 2021),
        (5, 4, "It happened on May 3 (Monday).", 2021),
        (5, 4, "The harbour reopens on Thursday 6 May, he said.", 2021),
        (12, 27, "Nobody worked on Saturday, New Year's Day, in the port.", 2021),
        (5, 4, "The strike, which began on 28 April 2021, went on on Tuesday, a spokesman said on Monday.", 2021),
    ],
)
def test_text_that_singles_out_a_year_is_believed(month: int, day: int, body: str, year: int) -> None:
    assert year_of_dateline(month, day, LATEST, body) == date(year, month, day)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "The police said on Tuesday that nobody was hurt.",
        "It was built in 1999, and torn down in 2019.",
        "It left on Monday, May 3, and came back on Monday, May 4.",
    ],
)
def test_text_that_leaves_several_years_open_gives_none(body: str) -> None:
    assert year_of_dateline(5, 4, LATEST, body) is None


def test_day_that_no_year_before_the_page_has_gives_none() -> None:
    assert year_of_dateline(2, 30, LATEST, "on Tuesday") is None


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("They have been on strike since 28 April 2021.", date(2021, 5, 4)),
        ("They struck on 28 April 2021, and on 2 May 2019.", None),
        ("The house was built on 3 January 1999.", None),
        ("On Monday, May 4, and since 28 April 2021.", None),
    ],
)
def test_full_dates_near_the_dateline_tell_its_year(body: str, found: date | None) -> None:
    assert year_beside_dates(5, 4, body) == found
