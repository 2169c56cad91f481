"""What is searched of a store elsewhere, as a small store here."""

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.rdf.terms import RDF
from kg.store.rows import Iri, Row

__all__ = ["copy_of_searched"]

_HERE = ox.NamedNode("urn:newsgraph:copy")
_TYPE, _SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(iri) for iri in (RDF.type, RDF.subject, RDF.predicate, RDF.object))
_CLAIMS = ox.NamedNode("https://w3id.org/newsgraph/statistics#claims")


def copy_of_searched(select: Callable[[str], Iterator[Row]]) -> ox.Store:
    """A store in memory of what named queries say of names, texts and positions; of claims, only what ranks and places.

    Blank nodes, which have no address, are left out.
    """
    copy = ox.Store()
    copy.bulk_extend(_described(select))
    copy.bulk_extend(_claimed(select))
    return copy


def _described(select: Callable[[str], Iterator[Row]]) -> Iterator[ox.Quad]:
    for row in select("searched"):
        if len(row) == 4 and isinstance(row["subject"], Iri):
            graph, subject, property_ = (ox.NamedNode(row[part]) for part in ("graph", "subject", "property"))
            yield ox.Quad(subject, property_, _term(row["value"]), graph)
    for row in select("types"):
        if len(row) == 2 and isinstance(row["thing"], Iri):
            yield ox.Quad(ox.NamedNode(row["thing"]), _TYPE, _term(row["type"]), _HERE)


def _claimed(select: Callable[[str], Iterator[Row]]) -> Iterator[ox.Quad]:
    for row in select("claim_counts_made"):
        if isinstance(row.get("thing"), Iri):
            yield ox.Quad(ox.NamedNode(row["thing"]), _CLAIMS, ox.Literal(int(row["claims"])), _HERE)
    for row in select("event_claims"):
        if len(row) == 4 and isinstance(row["claim"], Iri) and isinstance(row["event"], Iri):
            claim = ox.NamedNode(row["claim"])
            yield ox.Quad(claim, _SUBJECT, ox.NamedNode(row["event"]), _HERE)
            yield ox.Quad(claim, _PREDICATE, ox.NamedNode(row["property"]), _HERE)
            yield ox.Quad(claim, _OBJECT, _term(row["value"]), _HERE)


def _term(value: str) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(value) if isinstance(value, Iri) else ox.Literal(value)
