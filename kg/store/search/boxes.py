"""Finds what lies in a part of the map."""

import math
import sqlite3
from collections import Counter

from kg.store.places import Box
from kg.store.search.results import Found, FoundList
from kg.store.search.schema import first_name

__all__ = ["INSIDE", "box_parameters", "find_inside"]

_MOST = 5_000
"""Positions that are looked through; beyond, the most told of may be missed."""
_CONDITION = """south <= :box_north AND north >= :box_south AND latitude BETWEEN :box_south AND :box_north
  AND ((west <= :box_east AND east >= :box_west AND longitude BETWEEN :box_west AND :box_east)
    OR (west <= :box_far AND east >= :box_near AND longitude BETWEEN :box_near AND :box_far))"""
INSIDE = f"(SELECT thing FROM spot WHERE {_CONDITION})"
"""The numbers of things with a position in a box, in SQL with `box_parameters`."""


def box_parameters(box: Box) -> dict[str, float]:
    """The parameters of `INSIDE`: a box that crosses the 180th meridian is two, any other is one and none."""
    crossing = box.west > box.east
    return {
        "box_south": box.south,
        "box_north": box.north,
        "box_west": box.west,
        "box_east": 180.0 if crossing else box.east,
        "box_near": -180.0 if crossing else math.inf,
        "box_far": box.east if crossing else -math.inf,
    }


def find_inside(db: sqlite3.Connection, box: Box, *, types: frozenset[str] = frozenset(), limit: int = 20) -> FoundList:
    """The places, and the events at places, in a box; what more claims are about first."""
    rows = db.execute(
        f"SELECT t.id, t.iri, t.kind, t.type, t.claims FROM (SELECT DISTINCT thing FROM spot WHERE {_CONDITION} "
        "LIMIT :most) CROSS JOIN thing t ON t.id = thing",
        {**box_parameters(box), "most": _MOST},
    ).fetchall()
    counts = Counter(type_ or "unknown" for _, _, _, type_, _ in rows)
    chosen = sorted((row for row in rows if not types or row[3] in types), key=lambda row: (-row[4], row[1]))
    items = [
        Found(iri, kind, type_, "names", _name(db, number, kind, claims), claims=claims)
        for number, iri, kind, type_, claims in chosen[:limit]
    ]
    facets = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return FoundList(items, total=len(chosen), exact=len(rows) < _MOST, facets=facets)


def _name(db: sqlite3.Connection, thing: int, kind: str, claims: int) -> str:
    row = db.execute("SELECT text FROM name WHERE id = ?", (first_name(thing, kind, claims),)).fetchone()
    return str(row[0])
