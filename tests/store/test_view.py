"""The typed answers, on the invented world of the competency questions."""

import pytest

from kg.errors import NotFound
from kg.rdf.quads import Quad
from kg.rdf.terms import DEFAULT_BASE, UnknownTerm
from kg.store import MEMORY, open_store
from kg.store.view import View

ENTITY, EVENT, ARTICLE = DEFAULT_BASE + "entity/", DEFAULT_BASE + "event/", DEFAULT_BASE + "article/"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ida Brandt", "brandt"),
        ("brandt", "brandt"),
        ("BRÁNDT", "brandt"),
        ("brandt ida", "brandt"),
        ("port ci", "karst"),
        ("dockers' un", "union"),
        ("randt", "brandt"),
    ],
)
def test_search_finds_by_any_name(view: View, text: str, first: str) -> None:
    assert view.search(text).hits[0].node.iri == ENTITY + first


@pytest.mark.parametrize("text", ["", "  ", "xyzzy", "'"])
def test_search_finds_nothing(view: View, text: str) -> None:
    assert view.search(text).hits == ()


def test_search_tells_the_alias_that_matched(view: View) -> None:
    assert [hit.matched for hit in view.search("the port city").hits] == ["the port city"]
    assert view.search("Karst Harbour").hits[0].matched is None


def test_search_can_be_narrowed_and_counts_types(view: View) -> None:
    found = view.search("dock")
    assert found.total == sum(found.facets.values()) > 1
    assert {hit.node.type for hit in view.search("dock", types=["Group"]).hits} == {"Group"}


def test_node_has_what_drawing_needs(view: View) -> None:
    node = view.node(ENTITY + "karst")
    assert (node.kind, node.type, node.label, node.country) == ("entity", "Place", "Karst Harbour", "XN")
    assert (node.latitude, node.longitude) == (60.1, 22.75)


def test_node_of_an_event_has_its_dates(view: View) -> None:
    node = view.node(EVENT + "emergency")
    assert (node.kind, node.type, node.start, node.end) == ("event", "StateOfEmergency", "2031-03-04", "2031-03-18")


def test_node_of_something_unknown_is_drawn_under_its_address(view: View) -> None:
    assert view.node("http://elsewhere.example/thing").label == "thing"


def test_card_has_names_and_literal_facts(view: View) -> None:
    card = view.card(ENTITY + "aker")
    assert [(fact.property, fact.value) for fact in card.facts] == [("holdsPosition", "spokesman")]
    assert view.card(ENTITY + "brandt").aliases == ("Brandt", "President Brandt")
    assert view.card(ENTITY + "norland").same_as == ("https://places.example/norland",)
    assert card.articles >= 1


def test_card_of_nothing_is_not_found(view: View) -> None:
    with pytest.raises(NotFound):
        view.card(ENTITY + "nobody")


def test_relations_count_neighbours_by_property_and_direction(view: View) -> None:
    counts = {(relation.property, relation.direction): relation.count for relation in view.relations(ENTITY + "karst")}
    assert counts["locatedIn", "out"] == counts["locatedIn", "in"] == 1
    assert not any(name in ("type", "startDate", "quantity") for name, _ in counts)


def test_relations_and_neighbours_agree(view: View) -> None:
    for relation in view.relations(ENTITY + "police"):
        found = view.neighbours(ENTITY + "police", property=relation.property, direction=relation.direction)
        assert found.total == relation.count == len(found.statements)


def test_neighbours_come_in_pages_without_repeats(view: View) -> None:
    whole = view.neighbours(ENTITY + "karst", limit=100)
    seen, after = [], None
    while True:
        part = view.neighbours(ENTITY + "karst", after=after, limit=2)
        seen += part.statements
        after = part.next
        if after is None:
            break
    assert tuple(seen) == whole.statements
    assert len(whole.statements) == whole.total > 2


def test_neighbours_can_be_narrowed(view: View) -> None:
    karst = ENTITY + "karst"
    assert {node.type for node in view.neighbours(karst, types=["Arrest"]).nodes} == {"Arrest"}
    assert view.neighbours(karst, min_confidence=1.0).total == 0
    starts = [node.start for node in view.neighbours(karst, start="2031-03-05").nodes if node.kind == "event"]
    assert starts
    assert None not in starts


def test_neighbours_by_an_unknown_property_names_the_nearest(view: View) -> None:
    with pytest.raises(UnknownTerm, match="locatedIn"):
        view.neighbours(ENTITY + "karst", property="locatedin")


def test_statements_include_what_is_only_planned(view: View) -> None:
    (statement,) = view.statements(subject=EVENT + "visit", property="agent").items
    assert (statement.target, statement.factuality) == (ENTITY + "solberg", "planned")


