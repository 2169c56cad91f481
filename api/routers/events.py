"""Events: lists, timelines, and one at a time."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dates import IsoDate
from api.dependencies import AddressesDep, Cursor, Limit, ViewDep
from api.models.evidence import EventCard, Events, EvidenceList
from api.models.things import Neighbors, Relations
from kg.model import Factuality
from kg.rdf.terms import RDF

__all__ = ["router"]

router = APIRouter(prefix="/events", tags=["events"])

_CLAIMS_ON_CARD = 20


@router.get("")
def events(
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    type: Annotated[list[str] | None, Query(description="Only these types, such as Arrest")] = None,
    participant: Annotated[str | None, Query(description="An entity's id: only events in which it has a part")] = None,
    place: Annotated[str | None, Query(description="An entity's id: only events that happen there")] = None,
    start: Annotated[
        IsoDate, Query(alias="from", description="Only events that may have gone on then or later")
    ] = None,
    end: Annotated[IsoDate, Query(alias="to", description="Only events that may have begun then or earlier")] = None,
    q: Annotated[str | None, Query(max_length=200, description="Words of the event's label")] = None,
    factuality: Annotated[list[Factuality] | None, Query(description="Only with these statuses")] = None,
    limit: Limit = 25,
) -> Events:
    """Events by date; those without a date come last, and only where no date is asked for."""
    page = view.events(
        types=type or (),
        participant=addresses.resolve(participant) if participant else None,
        place=addresses.resolve(place) if place else None,
        start=start,
        end=end,
        text=q,
        factualities=factuality or (),
        after=cursor,
        limit=limit,
    )
    return Events.from_page(page, addresses)


@router.get("/{id}")
def event(id: str, view: ViewDep, addresses: AddressesDep) -> EventCard:
    """One event with its participants, its figures, and what each article says of it."""
    iri = addresses.iri("event", id)
    claims = view.claims(subject=iri, property=RDF.type, limit=_CLAIMS_ON_CARD)
    return EventCard.from_claims(view.event(iri), claims.items, addresses)


@router.get("/{id}/evidence")
def event_evidence(id: str, view: ViewDep, addresses: AddressesDep, cursor: Cursor, limit: Limit = 25) -> EvidenceList:
    """What each article says of an event, from the newest on."""
    iri = view.event(addresses.iri("event", id)).node.iri
    return EvidenceList.from_page(view.claims(subject=iri, property=RDF.type, after=cursor, limit=limit), addresses)


@router.get("/{id}/relations")
def event_relations(id: str, view: ViewDep, addresses: AddressesDep) -> Relations:
    """How many participants there are, by role."""
    iri = addresses.iri("event", id)
    return Relations.from_relations(view.event(iri).node, view.relations(iri), addresses)


@router.get("/{id}/neighbors")
def event_neighbors(
    id: str,
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    property: Annotated[str | None, Query(description="Only by this role, such as agent")] = None,
    limit: Limit = 25,
) -> Neighbors:
    """The participants of an event."""
    graph = view.neighbours(addresses.iri("event", id), property=property, after=cursor, limit=limit)
    return Neighbors.from_subgraph(graph, addresses)
