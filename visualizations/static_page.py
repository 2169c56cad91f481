"""One HTML file that shows a network without a server: safe to open, to mail and to archive.

pyvis makes the network and brings vis-network. Its own page is not used, because it loads from other hosts in every
mode, prints the heading unescaped, and turns hover texts into markup when one of them contains "href". Ours escapes
everything, carries the data as JSON, and its content security policy admits exactly the three scripts written here,
each by its hash: text from an article cannot become code, and nothing is loaded from anywhere.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from textwrap import wrap
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from visualizations.network import NetworkEdge, NetworkNode, degrees
from visualizations.placement import place

__all__ = ["MOST_NODES", "look_of", "network_page"]

MOST_NODES = 500
"""More than this cannot be read, and takes minutes to place; the nodes with the most lines are kept."""

_HERE = Path(__file__).parent
_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
_SHAPES = {
    "ellipse": ("dot", "●"), "rectangle": ("square", "■"), "triangle": ("triangle", "▲"),
    "pentagon": ("triangleDown", "▼"), "hexagon": ("hexagon", "⬢"), "star": ("star", "★"),
    "octagon": ("dot", "●"), "diamond": ("diamond", "◆"),
}  # fmt: skip
"""Shapes of the palette as vis-network draws them with the label below, and as a character for the legend."""
_OPTIONS = {
    "physics": {"enabled": False},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}}, "color": "#8d98a9"},
    "interaction": {"hover": True, "tooltipDelay": 120, "keyboard": {"enabled": True, "bindToWindow": False}},
}


def network_page(nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge], *, title: str, legend: bool = True) -> str:
    """A whole HTML document; write it as UTF-8. Hovering shows the sentence of a line, a table below lists them all.

    Lines whose ends are not among the nodes are left out, and so is what exceeds `MOST_NODES`: the page says so.
    """
    kept = _most_joined(nodes, edges)
    labels = {node.id: node.label for node in kept}
    lines = [edge for edge in edges if edge.source in labels and edge.target in labels]
    graph = _drawn(kept, lines)
    scripts = {name: _script(path) for name, path in _scripts().items()}
    template = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).get_template("network.html")
    return template.render(
        title=title,
        note=_note(len(kept), len(nodes)),
        legend=_legend(kept) if legend else [],
        graph=_json(graph),
        rows=[(labels[e.source], e.label, labels[e.target], e.evidence, e.certain) for e in lines],
        scripts=scripts,
        hashes=" ".join(f"'{_hash(str(script))}'" for script in scripts.values()),
        vis_style=Markup((_VIS / "vis-network.css").read_text(encoding="utf-8")),
    )


def _note(kept: int, given: int) -> str:
    if given == 0:
        return "There is nothing to draw."
    return f"Showing {kept} of {given}: those with the most lines." if kept < given else ""


def _most_joined(nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge]) -> list[NetworkNode]:
    """At most `MOST_NODES`, in their order."""
    lines = degrees(nodes, edges)
    best = sorted(range(len(nodes)), key=lambda index: (-lines[nodes[index].id], index))[:MOST_NODES]
    return [nodes[index] for index in sorted(best)]


def _drawn(nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge]) -> dict[str, Any]:
    """Nodes, edges and options as vis-network takes them, through pyvis. Ids are numbers: no text but in its place."""
    numbers = {node.id: number for number, node in enumerate(nodes)}
    places = place(list(numbers), [(edge.source, edge.target) for edge in edges])
    network = Network(directed=True, cdn_resources="in_line")
    for node in nodes:
        look = look_of(node)
        x, y = places[node.id]
        hover = "\n".join(part for part in (node.label, node.type, node.note) if part)
        label, shape = _wrapped(node.label), _SHAPES[look["shape"]][0]
        network.add_node(numbers[node.id], label, shape, look["color"], title=hover, size=13, x=x, y=y)
    labels = {node.id: node.label for node in nodes}
    for edge in edges:
        said = f"{labels[edge.source]} – {edge.label} – {labels[edge.target]}"
        hover = f"{said}\n{edge.evidence}" if edge.evidence else said
        network.add_edge(numbers[edge.source], numbers[edge.target], title=hover, dashes=not edge.certain, width=1.3)
    network.set_options(json.dumps(_OPTIONS))
    drawn_nodes, drawn_edges, *_, options = network.get_network_data()
    return {"nodes": drawn_nodes, "edges": drawn_edges, "options": json.loads(options)}


@cache
def _palette() -> dict[str, Any]:
    palette: dict[str, Any] = json.loads((_HERE / "palette.json").read_text(encoding="utf-8"))
    return palette


def look_of(node: NetworkNode) -> dict[str, str]:
    """The colour and the shape of a node's type."""
    entities = _palette()["entities"]
    look: dict[str, str] = _palette()["event"] if node.event else entities.get(node.type, entities["Other"])
    return look


def _legend(nodes: Sequence[NetworkNode]) -> list[dict[str, object]]:
    """One entry per type present, entities before events, with its colour, shape and count."""
    counts: dict[tuple[bool, str], int] = {}
    looks: dict[tuple[bool, str], dict[str, str]] = {}
    for node in nodes:
        key = (node.event, node.type)
        counts[key] = counts.get(key, 0) + 1
        looks.setdefault(key, look_of(node))
    return [
        {"type": key[1], "count": counts[key], "color": looks[key]["color"], "mark": _SHAPES[looks[key]["shape"]][1]}
        for key in sorted(counts)
    ]


def _scripts() -> dict[str, Path]:
    return {"vis": _VIS / "vis-network.min.js", "draw": _HERE / "templates" / "network.js"}


def _script(path: Path) -> Markup:
    """A script of ours or of pyvis, as it goes between script tags; the map it names is a file that is not there."""
    text = path.read_text(encoding="utf-8").replace("//# sourceMappingURL=vis-network.min.js.map", "")
    return Markup(text)


def _json(value: object) -> Markup:
    """JSON that cannot end the script element that carries it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _hash(script: str) -> str:
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _wrapped(label: str) -> str:
    """At most three lines of a label."""
    return "\n".join(wrap(label, width=22, max_lines=3, placeholder="…")) or label