def test_statements_need_something_to_be_about(view: View) -> None:
    with pytest.raises(ValueError, match="subject or an object"):
        view.statements()


def test_claims_carry_sentence_source_rule_and_figure(view: View) -> None:
    (claim,) = [
        c for c in view.claims(subject=EVENT + "arrests", property="agent").items if c.iri.endswith("h1-arrests-agent")
    ]
    assert claim.passages[0].text.startswith("Police detained more than 30 people")
    assert (claim.passages[0].start, claim.passages[0].end) == (147, 233)
    assert claim.attributed_to is not None
    assert claim.attributed_to.label == "Nils Aker"
    assert (claim.factuality, claim.confidence) == ("claimed", 0.92)
    assert (claim.engine, claim.rule, claim.version) == ("rules", "arrest#passive", "1.0")
    assert claim.article is not None
    assert claim.article.id == "herald-1"


def test_claims_come_from_the_newest_article_on_and_know_their_rivals(view: View) -> None:
    claims = view.claims(subject=EVENT + "arrests", property="patient").items
    dates = [claim.article.published for claim in claims if claim.article and claim.article.published]
    assert dates == sorted(dates, reverse=True)
    rival = view.claim(DEFAULT_BASE + "claim/h2-arrests")
    assert rival.conflicts_with == (DEFAULT_BASE + "claim/c1-arrests",)
    assert rival.supersedes == (DEFAULT_BASE + "claim/h1-arrests",)
    assert {figure.measure for figure in rival.figures} != set()


def test_events_are_sorted_by_date_undated_last(view: View) -> None:
    dates = [row.node.start or "~" for row in view.events(limit=100).items]
    assert dates == sorted(dates)
    assert dates[-1] == "~"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"types": ["Visit"]}, {"visit"}),
        ({"start": "2031-03-10"}, {"visit", "emergency"}),
        ({"end": "2031-03-03"}, {"rally", "arrests"}),
        ({"start": "2031-03-05", "end": "2031-03-05"}, {"deployment", "emergency"}),
        ({"participant": ENTITY + "solberg"}, {"visit"}),
        ({"place": ENTITY + "square"}, {"rally"}),
        ({"text": "veldt"}, {"deployment"}),
        ({"factualities": ["planned"], "types": ["Visit", "Arrest"]}, {"visit"}),
        ({"participant": ENTITY + "solberg", "types": ["Arrest"]}, set()),
    ],
)
def test_events_can_be_narrowed(view: View, asked: dict[str, object], expected: set[str]) -> None:
    found = view.events(**asked, limit=100)  # type: ignore[arg-type]
    assert {row.node.iri.removeprefix(EVENT) for row in found.items} == expected


def test_event_has_its_participants(view: View) -> None:
    roles = {
        (statement.property, node.label if node else statement.value)
        for statement, node in view.event(EVENT + "request").roles
    }
    assert {("agent", "Ida Brandt"), ("recipient", "Northern Pact"), ("topic", "troops")} <= roles


def test_event_that_is_none_is_not_found(view: View) -> None:
    with pytest.raises(NotFound):
        view.event(EVENT + "nothing")


def test_subgraph_has_the_statements_between_its_nodes(view: View) -> None:
    graph = view.subgraph([EVENT + "rally", ENTITY + "dockers", ENTITY + "square", ENTITY + "karst"])
    assert {(s.source.rsplit("/")[-1], s.property, (s.target or "").rsplit("/")[-1]) for s in graph.statements} >= {
        ("rally", "agent", "dockers"),
        ("rally", "place", "square"),
        ("square", "locatedIn", "karst"),
    }


def test_articles_are_the_newest_first_and_can_be_about_something(view: View) -> None:
    dates = [row.published for row in view.articles().items]
    assert dates == sorted(dates, key=str, reverse=True)
    assert {row.id for row in view.articles(about=ENTITY + "aker").items} < {row.id for row in view.articles().items}
    assert view.article(ARTICLE + "herald-1").publisher == "Norland Herald"


def test_statistics_count_what_there_is(view: View) -> None:
    found = view.statistics()
    assert (found.articles, found.entities, found.events) == (4, 16, 10)
    assert dict(found.types)["Person"] == 5
    assert (found.first_published, found.last_published) <= ("2031-03-04", "2031-03-31")


def test_view_sees_changes_at_once() -> None:
    graph = DEFAULT_BASE + "graph/entities"
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    with open_store(MEMORY) as store:
        assert store.view().search("new").hits == ()
        store.writer().replace(graph, [Quad(f"<{ENTITY}new>", label, '"New Name"', f"<{graph}>")])
        assert [hit.node.label for hit in store.view().search("new").hits] == ["New Name"]
