"""A damaged ontology is refused when it is read, with the name of what is wrong."""

import subprocess
import sys

import pytest

from kg.errors import SchemaError
from kg.schema import load_ontology, read_ontology
from ontology import FOLDER

TURTLE = (FOLDER / "newsgraph.ttl").read_text("utf-8")

DAMAGE = [
    ("kg:Arrest a owl:Class", "kg:Arest a owl:Class", "event type 'Arrest'.*'Arest' misspelt"),
    ("kg:Group a owl:Class", "kg:Crowd a owl:Class", "entity type 'Group'"),
    ("kg:leads a owl:ObjectProperty", "kg:leadsIt a owl:ObjectProperty", "predicate 'leads'"),
    ("kg:topic a rdf:Property", "kg:theme a rdf:Property", "role 'topic'"),
    ("kg:planned a owl:NamedIndividual", "kg:plannd a owl:NamedIndividual", "factuality 'planned'"),
    ('kg:recordName "at most"', 'kg:recordName "not above"', "modifier 'at most'"),
    ('rdfs:label "leads"@en ;', "", "kg:leads has no rdfs:label"),
    ('kg:inverseLabel "led by"@en ;', "", "kg:leads has no kg:inverseLabel"),
    ("kg:start a owl:DatatypeProperty, owl:FunctionalProperty ;", "kg:start", "kg:start is no class"),
    ("@prefix kg:", "@prefx kg:", "not valid Turtle"),
]


@pytest.mark.parametrize(("sound", "damaged", "message"), DAMAGE, ids=[case[2] for case in DAMAGE])
def test_damaged_ontology_is_refused(sound: str, damaged: str, message: str) -> None:
    assert sound in TURTLE
    with pytest.raises(SchemaError, match=message):
        read_ontology(TURTLE.replace(sound, damaged, 1))


def test_alignment_of_an_unknown_term_is_refused() -> None:
    prefix = "@prefix kg: <https://w3id.org/newsgraph/ontology#> ."
    with pytest.raises(SchemaError, match="kg:Persn"):
        read_ontology(TURTLE, f'{prefix} kg:Persn kg:ploverEvent "AID" .')


def test_new_event_type_needs_no_code() -> None:
    added = """
    kg:Strike a owl:Class ; rdfs:subClassOf kg:UnrestEvent ; kg:coreRole kg:agent ;
        rdfs:label "strike"@en ; skos:definition "Work stops."@en ; skos:example "A strike."@en .
    """
    assert read_ontology(TURTLE + added).get_event_type("Strike").family == "UnrestEvent"


def test_terms_stand_in_the_order_of_the_file() -> None:
    positions = [TURTLE.index(f"\nkg:{name} ") for name in load_ontology().terms]
    assert positions == sorted(positions)


def test_reading_is_the_same_under_any_hash_seed() -> None:
    script = "from kg.schema import load_ontology as f; o = f(); print(list(o.terms.values()), o.event_types)"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
