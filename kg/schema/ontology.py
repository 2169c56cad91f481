"""The ontology as Python objects: what extraction, assembly and the explorer ask it.

Types, predicates and roles are named as in article records ("Event", "more than"); `iri` is their address in the graph.
`find_…` returns None for a name that does not exist, `get_…` raises SchemaError and tells the nearest one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeVar

from kg.errors import SchemaError

__all__ = ["EntityType", "EventType", "Ontology", "Predicate", "Role", "Term", "TermKind"]

_T = TypeVar("_T")

TermKind = Literal["class", "property", "individual", "annotation"]


@dataclass(frozen=True, slots=True)
class Term:
    """One class, property or individual of the ontology, under its local name, as the documentation shows it.

    `parents` are superclasses, superproperties or, for individuals, classes; `domain` and `range` the alternatives that
    may stand at a property's ends. These hold prefixed names (`kg:Person`, `rdfs:Literal`). `alignments` are pairs of a
    prefixed property and a prefixed name.
    """

    name: str
    iri: str
    kind: TermKind
    label: str
    definition: str
    example: str
    note: str | None = None
    record_name: str | None = None
    inverse_label: str | None = None
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    symmetric: bool = False
    functional: bool = False
    alignments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of entity."""

    name: str
    iri: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event.

    `family` is the local name of the class above it (`ViolenceEvent`; `Event` for Other). `core_roles` are the roles
    without which it tells little. `plover` is its PLOVER category and mode, where it has one.
    """

    name: str
    iri: str
    label: str
    definition: str
    family: str
    core_roles: tuple[str, ...] = ()
    plover: tuple[str, str | None] | None = None
    acled: str | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation between two entities, or, where `literal` is set, of an entity to words.

    `label` reads it from subject to object, `inverse_label` from object to subject.
    """

    name: str
    iri: str
    label: str
    inverse_label: str
    definition: str
    subject_types: frozenset[str]
    object_types: frozenset[str]
    symmetric: bool = False
    functional: bool = False
    literal: bool = False

    def allows(self, subject_type: str, object_type: str | None) -> bool:
        """Whether entities of these types may stand at its ends; None stands for a literal object."""
        fits = self.literal if object_type is None else object_type in self.object_types
        return fits and subject_type in self.subject_types


@dataclass(frozen=True, slots=True)
class Role:
    """A role in events, filled by an entity of one of these types or by the words of the text."""

    name: str
    iri: str
    label: str
    inverse_label: str
    definition: str
    filler_types: frozenset[str]

    def allows(self, entity_type: str | None) -> bool:
        """Whether an entity of this type may fill it; words (None) always may."""
        return entity_type is None or entity_type in self.filler_types


@dataclass(frozen=True, slots=True)
class Ontology:
    """All of it. Types, predicates, roles and terms stand in the order of the file."""

    version: str
    entity_types: Mapping[str, EntityType]
    event_types: Mapping[str, EventType]
    predicates: Mapping[str, Predicate]
    roles: Mapping[str, Role]
    factualities: Mapping[str, str]
    """Addresses by name."""
    modifiers: Mapping[str, str]
    """Addresses by name."""
    terms: Mapping[str, Term]

    def find_entity_type(self, name: str) -> EntityType | None:
        """The type of that name, if there is one."""
        return self.entity_types.get(name)

    def get_entity_type(self, name: str) -> EntityType:
        """The type of that name.

        Raises:
            SchemaError: there is none; so do the other `get_…`.
        """
        return _get("entity type", self.entity_types, name)

    def find_event_type(self, name: str) -> EventType | None:
        """The type of that name, if there is one."""
        return self.event_types.get(name)

    def get_event_type(self, name: str) -> EventType:
        """The type of that name."""
        return _get("event type", self.event_types, name)

    def find_predicate(self, name: str) -> Predicate | None:
        """The relation of that name, if there is one."""
        return self.predicates.get(name)

    def get_predicate(self, name: str) -> Predicate:
        """The relation of that name."""
        return _get("predicate", self.predicates, name)

    def find_role(self, name: str) -> Role | None:
        """The role of that name, if there is one."""
        return self.roles.get(name)

    def get_role(self, name: str) -> Role:
        """The role of that name."""
        return _get("role", self.roles, name)

    def get_factuality(self, name: str) -> str:
        """The address of a status."""
        return _get("factuality", self.factualities, name)

    def get_modifier(self, name: str) -> str:
        """The address of a figure's modifier."""
        return _get("modifier", self.modifiers, name)

    def get_term(self, name: str) -> Term:
        """The term of that local name."""
        return _get("term", self.terms, name)

    def event_families(self) -> dict[str, tuple[EventType, ...]]:
        """Event types by the local name of their family, in the order of the file."""
        families: dict[str, list[EventType]] = {}
        for event_type in self.event_types.values():
            families.setdefault(event_type.family, []).append(event_type)
        return {family: tuple(types) for family, types in families.items()}


def _get(kind: str, known: Mapping[str, _T], name: str) -> _T:
    try:
        return known[name]
    except KeyError:
        near = get_close_matches(name, known, n=1, cutoff=0)
        raise SchemaError(f"the ontology has no {kind} {name!r}; did you mean {near[0]!r}?") from None
