"""Capitals are told as they were on a day, and agree with the countries' own table on today's."""

from datetime import date

import pytest

from kg.schema.capitals import capital_on, load_capitals
from kg.schema.gazetteer import load_countries
from kg.schema.gazetteer_index import folded, load_cities


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("KZ", date(2018, 1, 1), "Astana"),
        ("KZ", date(2022, 1, 7), "Nur-Sultan"),
        ("KZ", date(2022, 9, 17), "Astana"),
        ("MM", date(2000, 1, 1), "Yangon"),
        ("NG", date(1991, 12, 11), "Lagos"),
        ("FR", date(1999, 1, 1), "Paris"),
        ("KZ", date(1800, 1, 1), None),
        ("ZZ", date(2000, 1, 1), None),
    ],
)
def test_capital_on_a_day(code: str, day: date, name: str | None) -> None:
    assert capital_on(code, day) == name


@pytest.mark.parametrize("code", sorted(load_capitals()))
def test_the_last_capital_is_that_of_today(code: str) -> None:
    country = load_countries()[code]
    assert folded(load_capitals()[code][-1].name) in {folded(name) for name in country.capital_names}


@pytest.mark.parametrize("code", sorted(load_capitals()))
def test_capitals_are_towns_of_their_country(code: str) -> None:
    known = {folded(name) for name in load_countries()[code].capital_names}
    for capital in load_capitals()[code]:
        towns = [city for city in load_cities().named(capital.name) if city.country == code]
        assert towns or folded(capital.name) in known, capital.name
