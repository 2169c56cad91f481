"""Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/)."""

import json
from collections.abc import Mapping
from html import escape
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool

from api.addresses import Addresses
from api.dependencies import AddressesDep, Services, ServicesDep, ViewDep
from api.matching import Candidate, find_candidates
from kg.errors import NotFound
from kg.rdf.terms import ONTOLOGY
from kg.schema.loading import load_ontology
from kg.store.resources import Node
from kg.store.view import View

__all__ = ["router"]

router = APIRouter(prefix="/reconcile", tags=["reconciliation"])

_MOST_QUERIES, _MOST_IDS = 100, 1000
_SUGGESTED, _MOST_CANDIDATES = 20, 50
_OWN = {"label": "name", "type": "type", "country": "country", "latitude": "latitude", "longitude": "longitude"}
_FORM = {
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}}}
        }
    }
}


class PropertyValue(BaseModel):
    """A property that is known of a cell, from another column."""

    pid: str = Field(max_length=200)
    v: Any = None


class ReconciliationQuery(BaseModel):
    """One cell."""

    query: str = Field(default="", max_length=500)
    type: str | list[str] | None = None
    type_strict: str | None = None
    limit: int = Field(default=5, ge=1)
    properties: list[PropertyValue] = Field(default_factory=list, max_length=20)


class ExtendProperty(BaseModel):
    """A column that is wanted."""

    id: str = Field(max_length=200)
    settings: dict[str, Any] | None = None


class ExtendQuery(BaseModel):
    """Things and the properties that are wanted of them."""

    ids: list[str] = Field(max_length=_MOST_IDS)
    properties: list[ExtendProperty] = Field(max_length=50)


_Batch = TypeAdapter(dict[str, ReconciliationQuery])


@router.get("", response_model=None)
async def reconcile_get(
    request: Request,
    held: ServicesDep,
    queries: Annotated[str | None, Query(description="A batch of queries, as JSON")] = None,
    extend: Annotated[str | None, Query(description="A data extension query, as JSON")] = None,
) -> dict[str, Any]:
    """The service manifest; or the answer to a batch of queries, or to a data extension query."""
    if queries is None and extend is None:
        return _manifest(request, held)
    return await run_in_threadpool(_answer, held, queries, extend)


@router.post("", response_model=None, openapi_extra={"requestBody": _FORM})
async def reconcile_post(request: Request, held: ServicesDep) -> dict[str, Any]:
    """The answer to a batch of queries, or to a data extension query, sent as a form."""
    form = parse_qs((await request.body()).decode("utf-8", "replace"))
    queries, extend = (form.get(name, [None])[0] for name in ("queries", "extend"))
    if queries is None and extend is None:
        raise HTTPException(400, "send `queries` or `extend`")
    return await run_in_threadpool(_answer, held, queries, extend)


@router.get("/suggest/entity", response_model=None)
def suggest_entity(
    view: ViewDep,
    addresses: AddressesDep,
    prefix: Annotated[str, Query(max_length=200)],
    cursor: Annotated[int, Query(ge=0, le=1000, description="How many to pass over")] = 0,
) -> dict[str, Any]:
    """Things whose names begin like that."""
    hits = view.search(prefix, limit=cursor + _SUGGESTED).hits[cursor:]
    return {"result": [_suggested(hit.node, addresses) for hit in hits]}


@router.get("/suggest/type", response_model=None)
def suggest_type(
    prefix: Annotated[str, Query(max_length=200)], cursor: Annotated[int, Query(ge=0, le=1000)] = 0
) -> dict[str, Any]:
    """Types whose names begin like that."""
    found = [name for name in _types() if name.lower().startswith(prefix.strip().lower())]
    return {"result": [{"id": name, "name": name} for name in found[cursor : cursor + _SUGGESTED]]}


@router.get("/suggest/property", response_model=None)
def suggest_property(
    prefix: Annotated[str, Query(max_length=200)], cursor: Annotated[int, Query(ge=0, le=1000)] = 0
) -> dict[str, Any]:
    """Properties whose names begin like that."""
    found = [name for name in _properties() if name.lower().startswith(prefix.strip().lower())]
    return {"result": [{"id": name, "name": name} for name in found[cursor : cursor + _SUGGESTED]]}


