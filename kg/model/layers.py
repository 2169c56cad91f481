"""What annotation adds to a tokenized article, beside tags and parse: the layers that extraction reads.

Positions are token indices of the annotated document, half open; spans count characters of the article's text.
"""

from dataclasses import dataclass, field
from typing import Literal

from kg.model.entity import Entity
from kg.model.fact import Modifier
from kg.model.moment import Moment
from kg.model.span import Span

__all__ = [
    "EntityMention",
    "Layers",
    "QuantityKind",
    "QuantityMention",
    "QuoteKind",
    "QuoteMention",
    "TimeKind",
    "TimeMention",
]

TimeKind = Literal["date", "time", "duration", "set"]
QuoteKind = Literal["speech", "fragment", "scare", "title"]
QuantityKind = Literal["count", "money", "percent", "measure", "duration"]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Tokens that refer to an entity of the article; `head` is the token that governs the others."""

    entity: str
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time.

    `first` and `last` are the tokens it covers. `kind` tells a date (a day or anything coarser, intervals included)
    from a time of day, a duration ("for three days") and a recurrence ("every Monday"). `moment` is None where the
    words alone do not say when. `rule` names the rule that read it.
    """

    span: Span
    first: int
    last: int
    moment: Moment | None
    kind: TimeKind
    rule: str


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A figure in the text.

    `span` is the whole phrase with its modifier and the noun counted ("more than 3,000 people"), `number` the figure
    alone; `first` and `last` are the tokens of `span`. `value` is None for "dozens"; of a range it is the lower end,
    `high` being the upper one. `unit` is the noun counted, in the plural ("officers"), "percent", or a currency by its
    name ("dollars"); `noun` is its token where it is a word of the text. `people` says that people are counted ("12
    dead", "three officers").
    """

    span: Span
    number: Span
    first: int
    last: int
    value: float | None
    high: float | None
    modifier: Modifier
    unit: str | None
    noun: int | None
    kind: QuantityKind
    people: bool


@dataclass(frozen=True, slots=True)
class QuoteMention:
    """One quoted stretch.

    `span` includes the quotation marks, `inner` leaves them out; `first` and `last` are the tokens of `span`, half
    open. `kind` is `speech` (whole sentences), `fragment` (some words of a speaker), `scare` (words the writer keeps
    at a distance) or `title`. `continues` says that the speech goes on in the next paragraph, which opens with a mark
    of its own while this one has no closing mark.
    """

    span: Span
    inner: Span
    first: int
    last: int
    kind: QuoteKind
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers of one article."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[EntityMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    quotes: tuple[QuoteMention, ...] = ()
    by_head: dict[int, str] = field(default_factory=dict)
    """Entity by the head token of its mentions; of names, by each of their tokens."""
    country: str | None = None
    """The entity of the country that the article is mostly about."""
