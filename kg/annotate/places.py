"""Links names of places to GeoNames, offline; the countries an article speaks of decide between namesakes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from math import log10
from typing import Literal

from kg.schema.gazetteer import Country, Region, Town, load_countries, load_regions, load_towns
from kg.schema.gazetteer_divisions import load_divisions
from kg.schema.gazetteer_index import City, CityIndex, folded, load_cities

__all__ = ["Gazetteer", "PlaceKind", "PlaceLink", "load_gazetteer"]

PlaceKind = Literal["country", "region", "city"]

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_OF_TOWN = re.compile(
    r"^(?:the\s+)?(?:city|town|village|port|capital|municipality)\s+of\s+|\s+(?:city|town)$", re.IGNORECASE
)
_DIVISION = re.compile(
    r"\s+(?:region|oblast|province|district|county|governorate|prefecture|state|department|voivodeship|krai|raion)$"
    r"|^(?:the\s+)?(?:region|province|district|county|governorate|state|department)\s+of\s+",
    re.IGNORECASE,
)
# Pairs of spellings that transcriptions of Cyrillic, Arabic and Turkic names differ in.
_SPELLINGS = (
    ("zh", "j"), ("j", "zh"), ("dzh", "j"), ("kh", "h"), ("h", "kh"), ("kh", "x"), ("q", "k"), ("k", "q"), ("ts", "c"),
    ("y", "i"), ("i", "y"), ("iy", "y"), ("yy", "y"), ("ya", "ia"), ("yu", "iu"), ("au", "ao"), ("ao", "au"),
    ("u", "ou"), ("ou", "u"), ("ee", "i"), ("oo", "u"), ("w", "v"), ("v", "w"), ("gh", "g"), ("e", "ye"), ("ye", "e"),
    ("sh", "s"), ("ch", "c"), ("o", "u"), ("al", "el"), ("el", "al"),
)  # fmt: skip
_UNSURE = 0.75  # confidence of a town below which provinces of the name are considered too
_LARGE = 300_000  # inhabitants
_SPELLING_LENGTH = 6  # letters; shorter names have namesakes under every spelling


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """What a name of a place stands for.

    `geonames` is its number there, None for a region whose number is not recorded; `country` is an ISO 3166-1 code,
    None for a region of several countries; of a country, latitude and longitude are the middle of its towns.
    `confidence` is between 0 and 1; `candidates` holds the other readings, likeliest first.
    """

    name: str
    kind: PlaceKind
    country: str | None
    geonames: int | None
    latitude: float | None
    longitude: float | None
    confidence: float
    candidates: tuple["PlaceLink", ...] = ()

    @property
    def same_as(self) -> str | None:
        """The address of the place in GeoNames' linked data."""
        return f"https://sws.geonames.org/{self.geonames}/" if self.geonames is not None else None


