"""What annotation adds to a tokenized article, beside tags and parse: the layers that extraction reads.

Positions are token indices of the annotated document, half open; spans count characters of the article's text.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from kg.model.entity import Entity, EntityType
from kg.model.fact import Factuality, Modifier
from kg.model.moment import Moment
from kg.model.span import Span

__all__ = [
    "ArcLabel",
    "EntityMention",
    "EventGraph",
    "Layers",
    "PredictedArc",
    "PredictedLink",
    "PredictedMention",
    "PredictedRelation",
    "PredictedTrigger",
    "QuantityKind",
    "QuantityMention",
    "QuoteKind",
    "QuoteMention",
    "TimeKind",
    "TimeMention",
    "text_of",
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


ArcLabel = str
"""A role of the contract, or `source`, `time`, `quantity`."""


@dataclass(frozen=True, slots=True)
class PredictedArc:
    """Tokens that the language model takes for a filler of a trigger, `score` its probability."""

    label: ArcLabel
    start: int
    end: int
    head: int
    score: float


@dataclass(frozen=True, slots=True)
class PredictedTrigger:
    """Tokens that the language model takes for the mention of an event.

    `score` is the probability that they mention one at all, `type_score` that it is of that type, if it is one;
    `factuality_score` likewise. `arcs` are in text order. `doubtful`: it is more likely no mention of an event; what it
    would be, is told for those who have other reasons to take it for one.
    """

    start: int
    end: int
    head: int
    type: str
    score: float
    type_score: float
    factuality: Factuality
    factuality_score: float
    arcs: tuple[PredictedArc, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class PredictedMention:
    """Tokens that the language model takes for a mention: name, description or pronoun; mentions may be nested.

    `antecedent` is the index, in the same graph, of an earlier mention of the same thing; None for the first one.
    `antecedent_score` is the probability of that choice, for None that there is none.
    """

    start: int
    end: int
    head: int
    type: EntityType
    score: float
    antecedent: int | None = None
    antecedent_score: float = 1.0


@dataclass(frozen=True, slots=True)
class PredictedLink:
    """Two triggers, by their indices in the same graph, that mention one event; `first` stands before `second`."""

    first: int
    second: int
    score: float


@dataclass(frozen=True, slots=True)
class PredictedRelation:
    """A relation stated in the text: `subject` and `object` are indices of mentions in the same graph.

    `object` is None where the predicate takes words (`holdsPosition`); they are the tokens `start` to `end`. Otherwise
    these are the object's.
    """

    subject: int
    predicate: str
    object: int | None
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class EventGraph:
    """What the language model reads of events, mentions and relations: claims to be weighed, with their scores."""

    triggers: tuple[PredictedTrigger, ...] = ()
    mentions: tuple[PredictedMention, ...] = ()
    links: tuple[PredictedLink, ...] = ()
    relations: tuple[PredictedRelation, ...] = ()


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
    graph: EventGraph = EventGraph()
    """What the language model predicts of events and relations; empty if the model has not learned them."""


class _Tokenized(Protocol):
    """What is asked of a tokenized text, such as a spaCy Doc."""

    user_data: dict[Any, Any]

    @property
    def text(self) -> str: ...


_TEXT = "kg.text"
"""Where a tokenized text keeps its characters."""


def text_of(doc: _Tokenized) -> str:
    """The text of a whole Doc, which spaCy puts together from its tokens anew at each look; here but once."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    text: str = doc.user_data[_TEXT]
    return text
