"""What became different, for those who keep a copy: JSON lines with long polling, and linked data event streams."""

import asyncio
import json
import time
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.dependencies import FeedDep
from api.desk.changes import Change, ChangeLog
from api.negotiation import content_type, negotiate
from kg.rdf.quads import iri

__all__ = ["router"]

router = APIRouter(tags=["changes"])

_LINES = "application/x-ndjson"
_LOOK = 0.2
_PAGE = 250
_OFFERED = {"text/turtle": "turtle", "application/ld+json": "jsonld"}
_NUMBER = Annotated[int, Query(ge=0, le=2**53, description="The `number` of the last change that is known")]
_FEED: dict[int | str, dict[str, Any]] = {
    200: {"description": "A change a line: number, at, action, address", "content": {_LINES: {}}}
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page of the stream", "content": {kind: {} for kind in _OFFERED}}
}
_TREE, _LDES, _AS = "https://w3id.org/tree#", "https://w3id.org/ldes#", "https://www.w3.org/ns/activitystreams#"
_DCT, _XSD = "http://purl.org/dc/terms/", "http://www.w3.org/2001/XMLSchema#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = {"changed": "Update", "removed": "Delete", "reset": "Announce"}


@router.get("/changes", response_class=Response, responses=_FEED)
async def list_changes(
    feed: FeedDep,
    after: _NUMBER = 0,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
    wait: Annotated[float, Query(ge=0, le=60, description="Seconds to wait for a change, if there is none")] = 0.0,
) -> Response:
    """What changed behind a number, one change a line, the oldest first.

    `changed`: what an article, entity or event is said to be is different, or new. `removed`: nothing is said of it any
    more. `reset`: anything may have changed; copy everything again.
    """
    deadline = time.monotonic() + wait
    while not (found := await run_in_threadpool(feed.after, after, limit)) and time.monotonic() < deadline:
        await asyncio.sleep(_LOOK)
    body = "".join(json.dumps(_json(change)) + "\n" for change in found)
    headers = {"Cache-Control": "no-store", "X-Last-Change": str(found[-1].number if found else after)}
    return Response(body, media_type=_LINES, headers=headers)


@router.get("/ldes", response_class=Response, responses=_STREAM)
def ldes_view(request: Request, feed: FeedDep) -> Response:
    """The same changes as a linked data event stream: the entry, which leads to the pages."""
    return _answer(request, _entry(str(request.url.replace(query="")), feed.last()), immutable=False)


@router.get("/ldes/{page}", response_class=Response, responses=_STREAM)
def ldes_page(request: Request, feed: FeedDep, page: Annotated[int, Path(ge=0, le=10**9)]) -> Response:
    """A page of the stream; one that is full never changes."""
    changes = _of_page(feed, page)
    if not changes and page:
        raise HTTPException(404, f"the stream has no page {page}")
    full = len(changes) == _PAGE
    return _answer(request, _page(str(request.url.replace(query="")), page, changes), immutable=full)


def _of_page(feed: ChangeLog, page: int) -> list[Change]:
    return [change for change in feed.after(page * _PAGE, _PAGE) if change.number <= (page + 1) * _PAGE]


def _json(change: Change) -> dict[str, Any]:
    return {"number": change.number, "at": change.at, "action": change.action, "address": change.address}


def _entry(me: str, last: int) -> list[str]:
    lines = [f"<{me}> <{_RDF_TYPE}> <{_LDES}EventStream>", f"<{me}> <{_LDES}timestampPath> <{_DCT}modified>"]
    lines.append(f"<{me}> <{_LDES}versionOfPath> <{_DCT}isVersionOf>")
    for page in range(max(1, -(-last // _PAGE))):
        lines.append(f"<{me}> <{_TREE}view> <{me}/{page}>")
    return lines


def _page(me: str, page: int, changes: list[Change]) -> list[str]:
    stream = me.rpartition("/")[0]
    lines = [f"<{me}> <{_RDF_TYPE}> <{_TREE}Node>", f"<{stream}> <{_TREE}view> <{me}>"]
    for change in changes:
        member = f"<{stream}/{page}#{change.number}>"
        lines += [
            f"<{stream}> <{_TREE}member> {member}",
            f"{member} <{_RDF_TYPE}> <{_AS}{_KINDS[change.action]}>",
            f"{member} <{_DCT}isVersionOf> {iri(change.address)}",
            f'{member} <{_DCT}modified> "{change.at}"^^<{_XSD}dateTime>',
        ]
    if len(changes) == _PAGE:
        relation = f"<{me}#next>"
        lines += [
            f"<{me}> <{_TREE}relation> {relation}",
            f"{relation} <{_RDF_TYPE}> <{_TREE}Relation>",
            f"{relation} <{_TREE}node> <{stream}/{page + 1}>",
        ]
    return lines


def _answer(request: Request, lines: list[str], *, immutable: bool) -> Response:
    chosen = negotiate(request.headers.get("accept"), _OFFERED)
    if chosen is None:
        raise HTTPException(406, f"offered are {', '.join(_OFFERED)}", {"Vary": "Accept"})
    text = "".join(f"{line} .\n" for line in lines)
    if _OFFERED[chosen] == "jsonld":
        from rdflib import Graph

        text = Graph().parse(data=text, format="nt").serialize(format="json-ld")
    headers = {"Vary": "Accept", "Cache-Control": "max-age=604800, immutable" if immutable else "no-cache"}
    return Response(text, media_type=content_type(chosen), headers=headers)