class Gazetteer:
    """Looks up names of places, of peoples, and of the houses that stand for governments.

    Where two countries share a name or an adjective ("Congo"), the more populous has it.
    """

    def __init__(
        self, countries: Mapping[str, Country], regions: Iterable[Region], towns: Iterable[Town], cities: CityIndex
    ) -> None:
        self._countries = countries
        self._cities = cities
        by_size = sorted(countries.values(), key=lambda country: country.population)
        self._country_names = {_key(name): country for country in by_size for name in country.names}
        self._region_names = {_key(name): region for region in reversed(tuple(regions)) for name in region.names}
        self._region_people = {_key(word): region for region in self._region_names.values() for word in region.people}
        self._people = {_key(word): country.code for country in by_size for word in country.people}
        self._seats = {_key(seat): country.code for country in countries.values() for seat in country.seats}
        self._towns = {folded(name): town for town in towns for name in (town.name, *town.names)}
        self._capitals = {
            (country.code, folded(name)): country for country in countries.values() for name in country.capital_names
        }

    def place(
        self, name: str, context: Mapping[str, float] | None = None, within: str | None = None
    ) -> PlaceLink | None:
        """The place that a name stands for; None where no place of that name is known.

        Args:
            name: as it stands in the text; "the", a possessive and words like "province" may be part of it.
            context: how strongly each country (by code) figures in the article; see `context`.
            within: the larger place named with it ("Texas" in "Paris, Texas").
        """
        weights = _normalized(context or {})
        if within is not None and (country := self._country_within(within)) is not None:
            weights = {country: 3.0}
        plain = _POSSESSIVE.sub("", name.strip())
        if not any(letter.isupper() for letter in plain):
            return None
        found = self._whole(plain, weights)
        if found is None and (short := _OF_TOWN.sub("", plain)) != plain:
            found = self._whole(short, weights)
        if found is None and (short := _DIVISION.sub("", plain)) != plain:
            found = self._division(plain, short, weights)
        return found if found is not None else self._respelled(plain, weights)

    def people(self, word: str) -> PlaceLink | None:
        """The country or region that an adjective or a name of inhabitants belongs to: "Kazakh", "Scots"."""
        code = self._people.get(_key(word))
        if code is not None:
            return self._country(self._countries[code], 0.97)
        region = self._region_people.get(_key(word))
        return self._region(region) if region is not None else None

    def country_code(self, name: str) -> str | None:
        """The code of the country that a name, an adjective, or a seat of government ("the Kremlin") stands for."""
        key = _key(name)
        country = self._country_names.get(key)
        return country.code if country is not None else self._people.get(key) or self._seats.get(key)

    def country_name(self, code: str) -> str | None:
        """The canonical name of a country."""
        return self._countries[code].name if code in self._countries else None

    def capital(self, code: str) -> PlaceLink | None:
        """The capital of a country."""
        country = self._countries.get(code)
        return self.place(country.capital, {code: 1.0}) if country is not None and country.capital else None

    def context(self, names: Iterable[str]) -> dict[str, float]:
        """How strongly each country figures among the names and adjectives of an article, in shares of one.

        A country or people named counts fully, a town with one likely reading by half.
        """
        counts: Counter[str] = Counter()
        weighed: dict[str, float] = {}
        for name in names:
            counts[name] += 1
        for name, count in counts.items():
            if (code := self.country_code(name)) is not None:
                weighed[code] = weighed.get(code, 0.0) + count
            elif (link := self.place(name)) is not None and link.country is not None and link.confidence >= 0.8:
                weighed[link.country] = weighed.get(link.country, 0.0) + count / 2
        total = sum(weighed.values())
        return {code: weight / total for code, weight in sorted(weighed.items())}

    def _whole(self, name: str, weights: Mapping[str, float]) -> PlaceLink | None:
        key = _key(name)
        country, region = self._country_names.get(key), self._region_names.get(key)
        if country is not None and region is not None:
            both = [self._country(country, 0.85), self._region(region)]
            elsewhere = weights.get(country.code, 0.0) < max(
                (weights.get(code, 0.0) for code in region.countries), default=0.0
            )
            return _best(both[::-1] if elsewhere else both)
        if country is not None:
            return self._country(country, 0.98)
        cities = self._cities_named(name, weights)
        if region is not None and not (cities and self._outweighs(cities[0], key)):
            return _best([self._region(region), *cities])
        divisions = self._divisions_named(name, weights) if not cities or cities[0].confidence < _UNSURE else []
        if divisions and not (cities and _is_town_of(cities[0], divisions[0])):
            return _best([*divisions, *cities])
        return _best([*cities, *divisions]) if cities else None

    def _outweighs(self, city: PlaceLink, key: str) -> bool:
        """Whether a name means the town rather than the region of that name: a capital, or one of the largest."""
        towns = self._cities.named(city.name)
        large = any(town.geonames == city.geonames and town.population > _LARGE for town in towns)
        return (city.country or "", folded(key)) in self._capitals or (large and city.confidence > 0.9)

    def _divisions_named(self, name: str, weights: Mapping[str, float]) -> list[PlaceLink]:
        """Provinces of a name, those of the article's countries first; one without namesakes is likely meant."""
        regions = load_divisions().get(folded(name), ())
        ordered = sorted(regions, key=lambda region: -weights.get(region.countries[0], 0.0))
        return [
            replace(self._region(region), confidence=_division_confidence(region.countries[0] in weights, len(regions)))
            for region in ordered
        ]

    def _cities_named(self, name: str, weights: Mapping[str, float]) -> list[PlaceLink]:
        town = self._towns.get(folded(name))
        key = folded(name)
        cities = self._cities.named(name)
        if town is not None and folded(town.name) != key:
            cities = (*(city for city in self._cities.named(town.name) if city.country == town.country), *cities)
        scored = sorted(
            ((self._score(city, key, town, weights), city) for city in dict.fromkeys(cities)),
            key=lambda pair: (-pair[0], pair[1].geonames),
        )
        links = []
        for i, (score, city) in enumerate(scored[:8]):
            rival = scored[1][0] if i == 0 and len(scored) > 1 else scored[0][0] if i else 0.0
            links.append(_city(city, _confidence(score, rival, city, weights)))
        return links

    def _score(self, city: City, key: str, town: Town | None, weights: Mapping[str, float]) -> float:
        """Size in powers of ten, and bonuses: main name, capital, known variant, country of the article."""
        score = log10(city.population + 10)
        score += 1.0 if folded(city.name) == key else 0.0
        capital = self._capitals.get((city.country, key))
        score += 1.0 if capital is not None and city.population > 1000 else 0.0
        if town is not None and (town.country, folded(town.name)) == (city.country, folded(city.name)):
            score += 2.0
        return score + 2.5 * weights.get(city.country, 0.0)

    def _division(self, name: str, short: str, weights: Mapping[str, float]) -> PlaceLink | None:
        """A province by the name of its main town: its country and rough place, but not the town's number."""
        region = self._region_names.get(_key(short))
        if region is not None:
            return self._region(region)
        town = self._whole(short, weights)
        if town is None or town.kind == "country":
            return None
        return replace(
            town, name=name, kind="region", geonames=None, confidence=round(0.8 * town.confidence, 2), candidates=()
        )

    def _respelled(self, name: str, weights: Mapping[str, float]) -> PlaceLink | None:
        """The name under other transcriptions, one or two letters changed; only towns of some size or in context."""
        key = folded(name)
        if len(key) < _SPELLING_LENGTH or not name[:1].isupper():
            return None
        for variant in _variants(key):
            links = [
                link
                for link in self._cities_named(variant, weights)
                if link.confidence >= (0.5 if link.country in weights else 0.8)
            ]
            if links:
                return _best([replace(link, confidence=round(0.75 * link.confidence, 2)) for link in links])
        return None

    def _country_within(self, name: str) -> str | None:
        if (region := self._region_names.get(_key(name))) is not None and region.countries:
            return region.countries[0]
        return self.country_code(name)

    def _country(self, country: Country, confidence: float) -> PlaceLink:
        latitude, longitude = self._cities.centre(country.code) or (None, None)
        return PlaceLink(country.name, "country", country.code, country.geonames, latitude, longitude, confidence)

    def _region(self, region: Region) -> PlaceLink:
        country = region.countries[0] if len(region.countries) == 1 else None
        return PlaceLink(region.name, "region", country, region.geonames, None, None, 0.8)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer installed with this package; read once per process, in about a tenth of a second."""
    return Gazetteer(load_countries(), load_regions(), load_towns(), load_cities())


def _key(name: str) -> str:
    """What names are compared by: without article and case; short capitals ("US") keep theirs."""
    plain = _ARTICLE.sub("", name.strip()).replace("’", "'")
    return plain if len(plain) <= 4 and plain.replace(".", "").isupper() else plain.casefold()


def _variants(key: str) -> list[str]:
    single = [key.replace(old, new) for old, new in _SPELLINGS if old in key]
    double = [
        key.replace(*one).replace(*two) for one, two in combinations(_SPELLINGS, 2) if one[0] in key and two[0] in key
    ]
    return [variant for variant in dict.fromkeys([*single, *double]) if variant != key]


def _normalized(context: Mapping[str, float]) -> dict[str, float]:
    total = sum(context.values())
    return {code: weight / total for code, weight in context.items()} if total else {}


def _city(city: City, confidence: float) -> PlaceLink:
    return PlaceLink(
        city.name, "city", city.country, city.geonames, city.latitude, city.longitude, round(confidence, 2)
    )


def _confidence(score: float, rival: float, city: City, weights: Mapping[str, float]) -> float:
    """From the lead over the next reading; a village that no country of the article supports is never sure."""
    confidence = min(0.97, max(0.05, 0.55 + 0.15 * (score - rival)))
    if city.country not in weights and city.population < 50_000:
        confidence = min(confidence, 0.6 if city.population >= 10_000 and not weights else 0.35)
    return confidence


def _is_town_of(town: PlaceLink, division: PlaceLink) -> bool:
    """Whether a name means the town: its province of the same name is named as such ("Almaty region")."""
    return town.confidence >= (0.5 if town.country == division.country else division.confidence)


def _division_confidence(in_context: bool, namesakes: int) -> float:
    if in_context:
        return 0.78
    return 0.55 if namesakes == 1 else 0.3


def _best(links: list[PlaceLink]) -> PlaceLink:
    return replace(links[0], candidates=tuple(links[1:]))
