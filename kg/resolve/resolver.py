"""The stage as one function: records and people's decisions in, the resolution out."""

from collections.abc import Iterable, Sequence

from kg.model import ArticleRecord, Decision, EntityCluster, Resolution
from kg.rdf.terms import DEFAULT_BASE
from kg.resolve.base import KnownNames
from kg.resolve.entities import group_entities
from kg.resolve.events import EventGrouper
from kg.resolve.known import load_known_names
from kg.resolve.naming import name_clusters
from kg.resolve.people import wishes_of

__all__ = ["resolve"]


def resolve(
    records: Iterable[ArticleRecord],
    *,
    base: str = DEFAULT_BASE,
    known: KnownNames | None = None,
    ledger: Sequence[Decision] = (),
) -> Resolution:
    """Decide which entities and events of different articles are the same.

    `records` is gone through twice, so it must be a collection or give a new iterator each time (a list, or an object
    whose `__iter__` reads an archive). Neither its order nor that of anything else matters but that of `ledger`: what
    people decided there is obeyed first, the latest word on a pair counting. `known` offers general knowledge of names;
    the gazetteer if left out.
    """
    names = known or load_known_names()
    entities = group_entities(records, names, wishes_of(ledger, "entity"))
    clusters = name_clusters(entities.groups, base, names)
    grouper = EventGrouper(base, clusters, _countries(clusters, names))
    for record in records:
        grouper.add(record)
    events = grouper.group(wishes_of(ledger, "event"))
    decisions = sorted(
        (*entities.decisions, *events.decisions), key=lambda item: (item.subject, item.left, item.right, item.who)
    )
    return Resolution(
        tuple(clusters), tuple(sorted(events.clusters, key=lambda cluster: cluster.iri)), tuple(decisions)
    )


def _countries(clusters: Iterable[EntityCluster], known: KnownNames) -> dict[str, str]:
    """The entities that are countries, with their codes."""
    codes = ((cluster, known.country(cluster.name)) for cluster in clusters if cluster.type == "Place")
    return {cluster.iri: code for cluster, code in codes if code and cluster.country in (None, code)}
