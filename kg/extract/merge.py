"""One event per real event: joins the mentions of the same event within an article.

A later mention joins an earlier one when nothing it says contradicts it: same type, no rival figure, no rival time or
place, and shared fillers (or, for a bare mention such as "the attack", none at all). Where the language model takes two
triggers for mentions of one event, they are joined unless their figures or times are rivals; and what a headline tells
is joined to what the text below tells of that kind, however differently it is worded.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.model import EventMention, Span

__all__ = ["Linked", "merge_mentions"]

Linked = Callable[[Span, Span], bool]
"""Whether two triggers are known to mention one event."""

_COMPATIBLE = (frozenset({"Killing", "Death"}), frozenset({"Protest", "Riot"}))
_UNIQUE_ROLES = frozenset({"patient", "place", "destination", "recipient", "topic"})

_ROUNDED = 0.05
"""By which share of the greater one two figures may differ and be one, rounded."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What two mentions are compared by."""

    type: str
    fillers: dict[str, set[str]]
    values: set[float]
    time: str | None
    happened: bool
    entities: dict[str, set[str]]


def _unknown(first: Span, second: Span) -> bool:
    return False


def merge_mentions(events: list[EventMention], linked: Linked = _unknown, headline: int = 0) -> list[EventMention]:
    """The events with repeated mentions joined; the fullest mention leads, the others become further evidence.

    `headline`: how many characters of the text are its headline.
    """
    merged: list[EventMention] = []
    facts: list[_Facts] = []
    triggers: list[list[Span]] = []
    by_kind: dict[str, list[int]] = {}  # only events of one kind can be the same: a long text has thousands
    for event in events:
        own = _facts(event)
        alike = by_kind.setdefault(_kind(event.type), [])
        for i in alike:
            known = any(linked(trigger, event.trigger) for trigger in triggers[i])
            told = all(trigger.end <= headline for trigger in triggers[i]) and event.trigger.start >= headline
            if _same(facts[i], own, known=known) or (told and _heads(facts[i], own)):
                merged[i] = _join(merged[i], event)
                facts[i] = _facts(merged[i])
                triggers[i].append(event.trigger)
                break
        else:
            alike.append(len(merged))
            merged.append(event)
            facts.append(own)
            triggers.append([event.trigger])
    return merged


def _kind(event_type: str) -> str:
    """One name for the types whose events can be the same."""
    return next((min(group) for group in _COMPATIBLE if event_type in group), event_type)


def _facts(event: EventMention) -> _Facts:
    fillers: dict[str, set[str]] = {}
    for argument in event.arguments:
        key = argument.entity or (argument.span.text.lower() if argument.span else "")
        fillers.setdefault(argument.role, set()).add(key)
    values = {quantity.value for quantity in event.quantities if quantity.value is not None}
    moment = event.time.moment if event.time else None
    happened = event.factuality in ("asserted", "claimed")
    entities: dict[str, set[str]] = {}
    for argument in event.arguments:
        if argument.entity is not None:
            entities.setdefault(argument.role, set()).add(argument.entity)
    return _Facts(event.type, fillers, values, moment.value if moment else None, happened, entities)


def _same(a: _Facts, b: _Facts, *, known: bool) -> bool:
    if a.type != b.type and not any(a.type in group and b.type in group for group in _COMPATIBLE):
        return False
    if a.happened != b.happened:
        return False
    if _rivals(a.values, b.values):
        return False
    if a.time and b.time and a.time != b.time:
        return False
    if known:
        return True
    shared = {role for role in a.fillers if a.fillers[role] & b.fillers.get(role, set())}
    rival = {role for role in _UNIQUE_ROLES if role in a.fillers and role in b.fillers and role not in shared}
    if rival:
        return False
    if a.values & b.values:
        return True
    bare = not b.fillers or not a.fillers
    return bool(shared - {"place"}) or bare or ("place" in shared and len(b.fillers) == 1)


def _heads(headline: _Facts, event: _Facts) -> bool:
    """Whether an event may be the one that the headline tells: of its type, and no rival in figure, time or entity."""
    if headline.type != event.type or headline.happened != event.happened:
        return False
    if _rivals(headline.values, event.values) or (headline.time and event.time and headline.time != event.time):
        return False
    roles = headline.entities.keys() & event.entities.keys() & _UNIQUE_ROLES
    return all(headline.entities[role] & event.entities[role] for role in roles)


def _rivals(a: set[float], b: set[float]) -> bool:
    """Whether two events tell different figures; a rounded one is none ("4.3 thousand", 4,312)."""
    return bool(a and b) and not any(abs(x - y) <= _ROUNDED * max(x, y) for x in a for y in b)


def _join(first: EventMention, second: EventMention) -> EventMention:
    lead, other = (second, first) if _weight(second) > _weight(first) else (first, second)
    arguments = list(lead.arguments)
    held = {(a.role, a.entity or (a.span.text.lower() if a.span else "")) for a in arguments}
    roles = {a.role for a in arguments}
    for argument in other.arguments:
        key = argument.role, argument.entity or (argument.span.text.lower() if argument.span else "")
        if key not in held and argument.role not in roles:
            arguments.append(argument)
    further = [s for s in (other.evidence, *lead.further, *other.further) if s != lead.evidence]
    quantities = (
        lead.quantities if any(q.value is not None for q in lead.quantities) else other.quantities or lead.quantities
    )
    return replace(
        lead,
        arguments=tuple(arguments),
        time=lead.time or other.time,
        quantities=quantities,
        attribution=lead.attribution or (other.attribution if lead.factuality != "asserted" else None),
        confidence=max(lead.confidence, other.confidence),
        further=tuple(sorted(dict.fromkeys(further))),
    )


def _weight(event: EventMention) -> tuple[int, float]:
    """How much a mention tells, then how sure it is; of equals the first leads."""
    told = len(event.quantities) + (event.attribution is not None) + len(event.arguments) + (event.time is not None)
    return told, event.confidence
