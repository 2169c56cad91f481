"""Entities of many articles as entities of the graph: candidates, verdicts, groups, addresses; kept up to date."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.model import ArticleRecord, Decision, EntityCluster, Judgement, MentionKey
from kg.resolve.base import Kind, KnownNames, Matcher, Unit, Verdict, different
from kg.resolve.blocking import Keys
from kg.resolve.bodies import body_keys, compare_bodies
from kg.resolve.clustering import Clustering, Rules
from kg.resolve.contributions import UnitKey
from kg.resolve.naming import AddressBook, describe
from kg.resolve.people import Wishes
from kg.resolve.persons import compare_persons, person_keys
from kg.resolve.things import compare_links, compare_places, compare_things, thing_keys
from kg.resolve.units import UnitIndex

__all__ = ["EntityIndex"]

_MATCHERS: dict[Kind, tuple[Callable[[Unit], tuple[str, ...]], Matcher]] = {
    "Person": (person_keys, compare_persons),
    "Body": (body_keys, compare_bodies),
    "Place": (thing_keys, compare_places),
    "Facility": (thing_keys, compare_things),
    "Event": (thing_keys, compare_things),
    "Other": (thing_keys, compare_things),
}
"""By kind of entity: what finds candidates, and what compares them. A new way of comparing is a new line here."""

_NEEDS_CONTEXT = {
    "person/name-anywhere": 1,
    "person/name-abroad": 2,
    "person/single": 2,
    "person/surname": 2,
    "person/initial": 2,
    "person/order": 2,
    "person/subset": 2,
    "person/middle": 1,
    "person/spelling": 1,
    "person/typo": 2,
    "body/initials": 2,
    "body/slip": 2,
    "body/vague": 2,
}
"""Rules whose evidence counts only where articles speak of that many other things in common."""

Group = tuple[UnitKey, ...]


class EntityIndex:
    """The entities of the graph. Give and take records, state people's wishes, then `settle`."""

    def __init__(self, base: str, known: KnownNames) -> None:
        self._base, self._known = base, known
        self._units = UnitIndex(known)
        self._clustering: Clustering[UnitKey, Unit] = Clustering(_rules(self._units))
        self._clusters: dict[Group, EntityCluster] = {}
        self._group: dict[UnitKey, Group] = {}
        self._plain: dict[Group, EntityCluster] = {}
        """The entities with the addresses they would have if they had no namesakes."""
        self._first: dict[MentionKey, Group] = {}
        self._book = AddressBook(base)
        self._wishes = Wishes()

    def put(self, record: ArticleRecord) -> None:
        """Take in a record, in place of an older one of the same article."""
        self._units.put(record)

    def drop(self, article: str) -> None:
        """Forget an article."""
        self._units.drop(article)

    def wish(self, wishes: Wishes) -> None:
        """State what people want, in place of what they wanted before."""
        self._wishes = wishes

    def settle(self) -> tuple[dict[str, EntityCluster], dict[str, EntityCluster]]:
        """Bring the entities up to date; those that are not as they were, by address, before and after."""
        self._part()
        changed = set()
        for key, unit in self._units.changes():
            changed.add(key)
            if unit is None:
                self._clustering.drop(key)
            else:
                self._clustering.put(key, unit)
        self._clustering.wish(self._keyed(self._wishes.same), self._keyed(self._wishes.different))
        change = self._clustering.settle()
        old, new = ({group for component in side for group in component.groups} for side in (change.gone, change.new))
        stay = {group for group in old & new if not any(key in changed for key in group)}
        return self._rename(old - stay, new - stay)

    def cluster(self, member: MentionKey) -> EntityCluster | None:
        """The entity that an article's entity is, as of the last `settle`."""
        key = self._units.key(member)
        return None if key is None else self._clusters[self._group[key]]

    def addresses(self, article: str) -> dict[str, str]:
        """The addresses of an article's entities by their local ids."""
        members = self._units.members_of(article)
        return {member[1]: cluster.iri for member in members if (cluster := self.cluster(member)) is not None}

    def clusters(self) -> list[EntityCluster]:
        """All entities, by address."""
        return sorted(self._clusters.values(), key=lambda cluster: cluster.iri)

    def decisions(self) -> Iterator[Decision]:
        """What made the entities, in no order: every join of two members with its reason."""
        for key in self._group:
            yield from _inside(self._clustering.value(key))
        for component in self._clustering.components():
            for left, right, verdict in component.accepted:
                yield self._decision(left, right, verdict, "same")

    def doubts(self) -> Iterator[Decision]:
        """Pairs that something speaks for and that were kept apart."""
        for component in self._clustering.components():
            for left, right, verdict in component.refused:
                yield self._decision(left, right, verdict, "different")

    def _decision(self, left: UnitKey, right: UnitKey, verdict: Verdict, judgement: Judgement) -> Decision:
        one, other = self._clustering.value(left).members[0], self._clustering.value(right).members[0]
        return Decision("entity", one, other, judgement, f"auto:{verdict.rule}", verdict.why, verdict.score)

    def _part(self) -> None:
        """Let members leave their units where people's wishes tell them from others there.

        Of two that are kept apart though alike to the last detail, the left one leaves; so does one that is kept apart
        from something, where another one like it is wanted to be joined.
        """
        wanted: dict[UnitKey | None, set[MentionKey]] = {}
        for member in (member for pair in self._wishes.same for member in pair):
            wanted.setdefault(self._units.natural(member), set()).add(member)
        alone = set()
        for left, right in self._wishes.different:
            keys = self._units.natural(left), self._units.natural(right)
            if keys[0] == keys[1]:
                alone.add(left)
            alone.update(side for side, key in zip((left, right), keys, strict=True) if wanted.get(key, set()) - {side})
        self._units.part(alone)

    def _keyed(self, pairs: Iterable[tuple[MentionKey, MentionKey]]) -> list[tuple[UnitKey, UnitKey]]:
        """Members as their units; what people decided about articles that are gone is passed over."""
        keys = ((self._units.key(left), self._units.key(right)) for left, right in pairs)
        return [(left, right) for left, right in keys if left is not None and right is not None]

    def _rename(self, old: set[Group], new: set[Group]) -> tuple[dict[str, EntityCluster], dict[str, EntityCluster]]:
        """Give addresses to new groups, and to namesakes of old and new ones, whose addresses may change by that."""
        before: dict[str, EntityCluster] = {}
        plain: set[str] = set()
        for group in old:
            cluster = self._clusters.pop(group)
            before[cluster.iri] = cluster
            address = self._plain.pop(group).iri
            plain.add(address)
            self._book.leave(address, cluster.members[0])
            del self._first[cluster.members[0]]
            for key in group:
                self._group.pop(key, None)
        for group in new:
            cluster = describe([self._clustering.value(key) for key in group], self._base, self._known)
            self._plain[group] = cluster
            plain.add(cluster.iri)
            self._book.claim(cluster.iri, cluster.members[0])
            self._first[cluster.members[0]] = group
            self._group.update(dict.fromkeys(group, group))
        after: dict[str, EntityCluster] = {}
        for address in plain:
            for first in self._book.claimants(address):
                group = self._first[first]
                was, now = self._clusters.get(group), self._plain[group]
                iri = self._book.own(now)
                if was is None or was.iri != iri:
                    if was is not None:
                        before[was.iri] = was
                    self._clusters[group] = after[iri] = replace(now, iri=iri)
        for iri in [iri for iri, cluster in after.items() if before.get(iri) == cluster]:
            del before[iri], after[iri]
        return before, after


