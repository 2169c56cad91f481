"""People, bodies, events and what links them as FollowTheMoney entities (followthemoney.tech), a JSON line each.

Places have no schema there: they come as the location of events and as countries.
"""

import json
from collections.abc import Iterator
from hashlib import sha256

from kg.export.selection import Selection
from kg.store.resources import EventRow, Node, Statement
from kg.store.view import View

__all__ = ["followthemoney"]

_SCHEMAS = {"Person": "Person", "Organization": "Organization", "Group": "Organization"}
_LINKS = {
    "leads": ("Directorship", "director", "organization"),
    "memberOf": ("Membership", "member", "organization"),
    "worksFor": ("Employment", "employee", "employer"),
    "spokespersonFor": ("Representation", "agent", "client"),
    "spouseOf": ("Family", "person", "relative"),
    "relativeOf": ("Family", "person", "relative"),
}
_PEOPLE_ONLY = ("Family", "Employment", "Directorship")
"""Schemas whose first end is a person; links of other things become `UnknownLink`s."""
_WORDS = {"Family": "relationship"}


def followthemoney(view: View, chosen: Selection) -> Iterator[bytes]:
    """The chosen people, bodies and events, and the links between them."""
    for node in chosen.nodes(view):
        if node.type in _SCHEMAS:
            yield _line(_legal_entity(node, view))
    for row in chosen.event_rows(view):
        yield _line(_event(row))
    for statement in chosen.edges(view):
        ends = view.node(statement.source), view.node(statement.target or "")
        if all(node.type in _SCHEMAS for node in ends):
            yield _line(_link(statement, *ends))


def _legal_entity(node: Node, view: View) -> dict[str, object]:
    card = view.card(node.iri)
    properties = {
        "name": [node.label],
        "alias": list(card.aliases),
        "country": [node.country.lower()] if node.country else [],
        "sourceUrl": [link for link in card.same_as if link.startswith("http")],
        "position" if node.type == "Person" else "description": sorted({f.value for f in card.facts if f.value}),
    }
    return _entity(_id(node.iri), _SCHEMAS[node.type or ""], properties)


def _event(row: EventRow) -> dict[str, object]:
    involved = [_id(who.iri) for _, who in row.roles if who is not None and who.type in _SCHEMAS]
    places = [who.label for statement, who in row.roles if statement.property == "place" and who is not None]
    properties = {
        "name": [row.node.label],
        "keywords": [row.node.type] if row.node.type else [],
        "startDate": [row.node.start] if row.node.start else [],
        "endDate": [row.node.end] if row.node.end else [],
        "involved": list(dict.fromkeys(involved)),
        "location": list(dict.fromkeys(places)),
        "country": [row.at.country.lower()] if row.at and row.at.country else [],
    }
    return _entity(_id(row.node.iri), "Event", properties)


def _link(statement: Statement, source: Node, target: Node) -> dict[str, object]:
    schema, first, second = _LINKS.get(statement.property, ("UnknownLink", "subject", "object"))
    people = source.type == "Person" and (schema != "Family" or target.type == "Person")
    if schema in _PEOPLE_ONLY and not people:
        schema, first, second = "UnknownLink", "subject", "object"
    digest = sha256(f"{statement.source} {statement.property} {statement.target}".encode()).hexdigest()[:20]
    properties = {
        first: [_id(source.iri)],
        second: [_id(target.iri)],
        _WORDS.get(schema, "role"): [statement.property],
        "startDate": [statement.valid_from] if statement.valid_from else [],
        "endDate": [statement.valid_until] if statement.valid_until else [],
    }
    return _entity(f"link-{digest}", schema, properties)


def _entity(id: str, schema: str, properties: dict[str, list[str]]) -> dict[str, object]:
    return {"id": id, "schema": schema, "properties": {name: values for name, values in properties.items() if values}}


def _id(iri: str) -> str:
    return iri.rstrip("/").rpartition("/")[2]


def _line(entity: dict[str, object]) -> bytes:
    return json.dumps(entity, ensure_ascii=False).encode() + b"\n"
