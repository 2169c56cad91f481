"""For notebooks: parts of the graph as a network, as tables, and as a drawing.

`to_frame` needs pandas, which newsgraph itself does not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.client.client import Client
from kg.errors import KgError

__all__ = ["Drawing", "draw", "to_frame", "to_network"]

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]


def to_network(graph: Mapping[str, Any]) -> "Network":
    """`nodes` and `edges`, as `Client.subgraph` gives them, as a networkx graph with all attributes."""
    network: Network = nx.MultiDiGraph()
    for node in graph["nodes"]:
        network.add_node(node["id"], **{name: value for name, value in node.items() if value is not None})
    for edge in graph["edges"]:
        known = {name: value for name, value in edge.items() if value is not None}
        network.add_edge(known.pop("source"), known.pop("target"), key=edge["id"], **known)
    return network


def to_frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] | None = None) -> Any:
    """Things, events, statements, rows of a query … as a pandas DataFrame; what is nested gets dotted names.

    Raises:
        KgError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise KgError("tables need pandas: pip install pandas") from error
    frame = pandas.json_normalize([dict(row) for row in rows])
    return frame if columns is None else frame.reindex(columns=list(columns))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page that a notebook shows in a frame of its own."""

    page: str
    height: int = 600

    def _repr_html_(self) -> str:
        frame = f"width:100%;height:{self.height}px;border:0"
        return f'<iframe sandbox="allow-scripts" style="{frame}" srcdoc="{escape(self.page)}"></iframe>'


def draw(client: Client, ids: Sequence[str], *, around: bool = True, height: int = 600) -> Drawing:
    """A drawing of some things, with what surrounds them; it can be moved and needs no network."""
    return Drawing(client.export("html", id=list(ids), around=around).decode(), height)
