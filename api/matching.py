"""Names of a table's cells to things of the graph: candidates by search, then scores by similarity of whole names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from kg.store.resources import Hit, Node
from kg.store.search.normalization import fold
from kg.store.view import View

__all__ = ["Candidate", "find_candidates"]

_MOST = 40
"""Things that each search contributes."""
_BEGINNINGS = (5, 4, 3)
"""Letters of a word that are searched for, where the word itself is nowhere: typing mistakes come later in words."""
_SURE, _AHEAD = 92.0, 4.0
"""A candidate is the match if it scores so much, and so much more than the next one."""
_TYPE, _PROPERTY = 12.0, 8.0
"""What another type than the wanted one, and a property of another value, cost."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a name may mean, with a score from 0 to 100; `match` if it surely does."""

    node: Node
    score: float
    match: bool
    name: str
    type_fits: bool


def find_candidates(
    view: View,
    name: str,
    *,
    types: Sequence[str] = (),
    strict: bool = False,
    properties: Iterable[tuple[str, str]] = (),
    limit: int = 5,
) -> list[Candidate]:
    """The things that a name may mean, the likeliest first.

    `types` are preferred, or with `strict` the only ones. `properties` are pairs of a property's name and the value
    that is known: what differs in them comes behind.
    """
    wanted = fold(name)
    if not wanted:
        return []
    known = list(properties)
    scored = []
    for hit in _hits(view, name, wanted, types if strict else ()).values():
        fits = not types or hit.node.type in types
        names = (hit.node.label, *hit.aliases)
        score, alike = max((_similarity(wanted, fold(one)), one) for one in names)
        score -= 0.0 if fits else _TYPE
        score -= sum(_PROPERTY for pid, value in known if not _has(view, hit, pid, value))
        scored.append((score, hit.node.claims, alike, hit.node, fits))
    scored.sort(key=lambda one: (-one[0], -one[1], one[3].iri))
    best = scored[:limit]
    runner_up = max((one[0] for one in scored[1:] if one[2] != scored[0][2] or one[0] == scored[0][0]), default=0.0)
    sure = bool(best) and best[0][0] >= _SURE and best[0][0] - runner_up >= _AHEAD
    return [
        Candidate(node, round(max(score, 0.0), 2), sure and not place, matched, fits)
        for place, (score, _, matched, node, fits) in enumerate(best)
    ]


def _hits(view: View, name: str, wanted: str, types: Sequence[str]) -> dict[str, Hit]:
    """What may be meant: by the whole name, by its words, by their beginnings, unless the name itself is there."""
    found = _search(view, name, types)
    if any(_similarity(wanted, fold(one)) > 99 for hit in found.values() for one in (hit.node.label, *hit.aliases)):
        return found
    words = sorted(set(wanted.split()), key=len, reverse=True)
    for word in words:
        if len(word) > 2:
            found |= _search(view, word, types)
    for letters in _BEGINNINGS:
        for word in words:
            if len(word) > letters:
                found |= _search(view, word[:letters], types)
    return found


def _search(view: View, text: str, types: Sequence[str]) -> dict[str, Hit]:
    return {hit.node.iri: hit for hit in view.search(text, types=types, limit=_MOST).hits}


def _similarity(left: str, right: str) -> float:
    """From 0 to 100: the same name is 100; order of words, typing mistakes and left-out parts cost a little each."""
    if left == right:
        return 100.0
    ordered = 100 * JaroWinkler.similarity(left, right)
    part = 0.9 * token_set_ratio(left, right) if min(len(left.split()), len(right.split())) > 1 else 0.0
    return min(99.0, max(token_sort_ratio(left, right), 0.97 * ordered, part))


def _has(view: View, hit: Hit, property: str, value: str) -> bool:
    """Whether something has a property of a value, be it a literal or a thing's name."""
    wanted = fold(value)
    if property == "country":
        return fold(hit.node.country or "") == wanted
    for statement in view.outgoing(hit.node.iri):
        if statement.property == property:
            label = view.node(statement.target).label if statement.target else statement.value or ""
            if fold(label) == wanted:
                return True
    return False
