"""Capitals, whose names news uses for the governments that sit in them."""

from functools import cache

from kg.schema.gazetteer import load_countries

__all__ = ["capital_of"]


def capital_of(name: str) -> str | None:
    """The ISO code of the country whose capital bears a name; None for other names."""
    return _capitals().get(name.casefold())


@cache
def _capitals() -> dict[str, str]:
    ranked = sorted(load_countries().values(), key=lambda country: -country.population)
    capitals: dict[str, str] = {}
    for country in ranked:
        for name in country.capital_names:
            capitals.setdefault(name.casefold(), country.code)
    return capitals
