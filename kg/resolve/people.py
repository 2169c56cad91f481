"""What people decided, as pairs that must or must never be joined: the latest word on a pair counts."""

from collections.abc import Iterable
from typing import NamedTuple

from kg.model import Decision, MentionKey, Subject

__all__ = ["Wishes", "wishes_of"]


class Wishes(NamedTuple):
    """Pairs of members that people want joined and kept apart; no pair is in both."""

    same: tuple[tuple[MentionKey, MentionKey], ...]
    different: tuple[tuple[MentionKey, MentionKey], ...]

    @property
    def members(self) -> frozenset[MentionKey]:
        """Everything that people decided about."""
        return frozenset(member for pair in (*self.same, *self.different) for member in pair)


def wishes_of(decisions: Iterable[Decision], subject: Subject) -> Wishes:
    """The decisions in force on entities or on events; the resolver's own (`auto:`) are not among them.

    A confirmed pair is the same, a rejected one is different. Where several people's "same" would join by a chain what
    somebody keeps apart, the later decisions count and the older of the chain are left out.
    """
    latest: dict[tuple[MentionKey, MentionKey], bool] = {}
    for decision in decisions:
        if decision.subject == subject and not decision.who.startswith("auto:") and decision.left != decision.right:
            pair = (min(decision.left, decision.right), max(decision.left, decision.right))
            latest.pop(pair, None)  # so that the order of the dictionary is the order of the last words
            latest[pair] = decision.judgement in ("same", "confirmed")
    accepted: list[tuple[tuple[MentionKey, MentionKey], bool]] = []
    for pair, wish in reversed(latest.items()):
        if _consistent([*accepted, (pair, wish)]):
            accepted.append((pair, wish))
    return Wishes(
        tuple(sorted(pair for pair, wish in accepted if wish)),
        tuple(sorted(pair for pair, wish in accepted if not wish)),
    )


def _consistent(wishes: list[tuple[tuple[MentionKey, MentionKey], bool]]) -> bool:
    group: dict[MentionKey, MentionKey] = {}

    def root(member: MentionKey) -> MentionKey:
        while (above := group.get(member, member)) != member:
            member = above
        return member

    for (left, right), wish in wishes:
        if wish:
            group[root(left)] = root(right)
    return all(wish or root(left) != root(right) for (left, right), wish in wishes)
