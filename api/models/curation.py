"""Decisions of people, and the questions put to them, as JSON."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from api.addresses import Addresses
from api.models.evidence import Article
from api.models.things import Thing
from kg.archive import LedgerEntry
from kg.model import MentionKey
from kg.store.view import View

if TYPE_CHECKING:
    from kg.pipeline.curation import Outcome
    from kg.resolve.review import ReviewItem

__all__ = [
    "Answer",
    "Decided",
    "DecisionModel",
    "Decisions",
    "Judgement",
    "Members",
    "Merge",
    "Naming",
    "Reason",
    "Review",
    "Split",
    "key_text",
]

Who = Field(default=None, max_length=200, description="Who decides, where no token tells")
Why = Field(default="", max_length=2000, description="The reason; it is kept with the decision")


class Side(BaseModel):
    """One side of a question: `key` names the entity or event of an article that it is about."""

    key: str
    name: str
    thing: Thing
    article_count: int
    article: Article | None


class ReviewQuestion(BaseModel):
    """Are these two one? `joined` tells what the graph holds now, `why` what the resolver thinks, and how surely.

    `value` is how much an answer is expected to be worth.
    """

    subject: Literal["entity", "event", "claim", "label"]
    left: Side
    right: Side
    joined: bool
    score: float
    rule: str
    why: str
    value: float

    @classmethod
    def from_item(cls, item: "ReviewItem", view: View, addresses: Addresses) -> Self:
        """As asked."""
        return cls(
            subject=item.subject,
            left=_side(item.left, item.left_name, item.left_iri, item.left_articles, view, addresses),
            right=_side(item.right, item.right_name, item.right_iri, item.right_articles, view, addresses),
            joined=item.joined,
            score=item.score,
            rule=item.rule,
            why=item.why,
            value=item.value,
        )


class Review(BaseModel):
    """The questions most worth an answer, the most valuable first."""

    items: list[ReviewQuestion]


class Answer(BaseModel):
    """The answer to a question of the review queue; `left` and `right` are its keys."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"left": "page-1#e3", "right": "page-2#e5", "judgement": "same"}]}
    )

    left: str = Field(min_length=3, max_length=500)
    right: str = Field(min_length=3, max_length=500)
    judgement: Literal["same", "different"]
    why: str = Why
    who: str | None = Who


class Merge(BaseModel):
    """Two things, by id, `event/…`, address or `ARTICLE#ID`."""

    left: str = Field(min_length=1, max_length=2000)
    right: str = Field(min_length=1, max_length=2000)
    why: str = Why
    who: str | None = Who


class Split(BaseModel):
    """A thing, and which of its members leave it: by `ARTICLE#ID`, or by article."""

    thing: str = Field(min_length=1, max_length=2000)
    part: list[str] = Field(min_length=1, max_length=1000)
    why: str = Why
    who: str | None = Who


class Reason(BaseModel):
    """Who decides, and why."""

    why: str = Why
    who: str | None = Who


class Judgement(BaseModel):
    """Whether articles say what was read out of them; `claims` (addresses) are those meant, all if left out."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"status": "rejected", "why": "the company, not the city"}]}
    )

    status: Literal["confirmed", "rejected"]
    claims: list[Annotated[str, Field(max_length=2000)]] | None = Field(default=None, min_length=1, max_length=1000)
    why: str = Why
    who: str | None = Who


class Naming(BaseModel):
    """What an entity is to be called: one line."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"label": "Kisumu", "why": "the usual spelling"}]})

    label: str = Field(min_length=1, max_length=300)
    why: str = Why
    who: str | None = Who


class Decided(BaseModel):
    """What a decision came to: its number, by which it can be undone, and what the things are now."""

    action: int
    graphs_changed: int
    things: list[Thing]

    @classmethod
    def from_outcome(cls, outcome: "Outcome", view: View, addresses: Addresses) -> Self:
        """As decided."""
        things = [Thing.from_node(view.node(iri), addresses) for iri in outcome.iris]
        return cls(action=outcome.action, graphs_changed=outcome.graphs_changed, things=things)


class DecisionModel(BaseModel):
    """One decision in force; those with the same `action` were made, and are undone, together.

    `predicate`, `value` and `sentence` tell what a decision on a claim is about; `value` is the label that was given.
    """

    number: int
    action: int
    subject: Literal["entity", "event", "claim", "label"]
    left: str
    right: str
    judgement: str
    who: str
    why: str
    when: str
    predicate: str | None = None
    value: str | None = None
    sentence: str | None = None


class Decisions(BaseModel):
    """Decisions in force, the newest first."""

    items: list[DecisionModel]

    @classmethod
    def from_entries(cls, entries: list[LedgerEntry]) -> Self:
        """As kept."""
        return cls(
            items=[
                DecisionModel(
                    number=entry.number,
                    action=entry.action,
                    subject=entry.decision.subject,
                    left=key_text(entry.decision.left),
                    right=key_text(entry.decision.right),
                    judgement=entry.decision.judgement,
                    who=entry.who or entry.decision.who,
                    why=entry.why or entry.decision.why,
                    when=entry.when or entry.decision.when,
                    **(asdict(entry.decision.said) if entry.decision.said else {}),
                )
                for entry in entries
                if entry.decision is not None
            ]
        )


class Member(BaseModel):
    """One article's part of a thing: `key` is what a split takes, `text` its name or its sentence there."""

    key: str
    text: str
    article: str


class Members(BaseModel):
    """What an entity or event is made of."""

    items: list[Member]

    @classmethod
    def from_pairs(cls, pairs: list[tuple[MentionKey, str]]) -> Self:
        """As resolved."""
        return cls(items=[Member(key=key_text(key), text=text, article=key[0]) for key, text in pairs])


def key_text(key: MentionKey) -> str:
    """`ARTICLE#ID` for an entity or event of an article."""
    return "#".join(key)


def _side(key: MentionKey, name: str, iri: str, articles: int, view: View, addresses: Addresses) -> Side:
    article = addresses.iri("article", key[0])
    return Side(
        key=key_text(key),
        name=name,
        thing=Thing.from_node(view.node(iri), addresses),
        article_count=articles,
        article=Article.from_row(view.article(article)) if view.has_article(article) else None,
    )
