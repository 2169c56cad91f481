"""The ontology: a page for people, RDF for programs, and each term under an address of its own."""

from functools import cache

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from rdflib import Graph, URIRef

from api.negotiation import SHORT_NAMES, content_type, negotiate
from kg.errors import NotFound
from kg.rdf.ontology_quads import ontology_quads
from kg.rdf.page import ontology_page
from kg.rdf.quads import to_nquads
from kg.rdf.terms import KG, ONTOLOGY, PREFIXES

__all__ = ["router"]

router = APIRouter(prefix="/ontology", tags=["linked data"])

_FORMS = {
    "text/html": "html",
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
_CONTENT = {200: {"description": "The ontology", "content": {form: {} for form in _FORMS}}}
_TERM = {**_CONTENT, 303: {"description": "Its place on the page is in `Location`"}}
_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'", "Vary": "Accept"}


@router.get("", response_class=Response, responses=_CONTENT)  # type: ignore[arg-type]
def ontology(request: Request, format: str | None = None) -> Response:
    """The whole ontology: a page, or RDF by content negotiation (`?format=` ttl, jsonld, nt, rdf, html)."""
    chosen = _chosen(request, format)
    if chosen == "text/html":
        return HTMLResponse(_page(), headers=_POLICY)
    return Response(_whole(_FORMS[chosen]), media_type=content_type(chosen), headers={"Vary": "Accept"})


@router.get("/{name}", response_class=Response, responses=_TERM)  # type: ignore[arg-type]
def ontology_term(request: Request, name: str, format: str | None = None) -> Response:
    """What the ontology says of one term, such as `Arrest`; browsers are led to its place on the page."""
    if f"{KG}{name}" not in KG:
        raise NotFound(f"the ontology has no term {name!r}")
    chosen = _chosen(request, format)
    if chosen == "text/html":
        place = f"{request.scope.get('root_path', '')}/ontology#{name}"
        return Response(status_code=303, headers={"Location": place, "Vary": "Accept"})
    body = _term(name, _FORMS[chosen])
    return Response(body, media_type=content_type(chosen), headers={"Vary": "Accept"})


def _chosen(request: Request, format: str | None) -> str:
    accept = SHORT_NAMES.get(format, format) if format else request.headers.get("accept")
    chosen = negotiate(accept, _FORMS)
    if chosen is None:
        raise HTTPException(406, f"offered are {', '.join(_FORMS)}", {"Vary": "Accept"})
    return chosen


@cache
def _page() -> str:
    return ontology_page()


@cache
def _graph() -> Graph:
    graph = Graph()
    lines = (line.replace(f" <{ONTOLOGY}> .", " .") for line in to_nquads(ontology_quads()).decode().splitlines())
    graph.parse(data="\n".join(lines), format="nt")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


@cache
def _whole(form: str) -> bytes:
    return _graph().serialize(format=form, encoding="utf-8")


def _term(name: str, form: str) -> bytes:
    whole, part = _graph(), Graph()
    for triple in whole.triples((URIRef(f"{KG}{name}"), None, None)):
        part.add(triple)
    for prefix, namespace in PREFIXES.items():
        part.bind(prefix, namespace)
    return part.serialize(format=form, encoding="utf-8")
