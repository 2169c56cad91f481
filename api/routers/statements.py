"""Statements, and the evidence behind each."""

from typing import Annotated

from fastapi import APIRouter, Body, HTTPException, Query

from api.dependencies import AddressesDep, Cursor, Limit, ViewDep
from api.models.evidence import EvidenceList, StatementModel, Statements
from api.models.things import Graph, PlacedGraph, Thing
from visualizations.placement import place

__all__ = ["router"]

router = APIRouter(tags=["statements"])

_MOST_NODES, _MOST_PLACED = 500, 300


@router.get("/statements")
def statements(
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    subject: Annotated[str | None, Query(description="An entity's id, `event/…`, or an address")] = None,
    property: Annotated[str | None, Query(description="Such as memberOf")] = None,
    object: Annotated[str | None, Query(description="As the subject")] = None,
    limit: Limit = 25,
) -> Statements:
    """What is stated about a subject, an object or between both, the most reported first."""
    if not subject and not object:
        raise HTTPException(422, "name a subject, an object, or both")
    page = view.statements(
        subject=addresses.resolve(subject) if subject else None,
        property=property,
        object=addresses.resolve(object) if object else None,
        after=cursor.after,
        limit=limit,
    )
    return cursor.page(Statements.from_page(page, view.node, addresses))


@router.get("/statements/{id}")
def statement(id: str, view: ViewDep, addresses: AddressesDep) -> StatementModel:
    """One statement, as far as claims give it; `/evidence` has their sentences."""
    subject, property, object, value = addresses.statement(id)
    for found in view.outgoing(subject):
        if (found.property, found.target, found.value) == (property, object, value):
            ends = [iri for iri in (found.source, found.target) if iri]
            things = {iri: Thing.from_node(view.node(iri), addresses) for iri in ends}
            return StatementModel.from_statement(found, things, addresses)
    raise HTTPException(404, f"there is no statement {id!r}, or all claims that gave it were rejected")


@router.get("/statements/{id}/evidence")
def statement_evidence(
    id: str, view: ViewDep, addresses: AddressesDep, cursor: Cursor, limit: Limit = 25
) -> EvidenceList:
    """The claims behind a statement with their sentences, from the newest article on; rejected ones among them."""
    subject, property, object, value = addresses.statement(id)
    about = {"subject": subject, "property": property, "object": object, "value": value}
    page = view.claims(**about, rejected=True, after=cursor.after, limit=limit)
    if not page.total:
        raise HTTPException(404, f"there is no statement {id!r}")
    return cursor.page(EvidenceList.from_page(page, addresses))


@router.post("/subgraph")
def subgraph(
    view: ViewDep,
    addresses: AddressesDep,
    ids: Annotated[
        list[str], Body(embed=True, max_length=_MOST_NODES, description="Ids of entities, `event/…`, addresses")
    ],
    layout: Annotated[bool, Body(description="Say where to draw what, for clients that do not place things")] = False,
) -> PlacedGraph:
    """Some things, and all statements between them."""
    part = view.subgraph(addresses.resolve(id) for id in ids)
    plain = Graph.from_subgraph(part, addresses)
    if not layout:
        return PlacedGraph(nodes=plain.nodes, edges=plain.edges)
    if len(part.nodes) > _MOST_PLACED:
        raise HTTPException(422, f"at most {_MOST_PLACED} things are placed: ask for fewer, or without a layout")
    joined = [(one.source, one.target) for one in part.statements if one.target]
    places = place([node.iri for node in part.nodes], joined)
    return PlacedGraph(nodes=plain.nodes, edges=plain.edges, places={iri: places[iri] for iri in places})
