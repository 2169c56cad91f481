"""What a view answers with: typed rows, each complete enough to be shown without asking again."""

from dataclasses import dataclass
from typing import Literal

from kg.model import Factuality

__all__ = [
    "FACTUALITY_ORDER",
    "ArticleRow",
    "Card",
    "ClaimRow",
    "Direction",
    "EventRow",
    "Figure",
    "Hit",
    "Kind",
    "Node",
    "Passage",
    "Relation",
    "SearchResult",
    "Statement",
    "Statistics",
    "Subgraph",
]

Kind = Literal["entity", "event", "article", "source", "other"]
Direction = Literal["out", "in"]

FACTUALITY_ORDER: tuple[Factuality, ...] = ("asserted", "claimed", "planned", "possible", "denied")
"""From the strongest status to the weakest: a statement made several times shows its strongest."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something that can be drawn: an entity, an event, or the source of a claim.

    `type` is the local name of its class (`Person`, `Arrest`); None where nothing is asserted of it. `start` and `end`
    are the dates of an event, ISO 8601 of any precision. `claims` counts what is said about it. `position` is an office
    held, to tell namesakes apart.
    """

    iri: str
    kind: Kind
    type: str | None
    label: str
    claims: int = 0
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    start: str | None = None
    end: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found by name; `matched` is the name that matched, where it is not the label."""

    node: Node
    matched: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best of `total` things found, and how many of them are of each type."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple with how it is backed, over all articles. `value` holds a literal's text, `target` a resource."""

    source: str
    property: str
    target: str | None
    value: str | None
    claims: int
    confidence: float
    factuality: Factuality
    """The strongest status that any claim gives it."""
    valid_from: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes, and statements between them. `total` and `next` are those of the page of statements, where it is one."""

    nodes: tuple[Node, ...]
    statements: tuple[Statement, ...]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How many neighbours a node has by one property in one direction."""

    property: str
    direction: Direction
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one thing at a glance; `facts` are the literal ones, `articles` counts those that tell of it."""

    node: Node
    articles: int
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    facts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that claims rest on; offsets count Unicode code points of the article's text, half open."""

    iri: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: `value` is None for "dozens"; `modifier` as in article records (`more than`)."""

    measure: str
    value: float | None
    modifier: str | None
    unit: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article's metadata; `id` is its record's."""

    iri: str
    id: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """That one article says one triple: where, on whose word, how surely, found by what."""

    iri: str
    subject: str
    property: str
    target: Node | None
    value: str | None
    factuality: Factuality
    confidence: float
    article: ArticleRow | None
    passages: tuple[Passage, ...]
    attributed_to: Node | None
    wording: str | None
    figures: tuple[Figure, ...]
    engine: str | None
    rule: str | None
    version: str | None
    conflicts_with: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list. `articles` counts those that tell of it; `roles` are its statements about participants."""

    node: Node
    articles: int
    factuality: Factuality
    confidence: float
    roles: tuple[tuple[Statement, Node | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much there is. `types` counts entities and events by type, the most frequent first."""

    quads: int
    articles: int
    entities: int
    events: int
    claims: int
    types: tuple[tuple[str, int], ...]
    first_published: str | None
    last_published: str | None
