"""Groups of units as entities of the graph: the name shown, the names searched for, and an address that lasts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import EntityCluster, EntityType
from kg.rdf.terms import entity_iri
from kg.resolve.base import STATE, KnownNames, Unit
from kg.resolve.bodies import is_acronym
from kg.resolve.spelling import fold, words

__all__ = ["name_clusters"]


def name_clusters(groups: Sequence[Sequence[Unit]], base: str, known: KnownNames) -> list[EntityCluster]:
    """The entities, by address. Namesakes get different ones; the one with the first member keeps the plain one."""
    taken: set[str] = set()
    clusters = []
    for group in sorted(groups, key=lambda units: min(unit.members[0] for unit in units)):
        name = _name(group, known)
        first = min(unit.members[0] for unit in group)
        key = _identity(group, name)
        address = entity_iri(base, name, *key)
        if address in taken:
            address = entity_iri(base, name, *key, *first)
        taken.add(address)
        clusters.append(_cluster(group, name, address))
    return sorted(clusters, key=lambda cluster: cluster.iri)


def _identity(group: Sequence[Unit], name: str) -> tuple[str, ...]:
    """What tells the entity from others: an address elsewhere, else its name; else the article that speaks of it."""
    links = sorted({link for unit in group for link in unit.links})
    if links:
        return ("link", links[0])
    key = ("name", group[0].kind, fold(name), _most(unit.country for unit in group for _ in unit.members) or "")
    if all(unit.tells_nobody for unit in group):
        return (*key, *min(unit.members[0] for unit in group))
    return key


def _cluster(group: Sequence[Unit], name: str, address: str) -> EntityCluster:
    at = next((unit.at for unit in sorted(group, key=lambda unit: unit.members) if unit.at), None)
    plain = {name.casefold()}
    aliases = {alias for unit in group for alias in (*unit.aliases, *(form for form, _ in unit.names))}
    return EntityCluster(
        iri=address,
        type=_type(group),
        name=name,
        aliases=tuple(sorted(alias for alias in aliases if alias.casefold() not in plain)),
        members=tuple(sorted(member for unit in group for member in unit.members)),
        country=_most(unit.country for unit in group for _ in unit.members),
        links=tuple(sorted({link for unit in group for link in unit.links if not link.startswith(STATE)})),
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
    )


def _name(group: Sequence[Unit], known: KnownNames) -> str:
    """The known name, else the one most articles settle on among the full ones; the longer one in case of a draw."""
    counts: Counter[str] = Counter()
    for unit in group:
        counts.update(dict(unit.names))
    person = group[0].kind == "Person"

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        parts = words(name)
        full = sum(len(part) > 1 for part in parts) > 1 if person else not is_acronym(name)
        return (not full, name.isupper(), -counts[name], -len(parts), name)

    best = min(counts, key=rank)
    if group[0].kind == "Body":
        return known.organization(best) or _with_country(group, best)
    return best


def _with_country(group: Sequence[Unit], best: str) -> str:
    """For bodies that every state has, the name that tells its country, where some article gives one."""
    if not any(unit.generic for unit in group):
        return best
    longest = max((name for unit in group for name, _ in unit.names), key=lambda name: (len(words(name)), name))
    return longest if set(words(best)) < set(words(longest)) else best


def _type(group: Sequence[Unit]) -> EntityType:
    weights: Counter[EntityType] = Counter()
    for unit in group:
        weights[unit.type] += len(unit.members)
    return min(weights, key=lambda kind: (-weights[kind], kind))


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
