"""What every term of the ontology must have, checked term by term so that a failure names it."""

import re
from collections import Counter

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg.schema import EventType, Ontology, Term, load_ontology
from ontology import FOLDER

KG = Namespace("https://w3id.org/newsgraph/ontology#")
SCHEMA = Namespace("https://schema.org/")
ONTOLOGY: Ontology = load_ontology()
TERMS = pytest.mark.parametrize("term", ONTOLOGY.terms.values(), ids=ONTOLOGY.terms)
PROPERTIES = [term for term in ONTOLOGY.terms.values() if term.kind == "property"]


@TERMS
def test_term_has_one_english_label_definition_and_example(term: Term, newsgraph: Graph) -> None:
    for predicate in (RDFS.label, SKOS.definition, SKOS.example):
        values = list(newsgraph.objects(URIRef(term.iri), predicate))
        assert [value.language for value in values if isinstance(value, Literal)] == ["en"], predicate


@TERMS
def test_definition_is_a_sentence_of_its_own(term: Term) -> None:
    assert term.definition.endswith(".")
    assert len(term.definition) > 12
    assert re.match(r"[A-Z]", term.definition), "starts with a capital letter"


@TERMS
def test_name_has_the_case_of_its_kind(term: Term) -> None:
    assert term.name[0].isupper() == (term.kind == "class")
    assert term.name.isalnum()


@pytest.mark.parametrize("term", PROPERTIES, ids=lambda term: term.name)
def test_property_tells_its_ends_and_between_nodes_how_to_read_it_backwards(term: Term, newsgraph: Graph) -> None:
    if term.name not in ("relation", "role"):
        assert term.domain
        assert term.range
    joins_nodes = (URIRef(term.iri), RDF.type, OWL.DatatypeProperty) not in newsgraph
    assert (term.inverse_label is not None) == joins_nodes


@TERMS
def test_parents_and_ends_exist(term: Term) -> None:
    for name in (*term.parents, *term.domain, *term.range):
        prefix, local = name.split(":")
        assert prefix in ("kg", "xsd", "rdfs", "rdf", "owl")
        assert prefix != "kg" or local in ONTOLOGY.terms


def test_every_value_of_our_namespace_is_defined(newsgraph: Graph) -> None:
    used = {str(node) for triple in newsgraph for node in triple if str(node).startswith(KG)}
    assert used == {term.iri for term in ONTOLOGY.terms.values()}


def test_definitions_are_unique() -> None:
    repeated = [text for text, count in Counter(t.definition for t in ONTOLOGY.terms.values()).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize("kind", ["class", "property"])
def test_labels_are_unique_within_a_kind(kind: str) -> None:
    labels = Counter(term.label for term in ONTOLOGY.terms.values() if term.kind == kind)
    assert [label for label, count in labels.items() if count > 1] == []


def test_names_differ_by_more_than_case_unless_one_is_a_class() -> None:
    names = Counter(term.name.lower() for term in ONTOLOGY.terms.values() if term.kind != "class")
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("term", PROPERTIES, ids=lambda term: term.name)
def test_formal_domain_and_range_cover_the_listed_alternatives(term: Term, newsgraph: Graph) -> None:
    for formal, listed in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
        broad = newsgraph.value(URIRef(term.iri), formal)
        if broad is not None:
            for narrow in newsgraph.objects(URIRef(term.iri), listed):
                assert broad in newsgraph.transitive_objects(narrow, RDFS.subClassOf), narrow


@pytest.mark.parametrize("name", [*ONTOLOGY.roles, "holdsPosition"])
def test_property_that_takes_words_has_no_formal_range(name: str, newsgraph: Graph) -> None:
    assert (KG[name], RDFS.range, None) not in newsgraph
    assert (KG[name], RDF.type, RDF.Property) in newsgraph
    assert RDFS.Literal in newsgraph.objects(KG[name], SCHEMA.rangeIncludes)


@pytest.mark.parametrize("term", PROPERTIES, ids=lambda term: term.name)
def test_kind_of_property_fits_its_range(term: Term, newsgraph: Graph) -> None:
    literal = [str(XSD) in str(value) for value in newsgraph.objects(URIRef(term.iri), SCHEMA.rangeIncludes)]
    if (URIRef(term.iri), RDF.type, OWL.DatatypeProperty) in newsgraph:
        assert all(literal)
    else:
        assert not any(literal)


@pytest.mark.parametrize("term", [term for term in PROPERTIES if term.symmetric], ids=lambda term: term.name)
def test_symmetric_property_has_equal_ends(term: Term) -> None:
    assert set(term.domain) == set(term.range)
    assert term.label == term.inverse_label


@pytest.mark.parametrize("event_type", ONTOLOGY.event_types.values(), ids=lambda kind: kind.name)
def test_event_type_lies_two_levels_deep_and_has_known_core_roles(event_type: EventType) -> None:
    assert ONTOLOGY.get_term(event_type.family).parents == (("kg:Event",) if event_type.name != "Other" else ())
    assert set(event_type.core_roles) <= set(ONTOLOGY.roles)
    assert event_type.core_roles or event_type.name == "Other"


def test_files_have_no_tabs_and_declare_only_prefixes_they_use() -> None:
    for name in ("newsgraph.ttl", "alignments.ttl", "shapes.ttl"):
        text = (FOLDER / name).read_text("utf-8")
        assert "\t" not in text
        for prefix in re.findall(r"^@prefix (\w+):", text, re.M):
            assert len(re.findall(rf"\b{prefix}:", text)) > 1, f"{name} does not use {prefix}:"
