"""Pictures for reports, as PNG or SVG: events over time, events on a map, and a network.

matplotlib draws them, because it writes both formats and brings fonts for Latin, Greek and Cyrillic. No text is taken
for mathematics, and the same values make the same file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin, sqrt
from pathlib import Path
from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from kg.errors import InputError
from visualizations.countries import CREDIT, outlines
from visualizations.network import NetworkEdge, NetworkNode
from visualizations.placement import place
from visualizations.static_page import look_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "Spot", "plot_map", "plot_network", "plot_timeline"]

FORMATS = (".png", ".svg")
_INK, _MUTED, _ACCENT, _LINE, _LAND, _SEA = "#1b2330", "#556070", "#2456c8", "#b9c2cf", "#f4f6f9", "#dfe8f2"
_MARKERS = {
    "ellipse": "o", "rectangle": "s", "triangle": "^", "pentagon": "p", "hexagon": "h", "star": "*",
    "octagon": "8", "diamond": "D",
}  # fmt: skip
_EPOCH = date(1970, 1, 1).toordinal()
"""Where matplotlib's days begin."""
_TICKS = 8
_ENOUGH = 12
"""Events from which on a few far dates are left out."""
_ROOM = (200.0, 105.0)
"""Of a node and its label in a network, in pixels."""
_NAMED_LINES = 40
_NAMED_PLACES = 12
_MARGIN = 0.12
_LEAST_SPAN = 12.0
"""Degrees that a map shows at least."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Events at one place; degrees, north and east positive."""

    label: str
    latitude: float
    longitude: float
    count: int


