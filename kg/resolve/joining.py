"""From verdicts on pairs to groups that hold together: best pairs first, and never by chains alone.

A pair is joined only if nothing forbids any pair across the two groups it would bring together; so "A like B, B like C"
does not join A and C where their given names differ. Evidence that must be unique is weighed after all other: it counts
if it leads to one group. What people decided comes first, and stays.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from kg.resolve.base import Verdict

__all__ = ["Joined", "Pair", "join"]

Pair = tuple[int, int]
"""Two items by number, the smaller first."""

_WITNESSES = 16
"""Items of a group that others must agree with: those joined first, on the best evidence. Being the same for everybody
who joins later, they keep a large group from drifting, at a cost that does not grow with it."""

Judge = Callable[[int, int], Verdict | None]


class Joined(NamedTuple):
    """Groups of items (each sorted, in the order of their first items), and the pairs that made them, with reasons."""

    groups: list[list[int]]
    accepted: list[tuple[Pair, Verdict]]


def join(
    weights: Sequence[int],
    verdicts: Iterable[tuple[Pair, Verdict]],
    judge: Judge,
    precision: Callable[[int], object],
    must: Sequence[Pair] = (),
    never: Collection[Pair] = (),
    exclusive: Callable[[int], str] | None = None,
) -> Joined:
    """Group items `0 … len(weights) - 1`.

    Among equal scores heavier pairs come first. `judge` says what forbids a pair; `precision(item)` orders the items of
    a pair whose evidence must be unique: the less precise one must fit one group only, both if equal. `must` pairs are
    joined whatever else is said, `never` pairs are not; nor are items of one `exclusive` key, such as their article.
    The outcome depends on the values only, not on their order.
    """
    groups = _Groups(len(weights), judge, must, never, exclusive)
    strong: list[tuple[Pair, Verdict]] = []
    unique: list[tuple[Pair, Verdict]] = []
    for pair, verdict in verdicts:
        (unique if verdict.if_unique else strong).append((pair, verdict))
    accepted = []
    for pair, verdict in sorted(strong, key=lambda item: (-item[1].score, -sum(weights[i] for i in item[0]), item[0])):
        if groups.unite(pair):
            accepted.append((pair, verdict))
    for score in sorted({verdict.score for _, verdict in unique}, reverse=True):
        equal = sorted((item for item in unique if item[1].score == score), key=lambda item: item[0])
        for pair, verdict in _only_choices(equal, groups, precision):
            if groups.unite(pair):
                accepted.append((pair, verdict))
    return Joined(groups.listed(), accepted)


def _only_choices(
    unique: Sequence[tuple[Pair, Verdict]], groups: "_Groups", precision: Callable[[int], object]
) -> list[tuple[Pair, Verdict]]:
    """Of pairs with one score, those whose less precise item fits a single group; none of them is joined yet."""
    choices: dict[int, set[int]] = defaultdict(set)
    for (left, right), _ in unique:
        if groups.may_unite(left, right):
            choices[left].add(groups.of(right))
            choices[right].add(groups.of(left))
    found = []
    for (left, right), verdict in unique:
        vague = [item for item, other in ((left, right), (right, left)) if not _less(precision(other), precision(item))]
        if all(len(choices[item]) == 1 for item in vague):
            found.append(((left, right), verdict))
    return found


def _less(one: object, other: object) -> bool:
    return bool(one < other)  # type: ignore[operator]


class _Groups:
    """Disjoint sets of items; what people joined counts as one item that is compatible if any part of it is."""

    def __init__(
        self,
        size: int,
        judge: Judge,
        must: Sequence[Pair],
        never: Collection[Pair],
        exclusive: Callable[[int], str] | None,
    ) -> None:
        self._group = list(range(size))
        self._members = {item: [item] for item in range(size)}
        self._cores: dict[int, list[list[int]]] = {item: [[item]] for item in range(size)}
        self._keys = {item: {exclusive(item)} for item in range(size)} if exclusive else {}
        self._judge = judge
        self._never: dict[int, set[int]] = defaultdict(set)
        for left, right in never:
            self._never[left].add(right)
            self._never[right].add(left)
        self._known: dict[Pair, bool] = {}
        for left, right in must:
            self._merge(left, right, as_one=True)

    def of(self, item: int) -> int:
        """The group of an item, by the number of its smallest member."""
        return self._group[item]

    def unite(self, pair: Pair) -> bool:
        """Join the groups of a pair if nothing forbids it; whether they were joined by this."""
        if not self.may_unite(*pair):
            return False
        self._merge(*pair, as_one=False)
        return True

    def may_unite(self, left: int, right: int) -> bool:
        """Whether both are in different groups that nothing keeps apart."""
        a, b = self.of(left), self.of(right)
        if a == b:
            return False
        small, large = sorted((self._members[a], self._members[b]), key=len)
        if any(not self._never[item].isdisjoint(large) for item in small if item in self._never):
            return False
        if self._keys and not self._keys[a].isdisjoint(self._keys[b]):
            return False
        witnesses = self._cores[a][:_WITNESSES], self._cores[b][:_WITNESSES]
        return all(self._agree(core, other) for core in witnesses[0] for other in witnesses[1])

    def listed(self) -> list[list[int]]:
        """All groups."""
        return [sorted(self._members[group]) for group in sorted(self._members)]

    def _agree(self, core: list[int], other: list[int]) -> bool:
        return any(self._compatible(left, right) for left in core for right in other)

    def _compatible(self, left: int, right: int) -> bool:
        pair = (left, right) if left < right else (right, left)
        if pair not in self._known:
            verdict = self._judge(*pair)
            self._known[pair] = verdict is None or not verdict.forbids
        return self._known[pair]

    def _merge(self, left: int, right: int, *, as_one: bool) -> None:
        a, b = sorted((self.of(left), self.of(right)))
        if a == b:
            return
        for item in self._members[b]:
            self._group[item] = a
        self._members[a] += self._members.pop(b)
        if self._keys:
            self._keys[a] |= self._keys.pop(b)
        cores = self._cores[a] + self._cores.pop(b)
        self._cores[a] = [[item for core in cores for item in core]] if as_one else cores
