"""An article's text with what was found where, as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from api.addresses import Addresses
from api.models.evidence import Article

__all__ = ["AnnotatedArticle", "Annotation"]


class Annotation(BaseModel):
    """A stretch of the text, in Unicode code points, half open, and what it stands for.

    `mention` names or describes an entity, `trigger` is the word that tells of an event, `discarded` is no part of the
    article (a comment form, a list of links). `thing` is the id of the entity or event, `local` the one in the record.
    """

    start: int
    end: int
    kind: Literal["mention", "trigger", "discarded"]
    type: str
    text: str
    label: str | None = None
    thing: str | None = None
    local: str | None = None


class AnnotatedArticle(Article):
    """An article with its text and everything found in it; both are empty where the server has no records.

    `copy_of` is the article whose text it repeats, `copies` are those that repeat its own.
    """

    text: str | None = None
    offsets: Literal["codepoint"] = "codepoint"
    extractor: str | None = None
    annotations: list[Annotation] = Field(default_factory=list)
    copy_of: Article | None = None
    copies: list[Article] = Field(default_factory=list)

    @classmethod
    def from_record(cls, article: Article, record: Mapping[str, Any] | None, addresses: Addresses) -> Self:
        """What is known of an article, with its record in the form of the contract."""
        if record is None:
            return cls(**article.model_dump())
        found = sorted(_annotations(record, addresses), key=lambda one: (one.start, -one.end, one.kind))
        return cls(
            **article.model_dump(),
            text=record["article"].get("text"),
            extractor=record.get("extractor"),
            annotations=found,
        )


def _annotations(record: Mapping[str, Any], addresses: Addresses) -> Iterator[Annotation]:
    for entity in record.get("entities", ()):
        for mention in entity.get("mentions", ()):
            yield _annotation(mention, "mention", entity, entity.get("name"), addresses)
    for event in record.get("events", ()):
        yield _annotation(event["trigger"], "trigger", event, None, addresses)
    for cut in record.get("discarded", ()):
        yield Annotation(
            start=cut["start"],
            end=cut["end"],
            kind="discarded",
            type=cut.get("reason") or "furniture",
            text=cut["text"],
        )


def _annotation(
    span: Mapping[str, Any],
    kind: Literal["mention", "trigger"],
    of: Mapping[str, Any],
    label: str | None,
    addresses: Addresses,
) -> Annotation:
    iri = of.get("iri")
    return Annotation(
        start=span["start"],
        end=span["end"],
        kind=kind,
        type=of["type"],
        text=span["text"],
        label=label,
        thing=addresses.id(iri) if iri else None,
        local=of["id"],
    )
