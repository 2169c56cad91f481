"""Which decisions are most worth a person's look: those least sure, about what most articles speak of."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from kg.model import Decision, EntityCluster, EventCluster, MentionKey, Resolution, Subject

__all__ = ["ReviewItem", "review_queue"]

_KEPT_APART = 0.5
"""Of pairs with like names that the resolver kept apart, about this share of the score is the chance that they are one:
whatever kept them apart counts against it."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A question to a person: are these two one? `joined` tells what the graph holds now.

    `value` is what an answer is expected to be worth: the entropy of the resolver's belief in bits, times the logarithm
    of how many mentions would change hands.
    """

    subject: Subject
    left: MentionKey
    right: MentionKey
    left_iri: str
    right_iri: str
    left_name: str
    right_name: str
    left_articles: int
    right_articles: int
    joined: bool
    score: float
    rule: str
    why: str
    value: float


def review_queue(resolution: Resolution, decided: Iterable[Decision] = (), *, limit: int = 50) -> list[ReviewItem]:
    """The questions, the most valuable first; what people `decided` already is not asked again.

    Of several pairs that would join the same two entities, the surest is asked about.
    """
    clusters: dict[Subject, dict[MentionKey, EntityCluster | EventCluster]] = {
        "entity": {member: cluster for cluster in resolution.entities for member in cluster.members},
        "event": {member: cluster for cluster in resolution.events for member in cluster.members},
    }
    people = (decision for decision in decided if not decision.who.startswith("auto:"))
    settled = {_pair(decision) for decision in people if decision.subject in clusters}
    found: dict[tuple[str, str, str], ReviewItem] = {}
    for decision, joined in _candidates(resolution):
        if _pair(decision) in settled:
            continue
        known = clusters[decision.subject]
        left, right = known.get(decision.left), known.get(decision.right)
        if left is None or right is None or (left is right) != joined:
            continue
        item = _item(decision, left, right, joined)
        first, second = sorted((item.left_iri, item.right_iri))
        key = (first, second, f"{item.left} {item.right}" if joined else "")
        if key not in found or _order(item) < _order(found[key]):
            found[key] = item
    return sorted(found.values(), key=_order)[:limit]


def _candidates(resolution: Resolution) -> Iterable[tuple[Decision, bool]]:
    for decision in resolution.decisions:
        if decision.judgement == "same" and decision.who != "auto:identical":
            yield decision, True
    for decision in resolution.doubts:
        yield decision, False


def _item(
    decision: Decision, left: EntityCluster | EventCluster, right: EntityCluster | EventCluster, joined: bool
) -> ReviewItem:
    belief = min(0.99, max(0.01, decision.score * (1 if joined else _KEPT_APART)))
    entropy = -(belief * log2(belief) + (1 - belief) * log2(1 - belief))
    articles = [len({article for article, _ in cluster.members}) for cluster in (left, right)]
    return ReviewItem(
        subject=decision.subject,
        left=decision.left,
        right=decision.right,
        left_iri=left.iri,
        right_iri=right.iri,
        left_name=_name(left),
        right_name=_name(right),
        left_articles=articles[0],
        right_articles=articles[1],
        joined=joined,
        score=decision.score,
        rule=decision.who.removeprefix("auto:"),
        why=decision.why,
        value=round(entropy * log2(1 + min(len(left.members), len(right.members))), 4),
    )


def _order(item: ReviewItem) -> tuple[float, float, MentionKey, MentionKey]:
    return (-item.value, -item.score, item.left, item.right)


def _name(cluster: EntityCluster | EventCluster) -> str:
    return cluster.name if isinstance(cluster, EntityCluster) else cluster.label


def _pair(decision: Decision) -> tuple[str, MentionKey, MentionKey]:
    return (decision.subject, *sorted((decision.left, decision.right)))  # type: ignore[return-value]
