"""What provenance costs: triples that tell where facts come from, per triple that tells a fact."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.rdf.quads import Quad
from kg.rdf.terms import KG, RDF

__all__ = ["Provenance", "measure_provenance"]

_PROVENANCE_CLASSES = {
    KG.term(name)
    for name in ("Claim", "RejectedClaim", "Comparison", "Evidence", "Quantity", "Extraction", "UnnamedSource")
}
_LINKS = {KG.term("conflictsWith"), KG.term("supersedes")}


@dataclass(frozen=True, slots=True)
class Provenance:
    """How many triples tell facts, tell where facts come from, and describe articles and names."""

    facts: int
    provenance: int
    descriptions: int

    @property
    def ratio(self) -> float:
        """Provenance triples per fact triple; 0 where there are no facts."""
        return self.provenance / self.facts if self.facts else 0.0


def measure_provenance(quads: Iterable[Quad]) -> Provenance:
    """Count the triples of whole named graphs by what they are for; the same triple in two articles counts twice."""
    kept = list(quads)
    backing = {q.subject for q in kept if q.predicate == RDF.term("type") and q.object in _PROVENANCE_CLASSES}
    articles = {q.subject for q in kept if q.predicate == RDF.term("type") and q.object == KG.term("Article")}
    facts = provenance = descriptions = 0
    for quad in kept:
        if quad.subject in backing or quad.predicate in _LINKS:
            provenance += 1
        elif quad.subject in articles or quad.graph not in articles:
            descriptions += 1
        else:
            facts += 1
    return Provenance(facts, provenance, descriptions)
