"""Shapes accept the example, and each refuses a variant of it that is broken in one place."""

from dataclasses import dataclass

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, Namespace, Node, URIRef
from rdflib.collection import Collection

from kg.schema import load_ontology

KG = Namespace("https://w3id.org/newsgraph/ontology#")
KGS = Namespace("https://w3id.org/newsgraph/shapes#")
BASE = "https://newsgraph.example/id/"
ONTOLOGY = load_ontology()
END_SHAPES = {
    *(f"{name}Subject" for name in ONTOLOGY.predicates),
    *(f"{name}Object" for name, predicate in ONTOLOGY.predicates.items() if not predicate.literal),
    *(f"{name}Filler" for name in ONTOLOGY.roles),
}


@dataclass(frozen=True)
class Broken:
    """A change to the example, and the shape (with the path, where it has one) that must object to it."""

    shape: str
    path: str | None
    remove: str
    add: str = ""
    severity: str = "Violation"


KEY, REJECTED = "claim:h1-arrests", "claim:h1-rally-winter"
CASES = [
    Broken("Claim", "rdf:subject", f"{KEY} rdf:subject ?o"),
    Broken("Claim", "rdf:subject", f"{KEY} rdf:subject ?o", f'{KEY} rdf:subject "a"'),
    Broken("Claim", "rdf:predicate", f"{KEY} rdf:predicate ?o"),
    Broken("Claim", "rdf:predicate", f"{KEY} rdf:predicate ?o", f"{KEY} rdf:predicate kg:mentions"),
    Broken("Claim", "rdf:object", f"{KEY} rdf:object ?o"),
    Broken("Claim", "rdf:object", "", f"{KEY} rdf:object kg:Riot"),
    Broken("Claim", "kg:assertedIn", f"{KEY} kg:assertedIn ?o"),
    Broken("Claim", "kg:assertedIn", "", f"{KEY} kg:assertedIn article:herald-2"),
    Broken("Claim", "kg:assertedIn", f"{KEY} kg:assertedIn ?o", f"{KEY} kg:assertedIn entity:roth"),
    Broken("Claim", "kg:factuality", f"{KEY} kg:factuality ?o"),
    Broken("Claim", "kg:factuality", f"{KEY} kg:factuality ?o", f'{KEY} kg:factuality "claimed"'),
    Broken("Claim", "kg:confidence", f"{KEY} kg:confidence ?o"),
    Broken("Claim", "kg:confidence", f"{KEY} kg:confidence ?o", f"{KEY} kg:confidence 1.01"),
    Broken("Claim", "kg:confidence", f"{KEY} kg:confidence ?o", f'{KEY} kg:confidence "0.5"'),
    Broken("Claim", "kg:evidence", f"{KEY} kg:evidence ?o"),
    Broken("Claim", "kg:evidence", "", f"{KEY} kg:evidence article:herald-1"),
    Broken("Claim", "prov:wasGeneratedBy", f"{KEY} prov:wasGeneratedBy ?o"),
    Broken("Claim", "kg:attributedTo", "", f"{KEY} kg:attributedTo entity:nobody"),
    Broken("Claim", "kg:quantity", "", f"{KEY} kg:quantity 30"),
    Broken("Claim", "kg:wording", "", f'{KEY} kg:wording ""'),
    Broken("Claim", "kg:validFrom", "", 'claim:h2-roth kg:validFrom "2028"^^xsd:gYear'),
    Broken("Claim", "kg:validUntil", "", 'claim:h2-roth kg:validUntil "2032"'),
    Broken("Claim", "kg:conflictsWith", "", f"{KEY} kg:conflictsWith event:arrests"),
    Broken("Claim", "kg:supersedes", "", f"{KEY} kg:supersedes quantity:h1-arrested"),
    Broken("Claim", "kg:judgement", "", f'{KEY} kg:judgement "rejected"'),
    Broken("RejectedClaim", "kg:rejectedSubject", f"{REJECTED} kg:rejectedSubject ?o"),
    Broken("RejectedClaim", "kg:rejectedPredicate", f"{REJECTED} kg:rejectedPredicate ?o"),
    Broken("RejectedClaim", "kg:rejectedObject", f"{REJECTED} kg:rejectedObject ?o"),
    Broken("RejectedClaim", "kg:assertedIn", f"{REJECTED} kg:assertedIn ?o"),
    Broken("RejectedClaim", "kg:evidence", f"{REJECTED} kg:evidence ?o"),
    Broken("RejectedClaim", "kg:judgement", f"{REJECTED} kg:judgement ?o"),
    Broken("RejectedClaim", "kg:judgedBy", f"{REJECTED} kg:judgedBy ?o"),
    Broken("Comparison", "kg:compares", "comparison:later kg:compares claim:h1-arrests"),
    Broken("Comparison", "kg:comparisonKind", "", 'comparison:later kg:comparisonKind "quarrel"'),
    Broken("Comparison", "kg:explanation", "comparison:later kg:explanation ?o"),
    Broken("FiguresOfEvents", "rdf:predicate", "", "claim:h1-karst kg:quantity quantity:h1-arrested"),
    Broken("ClaimedBySomebody", None, f"{KEY} kg:attributedTo ?o", severity="Warning"),
    Broken("Quantity", None, "?s kg:quantity quantity:h1-arrested"),
    Broken("Quantity", "kg:measure", "quantity:h1-arrested kg:measure ?o"),
    Broken("Quantity", "kg:value", "", 'quantity:h1-arrested kg:value "many"'),
    Broken("Quantity", "kg:modifier", "quantity:h1-arrested kg:modifier ?o"),
    Broken("Quantity", "kg:modifier", "", "quantity:h1-arrested kg:modifier kg:planned"),
    Broken("Quantity", "kg:unit", "", 'quantity:h1-arrested kg:unit "persons"'),
    Broken("Quantity", "kg:wording", "quantity:h1-arrested kg:wording ?o"),
    Broken("Evidence", "kg:article", "evidence:h1-1 kg:article ?o"),
    Broken("Evidence", "kg:exactQuote", "evidence:h1-1 kg:exactQuote ?o"),
    Broken("Evidence", "kg:exactQuote", "", 'evidence:h1-1 kg:exactQuote "Another."'),
    Broken("Evidence", "kg:start", "evidence:h1-1 kg:start ?o"),
    Broken("Evidence", "kg:start", "evidence:h1-1 kg:start ?o", "evidence:h1-1 kg:start -1"),
    Broken("Evidence", "kg:start", "evidence:h1-1 kg:start ?o", "evidence:h1-1 kg:start 9999"),
    Broken("Evidence", "kg:end", "", "evidence:h1-1 kg:end 9999"),
    Broken("Extraction", "kg:engine", "extraction:arrest kg:engine ?o"),
    Broken("Extraction", "kg:rule", "extraction:arrest kg:rule ?o"),
    Broken("Extraction", "kg:version", "", 'extraction:arrest kg:version "2.0"'),
    Broken("UnnamedSource", "skos:prefLabel", "source:c1-talks skos:prefLabel ?o"),
    Broken("Article", "kg:recordId", "article:herald-1 kg:recordId ?o"),
    Broken("Article", "kg:title", "", 'article:herald-1 kg:title "Another"'),
    Broken("Article", "kg:published", "", 'article:herald-1 kg:published "yesterday"'),
    Broken("Article", "kg:publishedFrom", "", 'article:herald-1 kg:publishedFrom "guess"'),
    Broken("Article", "kg:publisher", "", 'article:herald-1 kg:publisher ""'),
    Broken("Article", "kg:agency", "", "article:herald-1 kg:agency entity:pact"),
    Broken("Article", "kg:author", "", 'article:courier-7 kg:author "Somebody Else"'),
    Broken("Article", "kg:url", "", 'article:herald-1 kg:url "https://herald.example/1"'),
    Broken("Article", "kg:language", "", 'article:herald-1 kg:language "English, mostly"'),
    Broken("Article", "kg:readFrom", "", 'article:herald-1 kg:readFrom "elsewhere"'),
    Broken("Article", "kg:sha256", "article:herald-1 kg:sha256 ?o", 'article:herald-1 kg:sha256 "abc"'),
    Broken("Article", "kg:mentions", "", "article:herald-1 kg:mentions event:rally"),
    Broken("Entity", "skos:prefLabel", "entity:roth skos:prefLabel ?o"),
    Broken("Entity", "skos:prefLabel", "", 'entity:roth skos:prefLabel "H. Roth"'),
    Broken("Entity", "skos:altLabel", "", 'entity:roth skos:altLabel ""'),
    Broken("Entity", "kg:country", "", 'entity:roth kg:country "Norland"'),
    Broken("Entity", "geo:lat", "entity:karst geo:lat ?o", "entity:karst geo:lat 91.0"),
    Broken("Entity", "geo:long", "entity:karst geo:long ?o", "entity:karst geo:long 181.0"),
    Broken("Entity", "owl:sameAs", "", 'entity:roth owl:sameAs "Q1"'),
    Broken("BothCoordinates", "geo:long", "entity:karst geo:long ?o"),
    Broken("Event", None, "?s rdf:subject event:rally"),
    Broken("Event", "skos:prefLabel", "", 'event:rally skos:prefLabel "Another"'),
    Broken("Event", "kg:startDate", "", 'event:rally kg:startDate "Monday"'),
    Broken("Event", "kg:endDate", "", 'event:rally kg:endDate "2031-03-03T00:00:00"^^xsd:dateTime'),
    *(Broken("Event", f"kg:{role}", "", f"event:rally kg:{role} event:denial") for role in ONTOLOGY.roles),
    Broken("RelationSubject", None, "entity:roth a ?o"),
    Broken("RelationObject", None, "entity:pact a ?o"),
    Broken("PositionTitle", None, "", "entity:roth kg:holdsPosition entity:union"),
    Broken("headOfStateSubject", None, "", "entity:pact kg:headOfState entity:norland", "Warning"),
    Broken("headOfStateObject", None, "", "entity:brandt kg:headOfState entity:pact", "Warning"),
    Broken("placeFiller", None, "", "event:rally kg:place entity:brandt", "Warning"),
]


