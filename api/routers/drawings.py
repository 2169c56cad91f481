"""A part of the graph as a page of its own, to keep or to mail."""

from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.responses import HTMLResponse

from api.dependencies import AddressesDep, ViewDep
from kg.store.resources import Statement
from visualizations.network import network_of_subgraph
from visualizations.static_page import network_page

__all__ = ["router"]

router = APIRouter(tags=["statements"])

_MOST_NODES = 300


@router.post("/export/page", response_class=HTMLResponse)
def export_page(
    view: ViewDep,
    addresses: AddressesDep,
    ids: Annotated[
        list[str],
        Body(min_length=1, max_length=_MOST_NODES, description="Ids of entities, `event/…`, addresses"),
    ],
    title: Annotated[str, Body(max_length=300)] = "A part of the graph",
) -> HTMLResponse:
    """Some things and all statements between them as one HTML file that needs no server and loads nothing."""
    part = view.subgraph(addresses.resolve(id) for id in ids)
    sentences: dict[Statement, str] = {}
    for statement in part.statements:
        claims = view.claims(subject=statement.source, property=statement.property, object=statement.target, limit=1)
        if claims.items and claims.items[0].passages:
            sentences[statement] = claims.items[0].passages[0].text
    nodes, edges = network_of_subgraph(part, evidence=sentences)
    return HTMLResponse(network_page(nodes, edges, title=title))
