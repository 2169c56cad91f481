import pytest

from visualizations.placement import place

CHAIN = [(f"n{n}", f"n{n + 1}") for n in range(80)]


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ([], []),
        (["a"], []),
        (["a", "b", "c"], [("a", "b")]),
        (["a", "b"], [("a", "a"), ("a", "b"), ("b", "a")]),
        ([f"n{n}" for n in range(81)], CHAIN),
    ],
)
def test_place_gives_every_node_a_place_of_its_own(nodes: list[str], edges: list[tuple[str, str]]) -> None:
    places = place(nodes, edges)
    assert sorted(places) == sorted(nodes)
    assert len(set(places.values())) == len(nodes)


def test_place_is_repeatable() -> None:
    nodes = [f"n{n}" for n in range(81)]
    assert place(nodes, CHAIN) == place(nodes, CHAIN)


def test_place_keeps_components_apart() -> None:
    places = place(["a", "b", "c", "d"], [("a", "b"), ("c", "d")])
    boxes = [sorted(places[node] for node in part) for part in ("ab", "cd")]
    assert boxes[0][1][0] < boxes[1][0][0] or boxes[0][1][1] < boxes[1][0][1]
