"""Precision and recall over pairs of mentions that are one entity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.model import EntityCluster, EntityType, MentionKey

__all__ = ["pair_scores"]


def pair_scores(
    clusters: Iterable[EntityCluster], truth: Mapping[MentionKey, int], kinds: Iterable[EntityType] | None = None
) -> tuple[float, float]:
    """Precision and recall; `kinds` leaves out mentions in clusters of other types, for reports by type."""
    chosen = list(clusters)
    if kinds is not None:
        wanted = set(kinds)
        chosen = [cluster for cluster in chosen if cluster.type in wanted]
    by_truth: dict[int, Counter[str]] = defaultdict(Counter)
    found = 0
    for cluster in chosen:
        found += _pairs(len(cluster.members))
        for member in cluster.members:
            by_truth[truth[member]][cluster.iri] += 1
    right = sum(_pairs(count) for counts in by_truth.values() for count in counts.values())
    wanted_pairs = sum(_pairs(counts.total()) for counts in by_truth.values())
    return right / found if found else 1.0, right / wanted_pairs if wanted_pairs else 1.0


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
