"""Windows, targets and masks; pieces by the shipped vocabulary."""

import random

import numpy as np
import pytest

from kg.annotate.encoder.directory import VOCABULARY, shipped_directory
from kg.annotate.encoder.pieces import SEPARATOR, Pieces, Shape
from kg.training.corpora import Sentence, Tree
from kg.training.labels import UNKNOWN, Labels
from kg.training.windows import PIECES, batches, cut, encode, stack

TREE = Tree(("he", "leave"), ("PRON", "VERB"), ("PRP", "VBD"), ("_", "_"), (2, 0), ("nsubj", "root"))
PARSED = Sentence("d", ("He", "left"), (True, True), tree=TREE)
NAMED = Sentence("d", ("Rome", "fell"), (True, True), bounded=False, names=("B-LOC", "-"))
LABELS = Labels(
    {
        "names": ("O", "B-LOC"),
        "starts": ("inside", "start"),
        "upos": ("PRON", "VERB"),
        "xpos": ("PRP",),
        "feats": ("_",),
    },
    ("root", "nsubj"),
)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(shipped_directory() / VOCABULARY)


def test_targets_of_a_source_that_does_not_say_are_unknown(pieces: Pieces) -> None:
    target = encode([PARSED, NAMED], pieces, LABELS).target
    assert target.words["names"] == [UNKNOWN, UNKNOWN, 1, UNKNOWN]
    assert target.words["starts"] == [UNKNOWN, 0, UNKNOWN, UNKNOWN]
    assert target.words["upos"] == [0, 1, UNKNOWN, UNKNOWN]
    assert target.heads == [2, 0, UNKNOWN, UNKNOWN]
    assert target.sentence == [0, 0, 1, 1]


def test_a_label_too_rare_to_be_learned_is_unknown(pieces: Pieces) -> None:
    assert encode([PARSED], pieces, LABELS).target.words["xpos"] == [0, UNKNOWN]


def test_heads_point_into_the_window(pieces: Pieces) -> None:
    target = encode([PARSED, PARSED], pieces, LABELS).target
    assert target.heads == [2, 0, 4, 0]
    assert target.words["starts"] == [UNKNOWN, 0, 1, 0]


def test_a_sentence_too_long_for_a_window_is_cut_off(pieces: Pieces) -> None:
    count = 2 * PIECES
    heads = tuple([count] * (count - 1) + [0])
    tree = Tree(*[("x",) * count] * 4, heads, ("nsubj",) * count)
    window = encode([Sentence("d", ("x",) * count, (True,) * count, tree=tree)], pieces, LABELS)
    assert len(window.ids) == len(window.shapes) <= PIECES + 2
    assert len(window.first) == len(window.target.heads) == len(window.target.words["upos"])
    assert set(window.target.heads) == {UNKNOWN}
    assert window.ids[-1] == SEPARATOR


def test_cut_keeps_documents_apart_and_sentences_whole(pieces: Pieces) -> None:
    documents = [[PARSED] * 300, [NAMED] * 2]
    runs = list(cut(documents, pieces))
    assert sum(map(len, runs)) == 302
    assert all(len({sentence.bounded for sentence in run}) == 1 for run in runs)
    assert all(len(encode(run, pieces, LABELS).ids) <= PIECES + 2 for run in runs)


def test_windows_vary_by_seed_only(pieces: Pieces) -> None:
    def drawn(seed: int) -> list[object]:
        rng = random.Random(seed)
        return [encode(run, pieces, LABELS, rng) for run in cut([[PARSED] * 200], pieces, rng)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_case_is_changed_in_shapes_only(pieces: Pieces) -> None:
    plain = encode([PARSED], pieces, LABELS)
    drawn = [encode([PARSED], pieces, LABELS, random.Random(seed)) for seed in range(80)]
    assert {tuple(window.ids) for window in drawn} == {tuple(plain.ids)}
    assert {shape for window in drawn for shape in window.shapes} >= {Shape.LOWER, Shape.TITLE, Shape.UPPER}


def test_stack_pads_with_the_unknown(pieces: Pieces) -> None:
    batch = stack([encode([PARSED], pieces, LABELS), encode([PARSED, NAMED], pieces, LABELS)])
    assert batch.ids.shape == batch.present.shape
    assert batch.first.shape == batch.heads.shape == (2, 4)
    assert batch.heads[0].tolist() == [2, 0, UNKNOWN, UNKNOWN]
    assert batch.sentence[0].tolist() == [0, 0, -1, -1]
    assert np.array_equal(batch.present.sum(1), [4, 6])


def test_batches_hold_every_window_once_and_not_too_much(pieces: Pieces) -> None:
    windows = [encode([PARSED] * (1 + at % 7), pieces, LABELS) for at in range(50)]
    groups = list(batches(windows, 64, random.Random(3)))
    assert sorted(id(window) for group in groups for window in group) == sorted(map(id, windows))
    assert all(len(group) == 1 or max(len(w.ids) for w in group) * len(group) <= 64 for group in groups)
