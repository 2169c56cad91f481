"""A short way to the answers of plain SPARQL queries, past what the framework and its middleware spend on a request.

Programs ask thousands of small queries, and most of those take the engine less time than the layers between. So what is
certainly a query, from a client that needs nothing of those layers (compression, other origins), is answered here, with
the same access rules, limits, headers, errors and figures; everything else takes the usual way.
"""

from collections.abc import Iterable
from typing import NamedTuple, cast

from fastapi import FastAPI, HTTPException, Request
from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api import errors
from api.compression import is_here
from api.dependencies import Services
from api.protocol import decode, text
from api.routers.sparql import answered
from kg.errors import KgError

__all__ = ["Application", "Shortcut"]

_PATH = "/sparql"
_KEY = "newsgraph.plain-query"
_LARGEST = 16 * 1024
"""Bytes of a query that is answered here."""
_ELSEWHERE = frozenset((b"origin", b"transfer-encoding", b"content-encoding"))
"""Whoever sends one of these headers needs more than the shortcut does."""
_VARY = (b"vary", b"Accept")


class _Plain(NamedTuple):
    """A request that can be answered here."""

    query: str | None
    """None: it is the body."""
    accept: str | None
    authorization: str | None


class Application(FastAPI):
    """The framework's application, in which plain queries take a shortcut, once it has one."""

    _shortcut: ASGIApp | None = None
    _hosts: frozenset[bytes] | None = None

    def add_shortcut(self, observed: ASGIApp, hosts: Iterable[str]) -> None:
        """Let plain queries take `observed`: a Shortcut, in what watches requests; `hosts` are this server's names."""
        self._shortcut = observed
        self._hosts = None if "*" in hosts else frozenset(host.encode() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or take part in starting and stopping."""
        if self._shortcut is not None and scope["type"] == "http" and scope["path"] == _PATH:
            plain = _plain(scope, self._hosts)
            if plain is not None:
                scope["app"], scope[_KEY] = self, plain
                return await self._shortcut(scope, receive, send)
        await super().__call__(scope, receive, send)


class Shortcut:
    """Answers plain queries, which the application has found to be that."""

    def __init__(self) -> None:
        self._route = Route(_PATH, _reserved, methods=["GET", "POST"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; errors come as they do elsewhere."""
        scope["route"] = self._route  # which figures go by
        try:
            kind, body = await _answer(scope, receive)
        except ClientDisconnect:
            return
        except Exception as error:
            response = errors.respond(Request(scope), error)
            await response(scope, receive, send)
            if not isinstance(error, (KgError, HTTPException)):
                raise  # for the server's log
            return
        headers = [(b"content-type", kind.encode()), (b"content-length", b"%d" % len(body)), _VARY]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def _reserved(request: Request) -> None:
    """Never called: the route has a name and a path only."""


async def _answer(scope: Scope, receive: Receive) -> tuple[str, bytes]:
    plain, held = cast(_Plain, scope[_KEY]), cast(Services, scope["app"].state.services)
    who = scope["state"]["principal"] = held.tokens.identify(plain.authorization)
    held.tokens.demand(who, "read")
    query = text(await _body(receive)) if plain.query is None else plain.query
    return await answered(held, query, {}, plain.accept)


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _plain(scope: Scope, hosts: frozenset[bytes] | None) -> _Plain | None:
    """What a request asks, if it can be answered here; in doubt it cannot."""
    headers: dict[bytes, bytes] = dict(scope["headers"])
    if len(headers) != len(scope["headers"]) or not _ELSEWHERE.isdisjoint(headers):
        return None
    if hosts is not None and headers.get(b"host", b"").partition(b":")[0] not in hosts:
        return None
    if b"gzip" in headers.get(b"accept-encoding", b"") and not is_here((scope.get("client") or ("",))[0]):
        return None
    if scope["method"] == "POST":
        length = headers.get(b"content-length", b"")
        if headers.get(b"content-type") != b"application/sparql-query" or scope["query_string"]:
            return None
        if not length.isdigit() or int(length) > _LARGEST:
            return None
        query = None
    elif scope["method"] == "GET" and scope["query_string"]:
        query = _alone(scope["query_string"])
        if query is None:
            return None
    else:
        return None
    return _Plain(query, _text(headers, b"accept"), _text(headers, b"authorization"))


def _text(headers: dict[bytes, bytes], name: bytes) -> str | None:
    value = headers.get(name)
    return None if value is None else value.decode("latin-1")


def _alone(parameters: bytes) -> str | None:
    """The query, if that is all that is asked."""
    if not parameters.startswith(b"query=") or b"&" in parameters or len(parameters) > _LARGEST:
        return None
    try:
        return decode(parameters)["query"][0]
    except HTTPException:  # which is explained elsewhere
        return None
