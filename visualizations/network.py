"""The network as plain values: what a page draws, whatever it was made from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model.fact import EventMention, Factuality
from kg.model.record import ArticleRecord
from kg.store.resources import Statement, Subgraph

__all__ = ["NetworkEdge", "NetworkNode", "degrees", "network_of_record", "network_of_subgraph"]

UNCERTAIN_BELOW = 0.7
"""Confidence below which a line is drawn dashed, as in the explorer."""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """Something drawn. `id` is unique within the network; `note` is a second line for those who hover."""

    id: str
    label: str
    type: str
    event: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """A line from one node to another; `evidence` is the sentence it rests on, as plain text."""

    source: str
    target: str
    label: str
    evidence: str = ""
    certain: bool = True


def network_of_subgraph(
    graph: Subgraph, *, evidence: Mapping[Statement, str] | None = None
) -> tuple[list[NetworkNode], list[NetworkEdge]]:
    """Nodes and lines of a part of the stored graph; `evidence` gives statements their sentences."""
    sentences = evidence or {}
    nodes = [
        NetworkNode(n.iri, n.label, n.type or "Other", n.kind == "event", _note(n.position, _period(n.start, n.end)))
        for n in graph.nodes
    ]
    edges = [
        NetworkEdge(
            s.source, s.target, _words(s.property), sentences.get(s, ""), _is_certain(s.factuality, s.confidence)
        )
        for s in graph.statements
        if s.target is not None
    ]
    return nodes, edges


def network_of_record(record: ArticleRecord) -> tuple[list[NetworkNode], list[NetworkEdge]]:
    """What one article says; entities it only mentions, without stating anything of them, are left out."""
    names = {entity.id: entity.name for entity in record.entities}
    edges = [
        NetworkEdge(r.subject, r.object, _words(r.predicate), r.evidence.text, _is_certain(r.factuality, r.confidence))
        for r in record.relations
        if r.object is not None
    ]
    events = []
    for event in record.events:
        when = event.time.moment.value if event.time and event.time.moment else ""
        events.append(NetworkNode(event.id, _event_label(event, names), event.type, True, when))
        certain = _is_certain(event.factuality, event.confidence)
        edges.extend(
            NetworkEdge(event.id, argument.entity, _words(argument.role), event.evidence.text, certain)
            for argument in event.arguments
            if argument.entity is not None
        )
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    entities = [
        NetworkNode(entity.id, entity.name, entity.type, note=", ".join(entity.aliases[:3]))
        for entity in record.entities
        if entity.id in joined
    ]
    return entities + events, edges


def _event_label(event: EventMention, names: Mapping[str, str]) -> str:
    """`Arrest: Jane Doe`, naming who it happened to, or else who did it."""
    fillers = {argument.role: argument for argument in reversed(event.arguments)}
    for role in ("patient", "agent", "participant", "place"):
        filler = fillers.get(role)
        if filler is not None:
            wording = names.get(filler.entity or "") or (filler.span.text if filler.span else "")
            if wording:
                return f"{_words(event.type).capitalize()}: {wording}"
    return _words(event.type).capitalize()


def _is_certain(factuality: Factuality, confidence: float) -> bool:
    return factuality == "asserted" and confidence >= UNCERTAIN_BELOW


def _words(name: str) -> str:
    """`headOfState` as "head of state"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _period(start: str | None, end: str | None) -> str | None:
    return f"{start} – {end}" if start and end and start != end else start or end


def _note(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def degrees(nodes: Iterable[NetworkNode], edges: Iterable[NetworkEdge]) -> dict[str, int]:
    """How many lines end at each node."""
    counts = {node.id: 0 for node in nodes}
    for edge in edges:
        counts[edge.source] = counts.get(edge.source, 0) + 1
        counts[edge.target] = counts.get(edge.target, 0) + 1
    return counts
