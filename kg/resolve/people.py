"""What people decided, as pairs that must or must never be joined: the latest word on a pair counts.

People decide on entities and events as the graph shows them, which may have thousands of members. A decision is kept
as few pairs of members, from which the whole follows: `merging`, `locking` and `splitting` choose them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from kg.model import Decision, Judgement, MentionKey, Subject

__all__ = ["Pairs", "Wishes", "locking", "merging", "splitting", "wishes_of"]

_WITNESSES = 3
"""Pairs, from different articles where there are that many, that a merge or a lock is kept as: so it outlives the
deletion of an article."""

Pairs = list[tuple[MentionKey, MentionKey, Judgement]]


class Wishes(NamedTuple):
    """Pairs of members that people want joined and kept apart; no chain of the first joins a pair of the second.

    The left side of a pair kept apart is what leaves where both are alike to the last detail.
    """

    same: tuple[tuple[MentionKey, MentionKey], ...] = ()
    different: tuple[tuple[MentionKey, MentionKey], ...] = ()


def wishes_of(decisions: Iterable[Decision], subject: Subject) -> Wishes:
    """The decisions in force on entities or on events; the resolver's own (`auto:`) are not among them.

    A confirmed pair is the same, a rejected one is different. Where several people's "same" would join by a chain what
    somebody keeps apart, the later decisions count and the older of the chain are left out.
    """
    latest: dict[tuple[MentionKey, MentionKey], tuple[MentionKey, MentionKey, bool]] = {}
    for decision in decisions:
        if decision.subject == subject and not decision.who.startswith("auto:") and decision.left != decision.right:
            pair = (min(decision.left, decision.right), max(decision.left, decision.right))
            latest.pop(pair, None)  # so that the order of the dictionary is the order of the last words
            latest[pair] = (decision.left, decision.right, decision.judgement in ("same", "confirmed"))
    accepted = _Consistent()
    same, different = [], []
    for left, right, wish in reversed(latest.values()):
        if wish and accepted.join(left, right):
            same.append((min(left, right), max(left, right)))
        elif not wish and accepted.part(left, right):
            different.append((left, right))
    return Wishes(tuple(sorted(same)), tuple(sorted(different)))


def merging(left: Sequence[MentionKey], right: Sequence[MentionKey]) -> Pairs:
    """The pairs that join two entities or events, given by their members."""
    return [(one, other, "same") for one, other in _witnesses(left, right)]


def locking(left: Sequence[MentionKey], right: Sequence[MentionKey]) -> Pairs:
    """The pairs that keep two entities or events apart for good."""
    return [(one, other, "different") for one, other in _witnesses(left, right)]


def splitting(part: Sequence[MentionKey], rest: Sequence[MentionKey], alike: Sequence[Hashable]) -> Pairs:
    """The pairs that part `part` from the other members of its entity or event, and hold both sides together.

    `alike` gives a key for each of `rest`; members of one key are one to the resolver anyway, so one of them will do.
    """
    first = part[0]
    kept: dict[Hashable, MentionKey] = {}
    for member, key in zip(rest, alike, strict=True):
        kept.setdefault(key, member)
    others = list(kept.values())
    pairs: Pairs = [(member, others[0], "different") for member in part]
    pairs += [(first, member, "same") for member in part[1:]]
    return [*pairs, *((others[0], member, "same") for member in others[1:])]


def _witnesses(left: Sequence[MentionKey], right: Sequence[MentionKey]) -> list[tuple[MentionKey, MentionKey]]:
    sides = []
    for members in (left, right):
        by_article: dict[str, MentionKey] = {}
        for member in members:
            by_article.setdefault(member[0], member)
        sides.append(list(by_article.values())[:_WITNESSES])
    count = max(map(len, sides))
    return [(sides[0][i % len(sides[0])], sides[1][i % len(sides[1])]) for i in range(count)]


class _Consistent:
    """Members joined and kept apart so far, without contradiction."""

    def __init__(self) -> None:
        self._above: dict[MentionKey, MentionKey] = {}
        self._apart: dict[MentionKey, set[MentionKey]] = defaultdict(set)

    def join(self, left: MentionKey, right: MentionKey) -> bool:
        """Take both for one, unless they are kept apart."""
        a, b = self._root(left), self._root(right)
        if b in self._apart[a]:
            return False
        if a != b:
            self._above[b] = a
            for other in self._apart.pop(b, ()):
                self._apart[other].discard(b)
                self._apart[other].add(a)
                self._apart[a].add(other)
        return True

    def part(self, left: MentionKey, right: MentionKey) -> bool:
        """Keep both apart, unless they are joined."""
        a, b = self._root(left), self._root(right)
        if a == b:
            return False
        self._apart[a].add(b)
        self._apart[b].add(a)
        return True

    def _root(self, member: MentionKey) -> MentionKey:
        while (above := self._above.get(member, member)) != member:
            member = above
        return member
