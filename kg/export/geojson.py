"""Events and places on the map: GeoJSON (RFC 7946)."""

import json
from collections.abc import Iterator

from kg.export.selection import Selection
from kg.store.resources import EventRow, Node
from kg.store.view import View

__all__ = ["geojson"]


def geojson(view: View, chosen: Selection) -> Iterator[bytes]:
    """A collection of features: the chosen events at their places; those without a position have no geometry."""
    yield b'{"type": "FeatureCollection", "features": ['
    for number, row in enumerate(chosen.event_rows(view)):
        feature = json.dumps(_feature(row), ensure_ascii=False)
        yield f"{',' if number else ''}\n{feature}".encode()
    yield b"\n]}\n"


def _feature(row: EventRow) -> dict[str, object]:
    node = row.node
    properties = {
        "label": node.label,
        "type": node.type,
        "start": node.start,
        "end": node.end,
        "place": row.at.label if row.at else None,
        "factuality": row.factuality,
        "confidence": row.confidence,
        "articles": row.articles,
        "roles": [{"role": s.property, "label": who.label if who else s.value} for s, who in row.roles],
    }
    return {"type": "Feature", "id": node.iri, "geometry": _point(row.at), "properties": properties}


def _point(at: Node | None) -> dict[str, object] | None:
    if at is None or at.longitude is None or at.latitude is None:
        return None
    return {"type": "Point", "coordinates": [at.longitude, at.latitude]}
