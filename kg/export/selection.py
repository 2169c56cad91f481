"""What is exported: everything, some things with what surrounds them, or some events with who has a part in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.store.event_filter import EventFilter
from kg.store.resources import EventRow, Node, Statement
from kg.store.view import View

__all__ = ["Selection"]

_PAGE = 500
_AROUND = 500
"""Neighbours of one thing that come along, at most; those most reported first."""


@dataclass(frozen=True, slots=True)
class Selection:
    """`ids` are addresses of entities and events; with `around` their neighbours come along. `events` filters events.

    Without either, everything is meant.
    """

    ids: tuple[str, ...] = ()
    around: bool = False
    events: EventFilter | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.ids and self.events is None

    def iris(self, view: View) -> Iterator[str]:
        """The addresses of what is chosen, each once, in a fixed order."""
        if self.everything:
            yield from (thing.iri for thing in view.things())
            return
        chosen: dict[str, None] = dict.fromkeys(self.ids)
        if self.around:
            for iri in self.ids:
                chosen |= dict.fromkeys(node.iri for node in view.neighbours(iri, limit=_AROUND).nodes)
        if self.events is not None:
            for event in self.event_rows(view):
                chosen[event.node.iri] = None
                chosen |= dict.fromkeys(node.iri for _, node in event.roles if node is not None)
        yield from chosen

    def nodes(self, view: View) -> Iterator[Node]:
        """What is chosen, as it is drawn."""
        return map(view.node, self.iris(view))

    def edges(self, view: View) -> Iterator[Statement]:
        """The statements between what is chosen."""
        if self.everything:
            for iri in self.iris(view):
                yield from (s for s in view.outgoing(iri) if s.target is not None and view.has_name(s.target))
            return
        chosen = dict.fromkeys(self.iris(view))
        for iri in chosen:
            yield from (statement for statement in view.outgoing(iri) if statement.target in chosen)

    def event_rows(self, view: View) -> Iterator[EventRow]:
        """The chosen events with their participants, by date."""
        if self.ids and self.events is None:
            chosen = set(self.iris(view))
            yield from (view.event(iri) for iri in chosen if view.node(iri).kind == "event")
            return
        after: str | None = None
        while True:
            page = view.events_like(self.events or EventFilter(), after=after, limit=_PAGE)
            yield from page.items
            if (after := page.next) is None:
                return
