"""Answers for things that are no longer where they were: 308 to what they became, 410 for what is gone."""

import re
from typing import cast
from urllib.parse import quote, unquote

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Services
from api.errors import Problem, problem

__all__ = ["moved_or_gone"]

_RESOURCE = re.compile(r"/v1/(entities|events|articles)/([^/]+)(/[a-z]+)?")
_LINKED = re.compile(r"/id/((?:entity|event|article)/.+)")
_KINDS = {"entities": "entity", "events": "event", "articles": "article"}
_GONE = Problem(410, "gone", "Gone")


def moved_or_gone(request: Request) -> Response | None:
    """What to answer instead of "not found", if the address was once in use; None if it never was."""
    held = cast(Services, request.app.state.services)
    became = getattr(held.ingest, "became", None)
    path = _path(request)
    if became is None:
        return None
    if match := _RESOURCE.fullmatch(path):
        kind, iri = match[1], held.addresses.iri(_KINDS[match[1]], unquote(match[2]))
    elif match := _LINKED.fullmatch(path):
        kind, iri = "", held.addresses.base + match[1]
    else:
        return None
    was, now = became(iri)
    if not was:
        return None
    if now is None:
        return problem(request, _GONE, f"there is nothing at {iri} any more: all that told of it was removed")
    root = request.scope.get("root_path", "")
    if kind:
        place = f"{root}/v1/{kind}/{quote(held.addresses.id(now), safe='')}{match[3] or ''}"
    else:
        place = f"{root}/id/{now.removeprefix(held.addresses.base)}"
    query = request.url.query
    return RedirectResponse(f"{place}?{query}" if query else place, 308)


def _path(request: Request) -> str:
    """The path as sent: what is percent-encoded in an id stays so."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.split(b"?")[0].decode("latin-1").removeprefix(request.scope.get("root_path", ""))
