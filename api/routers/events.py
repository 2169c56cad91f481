"""Events: lists, timelines, and one at a time."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request, Response

from api.dependencies import AddressesDep, Cursor, Facets, Limit, ViewDep
from api.event_filter import EventFilterDep
from api.models.evidence import EventCard, Events, EvidenceList
from api.models.things import Neighbors, Relations
from api.models.timeline import EventCounts, FeatureCollection
from api.negotiation import negotiate
from kg.rdf.terms import RDF
from kg.store.event_filter import Bucket

__all__ = ["router"]

router = APIRouter(prefix="/events", tags=["events"])

_CLAIMS_ON_CARD = 20
_GEOJSON = "application/geo+json"
_FORMATS = {"json": "application/json", "geojson": _GEOJSON}
_LIST: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A page of events",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Events"}},
            _GEOJSON: {"schema": {"$ref": "#/components/schemas/FeatureCollection"}},
        },
    }
}


@router.get("", response_model=Events, responses=_LIST)
def events(
    request: Request,
    response: Response,
    view: ViewDep,
    addresses: AddressesDep,
    wanted: EventFilterDep,
    cursor: Cursor,
    format: Annotated[Literal["json", "geojson"] | None, Query(description="Instead of an Accept header")] = None,
    facets: Facets = None,
    limit: Limit = 25,
) -> Response:
    """Events by date; those without a date come last, and only where no date is asked for.

    As GeoJSON (`Accept: application/geo+json`, or `format=geojson`) each is a feature at its place; those whose place
    has no known position come with a null geometry. Asked for by `facets`, `source` counts all events that suit
    the other filters by outlet, for the 100 outlets that tell of most; in plain JSON only.
    """
    accept = _FORMATS[format] if format else request.headers.get("accept")
    chosen = negotiate(accept, {"application/json": "", _GEOJSON: ""})
    if chosen is None:
        raise HTTPException(406, f"offered are application/json and {_GEOJSON}", {"Vary": "Accept"})
    page = view.events_like(wanted, after=cursor.after, limit=limit)
    body: Events | FeatureCollection
    if chosen == _GEOJSON:
        body = FeatureCollection.from_page(page, addresses)
    else:
        body = Events.from_page(page, addresses)
        body.facets = {"source": view.sources_of_events(wanted)} if facets else {}
    cursor.page(body)
    kept = ("etag", "cache-control", "vary", "link")  # those of the state, and of the page
    headers = {name: response.headers[name] for name in kept if name in response.headers}
    return Response(body.model_dump_json(), media_type=chosen, headers=headers)


@router.get("/histogram")
def events_histogram(
    view: ViewDep,
    wanted: EventFilterDep,
    bucket: Annotated[Bucket, Query(description="How long a stretch of time is")] = "day",
    of: Annotated[
        Literal["event", "publication"], Query(description="The day it began, or the day it was first reported")
    ] = "event",
) -> EventCounts:
    """How many events there are over time, with the same filters as the list; what has no date is counted apart."""
    return EventCounts.from_histogram(view.histogram(wanted, bucket=bucket, of=of), bucket, of)


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
    return cursor.page(
        EvidenceList.from_page(view.claims(subject=iri, property=RDF.type, after=cursor.after, limit=limit), addresses)
    )


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
    graph = view.neighbours(
        view.require(addresses.iri("event", id)), property=property, after=cursor.after, limit=limit
    )
    return cursor.page(Neighbors.from_subgraph(graph, addresses))
