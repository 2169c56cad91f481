from kg.model.article import Article
from kg.model.entity import Entity, Mention
from kg.model.fact import Argument, EventMention, RelationMention, TimeExpression
from kg.model.moment import Moment
from kg.model.record import ArticleRecord
from kg.model.span import Span
from kg.store.resources import Node, Statement, Subgraph
from visualizations.network import NetworkEdge, NetworkNode, network_of_record, network_of_subgraph

TEXT = "Ann Lee of Velmora resigned on Monday. Ben was there."
SENTENCE = Span(0, 38, TEXT[:38])


def record() -> ArticleRecord:
    entities = (
        Entity("e1", "Person", "Ann Lee", (Mention(Span(0, 7, "Ann Lee"), "name"),)),
        Entity("e2", "Place", "Velmora"),
        Entity("e3", "Person", "Ben"),
    )
    citizen = RelationMention("r1", "e1", "citizenOf", "e2", None, SENTENCE, "of", confidence=0.6)
    position = RelationMention("r2", "e1", "holdsPosition", None, "minister", SENTENCE, "of")
    when = TimeExpression(Moment("2031-03-03"))
    event = EventMention(
        "v1", "Resignation", Span(19, 27, "resigned"), SENTENCE, "resign#verb", (Argument("agent", "e1"),), when
    )
    return ArticleRecord(Article(id="a1", text=TEXT), entities, (citizen, position), (event,))


def test_record_becomes_entities_events_and_lines() -> None:
    nodes, edges = network_of_record(record())
    assert nodes == [
        NetworkNode("e1", "Ann Lee", "Person"),
        NetworkNode("e2", "Velmora", "Place"),
        NetworkNode("v1", "Resignation: Ann Lee", "Resignation", True, "2031-03-03"),
    ]
    assert edges == [
        NetworkEdge("e1", "e2", "citizen of", SENTENCE.text, certain=False),
        NetworkEdge("v1", "e1", "agent", SENTENCE.text),
    ]


def test_subgraph_becomes_nodes_and_lines_with_their_sentences() -> None:
    base = "https://newsgraph.example/id/"
    ann = Node(base + "entity/ann", "entity", "Person", "Ann", position="minister")
    vote = Node(base + "event/1", "event", "Vote", "A vote", start="2031-03-01", end="2031-03-02")
    said = Statement(vote.iri, "agent", ann.iri, None, 2, 0.9, "claimed")
    words = Statement(vote.iri, "topic", None, "the budget", 1, 0.9, "asserted")
    nodes, edges = network_of_subgraph(Subgraph((ann, vote), (said, words), 2), evidence={said: "Ann voted."})
    assert nodes == [
        NetworkNode(ann.iri, "Ann", "Person", False, "minister"),
        NetworkNode(vote.iri, "A vote", "Vote", True, "2031-03-01 – 2031-03-02"),
    ]
    assert edges == [NetworkEdge(vote.iri, ann.iri, "agent", "Ann voted.", certain=False)]
