"""Groups of units as entities of the graph: the name shown, the names searched for, and an address that lasts."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import EntityCluster, EntityType, MentionKey
from kg.rdf.terms import entity_iri
from kg.resolve.base import STATE, KnownNames, Unit
from kg.resolve.bodies import is_acronym
from kg.resolve.spelling import fold, words

__all__ = ["AddressBook", "describe"]


class AddressBook:
    """Who has which address: of namesakes, the one with the first member has the plain one."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._claims: dict[str, list[MentionKey]] = {}

    def claim(self, address: str, first: MentionKey) -> None:
        """An entity with that first member would have the plain address."""
        insort(self._claims.setdefault(address, []), first)

    def leave(self, address: str, first: MentionKey) -> None:
        """It would have it no more."""
        claims = self._claims[address]
        claims.remove(first)
        if not claims:
            del self._claims[address]

    def claimants(self, address: str) -> tuple[MentionKey, ...]:
        """The first members of all who would have a plain address, sorted."""
        return tuple(self._claims.get(address, ()))

    def own(self, cluster: EntityCluster) -> str:
        """The address of an entity whose plain one is `cluster.iri`."""
        first = cluster.members[0]
        if self._claims[cluster.iri][0] == first:
            return cluster.iri
        return entity_iri(self._base, cluster.name, cluster.iri, *first)


def describe(group: Sequence[Unit], base: str, known: KnownNames) -> EntityCluster:
    """The entity that units are, with its plain address."""
    name = _name(group, known)
    at = next((unit.at for unit in sorted(group, key=lambda unit: unit.members[0]) if unit.at), None)
    aliases = {alias for unit in group for alias in (*unit.aliases, *(form for form, _ in unit.names))}
    country = _most((unit.country, len(unit.members)) for unit in group)
    members = group[0].members if len(group) == 1 else tuple(sorted(m for unit in group for m in unit.members))
    return EntityCluster(
        iri=entity_iri(base, name, *_identity(group, name, country)),
        type=_type(group),
        name=name,
        aliases=tuple(sorted(alias for alias in aliases if alias.casefold() != name.casefold())),
        members=members,
        country=country,
        links=tuple(sorted({link for unit in group for link in unit.links if not link.startswith(STATE)})),
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
    )


def _identity(group: Sequence[Unit], name: str, country: str | None) -> tuple[str, ...]:
    """What tells the entity from others: an address elsewhere, else its name; else the article that speaks of it."""
    links = sorted({link for unit in group for link in unit.links})
    if links:
        return ("link", links[0])
    key = ("name", group[0].kind, fold(name), country or "")
    if all(unit.tells_nobody for unit in group):
        return (*key, *min(unit.members[0] for unit in group))
    return key


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


def _most(values: Iterable[tuple[str | None, int]]) -> str | None:
    """The commonest value by its counts; the first in the alphabet in case of a draw."""
    counts: Counter[str] = Counter()
    for value, count in values:
        if value:
            counts[value] += count
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
