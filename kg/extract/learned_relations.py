"""The relations that the language model reads in the text, as statements beside those that rules find."""

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.statements import Stated, is_country
from kg.model import Entity, EventGraph, Layers
from kg.schema import load_ontology
from kg.schema.capitals import capital_of

__all__ = ["learned_relations"]

LEAST = 0.45
"""Probability from which on a predicted relation counts. Of .35, .4, .45 and .5 on 204 articles kept aside: .543, .544,
.542 and .538."""


def learned_relations(doc: Doc, layers: Layers) -> Iterator[Stated]:
    """Predicted relations between entities of the types that the ontology asks for, in the order of their subjects."""
    entities = {entity.id: entity for entity in layers.entities}
    predicates = load_ontology().predicates
    for found in layers.graph.relations:
        if found.score < LEAST:
            continue
        subject = entities.get(_entity(found.subject, layers) or "")
        target = None if found.object is None else entities.get(_entity(found.object, layers) or "")
        known = predicates[found.predicate]
        if subject is None or not known.allows(subject.type, target.type if target is not None else None):
            continue
        token = doc[layers.graph.mentions[found.subject].head]
        if found.object is None:
            value = doc[found.start : found.end].text
            yield Stated(subject.id, found.predicate, None, value, token, "graph", found.score)
        elif target is not None and target.id != subject.id and not _is_no_capital(found.predicate, subject, target):
            yield Stated(subject.id, found.predicate, target.id, None, token, "graph", found.score)


def _is_no_capital(predicate: str, town: Entity, place: Entity) -> bool:
    """Whether a town is called the capital of a country that has another: "the regional capital"."""
    return predicate == "capitalOf" and is_country(place) and capital_of(town.name) != place.country


def _entity(mention: int, layers: Layers) -> str | None:
    """The entity of a predicted mention: of its head word, or of what it refers back to."""
    graph: EventGraph = layers.graph
    at: int | None = mention
    while at is not None:
        predicted = graph.mentions[at]
        if predicted.head in layers.by_head:
            return layers.by_head[predicted.head]
        at = predicted.antecedent
    return None
