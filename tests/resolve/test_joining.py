"""Grouping by verdicts, apart from what the verdicts are about."""

import pytest

from kg.resolve.base import Verdict, different, same
from kg.resolve.joining import Pair, join


def grouped(
    size: int,
    links: dict[Pair, float],
    forbidden: tuple[Pair, ...] = (),
    unique: tuple[Pair, ...] = (),
    must: tuple[Pair, ...] = (),
    never: tuple[Pair, ...] = (),
) -> list[list[int]]:
    verdicts = [(pair, same(score, "test", "", if_unique=pair in unique)) for pair, score in links.items()]

    def judge(left: int, right: int) -> Verdict | None:
        return different("test", "") if (left, right) in forbidden else None

    # The higher an item's number, the less precise it is.
    return join([1] * size, verdicts, judge, lambda item: -item, must, never).groups


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({"links": {(0, 1): 0.9, (1, 2): 0.9}}, [[0, 1, 2]]),
        ({"links": {(0, 1): 0.9, (1, 2): 0.8}, "forbidden": ((0, 2),)}, [[0, 1], [2]]),
        ({"links": {(0, 1): 0.8, (1, 2): 0.9}, "forbidden": ((0, 2),)}, [[0], [1, 2]]),
        ({"links": {(0, 2): 0.7, (1, 2): 0.7}, "unique": ((0, 2), (1, 2))}, [[0], [1], [2]]),
        ({"links": {(0, 1): 0.9, (0, 2): 0.7, (1, 2): 0.7}, "unique": ((0, 2), (1, 2))}, [[0, 1, 2]]),
        ({"links": {(0, 1): 0.7, (0, 2): 0.7}, "unique": ((0, 1), (0, 2))}, [[0, 1, 2]]),
        ({"links": {}, "must": ((0, 2),), "forbidden": ((0, 2),)}, [[0, 2], [1]]),
        ({"links": {(0, 1): 1.0}, "never": ((0, 1),)}, [[0], [1], [2]]),
        ({"links": {(1, 2): 0.9}, "must": ((0, 1),), "forbidden": ((0, 2),)}, [[0, 1, 2]]),
        ({"links": {(1, 2): 0.9}, "must": ((0, 1),), "never": ((0, 2),)}, [[0, 1], [2]]),
    ],
)
def test_join_groups(case: dict[str, object], expected: list[list[int]]) -> None:
    assert grouped(3, **case) == expected  # type: ignore[arg-type]
