"""Linked data: every address of the graph, with content negotiation."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.addresses import Addresses
from api.dependencies import AddressesDep, ServicesDep
from api.negotiation import GRAPHS, SHORT_NAMES, content_type, negotiate
from kg.errors import NotFound
from kg.rdf import quads

__all__ = ["router"]

_LED: dict[int | str, dict[str, Any]] = {303: {"description": "The page that shows it is in `Location`"}}

router = APIRouter(prefix="/id", tags=["linked data"])

_SUFFIXES = ("ttl", "nt", "jsonld", "rdf", "trig", "nq", "html")
_NAMES = {SHORT_NAMES[name]: name for name in _SUFFIXES}
_OFFERED: Mapping[str, str] = {**GRAPHS, "text/html": "text/html", "application/xhtml+xml": "text/html"}


@router.get("/{path:path}", response_class=Response, responses=_LED)
async def thing(
    path: str,
    request: Request,
    held: ServicesDep,
    addresses: AddressesDep,
    format: Annotated[
        str | None, Query(description="ttl, nt, jsonld, rdf or html, instead of an Accept header")
    ] = None,
) -> Response:
    """What is said of an address: its triples, or the whole graph of an article. Browsers are led to the explorer.

    `.ttl`, `.jsonld` and the like behind an address ask for that format.
    """
    suffix = ""
    iri = quads.iri(addresses.base + path)[1:-1]
    if format is None and (stem := _stem(path)) is not None:
        body = await run_in_threadpool(held.store.describe, iri, "application/n-triples")
        if not body:  # nothing has the very address: what follows the last full stop names a format
            path, format = stem
            iri, suffix = quads.iri(addresses.base + path)[1:-1], f".{format}"
    accept = SHORT_NAMES.get(format, format) if format else request.headers.get("accept")
    chosen = negotiate(accept, _OFFERED)
    if chosen is None:
        raise HTTPException(406, f"offered are {', '.join(_OFFERED)}", {"Vary": "Accept"})
    if _OFFERED[chosen] == "text/html":
        return Response(status_code=303, headers={"Location": _page(request, addresses, iri), "Vary": "Accept"})
    body = await run_in_threadpool(held.store.describe, iri, _OFFERED[chosen])
    if not body:
        raise NotFound(f"the graph says nothing of {iri}")
    place = request.url.path.removesuffix(suffix)
    others = ", ".join(
        f'<{place}.{name}>; rel="alternate"; type="{SHORT_NAMES[name]}"' for name in _SUFFIXES if name != "html"
    )
    headers = {"Vary": "Accept", "Link": f'{others}, <{iri}>; rel="describes"'}
    if (name := _NAMES.get(_OFFERED[chosen])) is not None:
        headers["Content-Location"] = f"{place}.{name}"
    return Response(body, headers=headers, media_type=content_type(chosen))


def _stem(path: str) -> tuple[str, str] | None:
    """An address and the format that a suffix names."""
    stem, stop, name = path.rpartition(".")
    return (stem, name) if stop and name in _SUFFIXES else None


def _page(request: Request, addresses: Addresses, iri: str) -> str:
    """The explorer's address that shows something, in the form of its own links (see its `address.ts`)."""
    root = request.scope.get("root_path", "")
    kind, _, rest = iri.removeprefix(addresses.base).partition("/")
    if kind not in ("entity", "event"):
        return f"{root}/"
    id = quote(rest, safe="").replace("~", "%7E")
    return f"{root}/#n={id}~0~0{'~v' if kind == 'event' else ''}&s=node:{id}"
