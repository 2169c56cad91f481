"""Alignments speak of terms that exist, in vocabularies that are known, and use codes that PLOVER has."""

from typing import Any

import pytest
from rdflib import RDFS, SKOS, Graph, Namespace
from rdflib.namespace import DCTERMS, PROV, SDO

from kg.rdf.terms import PREFIXES
from kg.schema import load_ontology

KG = Namespace("https://w3id.org/newsgraph/ontology#")
ONTOLOGY = load_ontology()
PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
ACLED = {
    *("Battles", "Protests", "Riots"),
    *("Explosions/Remote violence", "Violence against civilians", "Strategic developments"),
}


def test_subjects_are_terms_of_the_ontology(alignments: Graph) -> None:
    assert {str(subject) for subject in alignments.subjects()} <= {term.iri for term in ONTOLOGY.terms.values()}


def test_objects_are_of_known_vocabularies(alignments: Graph) -> None:
    kinds = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch)
    mapped = [str(target) for kind in kinds for target in alignments.objects(None, kind)]
    bases = tuple(base for prefix, base in PREFIXES.items() if prefix != "kg")
    assert [target for target in mapped if not target.startswith(bases)] == []


def test_only_known_kinds_of_alignment_are_used(alignments: Graph) -> None:
    assert set(alignments.predicates()) == {
        *(RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch),
        *(KG.ploverEvent, KG.ploverMode, KG.acledEvent),
    }


@pytest.mark.parametrize("vocabulary", [PROV, SDO, DCTERMS], ids=["prov", "schema", "dcterms"])
def test_aligned_names_exist_in_vocabularies_that_rdflib_knows(vocabulary: Any, alignments: Graph) -> None:
    targets = [target for target in alignments.objects() if str(target).startswith(str(vocabulary))]
    assert targets
    assert [target for target in targets if target not in vocabulary] == []


@pytest.mark.parametrize("name", ["Entity", "Event", "Claim", "Evidence", "Extraction", "Article", "Quantity"])
def test_main_classes_are_aligned(name: str) -> None:
    assert ONTOLOGY.get_term(name).alignments


def test_plover_and_acled_codes_are_real(alignments: Graph) -> None:
    assert {str(code) for code in alignments.objects(None, KG.ploverEvent)} <= PLOVER
    assert {str(code) for code in alignments.objects(None, KG.acledEvent)} <= ACLED
    modes = set(alignments.subjects(KG.ploverMode))
    assert modes <= set(alignments.subjects(KG.ploverEvent)), "a mode needs its category"


def test_codes_stand_on_event_types_only(alignments: Graph) -> None:
    types = {kind.iri for kind in ONTOLOGY.event_types.values()}
    assert {str(s) for p in (KG.ploverEvent, KG.acledEvent) for s in alignments.subjects(p)} <= types
