"""The towns of GeoNames as a compact index on disk: some 235,000 towns with 750,000 names in a few megabytes.

A name is folded (accents, case and punctuation gone) and hashed; the index is a sorted array of hashes with the row of
the town each belongs to. So nothing but arrays is loaded, in about a tenth of a second, and only towns that are asked
for become objects. A second, shorter hash keeps the chance that a foreign word hits a town by accident below one in
a million.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import SchemaError
from kg.schema.gazetteer import GAZETTEER

__all__ = ["INDEX_FILE", "City", "CityIndex", "folded", "load_cities", "write_index"]

_VERSION = 1
_REMEMBERED = 16_384  # names of which what was found is kept at hand
INDEX_FILE = "cities.npz"
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ŋ": "n"}
)


@dataclass(frozen=True, slots=True)
class City:
    """A populated place: its GeoNames number, main name, country, first-level division, place and population."""

    geonames: int
    name: str
    country: str
    division: str
    latitude: float
    longitude: float
    population: int


class CityIndex:
    """Towns by any of their names in Latin letters."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self._arrays = arrays
        self._names = arrays["names"].tobytes()
        ends = np.cumsum(arrays["lengths"], dtype=np.int64)
        self._starts, self._ends = ends - arrays["lengths"], ends
        self._countries: list[str] = str(arrays["countries"]).split()
        self._centres: dict[str, tuple[float, float] | None] = {}
        self._divisions: list[str] = str(arrays["divisions"]).split("\n")
        self._by_key = lru_cache(_REMEMBERED)(self._find)

    def __len__(self) -> int:
        return len(self._ends)

    def named(self, name: str) -> tuple[City, ...]:
        """All towns that bear a name, in order of size; differences of case, accents and punctuation do not count."""
        key = folded(name)
        return self._by_key(key) if key else ()

    def _find(self, key: str) -> tuple[City, ...]:
        hashed, check = _hashes(key)
        keys = self._arrays["keys"]
        wanted = keys.dtype.type(hashed)  # of another type, all keys would be converted at each look
        first, last = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
        rows = [int(self._arrays["rows"][i]) for i in range(first, last) if int(self._arrays["checks"][i]) == check]
        cities = [self._city(row) for row in dict.fromkeys(rows)]
        return tuple(sorted(cities, key=lambda city: (-city.population, city.geonames)))

    def centre(self, country: str) -> tuple[float, float] | None:
        """Latitude and longitude of the middle of a country's towns."""
        if country not in self._centres:
            self._centres[country] = self._centre(country)
        return self._centres[country]

    def _centre(self, country: str) -> tuple[float, float] | None:
        rows = np.flatnonzero(self._arrays["country"] == self._countries.index(country)) if (
            country in self._countries) else np.empty(0, np.int64)  # fmt: skip
        if not len(rows):
            return None
        latitude, longitude = np.radians(self._arrays["latitude"][rows]), np.radians(self._arrays["longitude"][rows])
        x, y = np.mean(np.cos(latitude) * np.cos(longitude)), np.mean(np.cos(latitude) * np.sin(longitude))
        z = np.mean(np.sin(latitude))
        return round(float(np.degrees(np.arctan2(z, np.hypot(x, y)))), 2), round(float(np.degrees(np.arctan2(y, x))), 2)

    def _city(self, row: int) -> City:
        arrays = self._arrays
        return City(
            int(arrays["geonames"][row]),
            self._names[int(self._starts[row]) : int(self._ends[row])].decode(),
            self._countries[int(arrays["country"][row])],
            self._divisions[int(arrays["division"][row])],
            round(float(arrays["latitude"][row]), 4),
            round(float(arrays["longitude"][row]), 4),
            int(arrays["population"][row]),
        )


@cache
def load_cities() -> CityIndex:
    """The index that is installed with this package; read once per process.

    Raises:
        SchemaError: the file is missing or of another version.
    """
    path = GAZETTEER / INDEX_FILE
    if not path.is_file():
        raise SchemaError(
            f"{path.name} is missing from the gazetteer; build it with `python -m kg.schema.gazetteer_build`"
        )
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    if int(arrays["version"]) != _VERSION:
        raise SchemaError(f"{path.name} has version {arrays['version']}, expected {_VERSION}; build it anew")
    return CityIndex(arrays)


def write_index(cities: Iterable[tuple[City, Iterable[str]]], path: Path) -> None:
    """Write the index of towns, each with all its names; the same towns give the same bytes."""
    rows = sorted(cities, key=lambda pair: pair[0].geonames)
    countries = sorted({city.country for city, _ in rows})
    divisions = sorted({city.division for city, _ in rows})
    encoded = [city.name.encode() for city, _ in rows]
    entries = sorted((*_hashes(key), row) for row, (_, names) in enumerate(rows) for key in _keys(names))
    arrays: dict[str, Any] = {
        "version": np.uint32(_VERSION),
        "geonames": np.array([city.geonames for city, _ in rows], np.uint32),
        "country": np.array([countries.index(city.country) for city, _ in rows], np.uint8),
        "division": np.array([divisions.index(city.division) for city, _ in rows], np.uint16),
        "latitude": np.array([city.latitude for city, _ in rows], np.float32),
        "longitude": np.array([city.longitude for city, _ in rows], np.float32),
        "population": np.array([city.population for city, _ in rows], np.uint32),
        "names": np.frombuffer(b"".join(encoded), np.uint8),
        "lengths": np.array([len(name) for name in encoded], np.uint8),
        "countries": np.array(" ".join(countries)),
        "divisions": np.array("\n".join(divisions)),
        "keys": np.array([entry[0] for entry in entries], np.uint32),
        "checks": np.array([entry[1] for entry in entries], np.uint8),
        "rows": np.array([entry[2] for entry in entries], np.uint32),
    }
    np.savez_compressed(path, **arrays)


@lru_cache(_REMEMBERED)
def folded(name: str) -> str:
    """A name without case, accents, spaces and punctuation: what two spellings of it share."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]", "", plain)


def _keys(names: Iterable[str]) -> Iterator[str]:
    yield from sorted({key for name in names if (key := folded(name))})


def _hashes(key: str) -> tuple[int, int]:
    return zlib.crc32(key.encode()), zlib.crc32(key[::-1].encode()) & 0xFF
