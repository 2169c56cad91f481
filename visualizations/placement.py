"""Places for the nodes of a static page, computed once, so that nothing moves when it is opened."""

from collections.abc import Sequence
from math import sqrt

import networkx as nx

__all__ = ["place"]

_SEED = 7
_EXACT = 60
"""Components up to this size are placed by their graph distances (Kamada and Kawai, 1989): better, but cubic."""
_ROOM = (230.0, 170.0)
"""Pixels per node along the sides of a component: labels are wider than high."""


def place(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Pixels for each node: every connected component by itself, the largest first, packed in rows."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    order = {node: index for index, node in enumerate(nodes)}
    components = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(order[n] for n in part)))
    boxes = [_component(graph.subgraph(sorted(part, key=order.__getitem__))) for part in components]
    return _packed(boxes)


_Box = dict[str, tuple[float, float]]


def _component(graph: "nx.Graph[str]") -> _Box:
    """Places with the upper left corner at the origin."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(graph.nodes)
    ordered.add_edges_from(sorted(graph.edges))
    scale = sqrt(len(ordered)) / 2
    if len(ordered) <= _EXACT:
        found = nx.kamada_kawai_layout(ordered, scale=scale)
    else:
        found = nx.spring_layout(ordered, seed=_SEED, scale=scale, k=1.8 / sqrt(len(ordered)), iterations=120)
    left, top = min(x for x, _ in found.values()), min(y for _, y in found.values())
    across, down = _ROOM
    return {node: (float(x - left) * across, float(y - top) * down) for node, (x, y) in found.items()}


def _packed(boxes: Sequence[_Box]) -> dict[str, tuple[int, int]]:
    """Boxes in rows as wide as the first one, or wide enough to make the whole about square."""
    across, down = _ROOM
    sizes = [(max(x for x, _ in b.values()) + across, max(y for _, y in b.values()) + down) for b in boxes]
    if not sizes:
        return {}
    row_width = max(sizes[0][0], 1.3 * sqrt(sum(width * height for width, height in sizes)))
    places: dict[str, tuple[int, int]] = {}
    left = top = row_height = 0.0
    for box, (width, height) in zip(boxes, sizes, strict=True):
        if left and left + width > row_width:
            left, top, row_height = 0.0, top + row_height, 0.0
        places.update({node: (round(x + left), round(y + top)) for node, (x, y) in box.items()})
        left, row_height = left + width, max(row_height, height)
    return places
