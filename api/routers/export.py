"""Everything, or a selection, in the formats of other tools, as streams; and dossiers of single things."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from api.dependencies import AddressesDep, RecordsDep, ServicesDep, ViewDep
from api.event_filter import EventFilterDep
from api.ports import Records
from kg.export import FORMATS, Selection, export
from kg.export.dossier import dossier
from kg.store.event_filter import EventFilter
from kg.store.view import View
from visualizations.network import network_of_subgraph
from visualizations.static_page import network_page

__all__ = ["router"]

router = APIRouter(tags=["export"])

Format = StrEnum("Format", {name: name for name in (*FORMATS, "html")})  # type: ignore[misc]
_LINES = "application/x-ndjson"
_MOST_DRAWN = 300
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A file, as a stream",
        "content": {one.media_type.partition(";")[0]: {} for one in FORMATS.values()} | {"text/html": {}},
    }
}
_PAGE: dict[int | str, dict[str, Any]] = {200: {"description": "One HTML file", "content": {"text/html": {}}}}
_RECORDS: dict[int | str, dict[str, Any]] = {200: {"description": "A record a line", "content": {_LINES: {}}}}


@router.get("/export", response_class=StreamingResponse, responses=_FILES)
def export_graph(
    held: ServicesDep,
    view: ViewDep,
    addresses: AddressesDep,
    wanted: EventFilterDep,
    format: Annotated[Format, Query(description="; ".join(f"{one.name}: {one.about}" for one in FORMATS.values()))],
    id: Annotated[
        list[str] | None, Query(max_length=500, description="Only these: entities' ids, `event/…`, addresses")
    ] = None,
    around: Annotated[bool, Query(description="With what surrounds them")] = False,
) -> Response:
    """The graph in the format of another tool; all of it, or some things, or the events that suit the filters.

    `html` is one page with a drawing, which needs no server and no network.
    """
    ids = tuple(view.require(addresses.resolve(one)) for one in id or ())
    chosen = Selection(ids, around, wanted if wanted != EventFilter() else None)
    if format == "html":
        return Response(_drawing(view, chosen), media_type="text/html; charset=utf-8", headers=_page_headers("html"))
    form = FORMATS[format.value]
    headers = {"Content-Disposition": f'attachment; filename="newsgraph-{form.name}.{form.suffix}"'}
    return StreamingResponse(
        _begun(_joined(export(held.store, form.name, chosen))), media_type=form.media_type, headers=headers
    )


@router.get("/export/articles", response_class=StreamingResponse, responses=_RECORDS)
def export_articles(records: RecordsDep) -> StreamingResponse:
    """The records of all articles, one a line, with the addresses of entities and events."""
    headers = {"Content-Disposition": 'attachment; filename="newsgraph-articles.jsonl"'}
    return StreamingResponse(_begun(_lines(records)), media_type=_LINES, headers=headers)


@router.get("/entities/{id}/dossier", response_class=StreamingResponse, responses=_PAGE)
def entity_dossier(id: str, view: ViewDep, addresses: AddressesDep) -> StreamingResponse:
    """All that is known of an entity with its sentences, as one HTML file that needs neither server nor network."""
    return _dossier(view, view.require(addresses.iri("entity", id)))


@router.get("/events/{id}/dossier", response_class=StreamingResponse, responses=_PAGE)
def event_dossier(id: str, view: ViewDep, addresses: AddressesDep) -> StreamingResponse:
    """All that is known of an event with its sentences, as one HTML file that needs neither server nor network."""
    return _dossier(view, view.require(addresses.iri("event", id)))


def _dossier(view: View, iri: str) -> StreamingResponse:
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return StreamingResponse(
        _begun(_joined(dossier(view, iri, when=when))),
        media_type="text/html; charset=utf-8",
        headers=_page_headers("dossier"),
    )


def _page_headers(name: str) -> dict[str, str]:
    """The pages bring a policy of their own; the sandbox keeps them from what belongs to the explorer."""
    disposition = f'inline; filename="newsgraph-{name}.html"'
    return {"Content-Disposition": disposition, "Content-Security-Policy": "sandbox allow-scripts allow-popups"}


def _drawing(view: View, chosen: Selection) -> str:
    if chosen.everything:
        iris = [node.iri for node in view.most_told(_MOST_DRAWN)]
    else:
        iris = [iri for _, iri in zip(range(_MOST_DRAWN), chosen.iris(view), strict=False)]
    nodes, edges = network_of_subgraph(view.subgraph(iris))
    return network_page(nodes, edges, title="newsgraph")


def _lines(records: Records) -> Iterator[bytes]:
    return _joined(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records.records())


def _joined(chunks: Iterator[bytes], size: int = 64 * 1024) -> Iterator[bytes]:
    """The same bytes in larger chunks: each one costs a change of threads."""
    waiting: list[bytes] = []
    length = 0
    for chunk in chunks:
        waiting.append(chunk)
        length += len(chunk)
        if length >= size:
            yield b"".join(waiting)
            waiting, length = [], 0
    yield b"".join(waiting)


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same, with the first one made already: what is wrong with a request is found before the answer begins."""
    return chain([next(chunks, b"")], chunks)
