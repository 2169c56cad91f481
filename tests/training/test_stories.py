"""Annotated articles as stories, their targets, and what scores a graph of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.encoder.directory import VOCABULARY, shipped_directory
from kg.annotate.encoder.pieces import Pieces
from kg.annotate.graph.decoder import GraphDecoder
from kg.annotate.graph.network import GraphReading
from kg.annotate.graph.settings import GraphSettings
from kg.model import EventGraph, PredictedArc, PredictedMention, PredictedRelation, PredictedTrigger
from kg.schema.contract import EVENT_TYPES, PREDICATES, ROLES
from kg.training.corpora import Sentence, Tree
from kg.training.graph_judge import calibration_error, judge, reliability
from kg.training.graph_measure import Read, tally_story
from kg.training.graph_windows import cut_story, graph_batch, graph_batches
from kg.training.labels import UNKNOWN
from kg.training.measure import Tally, intervals
from kg.training.stories import Story, story_of, treebank_stories

TEXT = "Police in Kolm arrested Ana Brandt on Friday. She leads Blue Front."


def _place(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def _entity(identity: str, kind: str, *surfaces: str) -> dict[str, Any]:
    mentions = [_place(surface) | {"kind": "name"} for surface in surfaces]
    return {"id": identity, "type": kind, "name": surfaces[0], "mentions": mentions}


RECORD: dict[str, Any] = {
    "article": {"id": "kolm", "text": TEXT},
    "entities": [
        _entity("e1", "Person", "Ana Brandt", "She"),
        _entity("e2", "Organization", "Police"),
        _entity("e3", "Organization", "Blue Front"),
    ],
    "relations": [
        {"subject": "e1", "predicate": "leads", "object": "e3", "value": None}
        | {"evidence": _place("She leads Blue Front."), "support": _place("She leads Blue Front")}
    ],
    "events": [
        {
            "type": "Arrest",
            "trigger": _place("arrested"),
            "also_triggers": [],
            "roles": [{"role": "agent", "entity": "e2"}, {"role": "patient", "entity": "e1"}],
            "attribution": None,
            "time": {"value": None} | _place("on Friday"),
            "quantities": [],
            "factuality": "asserted",
        }
    ],
}


def _parse(doc: Doc) -> Doc:
    """A parse by rule: a word hangs from the next one of its phrase, else from the verb of its sentence."""
    words = [token.text for token in doc]
    verbs = [words.index("arrested") if at < 9 else words.index("leads") for at in range(len(words))]
    heads = [at + 1 if word in ("Ana", "Blue", "on") else verbs[at] for at, word in enumerate(words)]
    tags = ["VERB" if at == verb else "NOUN" for at, verb in enumerate(verbs)]
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        heads=heads,
        deps=["ROOT" if at == head else "dep" for at, head in enumerate(heads)],
        pos=tags,
        tags=["NN"] * len(words),
        lemmas=[word.lower() for word in words],
        sent_starts=[at in (0, 9) for at in range(len(words))],
    )


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    Language.component("parse_by_rule", func=_parse)
    nlp.add_pipe("parse_by_rule")
    return nlp


@pytest.fixture(scope="module")
def story(nlp: Language) -> Story:
    return story_of(RECORD, nlp)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(shipped_directory() / VOCABULARY)


def test_a_story_has_its_facts_in_words(story: Story) -> None:
    (trigger,) = story.triggers
    assert story.parsed.words[trigger.head] == "arrested"
    found = {arc.label: " ".join(story.parsed.words[arc.start : arc.end]) for arc in trigger.arcs}
    assert found == {"agent": "Police", "patient": "Ana Brandt", "time": "on Friday"}
    (relation,) = story.relations
    assert relation.pair is not None
    assert story.parsed.words[relation.pair[0]] == "She"
    assert story.parsed.words[relation.pair[3]] == "Front"


def test_treebank_texts_tell_nothing_of_events(nlp: Language, pieces: Pieces) -> None:
    story = story_of(RECORD | {"article": RECORD["article"] | {"id": "gum_news_kolm"}}, nlp)
    batch = graph_batch([story], pieces, None)
    assert set(batch.bio) == {UNKNOWN, 1}
    assert any(batch.outer)


def test_targets_of_a_batch(story: Story, pieces: Pieces) -> None:
    batch = graph_batch([story, story], pieces, None)
    count = len(story.parsed.words)
    assert batch.words == 2 * count
    verb = story.parsed.words.index("arrested")
    assert batch.trigger == [verb, count + verb]
    assert batch.bio[verb] == 1
    assert batch.types[verb] == EVENT_TYPES.index("Arrest")
    roles = dict(zip(batch.sentence[0], batch.roles[0], strict=True))
    assert roles[0] == 1 + ROLES.index("agent")
    assert roles[1] == 0
    assert sorted({label for row in batch.stated for label in row}) == [0, 1 + PREDICATES.index("leads")]
    assert [row[2] for row in batch.pair].count(1) == 2  # "She" and the name, in each story


def test_windows_hold_whole_sentences_and_a_treebank_gives_links(story: Story, pieces: Pieces) -> None:
    assert [(window.begin, window.end) for window in cut_story(story, pieces, None, limit=12)] == [(0, 9), (9, 14)]
    tree = Tree(*[("she",) * 2] * 2, ("PRP",) * 2, ("_",) * 2, (2, 0), ("nsubj", "root"))
    sentence = Sentence("d", ("She", "left"), (True, True), tree=tree, entities=("(1-person-new)", ""))
    (linked,) = treebank_stories([[sentence, sentence]])
    assert linked.clusters == {0: "1", 2: "1"}
    batch = graph_batch([linked], pieces, None)
    assert set(batch.outer) == {UNKNOWN}
    assert not batch.trigger


def test_all_stories_come_once_an_epoch(story: Story) -> None:
    import random

    groups = list(graph_batches([story] * 5, 20, random.Random(1)))
    assert [len(group) for group in groups] == [2, 2, 1]


class Told(GraphDecoder):
    """A decoder that answers what the test says; it never refers back."""

    def __init__(self, graph: EventGraph) -> None:
        self.graph, self.settings = graph, GraphSettings()
        self.network: Any = self

    def run(self, name: str, **inputs: np.ndarray) -> tuple[np.ndarray, ...]:
        return (np.full(len(inputs["first"]), -9, np.float32),)

    def decode(self, parsed: Any, reading: Any, new_line: Any, told: Sequence[Any] | None = None) -> EventGraph:
        return self.graph


def _graph(story: Story, *, right: bool) -> EventGraph:
    words = story.parsed.words
    name, verb = words.index("Brandt"), words.index("arrested")
    arc = PredictedArc("patient" if right else "topic", name - 1, name + 1, name, 0.8)
    trigger = PredictedTrigger(verb, verb + 1, verb, "Arrest" if right else "Trial", 0.9, 0.9, "asserted", 0.9, (arc,))
    she, front = words.index("She"), words.index("Front")
    mentions = (
        PredictedMention(she, she + 1, she, "Person", 0.9, None),
        PredictedMention(front - 1, front + 1, front, "Organization", 0.9),
    )
    return EventGraph((trigger,), mentions, (), (PredictedRelation(0, "leads", 1, front - 1, front + 1, 0.7),))


def _read(story: Story) -> Read:
    empty = np.zeros((len(story.parsed.words), 1), np.float32)
    return Read(story, GraphReading(empty, empty, empty, empty, empty))


def test_a_right_graph_is_counted_right(story: Story) -> None:
    tally = tally_story(_read(story), Told(_graph(story, right=True)))
    shown = {kind: (tally.right[kind], tally.predicted[kind], tally.gold[kind]) for kind in tally.gold}
    assert shown["triggers typed"] == (1, 1, 1)
    assert shown["roles"] == shown["roles (told)"] == (1, 1, 2)
    assert shown["time"] == (0, 0, 1)
    assert shown["factuality"] == (1, 1, 1)
    assert shown["mentions"] == (2, 2, 4)
    assert shown["relations"] == (1, 1, 1)
    assert shown["antecedents (told)"] == (0, 0, 1)


def test_a_wrong_type_and_role_are_counted_wrong(story: Story) -> None:
    tally = tally_story(_read(story), Told(_graph(story, right=False)))
    assert (tally.right["triggers"], tally.right["triggers typed"]) == (1, 0)
    assert (tally.right["roles"], tally.predicted["roles"], tally.gold["roles"]) == (0, 1, 2)
    judged = [(head, right) for head, _, right in judge(_read(story), Told(_graph(story, right=False)))]
    assert ("trigger", True) in judged
    assert ("type", False) in judged
    assert ("role", False) in judged
    assert ("relation", True) in judged


def test_calibration_error_is_the_distance_of_score_and_truth() -> None:
    sure = [(0.9, True)] * 9 + [(0.9, False)]
    assert calibration_error(sure) == pytest.approx(0)
    assert calibration_error([(0.9, False)] * 4) == pytest.approx(0.9)
    assert reliability([(0.05, False), (1.0, True)]) == [(0.05, 0.0, 1), (1.0, 1.0, 1)]


def test_intervals_hold_the_score_and_widen_with_fewer_documents() -> None:
    good, bad = Tally(), Tally()
    good.add("roles", 9, 10, 10)
    bad.add("roles", 3, 10, 10)
    many, few = intervals([good, bad] * 40)["roles"], intervals([good, bad] * 4)["roles"]
    assert many["f"] == few["f"] == 60.0
    assert few["low"] < many["low"] < 60 < many["high"] < few["high"]
