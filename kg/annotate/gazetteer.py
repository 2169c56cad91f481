"""World knowledge as the stages ask for it: one object over places, countries, organizations and government bodies."""

from functools import cache

from kg.annotate.bodies import canonical_body
from kg.annotate.knowledge import PlaceFact
from kg.annotate.organizations import Organizations, load_known_organizations
from kg.annotate.places import Gazetteer, PlaceLink
from kg.annotate.places import load_gazetteer as load_places

__all__ = ["World", "load_gazetteer"]

_LEAST = 0.3
"""Confidence below which a place stays without a link; 0.1 to 0.5 make no difference to scores by name."""


class World:
    """Satisfies `Knowledge` of coreference and `KnownNames` of resolution."""

    def __init__(self, places: Gazetteer, organizations: Organizations) -> None:
        self._places = places
        self._organizations = organizations

    def place(self, name: str, countries: tuple[str, ...]) -> PlaceFact | None:
        """The place of that name; `countries` (ISO codes, likeliest first) settle ambiguity."""
        weights = {code: 1 / rank for rank, code in enumerate(countries, 1)}
        link = self._places.place(name, weights)
        return _fact(link) if link is not None and link.confidence >= _LEAST else None

    def country(self, word: str) -> str | None:
        """The ISO code behind a country's name or demonym; None for other words."""
        return self._places.country_code(word)

    def country_place(self, code: str) -> PlaceFact | None:
        """The country as a place."""
        name = self._places.country_name(code)
        link = self._places.place(name) if name else None
        return _fact(link) if link is not None else None

    def organization(self, name: str) -> str | None:
        """The full name of a well-known organization, by name or acronym."""
        known = self._organizations.find(name)
        return known.name if known is not None else None

    def body(self, phrase: str, country: str | None) -> str | None:
        """The usual full name of a government body, or None for other phrases."""
        return canonical_body(phrase, country)


def _fact(link: PlaceLink) -> PlaceFact:
    return PlaceFact(link.name, link.country, link.same_as or "", link.latitude, link.longitude, link.kind)


@cache
def load_gazetteer() -> World:
    """The shipped gazetteer, loaded once a process."""
    return World(load_places(), load_known_organizations())
