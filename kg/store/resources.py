"""What a view answers with: typed rows, each complete enough to be shown without asking again."""

from dataclasses import dataclass
from typing import Literal

from kg.model import Factuality

__all__ = [
    "FACTUALITY_ORDER",
    "ArticleRow",
    "Card",
    "ClaimRow",
    "Conflict",
    "Direction",
    "EventRow",
    "Figure",
    "Hit",
    "Judged",
    "Kind",
    "Node",
    "Outlet",
    "Passage",
    "Relation",
    "SearchResult",
    "Statement",
    "Statistics",
    "Subgraph",
    "TimelineRow",
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
    """Something found; `matched` is the name, headline or sentence that matched, where it is not the label.

    `highlights` are the parts of `matched`, else of the label, that were asked for: (start, end) in code points, half
    open. `passage` is the address of a sentence.
    """

    node: Node
    matched: str | None
    aliases: tuple[str, ...]
    field: Literal["names", "headlines", "sentences"] = "names"
    highlights: tuple[tuple[int, int], ...] = ()
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Some of `total` things found, best first, and how many there are of each type, whichever were wanted.

    These numbers are lower bounds unless they are `exact`. `next` is the key to ask for what follows.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, int]
    exact: bool = True
    next: str | None = None


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
class Judged:
    """What a person found on reading a claim's sentence; `when` is an ISO 8601 instant."""

    judgement: Literal["confirmed", "rejected"]
    who: str
    why: str
    when: str


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
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list. `articles` counts those that tell of it; `roles` are its statements about participants.

    `at` is the place that it is drawn at on a map, None where no place with a position is known.
    """

    node: Node
    articles: int
    factuality: Factuality
    confidence: float
    roles: tuple[tuple[Statement, Node | None], ...] = ()
    at: Node | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something in the life of an entity: an event and its roles in it, or a statement that holds from a date on.

    `start` and `end` are ISO 8601 dates of any precision; exactly one of `event` and `statement` is set.
    """

    key: str
    start: str | None
    end: str | None
    event: EventRow | None = None
    roles: tuple[str, ...] = ()
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes articles. `copies` counts articles that repeat another outlet's text.

    `events` counts those that its articles tell of, `exclusive_events` those that no other outlet tells of.
    """

    name: str
    articles: int
    copies: int
    events: int
    exclusive_events: int
    first_published: str | None
    last_published: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot all be true, or that take one another's place, with what they are about.

    `links` are (claim, `conflictsWith` or `supersedes`, other claim). `sources` counts outlets that say something of
    their own: those that repeat another's text are not counted.
    """

    subjects: tuple[Node, ...]
    claims: tuple[ClaimRow, ...]
    links: tuple[tuple[str, str, str], ...]
    disputed: bool
    sources: int


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
