"""Entities of many articles as entities of the graph: candidates, verdicts, groups."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from kg.model import ArticleRecord, Decision, MentionKey
from kg.resolve.base import Kind, KnownNames, Matcher, Unit, Verdict, different
from kg.resolve.bodies import body_keys, compare_bodies
from kg.resolve.joining import Pair, join
from kg.resolve.people import Wishes
from kg.resolve.persons import compare_persons, person_keys
from kg.resolve.things import compare_links, compare_places, compare_things, thing_keys
from kg.resolve.units import gather_units

__all__ = ["Grouping", "group_entities"]

_BLOCK = 300
"""Units under one key up to which all pairs are compared; above, each is compared with its neighbours by name only."""
_NEIGHBOURS = 30

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
    "person/single": 2,
    "person/surname": 2,
    "person/initial": 2,
    "person/order": 2,
    "person/subset": 2,
    "person/middle": 1,
    "person/spelling": 1,
    "body/initials": 2,
}
"""Rules whose evidence counts only where articles speak of that many other things in common."""


class Grouping(NamedTuple):
    """Units that are one entity each, and the decisions that brought all their members together."""

    groups: list[list[Unit]]
    decisions: list[Decision]


def group_entities(records: Iterable[ArticleRecord], known: KnownNames, wishes: Wishes) -> Grouping:
    """Group the entities of all records; every join is explained by a decision."""
    units, contexts = gather_units(records, known, wishes.members)
    number = {member: index for index, unit in enumerate(units) for member in unit.members}
    verdicts = []
    for left, right in _candidates(units):
        verdict = _compare(units[left], units[right])
        if verdict is None or verdict.forbids:
            continue
        needed = _NEEDS_CONTEXT.get(verdict.rule, 0)
        if needed and not contexts.share(units[left], units[right], needed):
            continue
        verdicts.append(((left, right), verdict))
    joined = join(
        weights=[len(unit.members) for unit in units],
        verdicts=verdicts,
        judge=lambda left, right: _compare(units[left], units[right]),
        precision=lambda item: units[item].precision,
        must=_numbered(wishes.same, number),
        never=_numbered(wishes.different, number),
    )
    decisions = [decision for unit in units for decision in _inside(unit)]
    decisions += [_decision(units[left], units[right], verdict) for (left, right), verdict in joined.accepted]
    return Grouping([[units[item] for item in group] for group in joined.groups], decisions)


def _compare(left: Unit, right: Unit) -> Verdict | None:
    if left.kind != right.kind:
        return different("type", f"“{left.name}” is a {left.type}, “{right.name}” a {right.type}")
    by_links = compare_links(left, right)
    return by_links if by_links is not None else _MATCHERS[left.kind][1](left, right)


def _candidates(units: Sequence[Unit]) -> list[Pair]:
    """Pairs worth comparing, each once, sorted."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        for key in dict.fromkeys((*_MATCHERS[unit.kind][0](unit), *unit.links)):
            blocks[unit.kind, key].append(index)
    pairs: set[Pair] = set()
    for block in blocks.values():
        if len(block) <= _BLOCK:
            pairs.update(combinations(block, 2))
            continue
        by_name = sorted(block, key=lambda index: (units[index].words, index))
        for place, index in enumerate(by_name):
            pairs.update(
                (min(index, other), max(index, other)) for other in by_name[place + 1 : place + 1 + _NEIGHBOURS]
            )
    pairs.update(_surname_candidates(units))
    return sorted(pairs)


def _surname_candidates(units: Sequence[Unit]) -> Iterable[Pair]:
    """Bare surnames with the full names that end in them, and with the next article's bare surname; never all pairs."""
    bare: dict[str, list[int]] = defaultdict(list)
    full: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if unit.kind == "Person" and unit.words and not unit.generic:
            (bare if len(unit.words) == 1 else full)[unit.words[-1]].append(index)
    for surname, indices in bare.items():
        yield from pairwise(indices)
        for index in indices:
            yield from ((min(index, other), max(index, other)) for other in full[surname])


def _numbered(pairs: Iterable[tuple[MentionKey, MentionKey]], number: dict[MentionKey, int]) -> list[Pair]:
    """Members as numbers of their units; what people decided about articles that are gone is passed over."""
    return [(number[left], number[right]) for left, right in pairs if left in number and right in number]


def _inside(unit: Unit) -> Iterable[Decision]:
    """Members of a unit are one by its definition; each is tied to the first."""
    first = unit.members[0]
    reason = f"the same address {unit.links[0]}" if unit.links else f"the same name “{unit.name}”"
    if unit.country and not unit.links:
        reason += f" and country {unit.country}"
    for member in unit.members[1:]:
        yield Decision("entity", first, member, "same", "auto:identical", reason, 0.98)


def _decision(left: Unit, right: Unit, verdict: Verdict) -> Decision:
    return Decision(
        "entity", left.members[0], right.members[0], "same", f"auto:{verdict.rule}", verdict.why, verdict.score
    )