@pytest.fixture(scope="session")
def prologue() -> str:
    kinds = ("article", "entity", "event", "claim", "comparison", "evidence", "quantity", "extraction", "source")
    return (
        "".join(f"PREFIX {kind}: <{BASE}{kind}/> " for kind in kinds)
        + f"PREFIX kg: <{KG}> PREFIX prov: <http://www.w3.org/ns/prov#> "
        + "PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> "
    )


def _findings(graph: Graph, shapes: Graph, newsgraph: Graph, only: str | None = None) -> Graph:
    chosen = [str(KGS[only])] if only else None
    _, report, _ = validate(graph, shacl_graph=shapes, ont_graph=newsgraph, use_shapes=chosen)
    assert isinstance(report, Graph)
    return report


def test_example_conforms_without_warnings(example: Graph, shapes: Graph, newsgraph: Graph) -> None:
    report = _findings(example, shapes, newsgraph)
    assert list(report.subjects(RDF.type, SH.ValidationResult)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.shape} {case.path or case.add or case.remove}")
def test_shape_refuses_what_is_broken(
    case: Broken, example: Graph, shapes: Graph, newsgraph: Graph, prologue: str
) -> None:
    broken = Graph(namespace_manager=example.namespace_manager)
    broken += example
    if case.remove:
        broken.update(f"{prologue} DELETE WHERE {{ {case.remove} }}")
    if case.add:
        broken.update(f"{prologue} INSERT DATA {{ {case.add} }}")
    report = _findings(broken, shapes, newsgraph, case.shape)
    found = {
        (_path(report, result), str(report.value(result, SH.resultSeverity)).rpartition("#")[2])
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert found == {(case.path, case.severity)}


def _path(report: Graph, result: Node) -> str | None:
    path = report.value(result, SH.resultPath)
    return path.n3(report.namespace_manager) if isinstance(path, URIRef) else None


def test_every_shape_has_a_broken_case_or_is_one_of_many_alike(shapes: Graph) -> None:
    named = {str(shape).removeprefix(KGS) for shape in shapes.subjects(RDF.type, SH.NodeShape)}
    assert named == {case.shape for case in CASES} | END_SHAPES


@pytest.mark.parametrize("name", sorted(END_SHAPES))
def test_types_at_ends_agree_with_the_ontology(name: str, shapes: Graph, newsgraph: Graph) -> None:
    shape = KGS[name]
    kind = next(kind for kind in ("Subject", "Object", "Filler") if name.endswith(kind))
    term = ONTOLOGY.get_term(name.removesuffix(kind))
    target = SH.targetSubjectsOf if kind == "Subject" else SH.targetObjectsOf
    assert shapes.value(shape, target) == URIRef(term.iri)
    assert shapes.value(shape, SH.severity) == SH.Warning
    alternatives = shapes.value(shape, SH["or"])
    members = list(Collection(shapes, alternatives)) if alternatives else [shape]
    found = {shapes.value(member, SH["class"]) or shapes.value(member, SH.nodeKind) for member in members}
    listed = term.domain if kind == "Subject" else term.range
    assert found == {SH.Literal if end == "rdfs:Literal" else KG[end.removeprefix("kg:")] for end in listed}


def test_claims_may_be_about_every_relation_role_date_and_event_type(shapes: Graph) -> None:
    lists = [Collection(shapes, head) for head in shapes.objects(None, SH["in"])]
    predicates = next(set(items) for items in lists if RDF.type in items)
    names = {*ONTOLOGY.predicates, *ONTOLOGY.roles, "startDate", "endDate"}
    assert predicates == {RDF.type, *(KG[name] for name in names)}


@pytest.mark.parametrize("names", [ONTOLOGY.factualities, ONTOLOGY.modifiers], ids=["factualities", "modifiers"])
def test_lists_of_individuals_are_complete(names: dict[str, str], shapes: Graph) -> None:
    lists = [{str(item) for item in Collection(shapes, head)} for head in shapes.objects(None, SH["in"])]
    assert set(names.values()) in lists


def test_example_uses_every_property_that_is_no_relation_or_role(example: Graph) -> None:
    used = {str(predicate) for predicate in example.predicates()}
    upper = {"relation", "role"}
    bookkeeping = [
        term.name
        for term in ONTOLOGY.terms.values()
        if term.kind == "property" and not {f"kg:{name}" for name in upper} & set(term.parents) | {term.name} & upper
    ]
    own = {"capitalOf", "headquarteredIn", "spouseOf"}
    assert [name for name in bookkeeping if name not in own | upper and str(KG[name]) not in used] == []


def test_offsets_of_the_example_span_its_quotes(example: Graph) -> None:
    for evidence, quote in example.subject_objects(KG.exactQuote):
        start, end = (int(str(example.value(evidence, name))) for name in (KG.start, KG.end))
        assert end - start == len(str(quote))
