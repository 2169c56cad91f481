"""The graph as tables: nodes, edges, events in the manner of event data sets, and what Neo4j imports."""

from collections.abc import Iterator, Sequence

from kg.export.cells import Cell, csv_lines
from kg.export.selection import Selection
from kg.schema.loading import load_ontology
from kg.store.resources import EventRow, Node, Statement
from kg.store.view import View

__all__ = ["edges_csv", "events_csv", "neo4j_nodes", "neo4j_relationships", "nodes_csv"]

_NODE = ("id", "label", "kind", "type", "country", "latitude", "longitude", "start", "end", "claims")
_EDGE = (
    "source",
    "property",
    "target",
    "valid_from",
    "valid_until",
    "confidence",
    "factuality",
    "claims",
    "source_label",
    "target_label",
)
_EVENT = (
    "event_id", "event_date", "end_date", "time_precision", "event_type", "plover_event", "plover_mode", "acled_event",
    "actor", "target", "other_participants", "location", "country", "latitude", "longitude", "figures", "sources",
    "source_count", "attributed_to", "factuality", "confidence", "notes",
)  # fmt: skip
_PRECISION = {10: 1, 7: 2, 4: 3}
"""As in ACLED: 1 is a day; coarser dates have larger numbers (a month, a year)."""
_ACTORS, _TARGETS = ("agent",), ("patient", "recipient", "beneficiary")


def nodes_csv(view: View, chosen: Selection) -> Iterator[bytes]:
    """One line an entity or event."""
    return csv_lines(_NODE, (_node(node) for node in chosen.nodes(view)))


def edges_csv(view: View, chosen: Selection) -> Iterator[bytes]:
    """One line a statement between two things."""
    return csv_lines(_EDGE, (_edge(statement, view) for statement in chosen.edges(view)))


def events_csv(view: View, chosen: Selection) -> Iterator[bytes]:
    """One line an event, with the codes of PLOVER and ACLED, its actors, place, figures, sources and a sentence."""
    return csv_lines(_EVENT, (_event(row, view) for row in chosen.event_rows(view)))


def neo4j_nodes(view: View, chosen: Selection) -> Iterator[bytes]:
    """Nodes as `neo4j-admin database import` reads them: an id, typed properties, labels."""
    header = (
        "iri:ID",
        "name",
        "country",
        "latitude:double",
        "longitude:double",
        "start",
        "end",
        "claims:int",
        ":LABEL",
    )
    rows = (
        (n.iri, n.label, n.country, n.latitude, n.longitude, n.start, n.end, n.claims, _neo4j_labels(n))
        for n in chosen.nodes(view)
    )
    return csv_lines(header, rows)


def neo4j_relationships(view: View, chosen: Selection) -> Iterator[bytes]:
    """Relationships as `neo4j-admin database import` reads them."""
    header = (
        ":START_ID",
        ":END_ID",
        ":TYPE",
        "valid_from",
        "valid_until",
        "confidence:double",
        "factuality",
        "claims:int",
    )
    rows = (
        (s.source, s.target, s.property, s.valid_from, s.valid_until, s.confidence, s.factuality, s.claims)
        for s in chosen.edges(view)
    )
    return csv_lines(header, rows)


def _neo4j_labels(node: Node) -> str:
    return ";".join(dict.fromkeys(("Event" if node.kind == "event" else "Entity", node.type or "Other")))


def _node(node: Node) -> Sequence[Cell]:
    place = (node.country, node.latitude, node.longitude)
    return (node.iri, node.label, node.kind, node.type, *place, node.start, node.end, node.claims)


def _edge(s: Statement, view: View) -> Sequence[Cell]:
    told = (s.source, s.property, s.target, s.valid_from, s.valid_until, s.confidence, s.factuality, s.claims)
    return (*told, *(view.node(end).label if end else None for end in (s.source, s.target)))


def _event(row: EventRow, view: View) -> Sequence[Cell]:
    node, at = row.node, row.at
    kind = load_ontology().find_event_type("Other" if node.type == "OtherEvent" else node.type or "")
    plover = kind.plover if kind and kind.plover else (None, None)
    claims = view.claims(subject=node.iri, property="http://www.w3.org/1999/02/22-rdf-syntax-ns#type", limit=50).items
    articles = {claim.article.iri: claim.article for claim in claims if claim.article}
    sources = sorted({article.publisher for article in articles.values() if article.publisher})
    figures = [f"{figure.text} ({figure.measure})" for claim in claims for figure in claim.figures]
    vouchers = [claim.attributed_to.label for claim in claims if claim.attributed_to]
    parts = [(s.property, node_.label if node_ else s.value or "") for s, node_ in row.roles]
    others = [f"{role}: {who}" for role, who in parts if role in ("participant", "instrument", "cause", "topic")]
    return (
        node.iri,
        node.start,
        node.end or node.start,
        _PRECISION.get(len(node.start or "")),
        node.type,
        *plover,
        kind.acled if kind else None,
        _joined(who for role, who in parts if role in _ACTORS),
        _joined(who for role, who in parts if role in _TARGETS),
        _joined(others),
        at.label if at else _joined(who for role, who in parts if role == "place"),
        at.country if at else None,
        at.latitude if at else None,
        at.longitude if at else None,
        _joined(figures),
        _joined(sources),
        len(sources),
        _joined(vouchers),
        row.factuality,
        row.confidence,
        next((passage.text for claim in claims for passage in claim.passages), None),
    )


def _joined(texts: Iterator[str] | Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
