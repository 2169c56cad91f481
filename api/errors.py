"""Every error as a problem document (RFC 9457): one table from exception classes to statuses."""

import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from kg.errors import (
    ArchiveError,
    InputError,
    KgError,
    ModelError,
    NotFound,
    QueryError,
    QueryRefused,
    StoreBusyError,
    StoreError,
)
from kg.rdf.terms import UnknownTerm
from kg.store.sparql import (
    InvalidQuery,
    NetworkRefused,
    NotAcceptable,
    PoolBusy,
    QueryCrashed,
    QueryTimeout,
    ResultTooLarge,
)

__all__ = ["PROBLEMS", "Problem", "problem", "register", "respond"]

PROBLEMS = "https://w3id.org/newsgraph/problems/"
"""The types of problems are addresses below this one."""

_log = logging.getLogger(__name__)


class Problem(NamedTuple):
    """How one class of errors is answered."""

    status: int
    name: str
    title: str
    headers: Mapping[str, str] = {}


_TABLE: dict[type[Exception], Problem] = {
    NotFound: Problem(404, "not-found", "Not found"),
    InputError: Problem(422, "unreadable-article", "The article cannot be read"),
    UnknownTerm: Problem(422, "unknown-term", "The ontology has no such term"),
    InvalidQuery: Problem(400, "invalid-query", "Not a valid SPARQL query"),
    NetworkRefused: Problem(400, "network-refused", "The query may not reach other servers"),
    NotAcceptable: Problem(406, "not-acceptable", "No acceptable format"),
    QueryTimeout: Problem(504, "query-timeout", "The query took too long"),
    ResultTooLarge: Problem(422, "result-too-large", "The result is too large"),
    QueryCrashed: Problem(503, "query-crashed", "The query needed too much"),
    PoolBusy: Problem(503, "busy", "Too many queries", {"Retry-After": "5"}),
    QueryRefused: Problem(403, "query-refused", "The query is not allowed"),
    QueryError: Problem(400, "query-failed", "The query could not be evaluated"),
    StoreBusyError: Problem(503, "store-busy", "The store is in use", {"Retry-After": "5"}),
    StoreError: Problem(500, "store-error", "The store failed"),
    ArchiveError: Problem(500, "archive-error", "The archive failed"),
    ModelError: Problem(503, "model-error", "The language model cannot be used"),
    KgError: Problem(500, "error", "Something went wrong"),
}


def register(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document."""
    for kind in _TABLE:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unknown)


def problem(request: Request, kind: Problem, detail: str, **more: Any) -> Response:
    """A problem document; `more` are further members of it."""
    body: dict[str, Any] = {
        "type": PROBLEMS + kind.name,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": request.url.path,
        **more,
    }
    if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        body["trace_id"] = getattr(request.state, "request_id", None) or secrets.token_hex(8)
        _log.error("%s %s: %s (trace %s)", request.method, request.url.path, detail, body["trace_id"])
    return JSONResponse(body, kind.status, dict(kind.headers), "application/problem+json")


def respond(request: Request, error: Exception) -> Response:
    """The answer to a request that failed with `error`, for what stands outside an application's handlers."""
    if isinstance(error, HTTPException):
        return _http(request, error)
    return _known(request, error) if isinstance(error, KgError) else _unknown(request, error)


def _not_found(request: Request, error: Exception) -> Response:
    from api.former import moved_or_gone  # here, because it answers with problems itself

    return moved_or_gone(request) or _known(request, error)


def _known(request: Request, error: Exception) -> Response:
    kind = next(_TABLE[base] for base in type(error).__mro__ if base in _TABLE)
    place = {"line": error.line, "column": error.column} if isinstance(error, InvalidQuery) else {}
    return problem(request, kind, str(error), **place)


def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):  # only for the type checker: the table above says what comes here
        raise error
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED and "GET" in (
        allowed := headers.get("Allow", "").split(", ")
    ):
        headers["Allow"] = ", ".join(sorted({*allowed, "HEAD"}))
    if error.status_code in (HTTPStatus.NOT_MODIFIED, HTTPStatus.NO_CONTENT):
        return Response(status_code=error.status_code, headers=headers)
    phrase = HTTPStatus(error.status_code).phrase
    kind = Problem(error.status_code, phrase.lower().replace(" ", "-"), phrase, headers)
    detail = error.detail if error.detail != phrase else f"{request.method} {request.url.path}: {phrase}"
    return problem(request, kind, detail)


def _validation(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [
        {"pointer": "/" + "/".join(str(part) for part in fault["loc"]), "detail": fault["msg"]}
        for fault in error.errors()
    ]
    detail = "; ".join(f"{fault['pointer']}: {fault['detail']}" for fault in faults)
    return problem(request, Problem(422, "invalid-request", "The request is not valid"), detail, errors=faults)


def _unknown(request: Request, error: Exception) -> Response:
    return problem(request, Problem(500, "internal-error", "Internal error"), f"an unexpected {type(error).__name__}")
