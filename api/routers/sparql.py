"""SPARQL 1.1 Protocol, query operation: https://www.w3.org/TR/sparql11-protocol/ ."""

from collections.abc import Mapping
from email.message import Message
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from api.dependencies import Services, ServicesDep
from api.negotiation import GRAPHS, SHORT_NAMES, TABLES, content_type, negotiate
from api.service_description import DESCRIPTIONS, describe_service
from kg.store.question import Question

__all__ = ["router"]

router = APIRouter(tags=["sparql"])

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_PARAMETERS = [
    {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
    for name in ("query", "default-graph-uri", "named-graph-uri", "format")
]
_BODY = {"content": {_QUERY: {"schema": {"type": "string"}}, _FORM: {"schema": {"type": "object"}}}}
_VARY = {"Vary": "Accept"}
_NO_UPDATES = "this endpoint is for reading only: the graph changes by adding, correcting or removing articles"

Parameters = Mapping[str, list[str]]


@router.get("/sparql", response_class=Response, openapi_extra={"parameters": _PARAMETERS})
@router.head("/sparql", include_in_schema=False)
@router.get("/sparql/", response_class=Response, include_in_schema=False)
@router.head("/sparql/", include_in_schema=False)
async def sparql_get(request: Request, held: ServicesDep) -> Response:
    """Answer a SPARQL query; without one, describe this service in RDF."""
    parameters = _decode(request.scope["query_string"])
    if "update" in parameters:
        raise HTTPException(400, "an update cannot be sent by GET; and " + _NO_UPDATES)
    if "query" not in parameters:
        return _description(request)
    return await _answer(request, held, _only(parameters, "query"), parameters)


@router.post("/sparql", response_class=Response, openapi_extra={"requestBody": _BODY})
@router.post("/sparql/", response_class=Response, include_in_schema=False)
async def sparql_post(request: Request, held: ServicesDep) -> Response:
    """Answer a SPARQL query that is the body, or a form's parameter."""
    text, parameters = await _posted(request, _decode(request.scope["query_string"]))
    return await _answer(request, held, text, parameters)


@router.options("/sparql", include_in_schema=False)
@router.options("/sparql/", include_in_schema=False)
async def sparql_options() -> Response:
    """Which methods there are."""
    return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})


async def _answer(request: Request, held: Services, text: str, parameters: Parameters) -> Response:
    accept = _accept(request, parameters)
    table, graph = negotiate(accept, TABLES), negotiate(accept, GRAPHS)
    if table is None and graph is None:
        raise HTTPException(406, f"offered are {', '.join([*TABLES, *GRAPHS])}", _VARY)
    question = Question(
        text,
        _graphs(parameters, "default-graph-uri"),
        _graphs(parameters, "named-graph-uri"),
        TABLES[table] if table else None,
        GRAPHS[graph] if graph else None,
        held.settings.base,
    )
    answer = await run_in_threadpool(held.pool.answer, question)
    asked_for = table if table and TABLES[table] == answer.media_type else graph
    return Response(answer.body, headers=_VARY, media_type=content_type(asked_for or answer.media_type))


async def _posted(request: Request, in_address: Parameters) -> tuple[str, Parameters]:
    """The query in a POST's body, and the parameters that belong to it."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    media_type = header.get_content_type() if header["content-type"] else "nothing"
    if (charset := header.get_param("charset")) and str(charset).lower() not in ("utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"the body is in {charset}: send UTF-8")
    body = await request.body()
    if media_type == _FORM:
        parameters = _decode(body)
        if "update" in parameters:
            if "query" in parameters or len(parameters["update"]) > 1:
                raise HTTPException(400, "send one query or one update")
            raise HTTPException(403, _NO_UPDATES)
        return _only(parameters, "query"), parameters
    if media_type == _QUERY:
        return _text(body), in_address
    if media_type == _UPDATE:
        raise HTTPException(403, _NO_UPDATES)
    raise HTTPException(415, f"the body is {media_type}: send {_QUERY} or {_FORM}")


def _decode(encoded: bytes) -> Parameters:
    try:
        return parse_qs(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise HTTPException(400, f"the parameters are not percent-encoded UTF-8: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the query is not UTF-8: {error}") from error


def _only(parameters: Parameters, name: str) -> str:
    values = parameters.get(name, [])
    if len(values) != 1:
        raise HTTPException(400, f"found {len(values)} parameters `{name}`, expected one")
    return values[0]


def _graphs(parameters: Parameters, name: str) -> tuple[str, ...] | None:
    return tuple(parameters[name]) if name in parameters else None


def _accept(request: Request, parameters: Parameters) -> str | None:
    if "format" in parameters:
        name = _only(parameters, "format")
        return SHORT_NAMES.get(name, name)
    return request.headers.get("accept")


def _description(request: Request) -> Response:
    chosen = negotiate(request.headers.get("accept"), DESCRIPTIONS)
    if chosen is None:
        raise HTTPException(400, "found no `query`: send one, or ask for the service description as RDF", _VARY)
    body = describe_service(str(request.url.replace(query="", fragment="")), DESCRIPTIONS[chosen])
    return Response(body, headers=_VARY, media_type=content_type(chosen))
