"""Graphs of small hand-built records: their shape, their stability, and that they meet the ontology's shapes."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from kg.assemble import assemble, iris_of, measure_provenance, validate, validate_graphs
from kg.model import ArticleRecord, EventMention, Span
from kg.rdf.quads import Quad, iri, literal, to_nquads
from kg.rdf.terms import DEFAULT_BASE, KG, PROV, RDF, SKOS, article_iri, conflicts_graph, entities_graph
from kg.resolve import NothingKnown, resolve
from tests.resolve.builder import Builder
from tests.resolve.test_order import collections


def graphs_of(records: Sequence[ArticleRecord]) -> dict[str, list[Quad]]:
    return dict(assemble(records, resolve(records, known=NothingKnown())))


def flood(article_id: str = "a1", **event: object) -> Builder:
    built = Builder(article_id)
    town = built.entity(
        "Place", "Kisumu", country="KE", latitude=-0.1, longitude=34.75, links=("https://sws.geonames.org/191245/",)
    )
    office = built.entity("Organization", "Relief Office")
    told = {
        "kind": "Arrest",
        "roles": (("agent", office), ("place", town), ("patient", "three men")),
        "when": "2024-04-30",
    }
    built.event(**{**told, **event})  # type: ignore[arg-type]
    return built


def objects(quads: Sequence[Quad], subject: str | None, predicate: str) -> set[str]:
    return {q.object for q in quads if q.predicate == predicate and subject in (None, q.subject)}


def links(quads: Sequence[Quad]) -> set[str]:
    return {q.predicate for q in quads} & {KG.term("conflictsWith"), KG.term("supersedes")}


def test_article_graph_holds_direct_triples_in_its_own_graph() -> None:
    record = flood().record()
    quads = graphs_of([record])[article_iri(DEFAULT_BASE, "a1")]
    (event,) = {q.subject for q in quads if q.object == KG.term("Arrest") and q.predicate == RDF.term("type")}
    assert {q.graph for q in quads} == {iri(article_iri(DEFAULT_BASE, "a1"))}
    assert objects(quads, event, KG.term("startDate")) == {literal("2024-04-30", "date")}
    assert objects(quads, event, KG.term("patient")) == {literal("three men")}
    assert len(objects(quads, event, KG.term("place"))) == 1


def test_every_direct_triple_is_backed_by_a_claim_with_evidence_and_rule() -> None:
    record = flood(by="witnesses", counts=(("arrested", 3, "exact"),)).record()
    quads = graphs_of([record])[article_iri(DEFAULT_BASE, "a1")]
    claims = {q.subject for q in quads if q.object == KG.term("Claim")}
    claimed = {
        tuple(next(iter(objects(quads, claim, RDF.term(part)))) for part in ("subject", "predicate", "object"))
        for claim in claims
    }
    event = next(q.subject for q in quads if q.object == KG.term("Arrest") and q.predicate == RDF.term("type"))
    assert {(q.subject, q.predicate, q.object) for q in quads if q.subject == event} == claimed
    for claim in claims:
        assert objects(quads, claim, KG.term("evidence"))
        assert objects(quads, claim, PROV.term("wasGeneratedBy"))
        assert objects(quads, claim, KG.term("attributedTo"))
    sources = {q.subject for q in quads if q.object == KG.term("UnnamedSource")}
    assert objects(quads, None, SKOS.term("prefLabel")) == {literal("witnesses")}
    assert len(sources) == 1


@pytest.mark.parametrize("factuality", ["denied", "planned", "possible"])
def test_what_is_not_said_to_hold_is_a_claim_only(factuality: str) -> None:
    quads = graphs_of([flood(factuality=factuality).record()])[article_iri(DEFAULT_BASE, "a1")]
    assert not [q for q in quads if q.predicate == RDF.term("type") and q.object == KG.term("Arrest")]
    assert KG.term("Arrest") in objects(quads, None, RDF.term("object"))
    assert objects(quads, None, KG.term("factuality")) == {KG.term(factuality)}


def test_figures_hang_at_the_claim_about_the_type() -> None:
    quads = graphs_of([flood(counts=(("arrested", None, "about"), ("arrested", 40, "at least"))).record()])
    article = quads[article_iri(DEFAULT_BASE, "a1")]
    (claim,) = {q.subject for q in article if q.predicate == KG.term("quantity")}
    assert objects(article, claim, RDF.term("predicate")) == {RDF.term("type")}
    assert objects(article, None, KG.term("value")) == {literal("40", "integer")}
    assert objects(article, None, KG.term("modifier")) == {KG.term("about"), KG.term("atLeast")}


def test_relations_lead_to_entities_or_words() -> None:
    built = Builder("a1")
    ann, town = built.entity("Person", "Ann Lee"), built.entity("Place", "Kisumu")
    built.relation(ann, "holdsPosition", value="mayor of Kisumu")
    built.relation(ann, "citizenOf", town)
    article = graphs_of([built.record()])[article_iri(DEFAULT_BASE, "a1")]
    assert objects(article, None, KG.term("holdsPosition")) == {literal("mayor of Kisumu")}
    assert len(objects(article, None, KG.term("citizenOf")) & objects(article, None, KG.term("mentions"))) == 1


def test_intervals_have_two_dates_and_months_keep_their_precision() -> None:
    article = graphs_of([flood(when="2024-04/2024-05-02").record()])[article_iri(DEFAULT_BASE, "a1")]
    assert objects(article, None, KG.term("startDate")) == {literal("2024-04", "gYearMonth")}
    assert objects(article, None, KG.term("endDate")) == {literal("2024-05-02", "date")}


def test_entities_graph_describes_entities_and_labels_events() -> None:
    described = graphs_of([flood().record()])[entities_graph(DEFAULT_BASE)]
    assert {literal("Kisumu"), literal("Relief Office"), literal("Arrest of three men, Kisumu, 2024-04-30")} == objects(
        described, None, SKOS.term("prefLabel")
    )
    assert objects(described, None, KG.term("country")) == {literal("KE")}


def test_replacing_an_article_leaves_the_graphs_of_others_alone() -> None:
    before = graphs_of([flood("a1").record(), flood("a2").record()])
    after = graphs_of([flood("a1").record(), flood("a2", when="2024-03-01").record()])
    assert before[article_iri(DEFAULT_BASE, "a1")] == after[article_iri(DEFAULT_BASE, "a1")]
    assert before[article_iri(DEFAULT_BASE, "a2")] != after[article_iri(DEFAULT_BASE, "a2")]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((12, "exact", "Harbour Police"), (20, "exact", "Town Hall"), {"conflictsWith"}),
        ((12, "at least", "Harbour Police"), (20, "exact", "Town Hall"), set()),
        ((12, "exact", "Harbour Police"), (20, "exact", "Harbour Police"), {"supersedes"}),
        ((12, "exact", "Harbour Police"), (12, "exact", "Town Hall"), set()),
        ((12, "about", "Harbour Police"), (13, "exact", "Town Hall"), set()),
    ],
)
def test_rival_figures_conflict_or_supersede(
    left: tuple[int, str, str], right: tuple[int, str, str], expected: set[str]
) -> None:
    records = []
    for number, (value, modifier, source) in enumerate((left, right)):
        built = flood(f"a{number}")
        built.published = f"2024-05-0{number + 1}"
        by = built.entity("Organization", source)
        first = built.events.pop()
        built.event("Arrest", counts=(("arrested", value, modifier),), by=by, when="2024-04-30")
        last = built.events.pop()
        built.events.append(type(last)(**{**_fields(last), "id": "v1", "arguments": first.arguments}))
        records.append(built.record())
    graphs = graphs_of(records)
    quads = graphs[conflicts_graph(DEFAULT_BASE)]
    assert {KG.term(name) for name in expected} == links(quads)
    assert bool(objects(quads, None, KG.term("explanation"))) == bool(quads)
    if expected == {"supersedes"}:
        (later,) = {q.subject for q in quads if q.predicate == KG.term("supersedes")}
        assert later in {q.subject for q in graphs[article_iri(DEFAULT_BASE, "a1")]}
    if expected == {"conflictsWith"}:
        rivals = {(q.subject, q.object) for q in quads if q.predicate == KG.term("conflictsWith")}
        assert rivals == {(other, one) for one, other in rivals}


def _fields(event: object) -> dict[str, object]:
    return {name: getattr(event, name) for name in type(event).__slots__}  # type: ignore[attr-defined]


def test_a_claim_and_its_denial_conflict() -> None:
    quads = graphs_of([flood("a1").record(), flood("a2", factuality="denied").record()])
    assert links(quads[conflicts_graph(DEFAULT_BASE)]) == {KG.term("conflictsWith")}


def test_iris_of_gives_addresses_by_article_and_local_id() -> None:
    records = [flood("a1").record(), flood("a2").record()]
    found = iris_of(resolve(records, known=NothingKnown()))
    assert set(found["a1"]) == {"e1", "e2", "v1"}
    assert found["a1"] == found["a2"]


def test_assembled_graphs_meet_the_shapes() -> None:
    record = flood(by="witnesses", counts=(("arrested", 3, "exact"),)).record()
    graphs = graphs_of([record])
    entities = graphs.pop(entities_graph(DEFAULT_BASE))
    assert [found for found in validate(entities) if found.severity == "violation"] == []
    assert [found for found in validate_graphs(graphs.items(), entities) if found.severity == "violation"] == []


def test_validate_names_node_path_and_message() -> None:
    graphs = graphs_of([flood().record()])
    article = [q for q in graphs[article_iri(DEFAULT_BASE, "a1")] if q.predicate != KG.term("factuality")]
    found = list(validate_graphs([("a1", article)], graphs[entities_graph(DEFAULT_BASE)]))
    assert {violation.path for violation in found} == {KG.factuality}
    assert all(violation.severity == "violation" and "/claim/" in violation.node for violation in found)


def test_provenance_is_counted_apart_from_facts() -> None:
    quads = [quad for graph in graphs_of([flood().record()]).values() for quad in graph]
    counted = measure_provenance(quads)
    assert counted.facts == 5  # type, three roles, date
    assert counted.facts + counted.provenance + counted.descriptions == len(quads)
    assert counted.ratio == counted.provenance / 5


@settings(max_examples=25, deadline=None)
@given(collections())
def test_bytes_do_not_depend_on_order(case: tuple[list[ArticleRecord], list[ArticleRecord], object]) -> None:
    records, shuffled, _ = case
    one, other = (
        to_nquads(quad for quads in graphs_of(order).values() for quad in quads) for order in (records, shuffled)
    )
    assert one == other


@settings(max_examples=40, deadline=None)
@given(collections())
def test_every_conflict_is_symmetric_and_explained(
    case: tuple[list[ArticleRecord], list[ArticleRecord], object],
) -> None:
    records, _, _ = case
    quads = graphs_of(records)[conflicts_graph(DEFAULT_BASE)]
    rivals = {(q.subject, q.object) for q in quads if q.predicate == KG.term("conflictsWith")}
    assert rivals == {(other, one) for one, other in rivals}
    explained = {q.subject for q in quads if q.predicate == KG.term("explanation")}
    compared = {
        frozenset(objects(quads, node, KG.term("compares")))
        for node in explained
        if objects(quads, node, KG.term("comparisonKind")) == {literal("contradiction")}
    }
    assert {frozenset(pair) for pair in rivals} == compared


@pytest.mark.parametrize(("link", "is_part"), [("during the recent", True), ("after the", False)])
def test_an_event_told_to_have_happened_during_another_is_part_of_it(link: str, is_part: bool) -> None:
    built = Builder("a1")
    sentence = built.say(f"Two shops burned {link} riots in Kisumu.")
    for kind, word in (("Attack", "burned"), ("Riot", "riots")):
        start = sentence.start + sentence.text.index(word)
        trigger = Span(start, start + len(word), word)
        built.events.append(EventMention(f"v{len(built.events) + 1}", kind, trigger, sentence, "event#test"))
    quads = graphs_of([built.record()])[article_iri(DEFAULT_BASE, "a1")]
    (whole,) = {q.subject for q in quads if q.object == KG.term("Riot") and q.predicate == RDF.term("type")}
    assert objects(quads, None, KG.term("partOf")) == ({whole} if is_part else set())
