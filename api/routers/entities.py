"""Entities, and what surrounds them."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dates import IsoDate
from api.dependencies import AddressesDep, Cursor, Limit, ViewDep
from api.models.evidence import Articles, EvidenceList
from api.models.things import Entities, Entity, Neighbors, Relations
from api.models.timeline import Timeline
from kg.store.resources import Direction

__all__ = ["router"]

router = APIRouter(prefix="/entities", tags=["entities"])


@router.get("")
def entities(
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    type: Annotated[list[str] | None, Query(max_length=100, description="Only these types, such as Person")] = None,
    limit: Limit = 25,
) -> Entities:
    """All entities, by id; `/v1/search` finds those of a name, the best first."""
    return cursor.page(Entities.from_page(view.entities(types=type or (), after=cursor.after, limit=limit), addresses))


@router.get("/{id}")
def entity(id: str, view: ViewDep, addresses: AddressesDep) -> Entity:
    """One entity with its names, links and what is stated of it in words."""
    return Entity.from_card(view.card(addresses.iri("entity", id)), addresses)


@router.get("/{id}/relations")
def entity_relations(id: str, view: ViewDep, addresses: AddressesDep) -> Relations:
    """How many neighbours there are, by property and direction."""
    iri = view.require(addresses.iri("entity", id))
    return Relations.from_relations(view.node(iri), view.relations(iri), addresses)


@router.get("/{id}/neighbors")
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
        view.require(addresses.iri("entity", id)),
        property=property,
        direction=direction,
        types=type or (),
        start=start,
        end=end,
        min_confidence=min_confidence,
        after=cursor.after,
        limit=limit,
    )
    return cursor.page(Neighbors.from_subgraph(graph, addresses))


@router.get("/{id}/articles")
def entity_articles(id: str, view: ViewDep, addresses: AddressesDep, cursor: Cursor, limit: Limit = 25) -> Articles:
    """The articles that mention an entity, the newest first."""
    iri = view.require(addresses.iri("entity", id))
    return cursor.page(Articles.from_page(view.articles(about=iri, after=cursor.after, limit=limit)))


@router.get("/{id}/said")
def entity_said(id: str, view: ViewDep, addresses: AddressesDep, cursor: Cursor, limit: Limit = 25) -> EvidenceList:
    """What an entity vouches for, from the newest article on: who said what, each with its sentence."""
    iri = view.require(addresses.iri("entity", id))
    return cursor.page(EvidenceList.from_page(view.said_by(iri, after=cursor.after, limit=limit), addresses))


@router.get("/{id}/timeline")
def entity_timeline(
    id: str,
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    start: Annotated[IsoDate, Query(alias="from", description="Leave out what ended before")] = None,
    end: Annotated[IsoDate, Query(alias="to", description="Leave out what began after")] = None,
    limit: Limit = 25,
) -> Timeline:
    """What happens to an entity, by date: the events it has a part in, and statements that hold from a date on.

    Counts over time are those of `/v1/events/histogram?participant=`.
    """
    iri = view.require(addresses.iri("entity", id))
    return cursor.page(
        Timeline.from_page(view.timeline(iri, start=start, end=end, after=cursor.after, limit=limit), view, addresses)
    )
