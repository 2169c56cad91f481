"""The article record: everything one article says, computed from that article alone, never rewritten."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.article import Article
from kg.model.entity import Entity
from kg.model.fact import EventMention, RelationMention
from kg.model.span import Span

__all__ = ["ArticleRecord"]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What one article says. `extractor` names the versions of model and rules that read it."""

    article: Article
    entities: tuple[Entity, ...] = ()
    relations: tuple[RelationMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    extractor: str = ""

    def spans(self) -> Iterator[Span]:
        """Every span of the record that counts into `article.text`."""
        for entity in self.entities:
            yield from (mention.span for mention in entity.mentions)
        for relation in self.relations:
            yield relation.evidence
        for event in self.events:
            yield event.trigger
            yield event.evidence
            yield from event.further
            yield from (argument.span for argument in event.arguments if argument.span is not None)
            yield from (quantity.span for quantity in event.quantities)
            if event.time is not None and event.time.span is not None:
                yield event.time.span
