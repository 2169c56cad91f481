"""Where events happen, as one table in memory."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.store.replacing import with_others
from kg.store.rows import Row

__all__ = ["Box", "PlaceTable", "Position"]


class Position(NamedTuple):
    """A place on the map, in degrees of WGS 84."""

    place: str
    latitude: float
    longitude: float


class Box(NamedTuple):
    """A part of the map, in degrees; one whose west is larger than its east crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, at: Position) -> bool:
        """Whether a position lies in the box, its borders included."""
        inside = (
            self.west <= at.longitude <= self.east
            if self.west <= self.east
            else at.longitude >= self.west or at.longitude <= self.east
        )
        return inside and self.south <= at.latitude <= self.north


class PlaceTable:
    """Where events happen: `happens` are rows of the query `event_places`, `positions` of that name.

    It never changes.
    """

    def __init__(self, happens: Iterable[Row], positions: Iterable[Row]) -> None:
        self._places: Mapping[str, tuple[str, ...]] = _read_places(happens)
        self._positions: Mapping[str, tuple[Position, ...]] = _read_positions(positions)

    def replaced(
        self, events: Iterable[str], happens: Iterable[Row], places: Iterable[str], positions: Iterable[Row]
    ) -> "PlaceTable":
        """The same with other rows for some events (of `event_places_about`) and some places."""
        table = PlaceTable((), ())
        table._places = with_others(self._places, events, _read_places(happens))
        table._positions = with_others(self._positions, places, _read_positions(positions))
        return table

    def of(self, event: str) -> tuple[Position, ...]:
        """Where an event happens, in a fixed order; several places where articles say so."""
        places = self._places.get(event, ())
        return tuple(at for place in places for at in self._positions.get(place, ()))


def _read_places(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["event"], set()).add(row["place"])
    return {event: tuple(sorted(places)) for event, places in found.items()}


def _read_positions(rows: Iterable[Row]) -> dict[str, tuple[Position, ...]]:
    found: dict[str, set[Position]] = {}
    for row in rows:
        at = Position(row["place"], float(row["lat"]), float(row["long"]))
        found.setdefault(at.place, set()).add(at)
    return {place: tuple(sorted(positions)) for place, positions in found.items()}
