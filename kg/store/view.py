"""Typed answers to what pages, exports and programs ask of the graph."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from kg.errors import NotFound
from kg.rdf.terms import KG, OWL, RDF, SKOS
from kg.store.claim_view import ClaimView
from kg.store.claims import read_article
from kg.store.facets import FacetView
from kg.store.names import expand, local_name
from kg.store.paging import Page, page
from kg.store.places import Box
from kg.store.resources import (
    ArticleRow,
    Card,
    Direction,
    Hit,
    Node,
    Outlet,
    Relation,
    SearchResult,
    Statement,
    Statistics,
    Subgraph,
)
from kg.store.rows import Iri
from kg.store.search import Field, Found, Named
from kg.store.statements import by_weight

__all__ = ["View"]

_MOST_FOUND = 1_000
"""Things that a search can be paged through to."""


class View(FacetView, ClaimView):
    """Reads one source; each call sees the newest state, and what is sorted once is kept until the store changes.

    Lists are bounded: `after` is the `next` of the page before, `limit` the most items to give. Properties and classes
    are named by IRI or by their name in the ontology (`memberOf`), and answered by that name. Things are named by IRI.
    """

    def search(
        self,
        text: str,
        *,
        types: Sequence[str] = (),
        fields: Sequence[Field] = ("names",),
        box: Box | None = None,
        after: str | None = None,
        limit: int = 20,
    ) -> SearchResult:
        """Entities and events by name, and articles by headline or sentence; best first.

        Any name counts, from any word on, whatever the case, the accents and the script; what is misspelt is found
        where nothing is spelt so. Without a text, a `box` gives the places and events in it. At most 1,000 can be
        paged through: whoever wants others asks for something else.
        """
        start = int(after) if after is not None and after.isdecimal() else 0
        wanted = max(0, min(start + limit, _MOST_FOUND) - start)
        found = self._source.index().find(text, fields=fields, types=types, box=box, limit=start + wanted + 1)
        part = found.items[start : start + wanted]
        more = len(found.items) > start + wanted and start + wanted < _MOST_FOUND
        self._know(one.iri for one in part)
        hits = tuple(map(self._hit, part))
        return SearchResult(hits, found.total, found.facets, found.exact, str(start + wanted) if more else None)

    def _hit(self, found: Found) -> Hit:
        named = self._named(found.iri)
        if named is None:  # an article
            node = self._nodes.once(("article", found.iri), lambda: self._article_node(found.iri))
            return Hit(node, found.matched, (), found.field, found.highlights, found.passage)
        label, *aliases = named.names
        matched = None if found.matched == label else found.matched
        return Hit(self.node(found.iri), matched, tuple(aliases), found.field, found.highlights)

    def _article_node(self, iri: str) -> Node:
        row = read_article(iri, self._describe)
        what = ", ".join(part for part in (row.publisher, row.published) if part)
        return Node(iri, "article", "Article", row.title or row.id, position=what or None)

    def things(self) -> Iterator[Named]:
        """Every entity and event that has a name, in the order of their addresses."""
        return self._source.index().things()

    def entities(self, *, types: Sequence[str] = (), after: str | None = None, limit: int = 25) -> Page[Node]:
        """All entities that have a name, or those of some types, in the order of their addresses."""
        index = self._source.index()
        found = index.entities(types, after or "", limit + 1)
        total = sum(
            n for (kind, type_), n in index.counts().items() if kind == "entity" and (not types or type_ in types)
        )
        self._know(found)
        part = tuple(self.node(iri) for iri in found[:limit])
        return Page(part, total, found[limit - 1] if len(found) > limit else None)

    def copies_of(self, iri: str) -> tuple[str | None, tuple[str, ...]]:
        """The article whose text an article repeats, if there is one, and the articles that repeat its own, sorted."""
        copies = self._copies()
        return copies.get(iri), tuple(sorted(copy for copy, original in copies.items() if original == iri))

    def has_name(self, iri: str) -> bool:
        """Whether something is an entity or event with a name."""
        return self._named(iri) is not None

    def outgoing(self, iri: str) -> tuple[Statement, ...]:
        """Everything stated with something as subject, types and figures left out, the most reported first."""
        return tuple(self._statements(iri, "out"))

    def describe_claims(self, iri: str) -> tuple[str, ...]:
        """The addresses of all claims with something as subject, sorted."""
        return tuple(sorted({row["claim"] for row in self._source.select("claims_from", subject=Iri(iri))}))

    def most_told(self, limit: int) -> tuple[Node, ...]:
        """The entities that most is claimed about."""
        return tuple(self.node(iri) for iri in self._source.index().most_told(limit))

    def card(self, iri: str) -> Card:
        """What is known of an entity or event at a glance.

        Raises:
            NotFound: the graph says nothing of it.
        """
        thing = self._describe(iri)
        literal = [statement for statement in self._statements(iri, "out") if statement.target is None]
        if not thing and not literal:
            raise NotFound(f"the graph has nothing at {iri}")
        return Card(
            self.node(iri), len(self._telling_of(iri)), thing.all(SKOS.altLabel), thing.all(OWL.sameAs), tuple(literal)
        )

    def require(self, iri: str) -> str:
        """The address itself, if the graph says anything of it.

        Raises:
            NotFound: it does not.
        """
        if self._named(iri) is None and not self._describe(iri):
            raise NotFound(f"the graph has nothing at {iri}")
        return iri

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
            for statement in self._around(iri)
            if (direction is None or (statement.source == iri if direction == "out" else statement.target == iri))
            and (name is None or statement.property == name)
            and statement.confidence >= min_confidence
            and (self._suits(_other(statement, iri), types, start, end) if types or start or end else True)
        ]
        part = page(chosen, by_weight, after, limit)
        others = dict.fromkeys(_other(statement, iri) for statement in part.items)
        self._know(others)
        return Subgraph(tuple(self.node(other) for other in others), part.items, part.total, part.next)

    def subgraph(self, iris: Iterable[str]) -> Subgraph:
        """The given nodes, and all statements between them."""
        wanted = dict.fromkeys(iris)
        self._know(wanted)
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

    def articles(
        self, *, about: str | None = None, source: str | None = None, after: str | None = None, limit: int = 25
    ) -> Page[ArticleRow]:
        """Articles, the newest first; with `about`, those that mention a thing or claim something of it.

        `source` is the name of an outlet.
        """
        table = self._articles()
        if about is None and source is None:
            return page(table.newest_first, table.key, after, limit)
        chosen = None if about is None else self._telling_of(about)
        rows = [
            article
            for article in table.newest_first
            if (chosen is None or article.iri in chosen) and (source is None or article.publisher == source)
        ]
        return page(rows, table.key, after, limit)

    def _telling_of(self, iri: str) -> frozenset[str]:
        """The articles that mention something, or claim something of it."""
        key = ("articles", iri)
        return self._lists.once(
            key, lambda: frozenset(row["article"] for row in self._source.select("articles_of", thing=Iri(iri)))
        )

    def article(self, iri: str) -> ArticleRow:
        """One article's metadata.

        Raises:
            NotFound: there is no such article.
        """
        if not self.has_article(iri):
            raise NotFound(f"there is no article at {iri}")
        return read_article(iri, self._describe)

    def has_article(self, iri: str) -> bool:
        """Whether the graph tells of an article."""
        return KG.Article in self._describe(iri).all(RDF.type)

    def statistics(self) -> Statistics:
        """How much there is."""
        return self._passing.once(("statistics",), self._count)

    def _count(self) -> Statistics:
        kinds: Counter[str] = Counter()
        types: Counter[str] = Counter()
        for (kind, type_), count in self._source.index().counts().items():
            kinds[kind] += count
            types.update({type_: count} if type_ else {})
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

    def outlets(self, *, after: str | None = None, limit: int = 25) -> Page[Outlet]:
        """Who publishes the articles, those with the most articles first."""
        table = self._outlets()
        return page(table.outlets, table.key, after, limit)

    def outlet(self, name: str) -> Outlet:
        """One outlet, by its name as articles give it.

        Raises:
            NotFound: no article is of it.
        """
        found = self._outlets().by_name.get(name)
        if found is None:
            raise NotFound(f"no article is published by {name!r}; /v1/sources lists the outlets there are")
        return found

    def links(self, iri: str) -> tuple[tuple[str, str, Direction], ...]:
        """What something is linked to: (the other's address, property, direction), sorted; one query each way."""
        found = {
            (row["other"], local_name(row["property"]), way)
            for way, query in (("out", "links_from"), ("in", "links_to"))
            for row in self._source.select(query, thing=Iri(iri))
        }
        return tuple(sorted(found))  # type: ignore[arg-type]


def _other(statement: Statement, iri: str) -> str:
    return statement.target or "" if statement.source == iri else statement.source
