"""Outlines of the countries, from the map data that the explorer is built with (Natural Earth, by world-atlas)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from visualizations.explorer import ExplorerMissingError, explorer_folder

__all__ = ["CREDIT", "outlines"]

CREDIT = "Countries: Natural Earth (de-facto borders)"

_Point = tuple[float, float]


def outlines() -> list[list[_Point]]:
    """Closed rings of longitude and latitude in degrees; none where the installation was made without the explorer.

    A ring that crosses the 180th meridian goes on beyond it, so that it is in one piece.
    """
    try:
        file = explorer_folder() / "assets" / "countries.json"
    except ExplorerMissingError:
        return []
    if not file.is_file():
        return []
    topology = json.loads(file.read_text(encoding="utf-8"))
    arcs = [list(_points(arc, topology["transform"])) for arc in topology["arcs"]]
    rings = (ring for shape in topology["objects"]["countries"]["geometries"] for ring in _rings(shape))
    return [_unrolled(_joined(ring, arcs)) for ring in rings]


def _points(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Iterator[_Point]:
    """Of an arc of TopoJSON: whole steps from point to point on a grid (https://github.com/topojson/topojson-specification)."""
    (step_x, step_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    for right, up in arc:
        x, y = x + right, y + up
        yield x * step_x + from_x, y * step_y + from_y


def _rings(shape: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    if shape["type"] == "Polygon":
        yield from shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        for polygon in shape["arcs"]:
            yield from polygon


def _joined(ring: Sequence[int], arcs: Sequence[Sequence[_Point]]) -> list[_Point]:
    """A negative number is an arc backwards; the last point of one arc is the first of the next."""
    points: list[_Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _unrolled(ring: list[_Point]) -> list[_Point]:
    turns = 0
    smooth: list[_Point] = []
    for index, (x, y) in enumerate(ring):
        before = ring[index - 1][0] if index else x
        turns += (before - x > 180) - (x - before > 180)
        smooth.append((x + 360 * turns, y))
    if turns:  # around a pole
        pole = -90.0 if smooth[-1][1] < 0 else 90.0
        smooth += [(smooth[-1][0], pole), (smooth[0][0], pole), smooth[0]]
    return smooth
