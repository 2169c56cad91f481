"""Entities, and what surrounds them."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dates import IsoDate
from api.dependencies import AddressesDep, Cursor, Limit, ViewDep
from api.models.evidence import Articles
from api.models.things import Entity, Neighbors, Relations
from kg.store.resources import Direction

__all__ = ["router"]

router = APIRouter(prefix="/entities/{id}", tags=["entities"])


@router.get("")
def entity(id: str, view: ViewDep, addresses: AddressesDep) -> Entity:
    """One entity with its names, links and what is stated of it in words."""
    return Entity.from_card(view.card(addresses.iri("entity", id)), addresses)


@router.get("/relations")
def entity_relations(id: str, view: ViewDep, addresses: AddressesDep) -> Relations:
    """How many neighbours there are, by property and direction."""
    iri = addresses.iri("entity", id)
    return Relations.from_relations(view.card(iri).node, view.relations(iri), addresses)


@router.get("/neighbors")
def entity_neighbors(
    id: str,
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    property: Annotated[str | None, Query(description="Only by this property, such as memberOf")] = None,
    direction: Annotated[Direction | None, Query(description="`out`: the entity is the subject")] = None,
    type: Annotated[list[str] | None, Query(description="Only neighbours of these types")] = None,
    start: Annotated[IsoDate, Query(alias="from", description="Leave out events that ended before")] = None,
    end: Annotated[IsoDate, Query(alias="to", description="Leave out events that began after")] = None,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0,
    limit: Limit = 25,
) -> Neighbors:
    """The statements between an entity and others, the most reported first."""
    graph = view.neighbours(
        addresses.iri("entity", id),
        property=property,
        direction=direction,
        types=type or (),
        start=start,
        end=end,
        min_confidence=min_confidence,
        after=cursor,
        limit=limit,
    )
    return Neighbors.from_subgraph(graph, addresses)


@router.get("/articles")
def entity_articles(id: str, view: ViewDep, addresses: AddressesDep, cursor: Cursor, limit: Limit = 25) -> Articles:
    """The articles that mention an entity, the newest first."""
    return Articles.from_page(view.articles(about=addresses.iri("entity", id), after=cursor, limit=limit))
