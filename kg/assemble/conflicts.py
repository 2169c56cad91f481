"""Rival claims: figures of one event that cannot both be true, updates by one source, and claims that are denied.

Two figures are compared where resolution made their events one, or kept them apart for their figures alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from kg.model import ArticleRecord, Decision, MentionKey, Quantity
from kg.rdf.claims import Claim
from kg.rdf.quads import Quad, iri
from kg.rdf.terms import KG, RDF, conflicts_graph

__all__ = ["TypeClaim", "conflict_quads", "type_claims"]

_RIVALS = "auto:event/figures"
_ABOUT = 0.1
"""How far "about 40" may be from the truth, as a share of it."""
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class TypeClaim:
    """An article's claim that an event of some type happened: it carries the event's figures."""

    address: str
    event: str
    members: tuple[MentionKey, ...]
    holds: bool
    denied: bool
    source: str | None
    published: date | None
    quantities: tuple[Quantity, ...]


class _Range(NamedTuple):
    low: float
    high: float


def type_claims(record: ArticleRecord, claims: Mapping[str, Claim], address: Mapping[str, str]) -> Iterator[TypeClaim]:
    """What comparing needs of an article's events: a little, so that all articles' can be kept."""
    members: dict[str, list[MentionKey]] = defaultdict(list)
    for event in record.events:
        members[address.get(event.id, "")].append((record.article.id, event.id))
    published = record.article.published
    publisher = f"publisher:{record.article.publisher}" if record.article.publisher else None
    for claim_address, claim in claims.items():
        if claim.predicate != RDF.term("type"):
            continue
        yield TypeClaim(
            address=claim_address,
            event=claim.subject,
            members=tuple(members[claim.subject]),
            holds=claim.holds,
            denied=claim.factuality == "denied",
            source=claim.source or (publisher if claim.phrase is None else None),
            published=published.first_day if published else None,
            quantities=claim.quantities,
        )


def conflict_quads(claims: Iterable[TypeClaim], decisions: Iterable[Decision], base: str) -> list[Quad]:
    """The graph of conflicts, sorted; `decisions` are those of the resolution."""
    by_event: dict[str, list[TypeClaim]] = defaultdict(list)
    by_member: dict[MentionKey, list[TypeClaim]] = defaultdict(list)
    for claim in claims:
        by_event[claim.event].append(claim)
        for member in claim.members:
            by_member[member].append(claim)
    quads: set[Quad] = set()
    for told in by_event.values():
        for left, right in combinations(told, 2):
            quads.update(_compare(left, right, base))
    for decision in decisions:
        if decision.subject == "event" and decision.who == _RIVALS:
            for left in by_member[decision.left]:
                for right in by_member[decision.right]:
                    quads.update(_compare(left, right, base))
    return sorted(quads)


def _compare(left: TypeClaim, right: TypeClaim, base: str) -> Iterator[Quad]:
    if left.event == right.event and ((left.denied and right.holds) or (right.denied and left.holds)):
        yield from _conflict(left, right, base)
    if not (left.holds and right.holds):
        return
    for figure in left.quantities:
        for other in right.quantities:
            if figure.value is None or other.value is None or not _one_measure(figure, other):
                continue
            later = _later(left, right)
            if later and figure.value != other.value:
                earlier = right if later is left else left
                yield _quad(later, "supersedes", earlier, base)
            elif not later and _exclude(figure, other):
                yield from _conflict(left, right, base)


def _later(left: TypeClaim, right: TypeClaim) -> TypeClaim | None:
    """The later of two claims of one source; None where the sources differ or the dates do not tell."""
    if left.source is None or left.source != right.source or not left.published or not right.published:
        return None
    if left.published == right.published:
        return None
    return left if left.published > right.published else right


def _exclude(figure: Quantity, other: Quantity) -> bool:
    """Whether no number fits both figures."""
    one, two = _range(figure), _range(other)
    return one.high < two.low or two.high < one.low


def _range(figure: Quantity) -> _Range:
    value = figure.value or 0.0
    if figure.modifier in ("more than", "at least"):
        return _Range(value, float("inf"))
    if figure.modifier in ("less than", "at most"):
        return _Range(float("-inf"), value)
    slack = _ABOUT * abs(value) if figure.modifier == "about" else 0.0
    return _Range(value - slack, value + slack)


def _one_measure(figure: Quantity, other: Quantity) -> bool:
    if figure.unit and other.unit and figure.unit.casefold() != other.unit.casefold():
        return False
    one, two = (set(_WORD.findall(quantity.what.casefold())) for quantity in (figure, other))
    return bool(one & two) or figure.what.casefold() == other.what.casefold()


def _conflict(left: TypeClaim, right: TypeClaim, base: str) -> Iterator[Quad]:
    yield _quad(left, "conflictsWith", right, base)
    yield _quad(right, "conflictsWith", left, base)


def _quad(left: TypeClaim, predicate: str, right: TypeClaim, base: str) -> Quad:
    return Quad(iri(left.address), KG.term(predicate), iri(right.address), iri(conflicts_graph(base)))
