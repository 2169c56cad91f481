"""What the gazetteer tells resolution."""

import pytest

from kg.resolve.known import load_known_names


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kenya", "KE"), ("kenyan", "KE"), ("U.S.", "US"), ("Saudi Arabia", "SA"), ("Lakeside", None), ("", None)],
)
def test_country_knows_names_and_adjectives(name: str, code: str | None) -> None:
    assert load_known_names().country(name) == code


@pytest.mark.parametrize(
    ("name", "full"),
    [("WHO", "World Health Organization"), ("World Health Organisation", "World Health Organization"), ("who", None)],
)
def test_organization_knows_short_forms_as_written(name: str, full: str | None) -> None:
    assert load_known_names().organization(name) == full
