"""Parts of records as written terms: the types of events, and dates."""

from kg.rdf.quads import Term, literal
from kg.rdf.terms import KG

__all__ = ["date_term", "event_type_term"]

_DATE_TYPES = ("gYear", "gYearMonth", "date")


def event_type_term(event_type: str) -> Term:
    """The class of an event's type; records call `kg:OtherEvent` Other."""
    return KG.term("OtherEvent" if event_type == "Other" else event_type)


def date_term(value: str) -> Term:
    """An ISO date as a literal of the type that fits its precision."""
    return literal(value, _DATE_TYPES[value.count("-")])
