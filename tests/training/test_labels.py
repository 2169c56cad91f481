"""The table of heads."""

from dataclasses import replace
from pathlib import Path

from kg.training.corpora import Sentence, Tree
from kg.training.labels import BIO, WORD_HEADS, Labels

TREE = Tree(("go",) * 3, ("VERB",) * 3, ("VB", "VB", "VBZ"), ("_",) * 3, (0, 1, 1), ("root", "conj", "conj"))
SENTENCE = Sentence("d", ("go", "go", "go"), (True,) * 3, tree=TREE)


def test_rare_labels_are_left_out_and_frequent_ones_come_first() -> None:
    labels = Labels.collect([SENTENCE, SENTENCE], least=3)
    assert labels.words["xpos"] == ("VB",)
    assert labels.relations == ("conj",)
    assert Labels.collect([SENTENCE], least=1).relations == ("conj", "root")


def test_predicted_trees_add_no_labels() -> None:
    assert Labels.collect([replace(SENTENCE, predicted=True)], least=1).relations == ()


def test_labels_of_names_are_fixed() -> None:
    assert Labels.collect([]).words["names"] == BIO


def test_every_head_reads_a_label_per_word_or_none() -> None:
    for head in WORD_HEADS:
        gold = head.gold(SENTENCE)
        assert gold is None or len(gold) == 3


def test_labels_survive_writing(tmp_path: Path) -> None:
    labels = Labels.collect([SENTENCE], least=1)
    labels.write(tmp_path / "labels.json")
    assert Labels.read(tmp_path / "labels.json") == labels
