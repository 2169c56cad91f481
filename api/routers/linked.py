"""Linked data: every address of the graph, with content negotiation."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.addresses import Addresses
from api.dependencies import AddressesDep, ServicesDep
from api.negotiation import GRAPHS, SHORT_NAMES, content_type, negotiate
from kg.rdf import quads

__all__ = ["router"]

router = APIRouter(prefix="/id", tags=["linked data"])

_OFFERED: Mapping[str, str] = {**GRAPHS, "text/html": "text/html", "application/xhtml+xml": "text/html"}


@router.get("/{path:path}", response_class=Response)
async def thing(
    path: str,
    request: Request,
    held: ServicesDep,
    addresses: AddressesDep,
    format: Annotated[
        str | None, Query(description="ttl, nt, jsonld, rdf or html, instead of an Accept header")
    ] = None,
) -> Response:
    """What is said of an address: its triples, or the whole graph of an article. Browsers are led to the explorer."""
    accept = SHORT_NAMES.get(format, format) if format else request.headers.get("accept")
    chosen = negotiate(accept, _OFFERED)
    if chosen is None:
        raise HTTPException(406, f"offered are {', '.join(_OFFERED)}", {"Vary": "Accept"})
    iri = quads.iri(addresses.base + path)[1:-1]
    if _OFFERED[chosen] == "text/html":
        return Response(status_code=303, headers={"Location": _page(request, addresses, iri), "Vary": "Accept"})
    body = await run_in_threadpool(held.store.describe, iri, _OFFERED[chosen])
    if not body:
        raise HTTPException(404, f"the graph says nothing of {iri}", {"Vary": "Accept"})
    others = ", ".join(
        f'<{request.url.path}>; rel="alternate"; type="{other}"' for other in dict.fromkeys(GRAPHS.values())
    )
    return Response(body, headers={"Vary": "Accept", "Link": others}, media_type=content_type(chosen))


def _page(request: Request, addresses: Addresses, iri: str) -> str:
    """The explorer's address that shows something, in the form of its own links (see its `address.ts`)."""
    root = request.scope.get("root_path", "")
    kind, _, rest = iri.removeprefix(addresses.base).partition("/")
    if kind not in ("entity", "event"):
        return f"{root}/"
    id = quote(rest, safe="").replace("~", "%7E")
    return f"{root}/#n={id}~0~0{'~v' if kind == 'event' else ''}&s=node:{id}"
