"""Where events happen, as one table in memory; made anew when the store has changed."""

from collections.abc import Iterable
from typing import NamedTuple

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
    """The positions of events that `rows` (of the query `event_places`) tell of."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._of: dict[str, set[Position]] = {}
        for row in rows:
            at = Position(row["place"], float(row["lat"]), float(row["long"]))
            self._of.setdefault(row["event"], set()).add(at)

    def of(self, event: str) -> tuple[Position, ...]:
        """Where an event happens, in a fixed order; several places where articles say so."""
        return tuple(sorted(self._of.get(event, ())))
