"""All events of a store as one table in memory, for lists and timelines."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Factuality
from kg.rdf.terms import KG, RDF
from kg.store.names import local_name, strongest
from kg.store.rows import Row

__all__ = ["EventSummary", "EventTable"]


@dataclass(slots=True)
class EventSummary:
    """What claims say of one event: where articles differ, the most frequent type and the widest dates."""

    iri: str
    types: dict[str, int] = field(default_factory=dict)
    start: str | None = None
    end: str | None = None
    articles: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    confidence: float = 0.0

    @property
    def type(self) -> str | None:
        """The type that most claims give it."""
        return min(self.types, key=lambda name: (-self.types[name], name), default=None)

    @property
    def factuality(self) -> Factuality:
        """The strongest status that any claim gives it."""
        return strongest(" ".join(self.statuses))

    @property
    def key(self) -> str:
        """Sorts by date, what has none last; ISO 8601 sorts as text, and a month before its days."""
        return f"{self.start or '~'} {self.iri}"

    def within(self, start: str | None, end: str | None) -> bool:
        """Whether it may lie between two dates, both included, each of any precision; an undated event does not."""
        if self.start is None:
            return start is None and end is None
        last = self.end or self.start
        # a tilde sorts after digits and hyphens: 2022-01 may mean its last day, and so may a bound
        return (start is None or f"{last}~" >= start) and (end is None or self.start <= f"{end}~")


class EventTable:
    """The events that `rows` (of the query `events`) tell of, sorted by date; it never changes."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_iri = _read(rows)
        self.events = sorted((event for event in self.by_iri.values() if event.types), key=_key)

    def replaced(self, iris: Iterable[str], rows: Iterable[Row]) -> "EventTable":
        """The same with other `rows` (of `events_about`) for some events; none where an event is gone."""
        fresh, table = _read(rows), EventTable(())
        table.by_iri, table.events = self.by_iri.copy(), self.events.copy()
        for iri in iris:
            old, new = table.by_iri.pop(iri, None), fresh.get(iri)
            if old is not None and old.types:
                del table.events[bisect_left(table.events, old.key, key=_key)]
            if new is not None:
                table.by_iri[iri] = new
                if new.types:
                    insort(table.events, new, key=_key)
        return table


def _key(event: EventSummary) -> str:
    return event.key


def _read(rows: Iterable[Row]) -> dict[str, EventSummary]:
    found: dict[str, EventSummary] = {}
    for row in rows:
        _add(found.setdefault(row["event"], EventSummary(row["event"])), row)
    return found


def _add(event: EventSummary, row: Row) -> None:
    value = row["value"]
    match row["property"]:
        case RDF.type:
            name = local_name(value)
            event.types[name] = event.types.get(name, 0) + 1
            event.articles.add(row["article"])
            event.statuses.add(row["status"])
            event.confidence = max(event.confidence, float(row["certainty"]))
        case KG.startDate:
            event.start = min(event.start or value, value)
        case KG.endDate:
            event.end = max(event.end or value, value)
