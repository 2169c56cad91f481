from datetime import date

import pytest

from kg.model import Moment


@pytest.mark.parametrize(
    ("value", "precision", "first", "last"),
    [
        ("2022-01-07", "day", date(2022, 1, 7), date(2022, 1, 7)),
        ("2022-02", "month", date(2022, 2, 1), date(2022, 2, 28)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-12", "month", date(2021, 12, 1), date(2021, 12, 31)),
        ("2022", "year", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-01-02/2022-01-07", "interval", date(2022, 1, 2), date(2022, 1, 7)),
        ("2022-01/2022-03", "interval", date(2022, 1, 1), date(2022, 3, 31)),
    ],
)
def test_moment_knows_its_precision_and_days(value, precision, first, last):
    moment = Moment(value)
    assert (moment.precision, moment.first_day, moment.last_day) == (precision, first, last)


@pytest.mark.parametrize("value", ["", "22-01-07", "2022-13", "2022-02-30", "soon", "2022/2021", "2022/2023/2024"])
def test_moment_refuses_what_is_no_date(value):
    with pytest.raises(ValueError, match=r"date|day|month|slash|ends"):
        Moment(value)


@pytest.mark.parametrize(
    ("a", "b", "slack", "overlaps"),
    [
        ("2022-01-07", "2022-01", 0, True),
        ("2022-01-07", "2022-01-08", 0, False),
        ("2022-01-07", "2022-01-08", 1, True),
        ("2022-01-02/2022-01-07", "2022-01-07", 0, True),
    ],
)
def test_moment_overlap_allows_for_slack(a, b, slack, overlaps):
    assert Moment(a).overlaps(Moment(b), slack) is overlaps
    assert Moment(b).overlaps(Moment(a), slack) is overlaps


def test_moment_between_equal_days_is_a_day():
    assert Moment.between(date(2022, 1, 7), date(2022, 1, 7)) == Moment("2022-01-07")
