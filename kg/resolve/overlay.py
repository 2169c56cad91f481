"""What people say beyond "same" and "different": what a thing is called, and which claims of articles they rejected.

It lies over what the resolver decides and changes nothing of it: addresses and members stay as they are.
"""

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Decision, EntityCluster, EventCluster, MentionKey

__all__ = ["Overlay"]


class Overlay:
    """The decisions in force on labels and claims, oldest first; of several on one thing the latest counts."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.labels: dict[MentionKey, str] = {}
        self.verdicts: dict[str, tuple[Decision, ...]] = {}
        self._rejected: set[MentionKey] = set()
        for decision in decisions:
            if decision.said is None:
                continue
            if decision.subject == "label" and decision.said.value:
                self.labels.pop(decision.left, None)  # so that the order is that of the last words
                self.labels[decision.left] = decision.said.value
            elif decision.subject == "claim":
                article = decision.left[0]
                self.verdicts[article] = (*self.verdicts.get(article, ()), decision)
                if decision.said.predicate == "type":
                    change = self._rejected.add if decision.judgement == "rejected" else self._rejected.discard
                    change(decision.left)
        self._order = {member: place for place, member in enumerate(self.labels)}

    def members(self) -> set[MentionKey]:
        """The members of all entities and events that look otherwise because of it."""
        return self.labels.keys() | self._rejected

    def entity(self, cluster: EntityCluster) -> EntityCluster:
        """An entity under the label that people gave it; the one that the resolver chose is an alias then."""
        label = self._label(cluster)
        if label is None or label == cluster.name:
            return cluster
        names = {*cluster.aliases, cluster.name}
        return replace(cluster, name=label, aliases=tuple(sorted(n for n in names if n.casefold() != label.casefold())))

    def event(self, cluster: EventCluster) -> EventCluster:
        """An event under its label; without any where people rejected what every article says it is."""
        if self._rejected and self._rejected.issuperset(cluster.members):
            return replace(cluster, label="")
        label = self._label(cluster)
        return replace(cluster, label=label) if label is not None else cluster

    def over(self, cluster: EntityCluster | EventCluster) -> EntityCluster | EventCluster:
        """An entity or event as people want it shown."""
        return self.entity(cluster) if isinstance(cluster, EntityCluster) else self.event(cluster)

    def moved(self, other: "Overlay") -> set[str]:
        """The articles whose claims are judged otherwise in another one."""
        articles = self.verdicts.keys() | other.verdicts.keys()
        return {article for article in articles if self.verdicts.get(article) != other.verdicts.get(article)}

    def _label(self, cluster: EntityCluster | EventCluster) -> str | None:
        named = [member for member in cluster.members if member in self.labels] if self.labels else []
        return self.labels[max(named, key=self._order.__getitem__)] if named else None
