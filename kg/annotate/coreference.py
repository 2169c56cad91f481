"""Entities of an article: every name, description and pronoun that refers to the same thing, as one."""

from spacy.tokens import Doc

from kg.annotate.clusters import Cluster, to_layers
from kg.annotate.knowledge import Knowledge
from kg.annotate.learned_mentions import (
    add_learned_mentions,
    add_learned_pronouns,
    add_learned_sources,
    join_introductions,
)
from kg.annotate.names import cluster_names
from kg.annotate.nominals import add_descriptions, note_titles
from kg.annotate.person_names import join_split_names, name_demonyms, strip_titles
from kg.annotate.pronouns import add_pronouns
from kg.model import Entity, EntityMention, EventGraph
from kg.schema.descriptions import load_description_words

__all__ = ["find_entities"]


def find_entities(
    doc: Doc, knowledge: Knowledge, graph: EventGraph
) -> tuple[tuple[Entity, ...], tuple[EntityMention, ...], str | None]:
    """The article's entities in the order of their first mention, the tokens that mention them, and the main country.

    Sure steps first, each building on the ones before, in the manner of the multi-pass sieve (Raghunathan et al.,
    2010): names, then descriptions, then pronouns; the language model has a word in what rules leave open.
    """
    words = load_description_words()
    strip_titles(doc, knowledge, words)
    join_split_names(doc)
    name_demonyms(doc, knowledge)
    clusters: list[Cluster] = cluster_names(doc, knowledge, words)
    note_titles(doc, clusters, words)
    add_descriptions(doc, clusters, knowledge, words, graph)
    add_learned_sources(doc, clusters, graph)
    join_introductions(doc, clusters, graph)
    add_learned_pronouns(doc, clusters, graph)
    add_pronouns(doc, clusters, words)
    add_learned_mentions(doc, clusters, graph)
    entities, mentions = to_layers(doc, clusters)
    return entities, mentions, _main(entities, clusters)


def _main(entities: tuple[Entity, ...], clusters: list[Cluster]) -> str | None:
    """The entity of the country that most mentions of places lie in, where it has a clear majority."""
    counts: dict[str, int] = {}
    for entity in entities:
        if entity.type in ("Place", "Facility") and entity.country:
            counts[entity.country] = counts.get(entity.country, 0) + len(entity.mentions)
    if not counts:
        return None
    code = min(counts, key=lambda code: (-counts[code], code))
    if 2 * counts[code] < sum(counts.values()):
        return None
    names = {c.canonical for c in clusters if c.kind == "country" and c.country == code}
    return next((entity.id for entity in entities if entity.country == code and entity.name in names), None)
