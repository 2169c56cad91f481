"""Events: lists, counts over time, and what happens in the life of an entity."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from kg.errors import NotFound
from kg.rdf.terms import KG
from kg.store.event_filter import Bucket, EventFilter, Histogram, histogram
from kg.store.events import EventSummary
from kg.store.paging import Page, page
from kg.store.resources import EventRow, TimelineRow
from kg.store.tables import Tables

__all__ = ["EventView"]


class EventView(Tables):
    """The part of a view that tells of events."""

    def events(
        self,
        *,
        types: Sequence[str] = (),
        participant: str | None = None,
        place: str | None = None,
        start: str | None = None,
        end: str | None = None,
        text: str | None = None,
        factualities: Sequence[str] = (),
        after: str | None = None,
        limit: int = 25,
    ) -> Page[EventRow]:
        """Events by date, undated ones last (and only where no date is asked for), with their participants."""
        wanted = EventFilter(tuple(types), participant, place, start, end, text, tuple(factualities))
        return self.events_like(wanted, after=after, limit=limit)

    def events_like(self, wanted: EventFilter, *, after: str | None = None, limit: int = 25) -> Page[EventRow]:
        """Events that suit a filter, by date, undated ones last, with their participants."""
        return page(self._chosen(wanted), lambda event: event.key, after, limit).map(self._event_row)

    def histogram(
        self, wanted: EventFilter, *, bucket: Bucket = "day", of: Literal["event", "publication"] = "event"
    ) -> Histogram:
        """How many events that suit a filter there are over time: by when they began, or were first reported."""
        chosen = self._chosen(wanted)
        if of == "event":
            return histogram((event.start for event in chosen), bucket)
        published = {row.iri: row.published for row in self._articles().newest_first}
        return histogram((_first_report(event, published) for event in chosen), bucket)

    def event(self, iri: str) -> EventRow:
        """One event with its participants.

        Raises:
            NotFound: there is no such event.
        """
        event = self._events().by_iri.get(iri)
        if event is None:
            raise NotFound(f"there is no event at {iri}")
        return self._event_row(event)

    def timeline(
        self, iri: str, *, start: str | None = None, end: str | None = None, after: str | None = None, limit: int = 25
    ) -> Page[TimelineRow]:
        """What happens in the life of an entity, by date: events it has a part in, and what holds of it from or until.

        Events without a date come last, and only where no date is asked for.
        """
        by_iri = self._events().by_iri
        parts = self._parts(iri)
        rows = [
            TimelineRow(event.key, event.start, event.end, roles=parts[event.iri])
            for event in (by_iri[found] for found in parts if found in by_iri)
            if event.types and event.within(start, end)
        ]
        rows += [row for row in self._lasting(iri) if EventSummary("", start=row.start, end=row.end).within(start, end)]
        part = page(sorted(rows, key=lambda row: row.key), lambda row: row.key, after, limit)
        return part.map(lambda row: self._with_event(row, by_iri))

    def _lasting(self, iri: str) -> Iterable[TimelineRow]:
        for direction in ("out", "in"):
            for number, stated in enumerate(self._statements(iri, direction)):
                since, until = stated.valid_from, stated.valid_until
                if since or until:
                    key = f"{since or until} {stated.source} {stated.property} {direction} {number:05d}"
                    yield TimelineRow(key, since or until, until, statement=stated)

    def _with_event(self, row: TimelineRow, by_iri: Mapping[str, EventSummary]) -> TimelineRow:
        if row.statement is not None:
            return row
        event = self._event_row(by_iri[row.key.split(" ", 1)[1]])
        return TimelineRow(row.key, row.start, row.end, event, row.roles)

    def _chosen(self, wanted: EventFilter) -> Sequence[EventSummary]:
        key = ("chosen", wanted)
        return self._passing.once(key, lambda: self._choose(wanted))

    def _choose(self, wanted: EventFilter) -> list[EventSummary]:
        pairs = ((wanted.participant, None), (wanted.place, KG.place))
        part_of: list[Iterable[str]] = [set(self._parts(who, role)) for who, role in pairs if who is not None]
        if wanted.text is not None:
            part_of.append(self._source.index().events_named(wanted.text))
        among = self._among(part_of)
        return [event for event in among if wanted.suits(event) and self._told_there(event, wanted)]

    def _among(self, sets: Sequence[Iterable[str]]) -> Sequence[EventSummary]:
        """The events in all of some sets, in order; all events where there is no set."""
        table = self._events()
        if not sets:
            return table.events
        common = set.intersection(*(set(some) for some in sets))
        found = (table.by_iri[iri] for iri in common if iri in table.by_iri)
        return sorted((event for event in found if event.types), key=lambda event: event.key)

    def _told_there(self, event: EventSummary, wanted: EventFilter) -> bool:
        """Whether an event lies in the wanted box, and a wanted source tells of it."""
        if wanted.box is not None and not any(wanted.box.holds(at) for at in self._places().of(event.iri)):
            return False
        return not wanted.sources or bool(self._outlets().names(event.articles) & set(wanted.sources))


def _first_report(event: EventSummary, published: dict[str, str | None]) -> str | None:
    return min((day for iri in event.articles if (day := published.get(iri))), default=None)
