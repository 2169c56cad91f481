"""Decoding of the event graph from scores made by hand."""

import numpy as np
import pytest

from kg.annotate.graph.anaphors import (
    FEATURE_SIZES,
    KINDS,
    Anaphor,
    anaphors_of,
    candidate_words,
    earlier,
    features_of_pairs,
    pair_features,
)
from kg.annotate.graph.decoder import to_tokens
from kg.annotate.graph.events import MARKS, SPANNED, Found, find_arcs, find_links, find_triggers
from kg.annotate.graph.mentions import LABELS, find_antecedents, find_mentions, find_relations
from kg.annotate.graph.network import GraphReading
from kg.annotate.graph.parsed import Parsed, head_of
from kg.annotate.graph.settings import GraphSettings
from kg.errors import ModelError
from kg.model import EventGraph, PredictedArc, PredictedMention, PredictedTrigger
from kg.schema.contract import EVENT_TYPES, FACTUALITIES, PREDICATES, ROLES

# The mayor resigned . She left
PARSED = Parsed(
    ("The", "mayor", "resigned", ".", "She", "left"),
    ("the", "mayor", "resign", ".", "she", "leave"),
    ("DET", "NOUN", "VERB", "PUNCT", "PRON", "VERB"),
    ("DT", "NN", "VBD", ".", "PRP", "VBD"),
    (1, 2, 2, 2, 5, 5),
    ("det", "nsubj", "ROOT", "punct", "nsubj", "ROOT"),
    (0, 0, 0, 0, 1, 1),
)
LINES = [True, False, False, False, False, False]
RESIGNATION = EVENT_TYPES.index("Resignation")
SETTINGS = GraphSettings()


class Scripted:
    """Stands for the small graphs: fixed answers by name, fitted to the rows asked about."""

    def __init__(self, **answers: dict[tuple[int, ...], float]) -> None:
        self.answers = answers
        self.shapes = {"arcs": 1 + len(ROLES) + len(MARKS), "stated": 1 + len(PREDICATES)}

    def run(self, name: str, **inputs: np.ndarray) -> tuple[np.ndarray, ...]:
        rows = next(inputs[key] for key in ("trigger", "origin", "subject", "first") if key in inputs)
        if name in ("links", "antecedents"):
            out = np.full(len(rows), -5.0, np.float32)
        else:
            out = np.zeros((*inputs["words"].shape, self.shapes.get(name, 2)), np.float32)
            if name in self.shapes:
                out[..., 0] = 5
                out[..., 1 + len(ROLES) :] = -5 if name == "arcs" else 0
        for place, value in self.answers.get(name, {}).items():
            out[place] = value
        return (out, np.eye(len(FACTUALITIES), dtype=np.float32)[[0] * len(rows)] * 9) if name == "arcs" else (out,)


def _reading(triggers: dict[int, int] | None = None, outer: dict[int, str] | None = None) -> GraphReading:
    count = len(PARSED.words)
    bio = np.zeros((count, 3), np.float32)
    bio[:, 0] = 3
    for word, label in (triggers or {}).items():
        bio[word, label] = 9
    types = np.zeros((count, len(EVENT_TYPES)), np.float32)
    types[:, RESIGNATION] = 4
    mentions = np.zeros((2, count, len(LABELS)), np.float32)
    mentions[..., 0] = 3
    for word, name in (outer or {}).items():
        mentions[0, word, LABELS.index(name)] = 9
    return GraphReading(np.zeros((count, 4), np.float32), bio, types, mentions[0], mentions[1])


FOUND = Found(2, 3, 2, RESIGNATION, 0.9, 0.8)


def test_the_head_of_a_span_is_what_the_others_hang_from() -> None:
    assert head_of(PARSED, 0, 2) == 1
    assert head_of(PARSED, 0, 4) == 2
    assert head_of(PARSED, 3, 4) == 3


def test_triggers_carry_type_and_scores() -> None:
    (trigger,) = find_triggers(PARSED, _reading({2: 1}), LINES, SETTINGS)
    assert (trigger.start, trigger.end, trigger.head, trigger.type) == (2, 3, 2, RESIGNATION)
    assert 0.9 < trigger.score <= 1
    assert 0.5 < trigger.type_score < 0.7


def test_a_bias_against_triggers_silences_them() -> None:
    assert not find_triggers(PARSED, _reading({2: 1}), LINES, GraphSettings(no_trigger=20))


def test_arcs_are_labelled_and_ended() -> None:
    network = Scripted(
        arcs={(0, 1, 1 + ROLES.index("agent")): 9, (0, 1, 1 + len(ROLES) + MARKS.index("source")): 2},
        spans={(0, 0, 0): 4, (0, 1, 1): 4, (1, 1, 0): 4, (1, 1, 1): 4},
    )
    (trigger,) = find_arcs(PARSED, _reading(), [FOUND], network, SETTINGS)  # type: ignore[arg-type]
    assert [(arc.label, arc.start, arc.end, arc.head) for arc in trigger.arcs] == [
        ("agent", 0, 2, 1),
        ("source", 1, 2, 1),
    ]
    assert trigger.type == "Resignation"
    assert trigger.factuality == "asserted"


