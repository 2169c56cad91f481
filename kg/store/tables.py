"""What all parts of a view share: the source, what is looked up one by one, and what is sorted once and kept."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from kg.rdf.terms import GEO, KG, RDF, SKOS
from kg.store.articles import ArticleTable
from kg.store.claims import Description
from kg.store.conflicts import RivalTable
from kg.store.events import EventSummary, EventTable
from kg.store.following import SECONDS, follow
from kg.store.memory import Memory
from kg.store.names import kind_of, local_name
from kg.store.outlets import OutletTable
from kg.store.places import PlaceTable
from kg.store.resources import Direction, EventRow, Node, Statement
from kg.store.rows import Iri, Source
from kg.store.search import Named
from kg.store.state import State
from kg.store.statements import by_weight, read_statement
from kg.store.touched import Touched

__all__ = ["Tables"]


_AT_ONCE = 0.3
"""Seconds of work up to which tables follow at once when the store has changed, so that all is seen at once.
What takes longer is made beside, and the old ones serve until then."""
_NOT_LONG = 1.0
"""The same for whoever changes the store and has said so: they wait, and nobody else."""
_SOON = 0.05
"""The same up to which it is not asked whether making them anew is faster than following what changed."""


class Tables:
    """The base of a view on `source`: each call sees the newest state, or, of a large store, that of moments ago."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._state = State(source, source.revision)
        source.changes_since(self._state.revision)  # from now on they are of interest
        self._turn = threading.Lock()
        self._making: threading.Thread | None = None
        self._held = 0

    @property
    def revision(self) -> int:
        """The revision of the store that lists and names are those of."""
        return self._now().revision

    def _now(self) -> State:
        """The state that is answered from; begins to make another one where the store has changed."""
        state = self._state
        if self._source.revision == state.revision:
            return state
        with self._turn:
            if self._held or self._is_making or self._source.revision == self._state.revision:
                return self._state
            seconds, change = self._changed()
            if seconds <= _AT_ONCE:
                now = State(self._source, self._source.revision) if change is None else self._after(*change)
                self._state = now
            else:
                self._make_beside()
            return self._state

    @contextmanager
    def held(self, *, wait: bool = False) -> Iterator[None]:
        """Changes that are made in the context are seen together, after it; nobody who reads waits for them.

        Tables that take long are made beside, unless whoever changes things is to `wait` for them.
        """
        with self._turn:
            self._held += 1
        try:
            yield
        finally:
            beside = False
            try:  # it is held until this is done, so that nobody who reads meanwhile does the same
                beside = not self._follows(wait)
            finally:
                with self._turn:
                    self._held -= 1
                    if beside:
                        self._make_beside()

    def _follows(self, wait: bool) -> bool:
        """Come to the newest state here, where nobody else holds changes and it is waited for or does not take long.

        False where it is to be made beside.
        """
        if self._held > 1 or self._source.revision == self._state.revision:
            return True
        if not wait and self._changed()[0] > _NOT_LONG:
            return False
        self._make()
        return True

    @property
    def _is_making(self) -> bool:
        return self._making is not None and self._making.is_alive()

    def _make_beside(self) -> None:
        if not self._is_making:
            self._making = threading.Thread(target=self._make, name="kg-tables", daemon=True)
            self._making.start()

    def _make(self) -> None:
        """Make the newest state, with the tables that are in use, then answer from it."""
        _, change = self._changed()
        state = self._state.made_anew() if change is None else self._after(*change)
        with self._turn:
            if state.revision >= self._state.revision:
                self._state = state

    def _changed(self) -> tuple[float, tuple[State, int, Touched] | None]:
        """About how many seconds it takes to come to the newest state, and from which one it is to follow what change.

        None where that is not known, or takes longer than making the tables anew.
        """
        old = self._state
        found = self._source.changes_since(old.revision)
        if found is None or len(found[1]) * SECONDS > max(old.tables.seconds, _SOON):
            return old.tables.seconds, None
        return len(found[1]) * SECONDS, (old, *found)

    def _after(self, old: State, revision: int, touched: Touched) -> State:
        return follow(old, self._source, revision, touched)

    @property
    def _lists(self) -> Memory:
        return self._now().lists

    @property
    def _nodes(self) -> Memory:
        return self._now().nodes

    @property
    def _passing(self) -> Memory:
        return self._now().passing

    def node(self, iri: str) -> Node:
        """What drawing something needs; something unknown is drawn under the last part of its address."""
        return self._nodes.once(("node", iri), lambda: self._node(iri))

    def _node(self, iri: str) -> Node:
        named, event, detail = self._named(iri), self._events().by_iri.get(iri), self._now().details().of.get(iri, {})
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

    def _named(self, iri: str) -> Named | None:
        """What is known of something with a name; None if it has none, or is no entity or event."""
        return self._nodes.once(("named", iri), lambda: self._source.index().get(iri))

    def _know(self, iris: Iterable[str]) -> None:
        """Look up the names of several things together, before they are asked for one by one."""
        nodes = self._nodes  # what is looked up from now on may be remembered there, but not in those of a later state
        missing = [iri for iri in dict.fromkeys(iris) if ("named", iri) not in nodes]
        if len(missing) > 1:
            found = self._source.index().get_all(missing)
            for iri in missing:
                nodes.once(("named", iri), partial(found.get, iri))

    def _events(self) -> EventTable:
        return self._now().events()

    def _articles(self) -> ArticleTable:
        return self._now().articles()

    def _places(self) -> PlaceTable:
        return self._now().places()

    def _rivals(self) -> RivalTable:
        return self._now().rivals()

    def _copies(self) -> Mapping[str, str]:
        return self._now().copies()

    def _outlets(self) -> OutletTable:
        return self._now().outlets()

    def _describe(self, iri: str) -> Description:
        if not iri:
            return Description([])
        key = ("description", iri)
        return self._nodes.once(key, lambda: Description(list(self._source.select("description", thing=Iri(iri)))))

    def _statements(self, iri: str, direction: Direction) -> list[Statement]:
        """Everything stated with something as subject (out) or object (in), types and figures left out, by weight."""
        way, variable = ("from", "subject") if direction == "out" else ("to", "object")

        def read() -> list[Statement]:
            kind = "statements" if iri in self._now().lasting().things else "undated"
            rows = self._source.select(f"{kind}_{way}", **{variable: Iri(iri)})
            return sorted((s for s in map(read_statement, rows) if s is not None), key=by_weight)

        return self._lists.once(("statements", iri, way), read)

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
        state = self._now()  # of which the list that the event was found in may not be any more
        return state.passing.once(
            ("event", event.iri), lambda: self._read_event(state.events().by_iri.get(event.iri, event))
        )

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
