"""How far two models, or two forms of one model, decide alike: int8 against full precision, one machine and another."""

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc

from kg.annotate.encoder.annotator import GRAPH
from kg.model import EventGraph

__all__ = ["agreement", "decisions_of"]

Decisions = dict[str, list[str]]


def decisions_of(doc: Doc) -> Decisions:
    """All that a model decided about a text, by kind, each decision as a string that says where it was made."""
    graph: EventGraph = doc._.get(GRAPH)
    return {
        "tags": [f"{token.i} {token.tag_} {token.pos_} {token.morph}" for token in doc],
        "arcs": [f"{token.i} {token.head.i} {token.dep_}" for token in doc],
        "sentences": [f"{span.start} {span.end}" for span in doc.sents],
        "names": [f"{span.start} {span.end} {span.label_}" for span in doc.ents],
        "triggers": [f"{one.start} {one.end} {one.type}" for one in graph.triggers],
        "roles": [f"{one.head} {arc.label} {arc.start} {arc.end}" for one in graph.triggers for arc in one.arcs],
        "factuality": [f"{one.head} {one.factuality}" for one in graph.triggers],
        "mentions": [f"{one.start} {one.end} {one.type}" for one in graph.mentions],
        "antecedents": [
            f"{one.head} {graph.mentions[one.antecedent].head}" for one in graph.mentions if one.antecedent is not None
        ],
        "relations": [f"{graph.mentions[one.subject].head} {one.predicate} {one.start}" for one in graph.relations],
    }


def agreement(pairs: Iterable[tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]]) -> dict[str, float]:
    """Share of decisions, by kind, that both sides made: F of one against the other over all texts, 0 to 1."""
    both: dict[str, int] = {}
    made: dict[str, int] = {}
    for one, other in pairs:
        for kind in one:
            both[kind] = both.get(kind, 0) + 2 * len(set(one[kind]) & set(other[kind]))
            made[kind] = made.get(kind, 0) + len(set(one[kind])) + len(set(other[kind]))
    return {kind: both[kind] / made[kind] for kind in both if made[kind]}
