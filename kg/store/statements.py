"""Reads statements: triples with how they are backed."""

from kg.rdf.terms import KG, RDF
from kg.store.names import local_name, strongest
from kg.store.resources import Statement
from kg.store.rows import Iri, Row

__all__ = ["by_weight", "read_statement"]

_APART = frozenset({RDF.type, KG.quantity})
"""What an event is, and its figures: shown with the event, not as statements about it."""
_MOST = 10**9


def read_statement(row: Row) -> Statement | None:
    """The statement in a row of `statements_from` or `statements_to`; None if it is no relation or fact to list."""
    if row["property"] in _APART:
        return None
    target = row["object"]
    return Statement(
        source=row["subject"],
        property=local_name(row["property"]),
        target=target if isinstance(target, Iri) else None,
        value=None if isinstance(target, Iri) else target,
        claims=int(row["claims"]),
        confidence=float(row["confidence"]),
        factuality=strongest(row["statuses"]),
        valid_from=row.get("valid_from"),
        valid_until=row.get("valid_until"),
    )


def by_weight(statement: Statement) -> str:
    """A key that sorts what more claims back before what fewer do, and tells statements apart."""
    return (
        f"{_MOST - statement.claims:010d} {statement.property} {statement.source} {statement.target or statement.value}"
    )
