"""Ontology and lexicon as Python objects, checked against each other at load."""

from kg.schema.loading import load_ontology, read_ontology
from kg.schema.ontology import EntityType, EventType, Ontology, Predicate, Role, Term

__all__ = ["EntityType", "EventType", "Ontology", "Predicate", "Role", "Term", "load_ontology", "read_ontology"]
