"""What coreference asks of world knowledge: the port that the gazetteer satisfies, and tests can fake."""

from dataclasses import dataclass
from typing import Protocol

__all__ = ["Knowledge", "PlaceFact"]


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A place that is known: where it is, and under which address."""

    name: str
    country: str | None
    """ISO 3166-1 alpha-2."""
    link: str
    latitude: float | None
    longitude: float | None
    kind: str
    """`country`, `region` or `city`."""


class Knowledge(Protocol):
    """Places, countries, demonyms and organizations, offline."""

    def place(self, name: str, countries: tuple[str, ...]) -> PlaceFact | None:
        """The place of that name; `countries` (ISO codes, likeliest first) settle ambiguity."""
        ...

    def country(self, word: str) -> str | None:
        """The ISO code behind a country's name or demonym ("Kazakh"); None for other words."""
        ...

    def country_place(self, code: str) -> PlaceFact | None:
        """The country as a place."""
        ...

    def organization(self, name: str) -> str | None:
        """The full name of a well-known organization, by name or acronym."""
        ...

    def body(self, phrase: str, country: str | None) -> str | None:
        """The usual full name of a government body ("interior ministry" and KZ), or None for other phrases."""
        ...