def _rules(units: UnitIndex) -> Rules[Unit]:
    def counts(left: Unit, right: Unit, verdict: Verdict) -> bool:
        needed = _NEEDS_CONTEXT.get(verdict.rule, 0)
        return not needed or units.contexts.share(left, right, needed)

    return Rules(
        keys=_keys,
        order=lambda unit: unit.members[0],
        judge=_compare,
        weight=lambda unit: len(unit.members),
        precision=lambda unit: unit.precision,
        counts=counts,
    )


def _keys(unit: Unit) -> Keys:
    fine = unit.words[0][:4] if unit.kind == "Person" and unit.words else " ".join(unit.words)
    found = dict.fromkeys((*_MATCHERS[unit.kind][0](unit), *unit.links))
    shared = tuple((f"{unit.kind} {key}", fine) for key in found)
    if unit.kind != "Person" or not unit.words or unit.generic:
        return Keys(shared)
    surname = (unit.words[-1],)
    return Keys(shared, asks=surname) if len(unit.words) == 1 else Keys(shared, answers=surname)


def _compare(left: Unit, right: Unit) -> Verdict | None:
    if left.kind != right.kind:
        return different("type", f"“{left.name}” is a {left.type}, “{right.name}” a {right.type}")
    by_links = compare_links(left, right)
    return by_links if by_links is not None else _MATCHERS[left.kind][1](left, right)


def _inside(unit: Unit) -> Iterable[Decision]:
    """Members of a unit are one by its definition; each is tied to the first."""
    first = unit.members[0]
    reason = f"the same address {unit.links[0]}" if unit.links else f"the same name “{unit.name}”"
    if unit.country and not unit.links:
        reason += f" and country {unit.country}"
    for member in unit.members[1:]:
        yield Decision("entity", first, member, "same", "auto:identical", reason, 0.98)
