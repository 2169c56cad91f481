"""From addresses to the short names that people and programs read, and back."""

from typing import get_args

from kg.model import Factuality
from kg.rdf.terms import KG
from kg.store.resources import FACTUALITY_ORDER, Kind

__all__ = ["expand", "kind_of", "local_name", "strongest"]

_KINDS = frozenset(get_args(Kind))


def local_name(iri: str) -> str:
    """The last part of an IRI: `Person` of `…/ontology#Person`."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def expand(name: str) -> str:
    """The IRI of a class or property: of our ontology, unless it is an IRI already.

    Raises:
        UnknownTerm: the ontology has no such name; the message tells the nearest one.
    """
    return name if ":" in name else KG[name]


def kind_of(base: str, iri: str) -> Kind:
    """What an address of the graph below `base` stands for."""
    part = iri[len(base) :].split("/", 1)[0] if iri.startswith(base) else ""
    return part if part in _KINDS else "other"  # type: ignore[return-value]


def strongest(statuses: str) -> Factuality:
    """The strongest of the factualities whose IRIs are listed, separated by spaces."""
    found = {local_name(status) for status in statuses.split()}
    return next((status for status in FACTUALITY_ORDER if status in found), "asserted")
