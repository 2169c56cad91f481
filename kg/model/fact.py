"""What an article says: relations and events, each with its evidence, its source and its status."""

from dataclasses import dataclass
from typing import Literal

from kg.model.moment import Moment
from kg.model.span import Span

__all__ = [
    "FACTUALITIES",
    "Argument",
    "Attribution",
    "EventMention",
    "Evidence",
    "Factuality",
    "Modifier",
    "Quantity",
    "RelationMention",
    "TimeExpression",
]

Factuality = Literal["asserted", "claimed", "denied", "planned", "possible"]
FACTUALITIES: tuple[Factuality, ...] = ("asserted", "claimed", "denied", "planned", "possible")

Modifier = Literal["exact", "about", "more than", "at least", "less than", "at most"]

Evidence = Span
"""The sentence a fact rests on."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who vouches for a fact: the nearest responsible source, as an entity of the article or as the words used."""

    entity: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """When something happened: the value, and the words that say so.

    `moment` is None where the words cannot be resolved without guessing.
    """

    moment: Moment | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: how many of what. `value` is None for "dozens", "hundreds"."""

    what: str
    value: float | None
    modifier: Modifier
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Argument:
    """A filler of an event's role: an entity of the article, or the whole phrase where no entity is known."""

    role: str
    entity: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RelationMention:
    """A stated relation between two entities of an article, or of one to a literal (`holdsPosition`)."""

    id: str
    subject: str
    predicate: str
    object: str | None
    value: str | None
    evidence: Evidence
    rule: str
    attribution: Attribution | None = None
    factuality: Factuality = "asserted"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class EventMention:
    """One real event as one article tells it, however often it is mentioned there.

    `evidence` is the sentence that tells most; `further` holds the other sentences that mention it.
    """

    id: str
    type: str
    trigger: Span
    evidence: Evidence
    rule: str
    arguments: tuple[Argument, ...] = ()
    time: TimeExpression | None = None
    quantities: tuple[Quantity, ...] = ()
    attribution: Attribution | None = None
    factuality: Factuality = "asserted"
    confidence: float = 1.0
    further: tuple[Evidence, ...] = ()
