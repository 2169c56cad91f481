"""Ways through small invented networks."""

from kg.analyze import find_paths
from kg.analyze.paths import Links

EDGES = {("a", "knows", "b"), ("b", "knows", "c"), ("a", "meets", "x"), ("x", "meets", "y"), ("y", "meets", "c")}


def links(edges: set[tuple[str, str, str]]) -> Links:
    def of(node: str) -> list[tuple[str, str, str]]:
        out = [(target, name, "out") for source, name, target in edges if source == node]
        return out + [(source, name, "in") for source, name, target in edges if target == node]

    return of  # type: ignore[return-value]


def test_the_shortest_path_comes_first() -> None:
    paths = find_paths(links(EDGES), "a", "c", k=3)
    assert [path.nodes for path in paths] == [("a", "b", "c"), ("a", "x", "y", "c")]
    assert paths[0].hops[0].properties == (("knows", "out"),)


def test_directions_are_seen_from_where_one_walks() -> None:
    (path,) = find_paths(links(EDGES), "c", "a", k=1)
    assert [hop.properties for hop in path.hops] == [(("knows", "in"),), (("knows", "in"),)]


def test_no_path_is_longer_than_wanted() -> None:
    assert [path.nodes for path in find_paths(links(EDGES), "a", "c", max_hops=2)] == [("a", "b", "c")]
    assert find_paths(links(EDGES), "a", "c", max_hops=1) == ()


def test_a_hub_is_avoided_unless_it_is_wanted() -> None:
    crowd = {("hub", "knows", f"n{number}") for number in range(250)}
    edges = EDGES | crowd | {("a", "in", "hub"), ("c", "in", "hub")}
    assert "hub" not in {node for path in find_paths(links(edges), "a", "c") for node in path.nodes}
    through = find_paths(links(edges), "a", "c", avoid_hubs=False)
    assert "hub" in {node for path in through for node in path.nodes}
    assert find_paths(links(edges), "a", "hub")[0].nodes == ("a", "hub")


def test_something_rare_is_preferred_to_something_common() -> None:
    crowd = {("common", "knows", f"n{number}") for number in range(100)}
    edges = crowd | {("a", "in", "common"), ("c", "in", "common"), ("a", "in", "rare"), ("c", "in", "rare")}
    assert [path.nodes[1] for path in find_paths(links(edges), "a", "c", k=2)] == ["rare", "common"]


def test_there_is_none_between_strangers_and_to_oneself() -> None:
    assert find_paths(links(EDGES), "a", "nobody") == ()
    assert find_paths(links(EDGES), "a", "a") == ()
