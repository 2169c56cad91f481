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


def _searched(logs: np.ndarray, breaks: list[bool]) -> list[int]:
    """The best labels by the textbook's search over the whole window."""
    size = len(LABELS)
    inside = np.array([label.startswith("I-") for label in LABELS])
    follow = np.array(
        [[not one or LABELS[b][2:] == LABELS[a][2:] for a, one in enumerate(inside)] for b in range(size)]
    )
    total, back = np.where(inside, -1e4, 0) + logs[0], []
    for row, broken in zip(logs[1:], breaks[1:], strict=True):
        through = total[:, None] + np.where(follow, 0, -1e4) + (np.where(inside, -1e4, 0) if broken else 0)
        back.append(through.argmax(0))
        total = through.max(0) + row
    path = [int(total.argmax())]
    for before in reversed(back):
        path.append(int(before[path[-1]]))
    return path[::-1]


@pytest.mark.parametrize("seed", range(6))
def test_searching_only_where_labels_clash_finds_what_searching_everywhere_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for words in (1, 2, 5, 40):
        scores = (rng.normal(size=(words, len(LABELS))) * rng.choice([1, 3, 8])).astype(np.float32)
        scores[:, 0] += rng.choice([0, 2, 6])
        breaks = [True, *(rng.random(words - 1) < 0.1).tolist()]
        logs = scores - np.log(np.exp(scores.astype(np.float64)).sum(1, keepdims=True))
        path = _searched(logs, breaks)
        starts = [at for at, label in enumerate(path) if not LABELS[label].startswith("I-")]
        expected = [
            (start, end, LABELS[path[start]][2:])
            for start, end in zip(starts, [*starts[1:], words], strict=True)
            if path[start]
        ]
        found = NameDecoder(LABELS).decode(scores, breaks)
        assert [(name.start, name.end, name.label) for name in found] == expected
