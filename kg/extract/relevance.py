"""Which entities a record keeps: every name, and of what is only described, what a reader may want to find again."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.phrases import noun_phrase
from kg.model import Argument, Entity, EventMention, RelationMention, Span

__all__ = ["relevant", "with_generic_fillers_as_phrases"]

_ALWAYS = ("Organization", "Event")
"""Types of which even what is described once is one thing: "the health ministry", "the summit"."""


def relevant(
    entities: Sequence[Entity], relations: Sequence[RelationMention], events: Sequence[EventMention]
) -> tuple[Entity, ...]:
    """The entities without those that are never named, take no part in an event or relation, and vouch for nothing."""
    used = _anchored(relations, events)
    for event in events:
        used |= {argument.entity for argument in event.arguments}
    return tuple(
        entity for entity in entities if entity.id in used or any(mention.kind == "name" for mention in entity.mentions)
    )


def with_generic_fillers_as_phrases(
    events: Sequence[EventMention], entities: Sequence[Entity], relations: Sequence[RelationMention], doc: Doc
) -> list[EventMention]:
    """Events whose generic fillers ("demonstrators", "a lawyer", "the road") are phrases, not entities.

    Generic is what is described once, in words without a name, stands in no relation and vouches for nothing: a graph
    has no use for a thousand unconnected protesters, but the event keeps the whole phrase that tells of them.
    """
    anchored = _anchored(relations, events)
    generic = {
        entity.id: entity.mentions[0].span
        for entity in entities
        if entity.id not in anchored and len(entity.mentions) == 1 and _is_generic(entity, doc)
    }
    return [
        replace(event, arguments=tuple(_as_phrase(argument, generic, doc) for argument in event.arguments))
        for event in events
    ]


def _anchored(relations: Sequence[RelationMention], events: Sequence[EventMention]) -> set[str | None]:
    """What stands in a relation or vouches for something."""
    sources = [relation.attribution for relation in relations] + [event.attribution for event in events]
    used = {source.entity for source in sources if source is not None}
    for relation in relations:
        used |= {relation.subject, relation.object}
    return used


def _is_generic(entity: Entity, doc: Doc) -> bool:
    mention = entity.mentions[0]
    if entity.type in _ALWAYS or mention.kind == "name":
        return False
    tokens = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return tokens is not None and not any(_is_name(token) for token in tokens)


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.text[:1].isupper() and not token.is_sent_start)


def _as_phrase(argument: Argument, generic: dict[str, Span], doc: Doc) -> Argument:
    if argument.entity not in generic:
        return argument
    span = argument.span or generic[argument.entity]
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return replace(argument, entity=None, span=span if tokens is None else noun_phrase(tokens.root))
