"""One event per real event: joins the mentions of the same event within an article.

A later mention joins an earlier one when nothing it says contradicts it: same type, no rival figure, no rival time or
place, and shared fillers (or, for a bare mention such as "the attack", none at all).
"""

from dataclasses import dataclass, replace

from kg.model import EventMention

__all__ = ["merge_mentions"]

_COMPATIBLE = (frozenset({"Killing", "Death"}), frozenset({"Protest", "Riot"}))
_UNIQUE_ROLES = frozenset({"patient", "place", "destination", "recipient", "topic"})


@dataclass(frozen=True, slots=True)
class _Facts:
    """What two mentions are compared by."""

    type: str
    fillers: dict[str, set[str]]
    values: set[float]
    time: str | None
    happened: bool


def merge_mentions(events: list[EventMention]) -> list[EventMention]:
    """The events with repeated mentions joined; the fullest mention leads, the others become further evidence."""
    merged: list[EventMention] = []
    for event in events:
        for i, other in enumerate(merged):
            if _same(_facts(other), _facts(event)):
                merged[i] = _join(other, event)
                break
        else:
            merged.append(event)
    return merged


def _facts(event: EventMention) -> _Facts:
    fillers: dict[str, set[str]] = {}
    for argument in event.arguments:
        key = argument.entity or (argument.span.text.lower() if argument.span else "")
        fillers.setdefault(argument.role, set()).add(key)
    values = {quantity.value for quantity in event.quantities if quantity.value is not None}
    moment = event.time.moment if event.time else None
    happened = event.factuality in ("asserted", "claimed")
    return _Facts(event.type, fillers, values, moment.value if moment else None, happened)


def _same(a: _Facts, b: _Facts) -> bool:
    if a.type != b.type and not any(a.type in group and b.type in group for group in _COMPATIBLE):
        return False
    if a.happened != b.happened:
        return False
    if a.values and b.values and not a.values & b.values:
        return False
    if a.time and b.time and a.time != b.time:
        return False
    shared = {role for role in a.fillers if a.fillers[role] & b.fillers.get(role, set())}
    rival = {role for role in _UNIQUE_ROLES if role in a.fillers and role in b.fillers and role not in shared}
    if rival:
        return False
    if a.values & b.values:
        return True
    bare = not b.fillers or not a.fillers
    return bool(shared - {"place"}) or bare or ("place" in shared and len(b.fillers) == 1)


def _join(first: EventMention, second: EventMention) -> EventMention:
    lead, other = (second, first) if _weight(second) > _weight(first) else (first, second)
    arguments = list(lead.arguments)
    held = {(a.role, a.entity or (a.span.text.lower() if a.span else "")) for a in arguments}
    roles = {a.role for a in arguments}
    for argument in other.arguments:
        key = argument.role, argument.entity or (argument.span.text.lower() if argument.span else "")
        if key not in held and (argument.role not in roles or argument.entity is not None):
            arguments.append(argument)
    further = [s for s in (other.evidence, *lead.further, *other.further) if s != lead.evidence]
    quantities = lead.quantities or other.quantities
    return replace(
        lead,
        arguments=tuple(arguments),
        time=lead.time or other.time,
        quantities=quantities,
        attribution=lead.attribution or other.attribution,
        confidence=max(lead.confidence, other.confidence),
        further=tuple(sorted(dict.fromkeys(further))),
    )


def _weight(event: EventMention) -> tuple[int, float]:
    """How much a mention tells, then how sure it is; of equals the first leads."""
    told = len(event.quantities) + (event.attribution is not None) + len(event.arguments) + (event.time is not None)
    return told, event.confidence
