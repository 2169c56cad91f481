"""The filters that all lists of events understand."""

from typing import Annotated

from fastapi import Depends, HTTPException, Query

from api.dates import IsoDate
from api.dependencies import AddressesDep
from kg.model import Factuality
from kg.store.event_filter import EventFilter
from kg.store.places import Box

__all__ = ["BOX", "EventFilterDep", "read_box"]

BOX = r"^\s*-?\d{1,3}(\.\d{1,12})?(\s*,\s*-?\d{1,3}(\.\d{1,12})?){3}\s*$"


async def _filter(
    addresses: AddressesDep,
    type: Annotated[list[str] | None, Query(max_length=100, description="Only these types, such as Arrest")] = None,
    participant: Annotated[str | None, Query(description="An entity's id: only events in which it has a part")] = None,
    place: Annotated[str | None, Query(description="An entity's id: only events that happen there")] = None,
    bbox: Annotated[
        str | None,
        Query(
            pattern=BOX,
            max_length=100,
            description="West, south, east, north in degrees: only events at places in that box. A west larger than "
            "the east crosses the 180th meridian.",
            examples=["46,40,88,56"],
        ),
    ] = None,
    start: Annotated[
        IsoDate, Query(alias="from", description="Only events that may have gone on then or later")
    ] = None,
    end: Annotated[IsoDate, Query(alias="to", description="Only events that may have begun then or earlier")] = None,
    source: Annotated[
        list[str] | None, Query(max_length=100, description="Names of outlets: only events that one of them tells of")
    ] = None,
    q: Annotated[str | None, Query(max_length=200, description="Words of the event's label")] = None,
    factuality: Annotated[list[Factuality] | None, Query(max_length=10, description="Only with these statuses")] = None,
) -> EventFilter:
    return EventFilter(
        types=tuple(type or ()),
        participant=addresses.resolve(participant) if participant else None,
        place=addresses.resolve(place) if place else None,
        start=start,
        end=end,
        text=q,
        factualities=tuple(factuality or ()),
        sources=tuple(source or ()),
        box=read_box(bbox),
    )


EventFilterDep = Annotated[EventFilter, Depends(_filter)]


def read_box(text: str | None) -> Box | None:
    """The box in a parameter `west,south,east,north` that fits `BOX`.

    Raises:
        HTTPException: it lies outside the world (422).
    """
    if text is None:
        return None
    box = Box(*(float(part) for part in text.split(",")))
    if not (-90 <= box.south <= box.north <= 90 and -180 <= box.west <= 180 and -180 <= box.east <= 180):
        raise HTTPException(422, "bbox is west,south,east,north in degrees, south not above north")
    return box
