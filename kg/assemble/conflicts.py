"""Claims side by side: which contradict, supersede, round or narrow one another, and why; as the graph of conflicts."""

from collections.abc import Iterable, Iterator, Mapping

from kg.model import ArticleRecord, MentionKey, Rivalry
from kg.rdf.claims import Claim
from kg.rdf.quads import Quad, iri, literal
from kg.rdf.terms import KG, RDF, comparison_iri, conflicts_graph

__all__ = ["conflict_quads", "event_claims"]


def event_claims(
    record: ArticleRecord, claims: Mapping[str, Claim], address: Mapping[str, str]
) -> dict[MentionKey, str]:
    """The addresses of an article's claims that events of their types happened, by the events' keys.

    They carry the events' figures; those that somebody rejected are left out. Two events of an article that are one may
    share a claim.
    """
    by_evidence = {
        (claim.subject, claim.rule, evidence): address_of
        for address_of, claim in sorted(claims.items(), reverse=True)
        if claim.predicate == RDF.term("type") and not claim.rejected
        for evidence in claim.evidence
    }
    found = {}
    for event in record.events:
        made = by_evidence.get((address.get(event.id, ""), event.rule, event.evidence))
        if made is not None:
            found[record.article.id, event.id] = made
    return found


def conflict_quads(rivalries: Iterable[Rivalry], claim_of: Mapping[MentionKey, str], base: str) -> list[Quad]:
    """The graph of conflicts, sorted: a node with the reason for each pair of claims, and direct links between them."""
    quads: set[Quad] = set()
    for rivalry in rivalries:
        left, right = claim_of.get(rivalry.left), claim_of.get(rivalry.right)
        if left is not None and right is not None and left != right:
            quads.update(_comparison(rivalry, left, right, base))
    return sorted(quads)


def _comparison(rivalry: Rivalry, left: str, right: str, base: str) -> Iterator[Quad]:
    graph = iri(conflicts_graph(base))
    first, second = sorted((left, right))
    me = iri(comparison_iri(base, first, second, rivalry.kind))
    yield Quad(me, RDF.term("type"), KG.term("Comparison"), graph)
    yield Quad(me, KG.term("comparisonKind"), literal(rivalry.kind), graph)
    yield Quad(me, KG.term("explanation"), literal(rivalry.why), graph)
    for claim in (left, right):
        yield Quad(me, KG.term("compares"), iri(claim), graph)
    if rivalry.kind == "contradiction":
        yield Quad(iri(left), KG.term("conflictsWith"), iri(right), graph)
        yield Quad(iri(right), KG.term("conflictsWith"), iri(left), graph)
    elif rivalry.newer is not None:
        newer, older = (left, right) if rivalry.newer == rivalry.left else (right, left)
        yield Quad(iri(newer), KG.term("supersedes"), iri(older), graph)
