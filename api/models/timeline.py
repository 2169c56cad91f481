"""Events over time and on the map, as JSON and GeoJSON."""

from typing import Any, Literal, Self

from pydantic import BaseModel

from api.addresses import Addresses
from api.models.evidence import Event, StatementModel
from api.models.things import Thing, Total
from kg.store.event_filter import Histogram
from kg.store.paging import Page
from kg.store.resources import EventRow, Node, TimelineRow
from kg.store.view import View

__all__ = ["Count", "EventCounts", "FeatureCollection", "Timeline", "TimelineItem"]


class Count(BaseModel):
    """How many events begin in a year, a month or on a day."""

    date: str
    count: int


class EventCounts(BaseModel):
    """Events over time; stretches without any are left out.

    `coarser` holds those of which only a longer stretch is known, such as a month where days are counted; `undated`
    counts those of which nothing is known. All together are `total`.
    """

    bucket: Literal["day", "month", "year"]
    of: Literal["event", "publication"]
    total: int
    items: list[Count]
    coarser: list[Count]
    undated: int

    @classmethod
    def from_histogram(
        cls, counted: Histogram, bucket: Literal["day", "month", "year"], of: Literal["event", "publication"]
    ) -> Self:
        """As counted."""
        return cls(
            bucket=bucket,
            of=of,
            total=counted.total,
            items=[Count(date=date, count=count) for date, count in counted.counts],
            coarser=[Count(date=date, count=count) for date, count in counted.coarser],
            undated=counted.undated,
        )


class Point(BaseModel):
    """Longitude and latitude, in degrees (RFC 7946)."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class Feature(BaseModel):
    """An event on the map; `geometry` is null where no position is known, `properties` are those of the event."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point | None
    properties: dict[str, Any]


class FeatureCollection(BaseModel):
    """A page of events as GeoJSON (RFC 7946), with the members of a list beside it."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[Feature]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[EventRow], addresses: Addresses) -> Self:
        """As listed."""
        features = [_feature(row, addresses) for row in page.items]
        return cls(features=features, total=Total(value=page.total), next=page.next)


class TimelineItem(BaseModel):
    """Something in the life of an entity: an event and its roles in it, or a statement that holds since `start`."""

    kind: Literal["event", "statement"]
    start: str | None
    end: str | None
    roles: list[str]
    event: Event | None
    statement: StatementModel | None


class Timeline(BaseModel):
    """A page of what happens to an entity, by date; what has no date comes last."""

    items: list[TimelineItem]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[TimelineRow], view: View, addresses: Addresses) -> Self:
        """As listed; `view` tells what statements are about."""
        items = [_item(row, view, addresses) for row in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)


def _item(row: TimelineRow, view: View, addresses: Addresses) -> TimelineItem:
    stated = None
    if row.statement is not None:
        ends = [iri for iri in (row.statement.source, row.statement.target) if iri]
        things = {iri: Thing.from_node(view.node(iri), addresses) for iri in ends}
        stated = StatementModel.from_statement(row.statement, things, addresses)
    return TimelineItem(
        kind="statement" if stated else "event",
        start=row.start,
        end=row.end,
        roles=list(row.roles),
        event=Event.from_row(row.event, addresses) if row.event else None,
        statement=stated,
    )


def _feature(row: EventRow, addresses: Addresses) -> Feature:
    properties = Event.from_row(row, addresses).model_dump(exclude={"id", "latitude", "longitude"})
    properties["place"] = None if row.at is None else {"id": addresses.id(row.at.iri), "label": row.at.label}
    return Feature(id=row.node.iri, geometry=_point(row.at), properties=properties)


def _point(node: Node | None) -> Point | None:
    if node is None or node.longitude is None or node.latitude is None:
        return None
    return Point(coordinates=(node.longitude, node.latitude))
