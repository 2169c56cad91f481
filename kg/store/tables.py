"""What all parts of a view share: the source, what is looked up one by one, and what is sorted once and kept."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from kg.rdf.terms import GEO, KG, RDF, SKOS
from kg.store.articles import ArticleTable
from kg.store.claims import Description
from kg.store.conflicts import RivalTable
from kg.store.events import EventSummary, EventTable
from kg.store.memory import Memory
from kg.store.names import kind_of, local_name
from kg.store.outlets import OutletTable
from kg.store.places import PlaceTable
from kg.store.resources import Direction, EventRow, Node, Statement
from kg.store.rows import Iri, Source
from kg.store.search import Named
from kg.store.statements import by_weight, read_statement

__all__ = ["Tables"]


_AT_ONCE = 0.3
"""Seconds of work up to which tables are made anew at once when the store has changed, so that all is seen at once.
Larger ones are made anew beside, and the old ones serve until then."""
_NOT_LONG = 1.0
"""The same for whoever changes the store and has said so: they wait, and nobody else."""


class _State:
    """Everything that is remembered of one revision of the store."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        self.tables = Memory(size=12)
        self.lists = Memory(size=4096)
        self.nodes = Memory(size=32768)


class Tables:
    """The base of a view on `source`: each call sees the newest state, or, of a large store, that of moments ago."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._state = _State(source.revision)
        self._turn = threading.Lock()
        self._making: threading.Thread | None = None
        self._held = 0

    @property
    def revision(self) -> int:
        """The revision of the store that lists and names are those of."""
        return self._now().revision

    def _now(self) -> _State:
        """The state that is answered from; begins to make another one where the store has changed."""
        state = self._state
        if self._source.revision == state.revision:
            return state
        with self._turn:
            if self._held or self._source.revision == self._state.revision:
                return self._state
            if self._state.tables.seconds <= _AT_ONCE:
                self._state = _State(self._source.revision)
            else:
                self._make_beside()
            return self._state

    @contextmanager
    def held(self, *, wait: bool = False) -> Iterator[None]:
        """Changes that are made in the context are seen together, after it; nobody who reads waits for them.

        Tables that take long are made anew beside, unless whoever changes things is to `wait` for them.
        """
        with self._turn:
            self._held += 1
        try:
            yield
        finally:
            with self._turn:
                self._held -= 1
                stale = not self._held and self._source.revision != self._state.revision
                here = stale and (wait or self._state.tables.seconds <= _NOT_LONG)
                if stale and not here:
                    self._make_beside()
            if here:
                self._make()

    def _make_beside(self) -> None:
        if self._making is None or not self._making.is_alive():
            self._making = threading.Thread(target=self._make, name="kg-tables", daemon=True)
            self._making.start()

    def _make(self) -> None:
        """Make the tables that are in use of the newest state, then answer from it."""
        fresh = Tables(self._source)
        fresh._held = 1
        making = {
            "events": fresh._events,
            "articles": fresh._articles,
            "places": fresh._places,
            "details": fresh._details,
            "outlets": fresh._outlets,
            "rivals": fresh._rivals,
            "copies": fresh._copies,
            "lasting": fresh._lasting_things,
        }
        for name, make in making.items():
            if name in self._state.tables:
                make()
        with self._turn:
            if fresh._state.revision >= self._state.revision:
                self._state = fresh._state

    @property
    def _tables(self) -> Memory:
        return self._now().tables

    @property
    def _lists(self) -> Memory:
        return self._now().lists

    @property
    def _nodes(self) -> Memory:
        return self._now().nodes

    def node(self, iri: str) -> Node:
        """What drawing something needs; something unknown is drawn under the last part of its address."""
        return self._nodes.once(iri, lambda: self._node(iri))

    def _node(self, iri: str) -> Node:
        named, event, detail = self._named(iri), self._events().by_iri.get(iri), self._details().get(iri, {})
        latitude, longitude = detail.get(GEO.lat), detail.get(GEO.long)
        return Node(
            iri=iri,
            kind=kind_of(self._source.base, iri),
            type=(event.type if event else None) or (named.type if named else self._type(iri)),
            label=named.names[0] if named else self._label(iri),
            claims=named.claims if named else 0,
            country=detail.get(KG.country),
            latitude=float(latitude) if latitude and longitude else None,
            longitude=float(longitude) if latitude and longitude else None,
            start=event.start if event else None,
            end=event.end if event else None,
            position=detail.get(KG.holdsPosition),
        )

    def _label(self, iri: str) -> str:
        """The label of something that no table holds, such as the source of a claim."""
        return self._describe(iri).one(SKOS.prefLabel) or local_name(iri)

    def _type(self, iri: str) -> str | None:
        types = sorted(local_name(type_) for type_ in self._describe(iri).all(RDF.type))
        return types[0] if types else None

    def _details(self) -> dict[str, dict[str, str]]:
        """Country and position on the map (the first of several) and surest office of everything that has one."""

        def read() -> dict[str, dict[str, str]]:
            found: dict[str, dict[str, str]] = {}
            for row in self._source.select("details"):
                if not isinstance(row["value"], Iri):
                    own = found.setdefault(row["thing"], {})
                    own[row["property"]] = min(own.get(row["property"], row["value"]), row["value"])
            held: dict[str, list[tuple[float, str]]] = {}
            for row in self._source.select("offices"):
                held.setdefault(row["thing"], []).append((-float(row["weight"]), row["value"]))
            for thing, offices in held.items():
                found.setdefault(thing, {})[KG.holdsPosition] = min(offices)[1]
            return found

        return self._tables.once("details", read)

    def _named(self, iri: str) -> Named | None:
        """What is known of something with a name; None if it has none, or is no entity or event."""
        return self._nodes.once(("named", iri), lambda: self._source.index().get(iri))

    def _know(self, iris: Iterable[str]) -> None:
        """Look up the names of several things together, before they are asked for one by one."""
        missing = [iri for iri in dict.fromkeys(iris) if ("named", iri) not in self._nodes]
        if len(missing) > 1:
            found = self._source.index().get_all(missing)
            for iri in missing:
                self._nodes.once(("named", iri), partial(found.get, iri))

    def _events(self) -> EventTable:
        return self._tables.once("events", lambda: EventTable(self._source.select("events")))

    def _articles(self) -> ArticleTable:
        return self._tables.once("articles", lambda: ArticleTable(self._source.select("articles")))

    def _places(self) -> PlaceTable:
        return self._tables.once("places", lambda: PlaceTable(self._source.select("event_places")))

    def _rivals(self) -> RivalTable:
        return self._tables.once("rivals", lambda: RivalTable(self._source.select("rivals")))

    def _copies(self) -> dict[str, str]:
        """Which articles repeat which other one's text."""
        return self._tables.once(
            "copies", lambda: {row["article"]: row["original"] for row in self._source.select("copies")}
        )

    def _outlets(self) -> OutletTable:
        return self._tables.once("outlets", lambda: OutletTable(self._articles(), self._events(), self._copies()))

    def _describe(self, iri: str) -> Description:
        if not iri:
            return Description([])
        key = ("description", iri)
        return self._nodes.once(key, lambda: Description(list(self._source.select("description", thing=Iri(iri)))))

    def _statements(self, iri: str, direction: Direction) -> list[Statement]:
        """Everything stated with something as subject (out) or object (in), types and figures left out, by weight."""
        way, variable = ("from", "subject") if direction == "out" else ("to", "object")

        def read() -> list[Statement]:
            kind = "statements" if iri in self._lasting_things() else "undated"
            rows = self._source.select(f"{kind}_{way}", **{variable: Iri(iri)})
            return sorted((s for s in map(read_statement, rows) if s is not None), key=by_weight)

        return self._lists.once(("statements", way, iri), read)

    def _lasting_things(self) -> frozenset[str]:
        """What has statements that hold since or until a date."""
        return self._tables.once("lasting", lambda: frozenset(row["thing"] for row in self._source.select("lasting")))

    def _around(self, iri: str) -> list[Statement]:
        """The statements between something and others, in both directions, by weight."""

        def read() -> list[Statement]:
            both = [*self._statements(iri, "out"), *self._statements(iri, "in")]
            return sorted((statement for statement in both if statement.target is not None), key=by_weight)

        return self._lists.once(("around", iri), read)

    def _parts(self, participant: str, role: str | None = None) -> dict[str, tuple[str, ...]]:
        """The events in which something has a part, with its roles by name."""

        def read() -> dict[str, tuple[str, ...]]:
            bindings = {"participant": Iri(participant), **({"role": Iri(role)} if role else {})}
            found: dict[str, set[str]] = {}
            for row in self._source.select("events_of", **bindings):
                found.setdefault(row["event"], set()).add(local_name(row["role"]))
            return {event: tuple(sorted(roles)) for event, roles in found.items()}

        return self._lists.once(("parts", participant, role), read)

    def _event_row(self, event: EventSummary) -> EventRow:
        return self._nodes.once(("event", event.iri), lambda: self._read_event(event))

    def _read_event(self, event: EventSummary) -> EventRow:
        stated = self._statements(event.iri, "out")
        self._know([event.iri, *(s.target for s in stated if s.target)])
        roles = tuple((s, self.node(s.target) if s.target else None) for s in stated)
        at = self._places().of(event.iri)
        return EventRow(
            node=self.node(event.iri),
            articles=len(event.articles),
            factuality=event.factuality,
            confidence=event.confidence,
            roles=roles,
            at=self.node(at[0].place) if at else None,
        )

    def _suits(self, iri: str, types: Sequence[str], start: str | None, end: str | None) -> bool:
        """Whether something is of one of some types and, if it is an event, within some dates."""
        event = self._events().by_iri.get(iri)
        if event is not None and not event.within(start, end):
            return False
        if not types:
            return True
        named = self._named(iri)
        return (event.type if event else named.type if named else None) in types
