"""Groups that are kept up to date: after a change, only what is connected with it is grouped anew.

Two things are connected where evidence speaks for their being one, directly or through others, or where people said so.
What `join` makes of connected things depends on nothing else, so grouping them alone gives what grouping everything
would give: the outcome is a function of what is there, however it came there.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from kg.resolve.base import Verdict
from kg.resolve.blocking import Blocks, Keys
from kg.resolve.joining import Joined, Pair, join

__all__ = ["Change", "Clustering", "Component", "Rules"]

Item = TypeVar("Item", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Rules(Generic[Value]):
    """How things are compared.

    `judge` gives the verdict on two things, the one that comes first in `order` first; `counts` tells whether a verdict
    for sameness holds in the light of more than the two; `precision` and `exclusive` are those of `join`.
    """

    keys: Callable[[Value], Keys]
    order: Callable[[Value], Any]
    judge: Callable[[Value, Value], Verdict | None]
    weight: Callable[[Value], int]
    precision: Callable[[Value], object]
    counts: Callable[[Value, Value, Verdict], bool]
    exclusive: Callable[[Value], str] | None = None
    notes: Callable[[Verdict], bool] | None = None
    """Which verdicts against sameness are kept all the same, since others build on them."""
    block: int = 300


@dataclass(frozen=True, slots=True)
class Component(Generic[Item]):
    """Connected things, as groups; the pairs that made the groups, and those that speak for more in vain."""

    groups: tuple[tuple[Item, ...], ...]
    accepted: tuple[tuple[Item, Item, Verdict], ...]
    refused: tuple[tuple[Item, Item, Verdict], ...]


@dataclass(slots=True)
class Change(Generic[Item]):
    """What grouping anew came to."""

    gone: list[Component[Item]] = field(default_factory=list)
    new: list[Component[Item]] = field(default_factory=list)
    compared: set[Item] = field(default_factory=set)
    """Things whose evidence may have changed, those that are gone included."""


class Clustering(Generic[Item, Value]):
    """Things by an identity, and their groups. Give and take things, then `settle`."""

    def __init__(self, rules: Rules[Value]) -> None:
        self._rules = rules
        self._values: dict[Item, Value] = {}
        self._blocks: Blocks[Item] = Blocks(rules.block)
        self._edges: dict[Item, dict[Item, Verdict]] = {}
        self._noted: dict[Item, dict[Item, Verdict]] = {}
        self._component: dict[Item, Component[Item]] = {}
        self._same: dict[Item, set[Item]] = defaultdict(set)
        self._never: dict[Item, set[Item]] = defaultdict(set)
        self._touched: set[Item] = set()
        """Things whose pairs must be compared anew."""
        self._seeds: set[Item] = set()
        """Things that must be grouped anew."""

    def __len__(self) -> int:
        return len(self._values)

    def value(self, item: Item) -> Value:
        """What is known of a thing."""
        return self._values[item]

    def put(self, item: Item, value: Value) -> None:
        """Take in a thing, or what is known of it now."""
        self._values[item] = value
        self._touched |= self._blocks.put(item, self._rules.keys(value), self._rules.order(value))
        self._touched.add(item)

    def drop(self, item: Item) -> None:
        """Forget a thing."""
        if item in self._values:
            self._touched |= self._blocks.drop(item)
            self._touched.add(item)
            del self._values[item]

    def wish(self, same: Iterable[tuple[Item, Item]], different: Iterable[tuple[Item, Item]]) -> None:
        """Replace what people want to be one and to be kept apart."""
        for kept, pairs in ((self._same, list(same)), (self._never, list(different))):
            before = {frozenset((item, other)) for item, others in kept.items() for other in others}
            after = {frozenset(pair) for pair in pairs if pair[0] != pair[1]}
            self._seeds.update(item for pair in before ^ after for item in pair)
            kept.clear()
            for left, right in pairs:
                if left != right:
                    kept[left].add(right)
                    kept[right].add(left)

    def settle(self) -> Change[Item]:
        """Group anew what is connected with anything that changed since the last time."""
        change: Change[Item] = Change()
        seeds = self._compare_touched() | self._seeds
        change.compared = set(seeds)
        self._seeds = set()
        gone: dict[int, Component[Item]] = {}
        done: set[Item] = set()
        for seed in seeds:
            if (old := self._component.get(seed)) is not None:
                gone[id(old)] = old
        queue = [*seeds, *(item for old in gone.values() for group in old.groups for item in group)]
        for seed in queue:
            if seed in self._values and seed not in done:
                items = self._connected(seed)
                done |= items
                for item in items:
                    if (old := self._component.get(item)) is not None:
                        gone[id(old)] = old
                change.new.append(self._group(items))
        for old in gone.values():
            for group in old.groups:
                for item in group:
                    self._component.pop(item, None)
        for component in change.new:
            self._component.update((item, component) for group in component.groups for item in group)
        change.gone = list(gone.values())
        return change

    def components(self) -> list[Component[Item]]:
        """All components, in no order."""
        return list({id(component): component for component in self._component.values()}.values())

    def noted(self, item: Item) -> dict[Item, Verdict]:
        """The verdicts against sameness that were kept, by the other thing."""
        return self._noted.get(item, {})

    def _order(self, item: Item) -> Any:
        return self._rules.order(self._values[item])

    def _compare_touched(self) -> set[Item]:
        """Renew the evidence between touched things and their candidates; what lost or has evidence."""
        touched, self._touched = self._touched, set()
        seeds = set(touched)
        for item in touched:
            for links in (self._edges, self._noted):
                for other in links.pop(item, ()):
                    seeds.add(other)
                    if other in links:
                        links[other].pop(item, None)
        compared: set[Item] = set()
        for item in touched:
            if item not in self._values:
                continue
            compared.add(item)
            for other in set(self._blocks.candidates(item)):
                if other not in compared and other in self._values:
                    self._weigh(item, other)
        return seeds

    def _weigh(self, item: Item, other: Item) -> None:
        """Keep what speaks for two things' being one."""
        left, right = self._values[item], self._values[other]
        if self._rules.order(right) < self._rules.order(left):
            left, right = right, left
        verdict = self._rules.judge(left, right)
        if verdict is None:
            return
        if verdict.forbids:
            links = self._noted if self._rules.notes is not None and self._rules.notes(verdict) else None
        else:
            links = self._edges if self._rules.counts(left, right, verdict) else None
        if links is not None:
            links.setdefault(item, {})[other] = verdict
            links.setdefault(other, {})[item] = verdict

    def _connected(self, start: Item) -> set[Item]:
        found, rest = {start}, [start]
        while rest:
            item = rest.pop()
            for other in (*self._edges.get(item, ()), *self._same.get(item, ())):
                if other not in found and other in self._values:
                    found.add(other)
                    rest.append(other)
        return found

    def _group(self, items: set[Item]) -> Component[Item]:
        if len(items) == 1:
            return Component((tuple(items),), (), ())
        line = sorted(items, key=self._order)
        number = {item: index for index, item in enumerate(line)}
        verdicts = [
            ((number[item], number[other]), verdict)
            for item in line
            for other, verdict in self._edges.get(item, {}).items()
            if number[item] < number[other]
        ]
        must = self._numbered(self._same, line, number)
        never = self._numbered(self._never, line, number)
        joined = self._obey(line, verdicts, must, never)
        group_of = {index: place for place, group in enumerate(joined.groups) for index in group}
        refused = [(pair, verdict) for pair, verdict in verdicts if group_of[pair[0]] != group_of[pair[1]]]
        return Component(
            tuple(tuple(line[index] for index in group) for group in joined.groups),
            tuple((line[a], line[b], verdict) for (a, b), verdict in joined.accepted),
            tuple((line[a], line[b], verdict) for (a, b), verdict in sorted(refused, key=lambda found: found[0])),
        )

    @staticmethod
    def _numbered(wishes: dict[Item, set[Item]], line: Sequence[Item], number: dict[Item, int]) -> list[Pair]:
        return sorted(
            (number[item], number[other])
            for item in line
            for other in wishes.get(item, ())
            if other in number and number[item] < number[other]
        )

    def _obey(
        self, line: Sequence[Item], verdicts: list[tuple[Pair, Verdict]], must: list[Pair], never: list[Pair]
    ) -> Joined:
        """The groups that evidence makes, whole groups united where people say so.

        Where such a union would bring together what people keep apart, its things are grouped again with people's word
        first, so that both hold.
        """
        everything = list(range(len(line)))
        joined = self._join(line, everything, verdicts, [], never)
        if not must:
            return joined
        group_of = {index: place for place, group in enumerate(joined.groups) for index in group}
        unions = _unions(len(joined.groups), [(group_of[a], group_of[b]) for a, b in must])
        groups: list[list[int]] = []
        accepted = list(joined.accepted)
        for union in unions:
            members = sorted(index for place in union for index in joined.groups[place])
            inside = set(members)
            if len(union) == 1 or not any(a in inside and b in inside for a, b in never):
                groups.append(members)
                continue
            within = [found for found in verdicts if found[0][0] in inside and found[0][1] in inside]
            again = self._join(line, members, within, must, never)
            groups += again.groups
            accepted = [found for found in accepted if found[0][0] not in inside] + again.accepted
        return Joined(sorted(groups), accepted)

    def _join(
        self,
        line: Sequence[Item],
        members: Sequence[int],
        verdicts: list[tuple[Pair, Verdict]],
        must: list[Pair],
        never: list[Pair],
    ) -> Joined:
        """`join` on some of the things of `line`, in and out by their places in it."""
        values = [self._values[line[index]] for index in members]
        local = {index: place for place, index in enumerate(members)}
        exclusive, precision, judge = self._rules.exclusive, self._rules.precision, self._rules.judge

        def inside(pairs: Iterable[Pair]) -> list[Pair]:
            return [(local[a], local[b]) for a, b in pairs if a in local and b in local]

        found = join(
            weights=[self._rules.weight(value) for value in values],
            verdicts=[((local[a], local[b]), verdict) for (a, b), verdict in verdicts],
            judge=lambda a, b: judge(values[a], values[b]),
            precision=lambda place: precision(values[place]),
            must=inside(must),
            never=inside(never),
            exclusive=(lambda place: exclusive(values[place])) if exclusive else None,
        )
        return Joined(
            [[members[place] for place in group] for group in found.groups],
            [((members[a], members[b]), verdict) for (a, b), verdict in found.accepted],
        )


def _unions(count: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """Numbers below `count` that pairs connect, sorted."""
    above = list(range(count))

    def root(place: int) -> int:
        while above[place] != place:
            place = above[place]
        return place

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        above[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for place in range(count):
        found[root(place)].append(place)
    return list(found.values())
