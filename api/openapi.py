"""The OpenAPI document: what FastAPI derives, with every error that an operation may answer, as a problem document."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.models.timeline import FeatureCollection
from api.routers.articles import NewArticle

__all__ = ["add_openapi"]

_ABOUT = """Entities, events and claims that news articles make, each with the sentence it rests on.

Lists come in pages: `next` is the `cursor` of the page that follows, null at the end. Errors are problem documents
(RFC 9457). Answers carry an `ETag` of the graph's state: send it back as `If-None-Match`, or with decisions as
`If-Match`. Offsets count Unicode code points. Addresses of things that were merged lead on (308); those of things that
are gone say so (410).
"""
_TAGS = {
    "search": "Finding things by name.",
    "entities": "People, organizations, places and other things.",
    "events": "What happened: lists, counts over time, the map.",
    "statements": "What is stated, and the sentences behind it.",
    "claims": "Who says what, and who contradicts whom.",
    "paths": "How things are connected.",
    "sources": "Outlets.",
    "articles": "Articles, their texts and records.",
    "analysis": "Trying the extraction on a text.",
    "jobs": "Adding many articles.",
    "curation": "People's decisions: what is the same, what it is called, what articles do not say.",
    "export": "The graph in the formats of other tools.",
    "changes": "What changed, for those who keep a copy.",
    "reconciliation": "Matching tables, as OpenRefine does.",
    "sparql": "SPARQL 1.1.",
    "linked data": "Every address of the graph.",
    "meta": "What this server is, and whether it is well.",
}
_SAID = {
    304: "Nothing has changed since the state that `If-None-Match` names",
    308: "It was merged: the new address is in `Location`",
    400: "The request cannot be understood",
    401: "A valid token is needed",
    403: "The token, or the server, does not allow it",
    404: "There is no such thing",
    406: "None of the acceptable formats is offered",
    409: "Another request of the same key is under way",
    410: "It is gone",
    412: "The graph has changed since the state that `If-Match` names",
    413: "The request is too large",
    415: "The body is of a type that is not read",
    422: "The request is not valid",
    429: "Too many requests, or too many articles waiting: `Retry-After` tells when to come back",
    500: "Something went wrong; `trace_id` is in the server's log",
    501: "The server was started without what this needs",
    503: "The server is busy",
    504: "The query took too long",
}
_PROBLEM = {
    "title": "Problem",
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "trace_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
_EVERYWHERE = (400, 401, 403, 404, 422, 429, 500, 503)
_OF_DESK = ("analysis", "jobs", "curation", "changes")
_FRESH = ("search", "entities", "events", "statements", "claims", "paths", "sources")
_MAY_MOVE = ("/v1/entities/{id}", "/v1/events/{id}", "/v1/articles/{id}", "/id/{path}")
_NEGOTIATED = ("/ontology", "/ontology/{name}", "/v1/events", "/v1/ldes", "/v1/ldes/{page}", "/id/{path}")


def add_openapi(app: FastAPI) -> None:
    """Let `app` tell the whole of itself; the document is made once."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _complete(
                get_openapi(
                    title=app.title,
                    version=app.version,
                    summary=app.summary,
                    description=_ABOUT,
                    routes=app.routes,
                    tags=[{"name": name, "description": about} for name, about in _TAGS.items()],
                    license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
                )
            )
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # how FastAPI says to do it


def _complete(made: dict[str, Any]) -> dict[str, Any]:
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    schemas["NewArticle"] = NewArticle.model_json_schema()
    features = FeatureCollection.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(features.pop("$defs", {}))
    schemas["FeatureCollection"] = features
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            responses = {int(status): answer for status, answer in operation["responses"].items()}
            for status in _errors(path, method, operation):
                if status == 422 or status not in responses:
                    responses[status] = _answer(status)
            operation["responses"] = {str(status): responses[status] for status in sorted(responses)}
    return made


def _errors(path: str, method: str, operation: dict[str, Any]) -> Iterator[int]:
    """Which errors an operation may answer."""
    tags = operation.get("tags", [])
    yield from _EVERYWHERE
    if method == "get" and ({*tags} & {*_FRESH} or path in ("/v1/meta", "/v1/articles", "/v1/articles/{id}")):
        yield 304
    if path.startswith(_MAY_MOVE):
        yield from (308, 410)
    if "requestBody" in operation:
        yield from (413, 415)
    if {*tags} & {*_OF_DESK} or path.endswith("/record") or "/versions" in path or path == "/v1/export/articles":
        yield 501
    if path == "/v1/jobs" and method == "post":
        yield 409
    if "curation" in tags and method in ("post", "patch"):
        yield 412
    if path in _NEGOTIATED or "sparql" in tags:
        yield 406
    if "sparql" in tags:
        yield 504


def _answer(status: int) -> dict[str, Any]:
    if status < 400:
        return {"description": _SAID[status]}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": _SAID[status], "content": {"application/problem+json": {"schema": schema}}}
