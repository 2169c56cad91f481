"""The stage as one function: records and the resolution in, named graphs out."""

from collections.abc import Iterable, Iterator, Mapping

from kg.assemble.article import article_claims, article_quads
from kg.assemble.conflicts import conflict_quads, event_claims
from kg.assemble.entity import entity_quads, event_quads
from kg.model import ArticleRecord, MentionKey, Reprint, Resolution
from kg.rdf.quads import Quad
from kg.rdf.terms import DEFAULT_BASE, article_iri, conflicts_graph, entities_graph

__all__ = ["assemble", "iris_of"]


def assemble(
    records: Iterable[ArticleRecord],
    resolution: Resolution,
    *,
    base: str = DEFAULT_BASE,
    reprints: Mapping[str, Reprint] | None = None,
) -> Iterator[tuple[str, list[Quad]]]:
    """Named graphs as pairs of address and sorted quads: each article's as its record comes, then entities, conflicts.

    A graph depends on its own record and the resolution only, so an article that did not change, and whose entities did
    not, has the same bytes again. `reprints` tells, by an article's id, whose text it repeats. Held in memory are one
    article and, of all, the addresses of claims that rival others.
    """
    addresses, repeated = iris_of(resolution), reprints or {}
    verdicts = dict(resolution.verdicts)
    compared = {member for rivalry in resolution.rivalries for member in (rivalry.left, rivalry.right)}
    claim_of: dict[MentionKey, str] = {}
    for record in records:
        address = addresses.get(record.article.id, {})
        claims = article_claims(record, address, base, verdicts.get(record.article.id, ()))
        found = event_claims(record, claims, address)
        claim_of.update((member, claim) for member, claim in found.items() if member in compared)
        quads = article_quads(record, claims, address, base, repeated.get(record.article.id))
        yield article_iri(base, record.article.id), quads
    described = {quad for entity in resolution.entities for quad in entity_quads(entity, base)}
    described.update(quad for event in resolution.events for quad in event_quads(event, base))
    yield entities_graph(base), sorted(described)
    yield conflicts_graph(base), conflict_quads(resolution.rivalries, claim_of, base)


def iris_of(resolution: Resolution) -> dict[str, dict[str, str]]:
    """The addresses that resolution found, by article and local id of an entity or event."""
    found: dict[str, dict[str, str]] = {}
    pairs = [(entity.iri, entity.members) for entity in resolution.entities]
    pairs += [(event.iri, event.members) for event in resolution.events]
    for address, members in pairs:
        for article, local in members:
            found.setdefault(article, {})[local] = address
    return found
