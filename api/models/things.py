"""Entities, events and what is stated between them, as JSON."""

from functools import lru_cache
from typing import Any, Literal, Self

from pydantic import BaseModel

from api.addresses import Addresses
from api.countries import country_name
from kg.model import Factuality
from kg.store.paging import Page
from kg.store.resources import Card, Hit, Node, Relation, SearchResult, Statement, Subgraph

__all__ = [
    "Edge",
    "Entities",
    "Entity",
    "Graph",
    "Neighbors",
    "PlacedGraph",
    "RelationCount",
    "Relations",
    "Search",
    "SearchHit",
    "Thing",
    "Total",
    "fields",
    "statement_id",
]


class Total(BaseModel):
    """How many there are: exactly (`eq`), or at least (`gte`)."""

    value: int
    relation: Literal["eq", "gte"] = "eq"


class Thing(BaseModel):
    """An entity or an event. `description` tells namesakes apart; `claims` counts what is said about it."""

    id: str
    iri: str
    kind: Literal["entity", "event", "article", "source", "other"]
    type: str
    label: str
    description: str | None = None
    claims: int = 0
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    start: str | None = None
    end: str | None = None

    @staticmethod
    def from_node(node: Node, addresses: Addresses) -> "Thing":
        """As drawn; the same object for the same node, so it is not to be changed."""
        return _thing(node, addresses)


class Highlight(BaseModel):
    """A part of a text, in Unicode code points, half open."""

    start: int
    end: int


class SearchHit(Thing):
    """Something found; `matched` is the alias, headline or sentence that matched, where it is not the label.

    `highlights` are the parts of `matched`, else of `label`, that were asked for. For a headline or a sentence
    (`field`) the thing is its article, and `passage` the address of the sentence.
    """

    matched: str | None = None
    aliases: list[str] = []
    field: Literal["names", "headlines", "sentences"] = "names"
    highlights: list[Highlight] = []
    passage: str | None = None

    @classmethod
    def from_hit(cls, hit: Hit, addresses: Addresses) -> Self:
        """As found."""
        return cls(
            **fields(hit.node, addresses),
            matched=hit.matched,
            aliases=list(hit.aliases),
            field=hit.field,
            highlights=[Highlight(start=start, end=end) for start, end in hit.highlights],
            passage=hit.passage,
        )


class Search(BaseModel):
    """What was found, best first; `facets` count all there is by type, whichever types were asked for.

    Where it was asked for, they also count headlines and sentences by outlet (`source`).
    """

    items: list[SearchHit]
    total: Total
    facets: dict[str, dict[str, int]]
    next: str | None = None

    @classmethod
    def from_result(cls, result: SearchResult, addresses: Addresses) -> Self:
        """As found."""
        return cls(
            items=[SearchHit.from_hit(hit, addresses) for hit in result.hits],
            total=Total(value=result.total, relation="eq" if result.exact else "gte"),
            facets={"type": result.facets},
            next=result.next,
        )


class Fact(BaseModel):
    """Something stated of an entity in words, such as an office held."""

    id: str
    property: str
    value: str
    evidence_count: int
    confidence: float
    factuality: Factuality

    @classmethod
    def from_statement(cls, statement: Statement, addresses: Addresses) -> Self:
        """A statement whose object is a literal."""
        return cls(
            id=statement_id(statement, addresses),
            property=statement.property,
            value=statement.value or "",
            evidence_count=statement.claims,
            confidence=statement.confidence,
            factuality=statement.factuality,
        )


class Entity(Thing):
    """An entity with its names, links and literal facts."""

    aliases: list[str] = []
    same_as: list[str] = []
    article_count: int = 0
    facts: list[Fact] = []

    @classmethod
    def from_card(cls, card: Card, addresses: Addresses) -> Self:
        """As known."""
        return cls(
            **fields(card.node, addresses),
            aliases=list(card.aliases),
            same_as=list(card.same_as),
            article_count=card.articles,
            facts=[Fact.from_statement(statement, addresses) for statement in card.facts],
        )


class Entities(BaseModel):
    """A page of entities, in the order of their addresses."""

    items: list[Thing]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[Node], addresses: Addresses) -> Self:
        """As listed."""
        items = [Thing.from_node(node, addresses) for node in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)


class RelationCount(BaseModel):
    """How many neighbours there are by one property in one direction."""

    property: str
    direction: Literal["in", "out"]
    count: int


class Relations(Thing):
    """What an entity can be expanded by."""

    relations: list[RelationCount] = []

    @classmethod
    def from_relations(cls, node: Node, relations: tuple[Relation, ...], addresses: Addresses) -> Self:
        """As counted."""
        counts = [RelationCount(property=r.property, direction=r.direction, count=r.count) for r in relations]
        return cls(**fields(node, addresses), relations=counts)


class Edge(BaseModel):
    """A statement between two things; `id` leads to its evidence."""

    id: str
    source: str
    target: str
    property: str
    valid_from: str | None = None
    valid_until: str | None = None
    confidence: float
    factuality: Factuality
    evidence_count: int

    @classmethod
    def from_statement(cls, statement: Statement, addresses: Addresses) -> Self:
        """A statement whose object is a thing."""
        return cls(
            id=statement_id(statement, addresses),
            source=addresses.id(statement.source),
            target=addresses.id(statement.target or ""),
            property=statement.property,
            valid_from=statement.valid_from,
            valid_until=statement.valid_until,
            confidence=statement.confidence,
            factuality=statement.factuality,
            evidence_count=statement.claims,
        )


class Graph(BaseModel):
    """Things and the statements between them."""

    nodes: list[Thing]
    edges: list[Edge]

    @classmethod
    def from_subgraph(cls, graph: Subgraph, addresses: Addresses) -> Self:
        """As found."""
        nodes = [Thing.from_node(node, addresses) for node in graph.nodes]
        return cls(nodes=nodes, edges=[Edge.from_statement(s, addresses) for s in graph.statements])


class PlacedGraph(Graph):
    """Things and the statements between them; `places` are pixels from the upper left, by `iri`, where asked for."""

    places: dict[str, tuple[int, int]] | None = None


class Neighbors(Graph):
    """A page of statements, the most reported first, and the things at their other ends."""

    total: Total
    next: str | None = None

    @classmethod
    def from_subgraph(cls, graph: Subgraph, addresses: Addresses) -> Self:
        """As found."""
        plain = Graph.from_subgraph(graph, addresses)
        total = Total(value=graph.total)
        return cls(nodes=plain.nodes, edges=plain.edges, total=total, next=graph.next)


def fields(node: Node, addresses: Addresses) -> dict[str, Any]:
    """The members of a `Thing`, to make something more of."""
    return {
        "id": addresses.id(node.iri),
        "iri": node.iri,
        "kind": node.kind,
        "type": node.type or "Other",
        "label": node.label,
        "description": _description(node),
        "claims": node.claims,
        "country": node.country,
        "latitude": node.latitude,
        "longitude": node.longitude,
        "start": node.start,
        "end": node.end,
    }


@lru_cache(maxsize=8192)
def _thing(node: Node, addresses: Addresses) -> Thing:
    return Thing(**fields(node, addresses))


def statement_id(statement: Statement, addresses: Addresses) -> str:
    """The id of a statement."""
    return addresses.statement_id(statement.source, statement.property, statement.target, statement.value)


def _description(node: Node) -> str | None:
    parts = [node.position, node.start if node.kind == "event" else None, country_name(node.country)]
    return ", ".join(part for part in parts if part and part != node.label) or None
