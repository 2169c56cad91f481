"""What a server's answers hold, as far as programs usually need it; the whole is in its `/openapi.json`."""

from typing import Any, TypedDict

__all__ = ["Article", "Claim", "Conflict", "Edge", "Event", "Job", "Path", "Statement", "Thing"]


class Thing(TypedDict, total=False):
    """An entity or event. Further fields of some answers: `aliases`, `matched`, `same_as`, `facts`."""

    id: str
    iri: str
    kind: str
    type: str
    label: str
    description: str | None
    claims: int
    country: str | None
    latitude: float | None
    longitude: float | None
    start: str | None
    end: str | None


class Role(TypedDict):
    """Who or what has a part in an event: an entity, or the words of the text."""

    role: str
    entity: Thing | None
    text: str | None
    statement: str


class Event(Thing, total=False):
    """An event with its participants."""

    confidence: float
    factuality: str
    article_count: int
    roles: list[Role]


class Edge(TypedDict):
    """A statement between two things, by their ids."""

    id: str
    source: str
    target: str
    property: str
    valid_from: str | None
    valid_until: str | None
    confidence: float
    factuality: str
    evidence_count: int


class Statement(TypedDict):
    """A statement with what it is about."""

    id: str
    subject: Thing
    property: str
    object: Thing | None
    value: str | None
    confidence: float
    factuality: str
    evidence_count: int


class Article(TypedDict, total=False):
    """An article; `text` and `annotations` where it is asked for alone."""

    id: str
    iri: str
    title: str | None
    published: str | None
    publisher: str | None
    language: str | None
    url: str | None
    text: str | None
    annotations: list[dict[str, Any]]


class Claim(TypedDict, total=False):
    """What one article says, with its sentence."""

    claim: str
    sentence: str
    property: str
    object: Thing | None
    value: str | None
    article: Article | None
    factuality: str
    attributed_to: dict[str, Any] | None
    quantities: list[dict[str, Any]]
    conflicts_with: list[str]
    supersedes: list[str]


class Conflict(TypedDict):
    """Claims that cannot all be true, or that update one another."""

    subjects: list[Thing]
    disputed: bool
    sources: int
    claims: list[Claim]


class Hop(TypedDict):
    """One step of a path."""

    source: Thing
    target: Thing
    statements: list[Statement]
    evidence: Claim | None


class Path(TypedDict):
    """A way from one thing to another."""

    length: int
    cost: float
    hops: list[Hop]


class Job(TypedDict):
    """Articles that are being read."""

    id: str
    state: str
    items: int
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
