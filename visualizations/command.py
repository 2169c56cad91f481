"""`kg view`: a part of the graph as one HTML file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.options import StoreOption, workspace_at
from kg.errors import NotFound
from kg.store.resources import Statement, Subgraph
from kg.store.view import View

__all__ = ["view"]

_STEP = 25
"""Neighbours asked of each thing."""


def view(
    name: Annotated[str | None, typer.Argument(help="Where to start (default: whom most is told of).")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write.")] = Path("newsgraph.html"),
    most: Annotated[int, typer.Option("--most", min=1, max=500, help="How many things to draw at most.")] = 80,
    store: StoreOption = None,
) -> None:
    """Write one HTML page with a drawing of the graph; it needs no server and no network.

    Examples: `kg view` · `kg view Tokayev --output tokayev.html --most 40`
    """
    from visualizations.network import network_of_subgraph  # here, because every `kg` command loads this module
    from visualizations.static_page import network_page

    with workspace_at(store).store(read_only=True) as graph:
        stored = graph.view()
        title, starts = _starts(stored, name)
        part = stored.subgraph(_around(stored, starts, most))
        nodes, edges = network_of_subgraph(part, evidence=_sentences(stored, part))
    output.write_text(network_page(nodes, edges, title=title), encoding="utf-8", newline="\n")
    done = f"Wrote {output}: {len(nodes)} things, {len(edges)} lines"
    Console(stderr=True).print(done, markup=False, highlight=False, soft_wrap=True)


def _starts(stored: View, name: str | None) -> tuple[str, list[str]]:
    """The page's title, and where to start."""
    if name is None:
        return "Whom most is told of", [node.iri for node in stored.most_told(12)]
    hits = stored.search(name, limit=1).hits
    if not hits:
        raise NotFound(f"nothing in the graph is called {name!r}; 'kg show' lists what it holds")
    return hits[0].node.label, [hits[0].node.iri]


def _around(stored: View, starts: list[str], most: int) -> list[str]:
    """The starts, their neighbours, theirs in turn, until there are enough."""
    found = dict.fromkeys(starts[:most])
    waiting = list(found)
    while waiting and len(found) < most:
        for node in stored.neighbours(waiting.pop(0), limit=_STEP).nodes:
            if node.iri not in found and len(found) < most:
                found[node.iri] = None
                waiting.append(node.iri)
    return list(found)


def _sentences(stored: View, part: Subgraph) -> dict[Statement, str]:
    """The newest sentence behind each statement."""
    sentences = {}
    for statement in part.statements:
        claims = stored.claims(
            subject=statement.source, property=statement.property, object=statement.target, limit=1
        ).items
        if claims and claims[0].passages:
            sentences[statement] = claims[0].passages[0].text
    return sentences
