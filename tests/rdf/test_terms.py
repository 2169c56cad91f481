"""Namespaces are closed and equal to the ontology; addresses are safe, readable and depend on their arguments alone."""

import copy
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SchemaError
from kg.rdf import terms
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import KG, PREFIXES, RDF, Namespace, UnknownTerm
from kg.schema import load_ontology

SAFE = re.compile(r"https://newsgraph\.example/id/[a-z]+/[A-Za-z0-9._~%-]+")


def test_namespace_has_exactly_the_terms_of_the_ontology() -> None:
    assert {KG[name] for name in KG} == {term.iri for term in load_ontology().terms.values()}


def test_term_is_an_address_as_attribute_and_by_name() -> None:
    assert KG.headOfState == KG["headOfState"] == "https://w3id.org/newsgraph/ontology#headOfState"
    assert KG.term("headOfState") == f"<{KG.headOfState}>"


@pytest.mark.parametrize(
    "ask", [lambda: KG.headofState, lambda: KG["headofState"], lambda: KG.term("headofState"), lambda: KG.name("x")]
)
def test_unknown_term_is_refused_at_once(ask) -> None:
    with pytest.raises(UnknownTerm, match=r"did you mean kg:\w+") as caught:
        ask()
    assert isinstance(caught.value, SchemaError)


def test_namespace_tells_its_own_addresses() -> None:
    assert KG.Arrest in KG
    assert RDF.type not in KG
    assert f"{KG}nonsense" not in KG
    assert KG.name(KG.Arrest) == "Arrest"


def test_namespace_can_be_copied_and_pickled() -> None:
    assert pickle.loads(pickle.dumps(KG)).Person == copy.deepcopy(KG).Person == KG.Person


@pytest.mark.parametrize(
    "prefix", ["kg", "rdf", "rdfs", "xsd", "owl", "skos", "prov", "oa", "schema", "sem", "geo", "dcterms"]
)
def test_prefix_stands_for_the_namespace_of_its_name(prefix: str) -> None:
    namespace: Namespace = getattr(terms, prefix.upper())
    assert PREFIXES[prefix] == str(namespace)


def test_standard_names_are_those_of_rdflib() -> None:
    from rdflib import OWL, RDFS, SKOS, XSD

    for ours, theirs in ((terms.OWL, OWL), (terms.RDFS, RDFS), (terms.SKOS, SKOS), (terms.XSD, XSD)):
        assert str(ours) == str(theirs)
        assert all(ours[name] == str(theirs[name]) for name in ours)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (terms.article_iri(BASE, "ferry 1/2"), f"{BASE}article/ferry%201%2F2"),
        (terms.entities_graph(BASE), f"{BASE}graph/entities"),
        (terms.conflicts_graph(BASE), f"{BASE}graph/conflicts"),
        (terms.entity_iri(BASE, "Ida Brándt", "k"), f"{BASE}entity/ida-brandt-c7a627385cbbf36f5750"),
        (terms.event_iri(BASE, "Arrest", "k"), f"{BASE}event/arrest-2153fcc4298d0950c591"),
    ],
)
def test_address_is_what_it_always_was(made: str, expected: str) -> None:
    assert made == expected


def test_address_of_a_name_without_latin_letters_is_its_hash() -> None:
    assert re.fullmatch(rf"{BASE}entity/[0-9a-f]{{20}}", terms.entity_iri(BASE, "Ида"))


def test_slug_of_a_long_name_is_cut() -> None:
    assert len(terms.entity_iri(BASE, "very " * 100)) < len(BASE) + 90


@given(st.text(min_size=1))
def test_article_id_comes_back_from_its_address(article: str) -> None:
    made = terms.article_iri(BASE, article)
    assert SAFE.fullmatch(made)
    assert terms.article_id(BASE, made) == article


def test_article_id_of_another_address_is_none() -> None:
    assert terms.article_id(BASE, f"{BASE}entity/x") is None
    assert terms.article_id("https://other.example/", f"{BASE}article/x") is None


@given(st.text(), st.lists(st.text(), max_size=3))
def test_addresses_are_safe_whatever_the_name(name: str, key: list[str]) -> None:
    made = [
        terms.entity_iri(BASE, name, *key),
        terms.event_iri(BASE, "Arrest", *key),
        terms.claim_iri(BASE, name, *key),
        terms.evidence_iri(BASE, name, 0, 10),
        terms.quantity_iri(BASE, name, *key),
        terms.extraction_iri(BASE, "rules", name, "1"),
        terms.source_iri(BASE, "a", name),
    ]
    assert all(SAFE.fullmatch(iri) for iri in made)


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_different_keys_give_different_addresses(one: list[str], other: list[str]) -> None:
    same = terms.claim_iri(BASE, "a", *one) == terms.claim_iri(BASE, "a", *other)
    assert same == (one == other)