def test_a_trigger_does_not_fill_its_own_role() -> None:
    network = Scripted(arcs={(0, 2, 1): 9}, spans={(0, 2, 0): 4, (0, 2, 1): 4})
    (trigger,) = find_arcs(PARSED, _reading(), [FOUND], network, SETTINGS)  # type: ignore[arg-type]
    assert trigger.arcs == ()


def test_a_casualty_event_has_one_figure() -> None:
    quantity = 1 + len(ROLES) + MARKS.index("quantity")
    network = Scripted(arcs={(0, 0, quantity): 2, (0, 1, quantity): 3})
    found = Found(2, 3, 2, EVENT_TYPES.index("Killing"), 1, 1)
    (trigger,) = find_arcs(PARSED, _reading(), [found], network, SETTINGS)  # type: ignore[arg-type]
    assert [arc.head for arc in trigger.arcs] == [1]


def test_links_join_triggers_of_one_event() -> None:
    pair = [FOUND, Found(5, 6, 5, RESIGNATION, 0.9, 0.8)]
    (link,) = find_links(PARSED, _reading(), pair, Scripted(links={(0,): 3}), SETTINGS)  # type: ignore[arg-type]
    assert (link.first, link.second) == (0, 1)
    assert not list(find_links(PARSED, _reading(), pair, Scripted(), SETTINGS))  # type: ignore[arg-type]


def test_a_pronoun_refers_back() -> None:
    reading = _reading(outer={0: "B-Person", 1: "I-Person", 4: "B-Person"})
    mentions = find_mentions(PARSED, reading, LINES, SETTINGS)
    assert [(mention.start, mention.end, mention.type) for mention in mentions] == [(0, 2, "Person"), (4, 5, "Person")]
    network = Scripted(antecedents={(0,): 4})
    linked = find_antecedents(PARSED, reading, mentions, network, SETTINGS)  # type: ignore[arg-type]
    assert [mention.antecedent for mention in linked] == [None, 0]
    assert linked[1].antecedent_score > 0.9


def test_relations_join_mentions_or_take_words() -> None:
    mentions = [PredictedMention(0, 2, 1, "Person", 1), PredictedMention(2, 3, 2, "Other", 1)]
    leads, holds = PREDICATES.index("leads") + 1, PREDICATES.index("holdsPosition") + 1
    network = Scripted(
        stated={(0, 2, leads): 9, (1, 0, holds): 9, (0, 3, leads): 9}, spans={(0, 0, 0): 4, (0, 1, 1): 4}
    )
    found = list(find_relations(PARSED, _reading(), mentions, network, SETTINGS))  # type: ignore[arg-type]
    assert [(one.subject, one.predicate, one.object, one.start, one.end) for one in found] == [
        (0, "leads", 1, 2, 3),  # that to the full stop is no relation: no mention stands there
        (1, "holdsPosition", None, 0, 2),
    ]


def test_candidates_are_nouns_names_and_pronouns() -> None:
    assert candidate_words(PARSED) == [1, 4]


def test_pairs_have_features_in_range() -> None:
    anaphors = anaphors_of(PARSED, [4, 1])
    assert [KINDS[anaphor.kind] for anaphor in anaphors] == ["definite", "third"]
    assert list(earlier(anaphors)) == [[], [0]]
    features = pair_features(anaphors[1], anaphors[0], 1)
    assert len(features) == len(FEATURE_SIZES)
    assert all(0 <= value < size for value, size in zip(features, FEATURE_SIZES, strict=True))


def test_features_of_many_pairs_are_those_of_each() -> None:
    rng = np.random.default_rng(3)
    words = "mayor party she the it city council".split()
    anaphors = [
        Anaphor(
            at,
            at // 7,
            int(rng.integers(len(KINDS))),
            str(rng.choice(words)),
            str(rng.choice(words)),
            str(rng.choice(words)),
            frozenset(map(str, rng.choice(words, size=rng.integers(1, 4)))),
            bool(rng.integers(2)),
            bool(rng.integers(2)),
        )
        for at in range(150)
    ]
    pairs = [(first, second) for first, others in enumerate(earlier(anaphors)) for second in others]
    first, second = np.array(pairs).T
    found = features_of_pairs(anaphors, first, second, first - second)
    assert found.tolist() == [list(pair_features(anaphors[one], anaphors[other], one - other)) for one, other in pairs]


def test_word_indices_become_tokens() -> None:
    arc = PredictedArc("agent", 0, 1, 0, 0.5)
    trigger = PredictedTrigger(1, 2, 1, "Arrest", 1, 1, "asserted", 1, (arc,))
    graph = to_tokens(EventGraph((trigger,), (PredictedMention(0, 2, 1, "Person", 1),)), [1, 3])
    assert (graph.triggers[0].start, graph.triggers[0].end, graph.triggers[0].arcs[0].end) == (3, 4, 2)
    assert (graph.mentions[0].start, graph.mentions[0].end) == (1, 4)


@pytest.mark.parametrize("table", [{"source": "x"}, {"sauce": 1}, {"temperatures": {"role": 0}}, {"temperatures": 3}])
def test_damaged_settings_are_refused(table: dict[str, object]) -> None:
    with pytest.raises(ModelError):
        GraphSettings.read(table)


def test_every_phrase_label_is_known() -> None:
    assert set(ROLES) | set(MARKS) < set(SPANNED)
