"""What extraction and assembly ask the ontology, answered from the installed files."""

import pytest

from kg.errors import SchemaError
from kg.model import ENTITY_TYPES, FACTUALITIES
from kg.schema import Ontology, contract, load_ontology

KG = "https://w3id.org/newsgraph/ontology#"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_ontology_is_read_once() -> None:
    assert load_ontology() is load_ontology()


def test_record_names_are_those_of_the_model() -> None:
    assert contract.ENTITY_TYPES == ENTITY_TYPES
    assert contract.FACTUALITIES == FACTUALITIES


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("entity_types", contract.ENTITY_TYPES),
        ("event_types", contract.EVENT_TYPES),
        ("predicates", contract.PREDICATES),
        ("roles", contract.ROLES),
        ("factualities", contract.FACTUALITIES),
        ("modifiers", contract.MODIFIERS),
    ],
)
def test_every_name_of_the_record_contract_is_there(kind: str, names: tuple[str, ...], ontology: Ontology) -> None:
    assert set(getattr(ontology, kind)) == set(names)


@pytest.mark.parametrize(
    ("kind", "name", "local"),
    [
        ("entity_type", "Event", "NamedEvent"),
        ("entity_type", "Person", "Person"),
        ("event_type", "Other", "OtherEvent"),
        ("event_type", "Arrest", "Arrest"),
        ("predicate", "headOfState", "headOfState"),
        ("role", "place", "place"),
    ],
)
def test_record_name_leads_to_its_address(kind: str, name: str, local: str, ontology: Ontology) -> None:
    assert getattr(ontology, f"get_{kind}")(name).iri == KG + local
    assert getattr(ontology, f"find_{kind}")(name).iri == KG + local


def test_modifier_and_factuality_lead_to_their_individuals(ontology: Ontology) -> None:
    assert ontology.get_modifier("more than") == f"{KG}moreThan"
    assert ontology.get_factuality("denied") == f"{KG}denied"


@pytest.mark.parametrize(
    ("kind", "wrong", "nearest"),
    [
        ("entity_type", "Persons", "Person"),
        ("event_type", "Arest", "Arrest"),
        ("predicate", "headofstate", "headOfState"),
        ("role", "patent", "patient"),
        ("modifier", "morethan", "more than"),
        ("factuality", "claim", "claimed"),
        ("term", "evidense", "evidence"),
    ],
)
def test_unknown_name_is_refused_with_the_nearest(kind: str, wrong: str, nearest: str, ontology: Ontology) -> None:
    with pytest.raises(SchemaError, match=f"{wrong}.*did you mean '{nearest}'"):
        getattr(ontology, f"get_{kind}")(wrong)


@pytest.mark.parametrize("kind", ["entity_type", "event_type", "predicate", "role"])
def test_find_returns_none_for_an_unknown_name(kind: str, ontology: Ontology) -> None:
    assert getattr(ontology, f"find_{kind}")("nonsense") is None


@pytest.mark.parametrize(
    ("predicate", "subject", "object_", "allowed"),
    [
        ("headOfState", "Person", "Place", True),
        ("headOfState", "Organization", "Place", False),
        ("headOfState", "Person", None, False),
        ("holdsPosition", "Person", None, True),
        ("holdsPosition", "Person", "Organization", False),
        ("memberOf", "Place", "Organization", True),
        ("partOf", "Event", "Event", True),
        ("spouseOf", "Person", "Person", True),
    ],
)
def test_predicate_allows_its_types(
    predicate: str, subject: str, object_: str | None, allowed: bool, ontology: Ontology
) -> None:
    assert ontology.get_predicate(predicate).allows(subject, object_) is allowed


@pytest.mark.parametrize(
    ("role", "entity_type", "allowed"),
    [("place", "Place", True), ("place", "Person", False), ("place", None, True), ("patient", "Other", True)],
)
def test_role_allows_its_types_and_words(role: str, entity_type: str | None, allowed: bool, ontology: Ontology) -> None:
    assert ontology.get_role(role).allows(entity_type) is allowed


def test_symmetric_relations_are_marked(ontology: Ontology) -> None:
    symmetric = [name for name, predicate in ontology.predicates.items() if predicate.symmetric]
    assert symmetric == ["spouseOf", "relativeOf", "alliedWith", "opponentOf"]


def test_event_type_tells_family_core_roles_and_codes(ontology: Ontology) -> None:
    riot = ontology.get_event_type("Riot")
    assert (riot.family, riot.core_roles, riot.plover, riot.acled) == (
        "UnrestEvent",
        ("place",),
        ("PROTEST", "riot"),
        "Riots",
    )
    assert ontology.get_event_type("Birth").plover is None


def test_families_hold_every_event_type_once(ontology: Ontology) -> None:
    families = ontology.event_families()
    members = [kind.name for types in families.values() for kind in types]
    assert sorted(members) == sorted(ontology.event_types)
    assert [kind.name for kind in families["UnrestEvent"]] == ["Protest", "Riot"]
