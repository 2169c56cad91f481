"""The shortest ways between two things that avoid hubs, which would join anything with anything.

The neighbourhoods of both ends are walked, in the middle of which the ways meet; Yen's algorithm (1971, as networkx has
it) then lists the cheapest simple paths. A node costs the more, the more neighbours it has.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal

import networkx as nx

__all__ = ["Hop", "Links", "Path", "find_paths"]

if TYPE_CHECKING:
    Network = nx.Graph[str]

Links = Callable[[str], Iterable[tuple[str, str, Literal["out", "in"]]]]
"""Gives what something is linked to: (the other's address, property, direction)."""

_HUB = 200
"""Neighbours above which a node is not walked through: a country, a capital."""
_MOST_WALKED = 600
"""Nodes whose neighbours are looked up, at most; it bounds the time."""
_TRIED = 200
"""Paths that are looked at, at most, for the wanted number."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step from a node to the next; `properties` lead there, with their direction as seen from `source`."""

    source: str
    target: str
    properties: tuple[tuple[str, Literal["out", "in"]], ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way of at least one hop; the lower the cost, the less it goes through what is linked to everything."""

    hops: tuple[Hop, ...]
    cost: float

    @property
    def nodes(self) -> tuple[str, ...]:
        """The addresses on the way, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


def find_paths(
    links: Links, start: str, end: str, *, k: int = 3, max_hops: int = 4, avoid_hubs: bool = True
) -> tuple[Path, ...]:
    """At most `k` simple paths of at most `max_hops`, the cheapest first; none where none was found.

    With `avoid_hubs`, nodes with very many neighbours are not walked through unless they are an end themselves.
    """
    if start == end:
        return ()
    walk = _Walk(links, {start, end}, _HUB if avoid_hubs else None)
    walk.around(start, (max_hops + 1) // 2)
    walk.around(end, max_hops // 2 or 1)
    walk.meet()
    graph = walk.graph()
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return ()
    candidates = islice(nx.shortest_simple_paths(graph, start, end, weight="cost"), _TRIED)
    chosen = islice((nodes for nodes in candidates if len(nodes) <= max_hops + 1), k)
    return tuple(_path(graph, nodes) for nodes in chosen)


class _Walk:
    """What is around two ends, as far as it was looked up."""

    def __init__(self, links: Links, ends: set[str], hub: int | None) -> None:
        self._links, self._ends, self._hub = links, ends, hub
        self._known: dict[str, dict[str, set[tuple[str, Literal["out", "in"]]]]] = {}

    def around(self, start: str, depth: int) -> None:
        """Look up everything less than `depth` hops from `start`, breadth first, in a fixed order."""
        front, seen = [start], {start}
        for _ in range(depth):
            following: list[str] = []
            for node in front:
                others = self._neighbours(node)
                if others is None or (self._is_hub(node)):
                    continue
                fresh = [other for other in sorted(others) if other not in seen]
                seen.update(fresh)
                following += fresh
            front = following

    def meet(self) -> None:
        """Look up where ways meet, so that it is known whether they meet in a hub."""
        reached: dict[str, int] = {}
        for node in sorted(self._known):
            for other in [] if self._is_hub(node) else self._known[node]:
                reached[other] = reached.get(other, 0) + 1
        for node in sorted(other for other, times in reached.items() if times > 1 and other not in self._known):
            self._neighbours(node)

    def graph(self) -> "Network":
        """Everything that was found, each edge with its properties and its cost; hubs lead nowhere."""
        graph: Network = nx.Graph()
        for node in sorted(self._known):
            if self._is_hub(node):
                continue
            for other in sorted(self._known[node]):
                if not self._is_hub(other):
                    cost = 1 + (self._toll(node) + self._toll(other)) / 2
                    graph.add_edge(node, other, cost=cost, towards={})
        for node, other in graph.edges:
            edge = graph.edges[node, other]
            edge["towards"] = {node: self._properties(node, other), other: self._properties(other, node)}
        return graph

    def _properties(self, node: str, other: str) -> tuple[tuple[str, Literal["out", "in"]], ...]:
        there = self._known.get(node, {}).get(other, set())
        back = self._known.get(other, {}).get(node, set())
        turned: Iterator[tuple[str, Literal["out", "in"]]] = (
            (name, "in" if way == "out" else "out") for name, way in back
        )
        return tuple(sorted({*there, *turned}))

    def _neighbours(self, node: str) -> dict[str, set[tuple[str, Literal["out", "in"]]]] | None:
        if node not in self._known:
            if len(self._known) >= _MOST_WALKED:
                return None
            found: dict[str, set[tuple[str, Literal["out", "in"]]]] = {}
            for other, name, way in self._links(node):
                if other != node:
                    found.setdefault(other, set()).add((name, way))
            self._known[node] = found
        return self._known[node]

    def _is_hub(self, node: str) -> bool:
        return self._hub is not None and node not in self._ends and len(self._known.get(node, ())) > self._hub

    def _toll(self, node: str) -> float:
        """What going through a node costs beside the hop: nothing at an end, one more hop for every tenfold."""
        return 0.0 if node in self._ends else math.log10(max(len(self._known.get(node, ())), 1))


def _path(graph: "Network", nodes: list[str]) -> Path:
    hops = tuple(
        Hop(source, target, graph.edges[source, target]["towards"][source]) for source, target in pairwise(nodes)
    )
    return Path(hops, round(sum(graph.edges[hop.source, hop.target]["cost"] for hop in hops), 3))