@router.get("/properties", response_model=None)
def propose_properties(
    type: Annotated[str | None, Query(max_length=200)] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> dict[str, Any]:
    """Properties that things of a type may be asked for."""
    found = [{"id": name, "name": name} for name in _properties()[:limit]]
    return {"properties": found, "limit": limit, "type": type or ""}


@router.get("/preview", response_class=HTMLResponse)
def preview(view: ViewDep, addresses: AddressesDep, id: Annotated[str, Query(max_length=500)]) -> HTMLResponse:
    """A small page about a thing."""
    card = view.card(addresses.resolve(id))
    aliases = ", ".join(card.aliases[:6])
    facts = "; ".join(fact.value or "" for fact in card.facts[:4])
    parts = [card.node.type or "", card.node.country or "", facts, f"also: {aliases}" if aliases else ""]
    lines = "".join(f"<p>{escape(part)}</p>" for part in parts if part)
    label = escape(card.node.label)
    head = f"<!doctype html><meta charset=utf-8><title>{label}</title><body style='font:14px sans-serif'>"
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return HTMLResponse(f"{head}<b>{label}</b>{lines}</body>", headers=headers)


def _manifest(request: Request, held: Services) -> dict[str, Any]:
    root = str(request.base_url).rstrip("/")
    me = f"{root}/reconcile"
    suggest = {name: {"service_url": me, "service_path": f"/suggest/{name}"} for name in ("entity", "property", "type")}
    return {
        "versions": ["0.2"],
        "name": "newsgraph",
        "identifierSpace": held.settings.base,
        "schemaSpace": f"{ONTOLOGY}#",
        "defaultTypes": [{"id": name, "name": name} for name in ("Person", "Organization", "Place")],
        "view": {"url": f"{root}/id/entity/{{{{id}}}}"},
        "preview": {"url": f"{me}/preview?id={{{{id}}}}", "width": 360, "height": 200},
        "suggest": suggest,
        "extend": {"propose_properties": {"service_url": me, "service_path": "/properties"}, "property_settings": []},
        "batchSize": _MOST_QUERIES,
    }


def _answer(held: Services, queries: str | None, extend: str | None) -> dict[str, Any]:
    view, addresses = held.store.view(), held.addresses
    try:
        if queries is not None:
            batch = _Batch.validate_json(queries)
        else:
            wanted = ExtendQuery.model_validate_json(extend or "")
    except ValidationError as error:
        fault = error.errors()[0]
        raise HTTPException(
            400, f"the query is not valid: {'/'.join(map(str, fault['loc']))}: {fault['msg']}"
        ) from None
    if queries is None:
        return _extended(wanted, view, addresses)
    if len(batch) > _MOST_QUERIES:
        raise HTTPException(413, f"a batch has at most {_MOST_QUERIES} queries")
    return {key: {"result": _results(query, view, addresses)} for key, query in batch.items()}


def _results(query: ReconciliationQuery, view: View, addresses: Addresses) -> list[dict[str, Any]]:
    types = [query.type] if isinstance(query.type, str) else query.type or []
    known = [(part.pid, _text(part.v)) for part in query.properties]
    strict = query.type_strict in ("any", "all")  # "should", which OpenRefine always sends, is a preference
    most = min(query.limit, _MOST_CANDIDATES)
    found = find_candidates(view, query.query, types=types, strict=strict, properties=known, limit=most)
    return [_result(candidate, addresses) for candidate in found]


def _result(candidate: Candidate, addresses: Addresses) -> dict[str, Any]:
    node = candidate.node
    return {
        **_suggested(node, addresses, notable=False),
        "type": [{"id": node.type or "Other", "name": node.type or "Other"}],
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": "type_match", "value": candidate.type_fits}, {"id": "claims", "value": node.claims}],
    }


def _suggested(node: Node, addresses: Addresses, *, notable: bool = True) -> dict[str, Any]:
    about = ", ".join(part for part in (node.position, node.start, node.country) if part)
    kind = [{"id": node.type or "Other", "name": node.type or "Other"}]
    return {
        "id": _id(node, addresses),
        "name": node.label,
        **({"description": about} if about else {}),
        **({"notable": kind} if notable else {}),
    }


def _extended(wanted: ExtendQuery, view: View, addresses: Addresses) -> dict[str, Any]:
    unknown = [one.id for one in wanted.properties if one.id not in _properties()]
    if unknown:
        raise HTTPException(400, f"there is no property {unknown[0]!r}; /reconcile/properties lists those there are")
    meta = [{"id": one.id, "name": one.id} for one in wanted.properties]
    rows = {id: {one.id: _values(id, one.id, view, addresses) for one in wanted.properties} for id in wanted.ids}
    return {"meta": meta, "rows": rows}


def _values(id: str, property: str, view: View, addresses: Addresses) -> list[Mapping[str, Any]]:
    try:
        node = view.node(view.require(addresses.resolve(id)))
    except NotFound:
        return []
    if property in _OWN:
        value = getattr(node, property)
        return [] if value is None else [{"float": value} if isinstance(value, float) else {"str": str(value)}]
    if property in ("start", "end"):
        day = getattr(node, property)
        return [{"date": f"{day}T00:00:00Z"} if len(day) == 10 else {"str": day}] if day else []
    found: list[Mapping[str, Any]] = []
    for statement in view.outgoing(node.iri):
        if statement.property == property:
            target = view.node(statement.target) if statement.target else None
            found.append(
                {"id": _id(target, addresses), "name": target.label} if target else {"str": statement.value or ""}
            )
    return found


def _id(node: Node, addresses: Addresses) -> str:
    id = addresses.id(node.iri)
    return f"event/{id}" if node.kind == "event" else id


def _types() -> list[str]:
    ontology = load_ontology()
    return sorted({*ontology.entity_types, *ontology.event_types})


def _properties() -> list[str]:
    ontology = load_ontology()
    return sorted({*_OWN, "start", "end", *ontology.predicates, *ontology.roles})


def _text(value: Any) -> str:
    """The value of a property as OpenRefine sends it: text, a number, a thing with its name, or several of them."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("id") or "")
    return value if isinstance(value, str) else json.dumps(value)
