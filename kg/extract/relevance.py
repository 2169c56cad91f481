"""Which entities a record keeps: every name, and of what is only described, what takes part in something."""

from collections.abc import Sequence

from kg.model import Entity, EventMention, RelationMention

__all__ = ["relevant"]


def relevant(
    entities: Sequence[Entity], relations: Sequence[RelationMention], events: Sequence[EventMention]
) -> tuple[Entity, ...]:
    """The entities without those that are never named, take no part in an event or relation, and vouch for nothing."""
    used: set[str | None] = set()
    sources = [relation.attribution for relation in relations] + [event.attribution for event in events]
    for relation in relations:
        used |= {relation.subject, relation.object}
    for event in events:
        used |= {argument.entity for argument in event.arguments}
    used |= {source.entity for source in sources if source is not None}
    return tuple(
        entity for entity in entities if entity.id in used or any(mention.kind == "name" for mention in entity.mentions)
    )
