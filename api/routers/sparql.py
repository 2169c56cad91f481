"""SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/ . Updates are off unless the settings say otherwise."""

from functools import lru_cache

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from api.dependencies import Services, ServicesDep
from api.editing import audited, editor
from api.negotiation import GRAPHS, TABLES, content_type, negotiate
from api.protocol import Parameters, accept, body_type, decode, only, text
from api.service_description import DESCRIPTIONS, describe_service
from kg.store.question import Question
from kg.store.questions import Example, examples

__all__ = ["answered", "router"]

router = APIRouter(tags=["sparql"])

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_PARAMETERS = [
    {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
    for name in ("query", "default-graph-uri", "named-graph-uri", "format")
]
_BODY = {
    "content": {
        **{kind: {"schema": {"type": "string"}} for kind in (_QUERY, _UPDATE)},
        _FORM: {"schema": {"type": "object"}},
    }
}
_AUDITED = 2000
"""Characters of an update that are written down."""
_VARY = {"Vary": "Accept"}
_NO_UPDATES = "SPARQL Update is off on this server (KG_UPDATES turns it on): the graph changes by adding articles"


@router.get("/sparql", response_class=Response, openapi_extra={"parameters": _PARAMETERS})
@router.get("/sparql/", response_class=Response, include_in_schema=False)
async def sparql_get(request: Request, held: ServicesDep) -> Response:
    """Answer a SPARQL query; without one, describe this service in RDF."""
    parameters = decode(request.scope["query_string"])
    if "update" in parameters:
        raise HTTPException(400, "an update cannot be sent by GET; and " + _NO_UPDATES)
    if "query" not in parameters:
        return _description(request, held)
    return await _answer(request, held, only(parameters, "query"), parameters)


@router.post("/sparql", response_class=Response, openapi_extra={"requestBody": _BODY})
@router.post("/sparql/", response_class=Response, include_in_schema=False)
async def sparql_post(request: Request, held: ServicesDep) -> Response:
    """Answer a SPARQL query, or do an update: the body is either, or a form with it as a parameter."""
    media_type, body = body_type(request), await request.body()
    in_address = decode(request.scope["query_string"])
    if media_type == _FORM:
        parameters = decode(body)
        if "update" not in parameters:
            return await _answer(request, held, only(parameters, "query"), parameters)
        if "query" in parameters:
            raise HTTPException(400, "send one query or one update")
        return await _update(request, held, only(parameters, "update"), parameters)
    if media_type == _QUERY:
        return await _answer(request, held, text(body), in_address)
    if media_type == _UPDATE:
        return await _update(request, held, text(body), in_address)
    raise HTTPException(415, f"the body is {media_type}: send {_QUERY}, {_UPDATE} or {_FORM}")


@router.get("/sparql/examples")
async def sparql_examples() -> list[Example]:
    """Queries to start from, with what they answer."""
    return list(examples().values())


@router.options("/sparql", include_in_schema=False)
@router.options("/sparql/", include_in_schema=False)
async def sparql_options() -> Response:
    """Which methods there are."""
    return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})


async def answered(held: Services, query: str, parameters: Parameters, wanted: str | None) -> tuple[str, bytes]:
    """Media type and body of the answer to a query, in the best of the `wanted` formats.

    Raises:
        HTTPException: none of those is offered (406).
        QueryError: as `kg.store.sparql.QueryPool.ask`.
    """
    table, graph = _formats(wanted)
    if table is None and graph is None:
        raise HTTPException(406, f"offered are {', '.join([*TABLES, *GRAPHS])}", _VARY)
    question = Question(
        query,
        _graphs(parameters, "default-graph-uri"),
        _graphs(parameters, "named-graph-uri"),
        TABLES[table] if table else None,
        GRAPHS[graph] if graph else None,
        held.settings.base,
    )
    answer = await held.pool.ask(question)
    asked_for = table if table and TABLES[table] == answer.media_type else graph
    return content_type(asked_for or answer.media_type), answer.body


async def _answer(request: Request, held: Services, query: str, parameters: Parameters) -> Response:
    kind, body = await answered(held, query, parameters, accept(request, parameters))
    return Response(body, headers={**_VARY, "Content-Type": kind})


async def _update(request: Request, held: Services, update: str, parameters: Parameters) -> Response:
    if not held.settings.updates:
        raise HTTPException(403, _NO_UPDATES)
    may = editor(request, held)
    with audited(request, held.settings, action="update", text=update[:_AUDITED]) as line:
        done = await run_in_threadpool(
            may.update,
            update,
            using=parameters.get("using-graph-uri", ()),
            using_named=parameters.get("using-named-graph-uri", ()),
        )
        line.update(operations=done.operations, graphs=sorted(done.targets))
    return Response(status_code=204)


@lru_cache(maxsize=256)
def _formats(wanted: str | None) -> tuple[str | None, str | None]:
    """The best media types for a table and for a graph."""
    return negotiate(wanted, TABLES), negotiate(wanted, GRAPHS)


def _graphs(parameters: Parameters, name: str) -> tuple[str, ...] | None:
    return tuple(parameters[name]) if name in parameters else None


def _description(request: Request, held: Services) -> Response:
    chosen = negotiate(request.headers.get("accept"), DESCRIPTIONS)
    if chosen is None:
        raise HTTPException(400, "found no `query`: send one, or ask for the service description as RDF", _VARY)
    endpoint = str(request.url.replace(query="", fragment=""))
    body = describe_service(endpoint, DESCRIPTIONS[chosen], updates=held.settings.updates)
    return Response(body, headers=_VARY, media_type=content_type(chosen))
