"""Capitals: of which country a name is one's, where a country's capital was on a day, what it was called then."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.errors import SchemaError
from kg.schema.gazetteer import load_countries, read_table

__all__ = ["Capital", "capital_of", "capital_on", "load_capitals"]


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital under one name; `since` is ISO 8601 of any precision, and sorts by time."""

    since: str
    name: str


@cache
def load_capitals() -> dict[str, tuple[Capital, ...]]:
    """The capitals that moved or were renamed (`capitals.yaml`), by country, in the order of time.

    Raises:
        SchemaError: the table names an unknown country, or dates are out of order.
    """
    found = {}
    for code, entries in read_table("capitals.yaml").items():
        capitals = tuple(Capital(entry["since"], entry["name"]) for entry in entries)
        if code not in load_countries():
            raise SchemaError(f"capitals.yaml names the country {code!r}; use ISO 3166-1 alpha-2 codes")
        if [capital.since for capital in capitals] != sorted(capital.since for capital in capitals):
            raise SchemaError(f"capitals.yaml: the entries of {code} are not in the order of time")
        found[code] = capitals
    return found


def capital_on(code: str, day: date) -> str | None:
    """The name of a country's capital on a day, as it was called then; None where it has none, or none is known."""
    capitals = load_capitals().get(code)
    if capitals is None:
        country = load_countries().get(code)
        return country.capital if country is not None else None
    place = bisect_right([capital.since for capital in capitals], day.isoformat())
    return capitals[place - 1].name if place else None


def capital_of(name: str) -> str | None:
    """The ISO code of the country whose capital bears a name; None for other names."""
    return _by_name().get(name.casefold())


@cache
def _by_name() -> dict[str, str]:
    ranked = sorted(load_countries().values(), key=lambda country: -country.population)
    capitals: dict[str, str] = {}
    for country in ranked:
        for name in country.capital_names:
            capitals.setdefault(name.casefold(), country.code)
    return capitals
