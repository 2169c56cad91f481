"""General knowledge about names, from the gazetteer: countries with their adjectives, and organizations."""

from collections.abc import Iterable
from functools import cache

from kg.resolve.spelling import words
from kg.schema.gazetteer import load_countries, load_regions
from kg.schema.gazetteer_bodies import load_organizations

__all__ = ["GazetteerNames", "load_known_names"]


class GazetteerNames:
    """Looks names up in tables; a name that stands for two countries or bodies stands for none."""

    def __init__(
        self, countries: dict[str, str], organizations: dict[str, str], regions: dict[str, frozenset[str]] | None = None
    ) -> None:
        """The tables are by folded words; short forms of organizations in capitals are kept as written."""
        self._countries, self._organizations, self._regions = countries, organizations, regions or {}

    def country(self, name: str) -> str | None:
        """The code of the country that a name or an adjective stands for."""
        return self._countries.get(_key(name))

    def organization(self, name: str) -> str | None:
        """The full name of a known organization, by any of its names."""
        return self._organizations.get(name) or self._organizations.get(_key(name))

    def region(self, name: str) -> frozenset[str]:
        """The codes of the countries of a region of several."""
        return self._regions.get(_key(name), frozenset())


@cache
def load_known_names() -> GazetteerNames:
    """The gazetteer's names; read once per process."""
    countries = _unambiguous(
        (_key(name), country.code)
        for country in load_countries().values()
        for name in (*country.names, *country.people)
    )
    organizations = _unambiguous(
        (form if form.isupper() else _key(form), organization.name)
        for organization in load_organizations()
        for form in (organization.name, *organization.short, *organization.also)
    )
    regions = {
        _key(name): frozenset(region.countries)
        for region in load_regions()
        if len(region.countries) > 1
        for name in (*region.names, *region.people)
    }
    return GazetteerNames(countries, organizations, regions)


def _key(name: str) -> str:
    return " ".join(words(name))


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    table: dict[str, str | None] = {}
    for name, value in pairs:
        table[name] = value if table.get(name, value) == value else None
    return {name: value for name, value in table.items() if name and value}
