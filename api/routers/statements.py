"""Statements, and the evidence behind each."""

from typing import Annotated

from fastapi import APIRouter, Body, HTTPException, Query

from api.dependencies import AddressesDep, Cursor, Limit, ViewDep
from api.models.evidence import EvidenceList, Statements
from api.models.things import Graph

__all__ = ["router"]

router = APIRouter(tags=["statements"])

_MOST_NODES = 500


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
) -> Graph:
    """Some things, and all statements between them."""
    return Graph.from_subgraph(view.subgraph(addresses.resolve(id) for id in ids), addresses)
