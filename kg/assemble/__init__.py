"""Records and decisions in, quads out: one named graph per article, one of entities, one of conflicts."""

from kg.assemble.article import article_claims, article_quads
from kg.assemble.conflicts import conflict_quads, event_claims
from kg.assemble.entity import entity_quads, event_quads
from kg.assemble.graphs import assemble, iris_of
from kg.assemble.ratio import Provenance, measure_provenance
from kg.assemble.validation import Violation, validate, validate_graphs

__all__ = [
    "Provenance",
    "Violation",
    "article_claims",
    "article_quads",
    "assemble",
    "conflict_quads",
    "entity_quads",
    "event_claims",
    "event_quads",
    "iris_of",
    "measure_provenance",
    "validate",
    "validate_graphs",
]
