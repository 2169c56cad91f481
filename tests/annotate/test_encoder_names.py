"""Scores of labels to names."""

import numpy as np
import pytest

from kg.annotate.encoder.names import NameDecoder

LABELS = ("O", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def decode(best: list[str], breaks: list[bool] | None = None, second: str = "O") -> list[tuple[int, int, str]]:
    scores = np.zeros((len(best), len(LABELS)), dtype=np.float32)
    for word, label in enumerate(best):
        scores[word, LABELS.index(label)] += 4.0
        scores[word, LABELS.index(second)] += 1.0
    names = NameDecoder(LABELS).decode(scores, breaks or [True] + [False] * (len(best) - 1))
    return [(name.start, name.end, name.label) for name in names]


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        (["O", "O"], []),
        (["B-ORG", "I-ORG", "O"], [(0, 2, "ORG")]),
        (["O", "B-LOC"], [(1, 2, "LOC")]),
        (["B-LOC", "B-LOC", "I-LOC"], [(0, 1, "LOC"), (1, 3, "LOC")]),
        (["B-ORG", "B-LOC"], [(0, 1, "ORG"), (1, 2, "LOC")]),
    ],
)
def test_well_formed_labels_are_read_as_they_are(best: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert decode(best) == expected


def test_a_name_never_begins_inside() -> None:
    assert decode(["O", "I-ORG", "O"]) == []
    assert decode(["I-ORG", "I-ORG"], second="B-ORG") == [(0, 2, "ORG")]


def test_a_name_keeps_its_kind() -> None:
    names = decode(["B-ORG", "I-LOC"])
    assert all(0 <= start < end <= 2 for start, end, _ in names)
    assert len({label for _, _, label in names}) <= 1


def test_a_name_never_crosses_a_break() -> None:
    assert decode(["B-ORG", "I-ORG"], [True, True], second="B-ORG") == [(0, 1, "ORG"), (1, 2, "ORG")]


def test_score_is_the_least_sure_word() -> None:
    scores = np.full((2, len(LABELS)), -20.0, dtype=np.float32)
    scores[0, 1], scores[1, 2] = 20.0, 0.0
    scores[1, 0] = 0.0
    (name, *_) = NameDecoder(LABELS).decode(scores + np.float32([[0], [0]]), [True, False])
    assert 0.0 < name.score <= 1.0
