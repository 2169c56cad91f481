"""What telling namesakes apart and drawing on a map need, as one table in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from math import fsum

from kg.rdf.terms import KG
from kg.store.replacing import with_others
from kg.store.rows import Iri, Row

__all__ = ["DetailTable"]


class DetailTable:
    """Country and position on the map (the first of several) and surest office of everything that has one.

    `details` and `offices` are rows of the queries of these names. It never changes.
    """

    def __init__(self, details: Iterable[Row], offices: Iterable[Row]) -> None:
        offices = list(offices)
        self.of: Mapping[str, Mapping[str, str]] = _read(details, offices)
        self._heads: Mapping[str, frozenset[str]] = _read_heads(offices)

    def heads(self, countries: Set[str]) -> set[str]:
        """Who is at the head of some countries, and so has an office that is called after one."""
        return {thing for thing, own in self._heads.items() if not own.isdisjoint(countries)}

    def replaced(self, things: Iterable[str], details: Iterable[Row], offices: Iterable[Row]) -> "DetailTable":
        """The same with other rows for some things; the offices are those of `offices_about`."""
        things, offices = list(things), list(offices)
        table = DetailTable((), ())
        table.of = with_others(self.of, things, _read(details, offices))
        table._heads = with_others(self._heads, things, _read_heads(offices))
        return table


def _read(details: Iterable[Row], offices: Iterable[Row]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in details:
        if not isinstance(row["value"], Iri):
            own = found.setdefault(row["thing"], {})
            own[row["property"]] = min(own.get(row["property"], row["value"]), row["value"])
    weights: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in offices:
        if "value" in row:
            weights[row["thing"]][row["value"]].append(float(row["weight"]))
    for thing, held in weights.items():
        surest = min(held, key=lambda office: (-fsum(held[office]), office))
        found.setdefault(thing, {})[KG.holdsPosition] = surest
    return found


def _read_heads(offices: Iterable[Row]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in offices:
        if "country" in row:
            found[row["thing"]].add(row["country"])
    return {thing: frozenset(countries) for thing, countries in found.items()}
