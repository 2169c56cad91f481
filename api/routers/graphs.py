"""SPARQL 1.1 Graph Store HTTP Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/ .

Everybody may read; writing needs the token, and leaves computed graphs alone. A graph is named by `?graph=`, is the
default graph with `?default`, or has the very address of the request.
"""

from uuid import uuid4

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from api.dependencies import Services, ServicesDep
from api.editing import audited, editor
from api.negotiation import GRAPHS, content_type, negotiate
from api.protocol import Parameters, accept, body_type, decode, only
from kg.store.sparql import READABLE, InvalidQuery, to_ntriples

__all__ = ["router"]

router = APIRouter(tags=["sparql"])

_ALLOWED = {"Allow": "GET, HEAD, PUT, POST, DELETE, OPTIONS"}
_VARY = {"Vary": "Accept"}
_PARAMETERS = [
    {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
    for name in ("graph", "default", "format")
]
_BODY = {"content": {media_type: {"schema": {"type": "string"}} for media_type in READABLE}}


@router.get("/graphs", response_class=Response, openapi_extra={"parameters": _PARAMETERS})
@router.get("/graphs/{path:path}", response_class=Response, include_in_schema=False)
async def graph_get(request: Request, held: ServicesDep) -> Response:
    """One graph."""
    parameters = decode(request.scope["query_string"])
    name = _name(request, parameters)
    chosen = negotiate(accept(request, parameters), GRAPHS)
    if chosen is None:
        raise HTTPException(406, f"offered are {', '.join(GRAPHS)}", _VARY)
    body = await run_in_threadpool(held.store.graph, name, GRAPHS[chosen])
    if body is None:
        raise HTTPException(404, f"there is no graph {name}", _VARY)
    return Response(body, headers=_VARY, media_type=content_type(chosen))


@router.put("/graphs", response_class=Response, openapi_extra={"parameters": _PARAMETERS, "requestBody": _BODY})
@router.put("/graphs/{path:path}", response_class=Response, include_in_schema=False)
async def graph_put(request: Request, held: ServicesDep) -> Response:
    """Make a graph hold exactly what is sent."""
    name = _name(request, decode(request.scope["query_string"]))
    new = await _write(request, held, name, merge=False)
    return Response(status_code=201 if new else 204)


@router.post("/graphs", response_class=Response, openapi_extra={"parameters": _PARAMETERS, "requestBody": _BODY})
@router.post("/graphs/{path:path}", response_class=Response, include_in_schema=False)
async def graph_post(request: Request, held: ServicesDep) -> Response:
    """Add what is sent to a graph; one that the server names, if the request names none."""
    parameters = decode(request.scope["query_string"])
    if not {"graph", "default"} & parameters.keys() and not request.path_params.get("path"):
        name = f"{_address(request).rstrip('/')}/{uuid4()}"
        await _write(request, held, name, merge=True)
        return Response(status_code=201, headers={"Location": name})
    new = await _write(request, held, _name(request, parameters), merge=True)
    return Response(status_code=201 if new else 204)


@router.delete("/graphs", response_class=Response, openapi_extra={"parameters": _PARAMETERS})
@router.delete("/graphs/{path:path}", response_class=Response, include_in_schema=False)
async def graph_delete(request: Request, held: ServicesDep) -> Response:
    """Remove a graph."""
    name = _name(request, decode(request.scope["query_string"]))
    with audited(request, held.settings, action="delete graph", graphs=[name or "default"]):
        there = await run_in_threadpool(editor(request, held).drop, name)
    if not there and name is not None:
        raise HTTPException(404, f"there is no graph {name}")
    return Response(status_code=204)


@router.options("/graphs", include_in_schema=False)
@router.options("/graphs/{path:path}", include_in_schema=False)
async def graph_options() -> Response:
    """Which methods there are."""
    return Response(status_code=204, headers=_ALLOWED)


def _name(request: Request, parameters: Parameters) -> str | None:
    """The graph that a request is about; None for the default graph."""
    if "default" in parameters:
        if "graph" in parameters:
            raise HTTPException(400, "found both `graph` and `default`: name one graph")
        return None
    if "graph" not in parameters:
        if not request.path_params.get("path"):
            raise HTTPException(400, "name a graph: ?graph=ADDRESS, or ?default")
        return _address(request)
    name = only(parameters, "graph")
    if ":" not in name or any(c in '<>"{}|\\^`' or c <= " " for c in name):
        raise HTTPException(400, f"{name!r} is no absolute address of a graph")
    return name


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


async def _write(request: Request, held: Services, name: str | None, *, merge: bool) -> bool:
    action = "add to graph" if merge else "put graph"
    may = editor(request, held)
    with audited(request, held.settings, action=action, graphs=[name or "default"]) as line:
        triples = await _triples(request, name)
        line["triples"] = triples.count(b"\n")
        return await run_in_threadpool(may.put, name, triples, merge=merge)


async def _triples(request: Request, base: str | None) -> bytes:
    """The body as N-Triples; that of a form is all its files together."""
    media_type = body_type(request)
    if media_type != "multipart/form-data":
        return await run_in_threadpool(_read, await request.body(), media_type, base)
    async with request.form() as form:
        files = [file for _, file in form.multi_items() if isinstance(file, UploadFile)]
        if not files:
            raise HTTPException(400, "the form has no files")
        parts = [
            _read(await file.read(), (file.content_type or "nothing").partition(";")[0].strip().lower(), base)
            for file in files
        ]
    return b"".join(parts)


def _read(body: bytes, media_type: str, base: str | None) -> bytes:
    if media_type not in READABLE:
        raise HTTPException(415, f"the body is {media_type}: send one of {', '.join(READABLE)}")
    try:
        return to_ntriples(body, media_type, base)
    except UnicodeDecodeError as error:
        raise InvalidQuery(f"the body is not UTF-8: {error}") from error
