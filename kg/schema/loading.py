"""Turtle → Ontology, checked against the names of the record contract."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from kg.errors import SchemaError
from kg.schema import contract
from kg.schema.ontology import EntityType, EventType, Ontology, Predicate, Role, Term
from kg.schema.turtle import KG, Turtle
from ontology import FOLDER

__all__ = ["load_ontology", "read_ontology"]

_T = TypeVar("_T")

_LITERAL = "rdfs:Literal"


@cache
def load_ontology() -> Ontology:
    """The ontology that is installed with this package; read once per process, in some hundredths of a second.

    Raises:
        SchemaError: its files contradict the record contract, or each other.
    """
    ontology, alignments = ((FOLDER / name).read_text("utf-8") for name in ("newsgraph.ttl", "alignments.ttl"))
    return read_ontology(ontology, alignments)


def read_ontology(ontology: str, alignments: str = "") -> Ontology:
    """The ontology written in Turtle, with what `alignments` adds.

    Raises:
        SchemaError: the Turtle cannot be read, a name of the record contract is missing, or a term lacks what every
            term of its kind must have.
    """
    turtle = Turtle(ontology, alignments)
    terms = {name: turtle.term(name) for name in turtle.names}
    entity_types = [_entity_type(turtle, terms[name]) for name in turtle.below("Entity")]
    record_names = {f"kg:{_local(kind.iri)}": kind.name for kind in entity_types}
    event_types = [_event_type(turtle, terms[name]) for name in turtle.leaves("Event")]
    predicates = [_predicate(terms[name], record_names) for name in turtle.below("relation")]
    roles = [_role(terms[name], record_names) for name in turtle.below("role")]
    return Ontology(
        version=turtle.version,
        entity_types=_complete("entity type", contract.ENTITY_TYPES, {kind.name: kind for kind in entity_types}),
        event_types=_complete("event type", contract.EVENT_TYPES, {kind.name: kind for kind in event_types}),
        predicates=_complete("predicate", contract.PREDICATES, {relation.name: relation for relation in predicates}),
        roles=_complete("role", contract.ROLES, {role.name: role for role in roles}),
        factualities=_complete("factuality", contract.FACTUALITIES, _individuals(turtle, "Factuality")),
        modifiers=_complete("modifier", contract.MODIFIERS, _individuals(turtle, "Modifier")),
        terms=terms,
    )


def _complete(kind: str, expected: Sequence[str], found: dict[str, _T]) -> dict[str, _T]:
    for name in expected:
        if name not in found:
            near = get_close_matches(name, found, n=1)
            hint = f"; is {near[0]!r} misspelt?" if near else ""
            raise SchemaError(f"the ontology lacks the {kind} {name!r} that article records use{hint}")
    return found


def _local(iri: str) -> str:
    return iri.removeprefix(KG)


def _entity_type(turtle: Turtle, term: Term) -> EntityType:
    return EntityType(turtle.record_name(term.name), term.iri, term.label, term.definition)


def _event_type(turtle: Turtle, term: Term) -> EventType:
    category = turtle.find_text(term.name, KG.ploverEvent)
    return EventType(
        name=turtle.record_name(term.name),
        iri=term.iri,
        label=term.label,
        definition=term.definition,
        family=turtle.parents(term.name)[0],
        core_roles=tuple(turtle.own_values(term.name, KG.coreRole)),
        plover=(category, turtle.find_text(term.name, KG.ploverMode)) if category else None,
        acled=turtle.find_text(term.name, KG.acledEvent),
    )


def _predicate(term: Term, record_names: dict[str, str]) -> Predicate:
    return Predicate(
        name=term.name,
        iri=term.iri,
        label=term.label,
        inverse_label=_inverse_label(term),
        definition=term.definition,
        subject_types=_types(term, term.domain, record_names),
        object_types=_types(term, term.range, record_names),
        symmetric=term.symmetric,
        functional=term.functional,
        literal=_LITERAL in term.range,
    )


def _role(term: Term, record_names: dict[str, str]) -> Role:
    return Role(
        name=term.name,
        iri=term.iri,
        label=term.label,
        inverse_label=_inverse_label(term),
        definition=term.definition,
        filler_types=_types(term, term.range, record_names),
    )


def _inverse_label(term: Term) -> str:
    if term.inverse_label is None:
        raise SchemaError(f"kg:{term.name} has no kg:inverseLabel; every property that joins nodes needs one")
    return term.inverse_label


def _types(term: Term, classes: Collection[str], record_names: dict[str, str]) -> frozenset[str]:
    """The entity types among `classes`, as records name them; kg:Entity stands for all of them."""
    if not classes:
        raise SchemaError(f"kg:{term.name} does not tell what may stand at its ends; add schema:…Includes")
    if "kg:Entity" in classes:
        return frozenset(record_names.values())
    return frozenset(record_names[name] for name in classes if name in record_names)


def _individuals(turtle: Turtle, class_name: str) -> dict[str, str]:
    return {turtle.record_name(name): str(KG[name]) for name in turtle.members(class_name)}
