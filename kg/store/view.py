"""Typed answers to what pages, exports and programs ask of the graph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from typing import get_args

from kg.errors import NotFound
from kg.rdf.terms import KG, OWL, RDF, SKOS
from kg.store.articles import ArticleTable
from kg.store.claims import Description, read_article, read_claim
from kg.store.events import EventSummary, EventTable
from kg.store.labels import LabelIndex, named_things
from kg.store.memory import Memory
from kg.store.names import expand, kind_of, local_name
from kg.store.paging import Page, backwards, page
from kg.store.resources import (
    ArticleRow,
    Card,
    ClaimRow,
    Direction,
    EventRow,
    Hit,
    Node,
    Relation,
    SearchResult,
    Statement,
    Statistics,
    Subgraph,
)
from kg.store.rows import Iri, Source
from kg.store.statements import by_weight, read_statement

__all__ = ["View"]


class View:
    """Reads one source; each call sees the newest state, and what is sorted once is kept until the store changes.

    Lists are bounded: `after` is the `next` of the page before, `limit` the most items to give. Properties and classes
    are named by IRI or by their name in the ontology (`memberOf`), and answered by that name. Things are named by IRI.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._tables = Memory(lambda: source.revision, size=4)
        self._lists = Memory(lambda: source.revision, size=256)

    def search(self, text: str, *, types: Sequence[str] = (), limit: int = 20) -> SearchResult:
        """Entities and events by name: any name, from any word on, whatever the case and the accents; best first."""
        index = self._labels()
        found = index.find(text, frozenset(types))
        hits = []
        for item in found[:limit]:
            label, *aliases = item.named.names
            hits.append(Hit(self.node(item.named.iri), None if item.matched == label else item.matched, tuple(aliases)))
        return SearchResult(tuple(hits), len(found), index.facets(found))

    def node(self, iri: str) -> Node:
        """What drawing something needs; something unknown is drawn under the last part of its address."""
        rows = sorted(self._source.select("node", thing=Iri(iri)), key=lambda row: sorted(row.items()))
        row = rows[0] if rows else {}
        named, event = self._labels().get(iri), self._events().by_iri.get(iri)
        asserted = local_name(row["type"]) if "type" in row else None
        return Node(
            iri=iri,
            kind=kind_of(self._source.base, iri),
            type=(event.type if event else None) or asserted,
            label=row.get("label", local_name(iri)),
            claims=named.claims if named else 0,
            country=row.get("country"),
            latitude=float(row["lat"]) if "lat" in row else None,
            longitude=float(row["long"]) if "long" in row else None,
            start=event.start if event else None,
            end=event.end if event else None,
            position=row.get("position"),
        )

    def most_told(self, limit: int) -> tuple[Node, ...]:
        """The entities that most is claimed about."""
        entities = (thing for thing in self._labels() if thing.kind == "entity")
        most = nsmallest(limit, entities, key=lambda thing: (-thing.claims, thing.iri))
        return tuple(self.node(thing.iri) for thing in most)

    def card(self, iri: str) -> Card:
        """What is known of an entity or event at a glance.

        Raises:
            NotFound: the graph says nothing of it.
        """
        thing = self._describe(iri)
        literal = [statement for statement in self._statements(iri, "out") if statement.target is None]
        if not thing and not literal:
            raise NotFound(f"the graph has nothing at {iri}")
        articles = sum(1 for _ in self._source.select("articles_of", thing=Iri(iri)))
        return Card(self.node(iri), articles, thing.all(SKOS.altLabel), thing.all(OWL.sameAs), tuple(literal))

    def relations(self, iri: str) -> tuple[Relation, ...]:
        """How many neighbours something has, by property and direction; the most first."""
        counts: Counter[tuple[str, Direction]] = Counter()
        for direction in get_args(Direction):
            counts.update((s.property, direction) for s in self._statements(iri, direction) if s.target is not None)
        return tuple(
            Relation(name, direction, count)
            for (name, direction), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        )

    def neighbours(
        self,
        iri: str,
        *,
        property: str | None = None,
        direction: Direction | None = None,
        types: Sequence[str] = (),
        start: str | None = None,
        end: str | None = None,
        min_confidence: float = 0.0,
        after: str | None = None,
        limit: int = 25,
    ) -> Subgraph:
        """The statements between something and others, the most reported first, with the nodes at their other ends.

        `start` and `end` leave out events known to lie outside; what has no date by nature stays.
        """
        name = local_name(expand(property)) if property else None
        chosen = [
            statement
            for way in ([direction] if direction else get_args(Direction))
            for statement in self._statements(iri, way)
            if statement.target is not None
            and (name is None or statement.property == name)
            and statement.confidence >= min_confidence
            and self._suits(_other(statement, iri), types, start, end)
        ]
        part = page(sorted(chosen, key=by_weight), by_weight, after, limit)
        others = dict.fromkeys(_other(statement, iri) for statement in part.items)
        return Subgraph(tuple(self.node(other) for other in others), part.items, part.total, part.next)

    def subgraph(self, iris: Iterable[str]) -> Subgraph:
        """The given nodes, and all statements between them."""
        wanted = dict.fromkeys(iris)
        between = [s for iri in wanted for s in self._statements(iri, "out") if s.target in wanted]
        return Subgraph(tuple(self.node(iri) for iri in wanted), tuple(between), len(between))

    def statements(
        self,
        *,
        subject: str | None = None,
        property: str | None = None,
        object: str | None = None,
        after: str | None = None,
        limit: int = 25,
    ) -> Page[Statement]:
        """The statements about a subject, an object or both, literal ones included, the most reported first.

        Raises:
            ValueError: neither subject nor object is given.
        """
        if subject is None and object is None:
            raise ValueError("statements need a subject or an object: name at least one")
        name = local_name(expand(property)) if property else None
        found = self._statements(subject, "out") if subject else self._statements(object or "", "in")
        chosen = [s for s in found if (name is None or s.property == name) and (object is None or s.target == object)]
        return page(chosen, by_weight, after, limit)

    def claims(
        self,
        *,
        subject: str | None = None,
        property: str | None = None,
        object: str | None = None,
        value: str | None = None,
        after: str | None = None,
        limit: int = 25,
    ) -> Page[ClaimRow]:
        """The claims behind statements with their evidence, from the newest article on; `value` is a literal object.

        Raises:
            ValueError: neither subject nor object is given.
        """
        bindings = {
            variable: Iri(iri)
            for variable, iri in (("subject", subject), ("property", property and expand(property)), ("object", object))
            if iri
        }
        if subject is None and object is None:
            raise ValueError("claims need a subject or an object: name at least one")
        rows = self._source.select("claims_from" if subject else "claims_to", **bindings)
        keys = {f"{backwards(row.get('published'))} {row['claim']}" for row in rows if value in (None, row["object"])}
        part = page(sorted(keys), str, after, limit)
        return part.map(lambda key: self.claim(key.rsplit(" ", 1)[1]))

    def claim(self, iri: str) -> ClaimRow:
        """One claim with its evidence.

        Raises:
            NotFound: there is no such claim.
        """
        if KG.Claim not in self._describe(iri).all(RDF.type):
            raise NotFound(f"there is no claim at {iri}")
        return read_claim(iri, self._describe, self.node)

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
        part_of = [self._parts(who, role) for who, role in ((participant, None), (place, KG.place)) if who is not None]
        if text is not None:
            part_of.append({found.named.iri for found in self._labels().find(text)})
        chosen = [
            event
            for event in self._events().events
            if (not types or event.type in types)
            and (not factualities or event.factuality in factualities)
            and event.within(start, end)
            and all(event.iri in some for some in part_of)
        ]
        return page(chosen, lambda event: event.key, after, limit).map(self._event_row)

    def event(self, iri: str) -> EventRow:
        """One event with its participants.

        Raises:
            NotFound: there is no such event.
        """
        event = self._events().by_iri.get(iri)
        if event is None:
            raise NotFound(f"there is no event at {iri}")
        return self._event_row(event)

    def articles(self, *, about: str | None = None, after: str | None = None, limit: int = 25) -> Page[ArticleRow]:
        """Articles, the newest first; with `about`, those that mention a thing or claim something of it."""
        table = self._articles()
        if about is None:
            return page(table.newest_first, table.key, after, limit)
        chosen = {row["article"] for row in self._source.select("articles_of", thing=Iri(about))}
        return page([article for article in table.newest_first if article.iri in chosen], table.key, after, limit)

    def article(self, iri: str) -> ArticleRow:
        """One article's metadata.

        Raises:
            NotFound: there is no such article.
        """
        if KG.Article not in self._describe(iri).all(RDF.type):
            raise NotFound(f"there is no article at {iri}")
        return read_article(iri, self._describe)

    def statistics(self) -> Statistics:
        """How much there is."""
        return self._tables.once("statistics", self._count)

    def _count(self) -> Statistics:
        kinds = Counter(thing.kind for thing in self._labels())
        types = Counter(thing.type for thing in self._labels() if thing.type)
        dates = sorted(a.published for a in self._articles().newest_first if a.published)
        total = next(self._source.select("claim_total"), {"claims": "0"})
        return Statistics(
            quads=self._source.count(),
            articles=len(self._articles().newest_first),
            entities=kinds["entity"],
            events=len(self._events().events),
            claims=int(total["claims"]),
            types=tuple(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
            first_published=dates[0] if dates else None,
            last_published=dates[-1] if dates else None,
        )

    def _labels(self) -> LabelIndex:
        return self._tables.once("labels", lambda: LabelIndex(named_things(self._source)))

    def _events(self) -> EventTable:
        return self._tables.once("events", lambda: EventTable(self._source.select("events")))

    def _articles(self) -> ArticleTable:
        return self._tables.once("articles", lambda: ArticleTable(self._source.select("articles")))

    def _describe(self, iri: str) -> Description:
        return Description(list(self._source.select("description", thing=Iri(iri))) if iri else [])

    def _statements(self, iri: str, direction: Direction) -> list[Statement]:
        """Everything stated with something as subject (out) or object (in), types and figures left out, by weight."""
        name, variable = ("statements_from", "subject") if direction == "out" else ("statements_to", "object")

        def read() -> list[Statement]:
            rows = self._source.select(name, **{variable: Iri(iri)})
            return sorted((s for s in map(read_statement, rows) if s is not None), key=by_weight)

        return self._lists.once((name, iri), read)

    def _parts(self, participant: str, role: str | None) -> set[str]:
        bindings = {"participant": Iri(participant), **({"role": Iri(role)} if role else {})}
        return {row["event"] for row in self._source.select("events_of", **bindings)}

    def _event_row(self, event: EventSummary) -> EventRow:
        roles = tuple((s, self.node(s.target) if s.target else None) for s in self._statements(event.iri, "out"))
        return EventRow(self.node(event.iri), len(event.articles), event.factuality, event.confidence, roles)

    def _suits(self, iri: str, types: Sequence[str], start: str | None, end: str | None) -> bool:
        event = self._events().by_iri.get(iri)
        if event is not None and not event.within(start, end):
            return False
        if not types:
            return True
        named = self._labels().get(iri)
        return (event.type if event else named.type if named else None) in types


def _other(statement: Statement, iri: str) -> str:
    return statement.target or "" if statement.source == iri else statement.source
