"""Sources that only the language model knows become entities; whom it introduces by description has one name."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.annotate.clusters import Cluster
from kg.annotate.learned_mentions import add_learned_sources, join_introductions
from kg.model import EntityType, EventGraph, PredictedArc, PredictedMention, PredictedTrigger

WORDS = ["The", "talks", "failed", ",", "the", "two", "insiders", "said"]
POS = ["DET", "NOUN", "VERB", "PUNCT", "DET", "NUM", "NOUN", "VERB"]


def graph(kind: EntityType, score: float, arc: float) -> EventGraph:
    source = PredictedArc("source", 4, 7, 6, arc)
    trigger = PredictedTrigger(2, 3, 2, "Meeting", 0.9, 0.9, "claimed", 0.9, (source,))
    return EventGraph((trigger,), (PredictedMention(4, 7, 6, kind, score),), (), ())


@pytest.mark.parametrize(
    ("kind", "score", "arc", "names"),
    [
        ("Group", 0.9, 0.9, ["two insiders"]),
        ("Other", 0.9, 0.9, []),
        ("Group", 0.3, 0.9, []),
        ("Group", 0.9, 0.2, []),
    ],
)
def test_words_of_a_source_that_nobody_knows_become_an_entity(kind, score, arc, names):
    doc = Doc(English().vocab, WORDS, pos=POS, lemmas=WORDS)
    clusters: list[Cluster] = []
    add_learned_sources(doc, clusters, graph(kind, score, arc))
    assert [cluster.name for cluster in clusters] == names


def test_a_source_that_a_rule_knows_stays_what_it_is():
    doc = Doc(English().vocab, WORDS, pos=POS, lemmas=WORDS)
    known = Cluster("Group", "insiders")
    known.add(5, 7, 6, "description")
    clusters = [known]
    add_learned_sources(doc, clusters, graph("Group", 0.9, 0.9))
    assert clusters == [known]


@pytest.mark.parametrize(("score", "names"), [(0.9, ["Ada Berg"]), (0.2, ["Kenyan President", "Ada Berg"])])
def test_a_person_described_right_before_the_name_is_one(score, names):
    words = ["Kenyan", "President", ",", "Ada", "Berg", ",", "spoke"]
    doc = Doc(English().vocab, words, sent_starts=[True] + 6 * [False])
    described, named = Cluster("Person", "Kenyan President"), Cluster("Person", "Ada Berg")
    described.add(0, 2, 1, "description")
    named.add(3, 5, 3, "name")
    clusters = [described, named]
    mentions = (
        PredictedMention(0, 2, 1, "Person", 0.9),
        PredictedMention(3, 5, 3, "Person", 0.9, antecedent=0, antecedent_score=score),
    )
    join_introductions(doc, clusters, EventGraph((), mentions, (), ()))
    assert [cluster.name for cluster in clusters] == names
    assert len(named.mentions) == len(mentions) - len(clusters) + 1
