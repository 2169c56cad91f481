"""What two claims about one thing are to each other: update, contradiction, another scope, rounding, retraction.

All claims stay; this only tells how they stand side by side, and why. The order of the questions is the order of what
explains a difference away: one number told less exactly, other people or places counted, a later word of the same
source. What is left, and cannot be true together, is a contradiction.
"""

import re

from kg.model import Rivalry, RivalryKind
from kg.resolve.event_profile import EventProfile, Figure
from kg.resolve.event_verdict import rival_figures
from kg.resolve.geography import Geography
from kg.resolve.populations import overlap

__all__ = ["compare_claims"]

_CLOSE = 0.05
"""Share of a figure within which another may be a rounding of it, if one of them says that it is not exact."""
_ABOUT = 0.1
"""How far "about 40" may be from the truth, as a share of it."""
_FAR = 5
"""Figures of which one is that many times the other count different things rather than disagree."""
_EARLIER = re.compile(r"\b(?:earlier|previously|initially|at first|before that)\b", re.IGNORECASE)
_NARROWING = ("cause", "origin")
"""Roles that narrow what is counted: those arrested for one thing are not all who were arrested."""
_CASUALTIES = frozenset({"Killing", "Death", "Injury"})
"""Kinds whose cause narrows nothing: who says that the flood killed twenty counts the same dead as who does not."""
_LOOSE = frozenset({"about", "more than", "less than", "at least", "at most"})


def compare_claims(left: EventProfile, right: EventProfile, geography: Geography) -> Rivalry | None:
    """How two events' claims stand to each other; None where they agree, or nothing of theirs can be compared.

    `left` is the one whose key is smaller.
    """
    if left.planned or right.planned:
        return None
    if left.denied != right.denied:
        return _compare_denial(left, right)
    if left.denied:
        return None
    found = [
        rivalry
        for figure, other in rival_figures(left, right)
        if (rivalry := _compare_figures(left, right, figure, other, geography)) is not None
    ]
    return min(found, key=lambda rivalry: _GRAVITY.index(rivalry.kind), default=None)


_GRAVITY: tuple[RivalryKind, ...] = ("contradiction", "retraction", "update", "rounding", "scope")


def _compare_denial(left: EventProfile, right: EventProfile) -> Rivalry | None:
    if left.member[0] == right.member[0]:
        return None
    denial, claim = (left, right) if left.denied else (right, left)
    if not _denies(denial, claim):
        return None
    if denial.source is not None and denial.source == claim.source and _is_later(denial, claim):
        why = f"the same source denies on {denial.published} what it said on {claim.published}"
        return Rivalry(left.member, right.member, "retraction", why, newer=denial.member)
    return Rivalry(left.member, right.member, "contradiction", "one says that it happened, the other denies it")


def _denies(denial: EventProfile, claim: EventProfile) -> bool:
    """Whether a denial is of what is claimed: one that tells a figure ("164 dead" is withdrawn) is of that figure."""
    denied, claimed = ([one for one in side.figures if one.value is not None] for side in (denial, claim))
    return not denied or any(not _exclude(figure, other) for figure in denied for other in claimed)


def _compare_figures(
    left: EventProfile, right: EventProfile, figure: Figure, other: Figure, geography: Geography
) -> Rivalry | None:
    def found(kind: RivalryKind, why: str, newer: EventProfile | None = None) -> Rivalry:
        pair = f"“{figure.text}” and “{other.text}”: {why}"
        return Rivalry(left.member, right.member, kind, pair, figure.text, other.text, newer.member if newer else None)

    if _beside_the_point(left, right, figure, other):
        return None
    if _rounds(figure, other):
        return found("rounding", "one number, told more and less exactly")
    if left.member[0] == right.member[0]:
        older = [profile for profile in (left, right) if _EARLIER.search(profile.sentence)]
        if len(older) == 1 and not _other_scope(left, right, geography):
            return found("update", "the article itself calls one of them earlier", right if older[0] is left else left)
        return None
    if scope := _other_scope(left, right, geography):
        return found("scope", scope)
    one_source = left.source is not None and left.source == right.source
    if one_source and (_is_later(left, right) or _is_later(right, left)):
        newer, previous = (left, right) if _is_later(left, right) else (right, left)
        return found("update", f"the same source, on {previous.published} and on {newer.published}", newer)
    if not _exclude(figure, other):
        return None
    return found("contradiction", _disagreement(left, right, figure, other))


def _disagreement(left: EventProfile, right: EventProfile, figure: Figure, other: Figure) -> str:
    early, late, first, last = left, right, figure, other
    if _is_later(left, right):
        early, late, first, last = right, left, other, figure
    if not _is_later(late, early):
        return "no number fits both"
    falls = (first.value or 0) > (last.value or 0)
    course = "a count of this kind cannot fall" if falls else "it may have grown, but the sources differ"
    return f"told on {early.published} and on {late.published}; {course}"


def _other_scope(left: EventProfile, right: EventProfile, geography: Geography) -> str | None:
    """Why two figures count different people or places; None if nothing tells so."""
    if overlap(left.population, right.population) == "different":
        return "different people are counted"
    one, two = left.places, right.places
    if one and two and not one & two:
        return "one place lies in the other" if geography.nested(one, two) else "different places"
    return None


def _beside_the_point(left: EventProfile, right: EventProfile, figure: Figure, other: Figure) -> bool:
    """Whether two figures are hardly about one thing, so that they say nothing about each other."""
    casualties = left.type in _CASUALTIES and right.type in _CASUALTIES
    for role in _NARROWING:
        if role == "cause" and casualties:
            continue
        told = [bool(side.fillers.get(role) or side.phrases.get(role)) for side in (left, right)]
        if told[0] != told[1]:
            return True
    agents = [bool(side.fillers.get("agent")) for side in (left, right)]
    if agents[0] != agents[1] and overlap(left.population, right.population) != "same":
        return True  # those whom somebody killed, and those who died
    low, high = sorted((figure.value or 0.0, other.value or 0.0))
    return high >= _FAR * max(low, 1.0)


def _rounds(figure: Figure, other: Figure) -> bool:
    """Whether one figure is the other, told less exactly."""
    if figure.modifier not in _LOOSE and other.modifier not in _LOOSE:
        return False
    low, high = sorted((figure.value or 0.0, other.value or 0.0))
    return high - low <= _CLOSE * high and not _exclude(figure, other)


def _exclude(figure: Figure, other: Figure) -> bool:
    """Whether no number fits both figures."""
    (low, high), (other_low, other_high) = _range(figure), _range(other)
    return high < other_low or other_high < low


def _range(figure: Figure) -> tuple[float, float]:
    value = figure.value or 0.0
    if figure.modifier in ("more than", "at least"):
        return value, float("inf")
    if figure.modifier in ("less than", "at most"):
        return float("-inf"), value
    slack = _ABOUT * abs(value) if figure.modifier == "about" else 0.0
    return value - slack, value + slack


def _is_later(one: EventProfile, other: EventProfile) -> bool:
    return one.published is not None and other.published is not None and one.published > other.published