def plot_timeline(counts: Sequence[tuple[str, int]], file: Path, *, title: str, note: str = "") -> None:
    """Bars over time; `counts` are ISO days, months or years (all of one length) with their numbers.

    Raises:
        InputError: the file's name ends in neither `.png` nor `.svg`, or there is nothing to draw.
    """
    if not counts:
        raise InputError("there is nothing to draw: no event has a date")
    from matplotlib.ticker import MaxNLocator

    figure, axes = _figure(file, 9.0, 3.4, title)
    near = _near(counts)
    far = sum(number for _, number in counts) - sum(number for _, number in near)
    note = ", ".join(part for part in (note, f"{far} long before or after" if far else "") if part)
    starts = [_day(start).toordinal() - _EPOCH for start, _ in near]
    width = {10: 0.9, 7: 27.0, 4: 330.0}[len(near[0][0])]
    bars = axes.bar(starts, [number for _, number in near], width=width, color=_ACCENT)
    for bar in bars:
        bar.set_edgecolor(_ACCENT)  # a bar narrower than a pixel still shows
        bar.set_linewidth(0.8)
    step = -(-len(near) // _TICKS)
    axes.set_xticks(starts[::step], [start for start, _ in near[::step]])
    axes.set_ylabel("events", color=_MUTED)
    axes.spines[["top", "right"]].set_visible(False)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    _save(figure, file, note)


def _day(start: str) -> date:
    """The first day of a stretch."""
    return date.fromisoformat(start + "-01-01"[len(start) - 4 :]) if len(start) < 10 else date.fromisoformat(start)


def _near(counts: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """Without the few dates far from all others, which would squeeze the rest together; as the explorer does it."""
    total = sum(number for _, number in counts)
    if total < _ENOUGH:
        return counts
    ends = []
    for share in (0.03, 0.97):
        before = 0
        for start, number in counts:
            before += number
            if before >= total * share:
                ends.append(_day(start))
                break
    room = max(timedelta(days=3), (ends[1] - ends[0]) / 2)
    return [(start, number) for start, number in counts if ends[0] - room <= _day(start) <= ends[1] + room]


def plot_map(spots: Sequence[Spot], file: Path, *, title: str, note: str = "") -> None:
    """Circles on the outlines of the countries; the larger the more events. The largest carry their names.

    Raises:
        InputError: the file's name ends in neither `.png` nor `.svg`, or there is nothing to draw.
    """
    if not spots:
        raise InputError("there is nothing to draw: no event has a place with a known position")
    figure, axes = _figure(file, 9.0, 6.0, title)
    axes.set_facecolor(_SEA)
    for ring in outlines():
        axes.fill(*zip(*ring, strict=True), facecolor=_LAND, edgecolor=_LINE, linewidth=0.5)
    order = sorted(spots, key=lambda spot: (-spot.count, spot.label))
    axes.scatter(
        [spot.longitude for spot in order], [spot.latitude for spot in order], s=[40 + 30 * s.count for s in order],
        color=_ACCENT, alpha=0.55, edgecolors=_ACCENT, zorder=3,
    )  # fmt: skip
    for spot in order[:_NAMED_PLACES]:
        axes.annotate(
            f"{shorten(spot.label, 40, placeholder='…')} ({spot.count})", (spot.longitude, spot.latitude), (6, 5),
            textcoords="offset points", fontsize=8, color=_INK, parse_math=False, zorder=4,
        )  # fmt: skip
    _frame(axes, order)
    _save(figure, file, " · ".join(part for part in (note, CREDIT) if part))


def plot_network(nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge], file: Path, *, title: str) -> None:
    """Nodes in the shapes and colours of the explorer, lines with what they say; uncertain ones are dashed.

    Raises:
        InputError: the file's name ends in neither `.png` nor `.svg`, or there is nothing to draw.
    """
    if not nodes:
        raise InputError("there is nothing to draw")
    ids = {node.id for node in nodes}
    lines = [edge for edge in edges if edge.source in ids and edge.target in ids]
    places = _apart(place([node.id for node in nodes], [(edge.source, edge.target) for edge in lines]))
    xs, ys = [x for x, _ in places.values()], [-y for _, y in places.values()]
    across, down = max(xs) - min(xs) + 300, max(ys) - min(ys) + 240
    figure, axes = _figure(file, max(6.0, across / 130), max(4.5, down / 130), title)
    named = len(lines) <= _NAMED_LINES
    for edge in lines:
        (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
        style = "-" if edge.certain else "--"
        axes.annotate("", (x2, -y2), (x1, -y1), arrowprops={
            "arrowstyle": "-|>", "color": "#8d98a9", "linestyle": style, "linewidth": 0.9, "shrinkA": 8, "shrinkB": 8,
        })  # fmt: skip
        if named:
            axes.text((x1 + x2) / 2, -(y1 + y2) / 2, edge.label, fontsize=6.5, color=_MUTED, ha="center", va="center",
                      parse_math=False, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})  # fmt: skip
    for node in nodes:
        look = look_of(node)
        x, y = places[node.id]
        axes.scatter([x], [-y], s=130, marker=_MARKERS[look["shape"]], color=look["color"], zorder=3)
        label = "\n".join(wrap(node.label, 24, max_lines=3, placeholder="…")) or node.label
        axes.annotate(label, (x, -y), (0, -9), textcoords="offset points", ha="center", va="top", fontsize=8,
                      color=_INK, parse_math=False, zorder=4)  # fmt: skip
    axes.set_xlim(min(xs) - 150, max(xs) + 150)
    axes.set_ylim(min(ys) - 140, max(ys) + 100)
    axes.set_axis_off()
    _save(figure, file, "dashed: claimed, denied, planned, or less than 70 % sure")


def _apart(places: dict[str, tuple[int, int]]) -> dict[str, tuple[float, float]]:
    """Each node that would cover another, or its label, is moved outward to the nearest free spot."""
    taken: dict[str, tuple[float, float]] = {}
    for node, (x, y) in places.items():
        spot = (float(x), float(y))
        step = 0
        while any(abs(spot[0] - a) < _ROOM[0] and abs(spot[1] - b) < _ROOM[1] for a, b in taken.values()):
            step += 1
            radius, angle = 16 * sqrt(step), step * pi * (3 - sqrt(5))
            spot = (x + radius * 1.5 * cos(angle), y + radius * sin(angle))
        taken[node] = spot
    return taken


def _figure(file: Path, width: float, height: float, title: str) -> "tuple[Figure, Axes]":
    """An empty picture; no window is opened and no state of matplotlib's is shared."""
    if file.suffix.lower() not in FORMATS:
        raise InputError(f"cannot draw into {file.name}: expected a name that ends in .png or .svg")
    from matplotlib.figure import Figure  # here, because it takes a second to import

    figure = Figure(figsize=(width, height), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(shorten(title, 100, placeholder="…"), loc="left", color=_INK, fontsize=12, parse_math=False)
    axes.tick_params(colors=_MUTED, labelsize=8)
    return figure, axes


def _frame(axes: "Axes", spots: Sequence[Spot]) -> None:
    """The part of the world with all spots, in about their true proportions in its middle."""
    west, east = min(s.longitude for s in spots), max(s.longitude for s in spots)
    south, north = min(s.latitude for s in spots), max(s.latitude for s in spots)
    across = max(east - west, _LEAST_SPAN) * (1 + 2 * _MARGIN)
    down = max((north - south) * (1 + 2 * _MARGIN), across * 0.45)
    across = max(across, down * 1.7)
    middle = ((west + east) / 2, (south + north) / 2)
    axes.set_xlim(middle[0] - across / 2, middle[0] + across / 2)
    axes.set_ylim(max(-90, middle[1] - down / 2), min(90, middle[1] + down / 2))
    axes.set_aspect(1.35, adjustable="box")
    axes.set_xticks([])
    axes.set_yticks([])


def _save(figure: "Figure", file: Path, note: str) -> None:
    import matplotlib

    if note:
        figure.supxlabel(note, fontsize=7.5, color=_MUTED, x=0.01, ha="left", parse_math=False)
    kind = file.suffix.lower()[1:]
    with matplotlib.rc_context({"svg.hashsalt": "newsgraph", "svg.fonttype": "path"}):
        figure.savefig(file, format=kind, metadata={"Date": None} if kind == "svg" else {"Software": None})
