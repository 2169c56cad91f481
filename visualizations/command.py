"""`kg view`: a part of the graph as one HTML file, or as a picture for a report."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.options import StoreOption, workspace_at
from kg.errors import NotFound
from kg.store.event_filter import EventFilter, Histogram
from kg.store.resources import Node, Statement, Subgraph
from kg.store.view import View

__all__ = ["view"]

_STEP = 25
"""Neighbours asked of each thing."""
_MOST_EVENTS = 5000
_MOST_DAYS = 150


def view(
    name: Annotated[str | None, typer.Argument(help="Where to start (default: whom most is told of).")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write: .html, or .png or .svg for a picture.")
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, max=500, help="How many things to draw at most.")] = 80,
    timeline: Annotated[bool, typer.Option("--timeline", help="Draw events over time.")] = False,
    map_: Annotated[bool, typer.Option("--map", help="Draw where events happened.")] = False,
    network: Annotated[bool, typer.Option("--network", help="Draw the graph as a picture, not as a page.")] = False,
    store: StoreOption = None,
) -> None:
    """Write one HTML page with a drawing of the graph, or a picture; neither needs a server or the network.

    Examples: `kg view` · `kg view Tokayev --output tokayev.html --most 40` · `kg view Almaty --timeline -o days.png` ·
    `kg view --map --output map.svg`
    """
    kinds = [kind for kind, wanted in (("timeline", timeline), ("map", map_), ("network", network)) if wanted]
    if len(kinds) > 1:
        raise typer.BadParameter("choose one of --timeline, --map and --network")
    kind = kinds[0] if kinds else "page"
    file = output or Path("newsgraph.html" if kind == "page" else f"newsgraph-{kind}.png")
    with workspace_at(store).store(read_only=True) as graph:
        stored = graph.view()
        title, starts = _starts(stored, name)
        if kind == "timeline":
            done = _timeline(stored, starts[0] if name else None, title, file)
        elif kind == "map":
            done = _map(stored, starts[0] if name else None, title, file)
        else:
            done = _network(stored, starts, most, title, file, as_page=kind == "page")
    Console(stderr=True).print(f"Wrote {file}: {done}", markup=False, highlight=False, soft_wrap=True)


def _network(stored: View, starts: list[str], most: int, title: str, file: Path, *, as_page: bool) -> str:
    from visualizations.network import network_of_subgraph  # here, because every `kg` command loads this module

    part = stored.subgraph(_around(stored, starts, most))
    if as_page:
        from visualizations.static_page import network_page

        nodes, edges = network_of_subgraph(part, evidence=_sentences(stored, part))
        file.write_text(network_page(nodes, edges, title=title), encoding="utf-8", newline="\n")
    else:
        from visualizations.plots import plot_network

        nodes, edges = network_of_subgraph(part)
        plot_network(nodes, edges, file, title=title)
    return f"{len(nodes)} things, {len(edges)} lines"


def _timeline(stored: View, about: str | None, title: str, file: Path) -> str:
    from visualizations.plots import plot_timeline

    wanted = _wanted(stored, about)
    counted = stored.histogram(wanted)
    if len(counted.counts) > _MOST_DAYS:
        counted = stored.histogram(wanted, bucket="month")
    if len(counted.counts) > _MOST_DAYS:
        counted = stored.histogram(wanted, bucket="year")
    plot_timeline(counted.counts, file, title=_heading(title, about, "Events over time"), note=_left_out(counted))
    return f"{counted.total} events"


def _left_out(counted: Histogram) -> str:
    """What the bars do not show, in words."""
    coarser = sum(number for _, number in counted.coarser)
    parts = [f"{coarser} known only by a longer stretch of time" if coarser else ""]
    parts.append(f"{counted.undated} undated" if counted.undated else "")
    said = ", ".join(part for part in parts if part)
    return f"not shown: {said}" if said else ""


def _map(stored: View, about: str | None, title: str, file: Path) -> str:
    from visualizations.plots import Spot, plot_map

    page = stored.events_like(_wanted(stored, about), limit=_MOST_EVENTS)
    places: dict[str, Node] = {}
    counts: Counter[str] = Counter()
    for event in page.items:
        if event.at is not None and event.at.latitude is not None and event.at.longitude is not None:
            places[event.at.iri] = event.at
            counts[event.at.iri] += 1
    spots = [
        Spot(node.label, node.latitude, node.longitude, counts[iri])
        for iri, node in places.items()
        if node.latitude is not None and node.longitude is not None
    ]
    away = page.total - sum(counts.values())
    note = f"not shown: {away} events without a known position" if away else ""
    plot_map(spots, file, title=_heading(title, about, "Where events happened"), note=note)
    return f"{sum(counts.values())} of {page.total} events at {len(spots)} places"


def _wanted(stored: View, about: str | None) -> EventFilter:
    """Events at a place, or those that somebody has a part in; all of them where nothing is named."""
    if about is None:
        return EventFilter()
    node = stored.node(about)
    return EventFilter(place=about) if node.type == "Place" else EventFilter(participant=about)


def _heading(title: str, about: str | None, everything: str) -> str:
    return f"{everything}: {title}" if about else everything


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
