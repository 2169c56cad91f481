"""Short labels of events for people: "Arrest of more than 40 rioters, Springfield, 2024-05-01"."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from kg.model import Argument, EventMention, Quantity
from kg.schema.gazetteer import load_countries, load_regions

__all__ = ["label_event"]

_LENGTH = 60
_WORD_STARTS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_QUOTES = re.compile(r"[\"“”„«»]")
_AMONG_EQUALS = frozenset({"Meeting", "Agreement", "Clash", "Ceasefire", "Competition"})
_BY_AGENT = {
    "Statement": "to",
    "Request": "to",
    "Offer": "to",
    "Order": "to",
    "Accusation": "against",
    "Threat": "against",
    "Sanction": "against",
    "Denial": "to",
    "Vote": "on",
    "Visit": "to",
    "Protest": "against",
    "Aid": "for",
}
"""Types that are told by who does it; with the word that leads to whom it is done."""


def label_event(event: EventMention, names: Mapping[str, str]) -> str:
    """What happened, to or by whom, where and when; `names` gives the names of the article's entities."""
    parts = [_what(event, names)]
    places = _fillers(event, ("place", "destination"), names)
    parts += places[:1]
    if event.time and event.time.moment:
        parts.append(event.time.moment.value)
    return ", ".join(parts)


def _what(event: EventMention, names: Mapping[str, str]) -> str:
    kind = _kind(event)
    if event.type in _AMONG_EQUALS:
        sides = _fillers(event, ("participant", "agent", "recipient", "patient"), names)
        return f"{kind}: {', '.join(sides[:3])}" if sides else kind
    agents = _fillers(event, ("agent", "participant"), names)
    patients = _fillers(event, ("patient",), names)
    topics = _fillers(event, ("topic",), names)
    if event.type in _BY_AGENT:
        by = f" by {agents[0]}" if agents else ""
        others = [*_fillers(event, ("recipient",), names), *patients]
        towards = f" {_BY_AGENT[event.type]} {others[0]}" if others else ""
        return f"{kind}{by}{towards}" if towards or not topics else f"{kind}{by}: {topics[0]}"
    if event.quantities and not patients:
        return f"{kind} of {_count(event.quantities[0])}"
    if patients or topics:
        return f"{kind}: {[*patients, *topics][0]}" if event.type == "Other" else f"{kind} of {[*patients, *topics][0]}"
    return f"{kind} by {agents[0]}" if agents else kind


def _kind(event: EventMention) -> str:
    if event.type == "Other":
        return _shorten(event.trigger.text[:1].upper() + event.trigger.text[1:])
    first, *rest = _WORD_STARTS.split(event.type)
    return " ".join([first, *(word.lower() for word in rest)])


def _fillers(event: EventMention, roles: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Fillers of these roles, in the order of the roles."""
    told = [(role, argument) for role in roles for argument in event.arguments if argument.role == role]
    return list(dict.fromkeys(found for _, argument in told if (found := _filler(argument, event, names))))


def _filler(argument: Argument, event: EventMention, names: Mapping[str, str]) -> str | None:
    if argument.entity and argument.entity in names:
        return names[argument.entity]
    if argument.span is None:
        return None
    text = _shorten(argument.span.text)
    return _decapitalized(text) if argument.span.start == event.evidence.start else text


def _decapitalized(text: str) -> str:
    """A phrase that begins its sentence as it is written inside of one: without the capital, unless it is a name's."""
    first = text.split(" ", 1)[0]
    if first in _peoples() or any(letter.isupper() for letter in first[1:]):
        return text
    return text[:1].lower() + text[1:]


@cache
def _peoples() -> frozenset[str]:
    countries = (people for country in load_countries().values() for people in country.people)
    return frozenset(countries) | {people for region in load_regions() for people in region.people}


def _count(quantity: Quantity) -> str:
    unit = quantity.unit or "people"
    if quantity.value is None:
        return _shorten(quantity.span.text)
    number = f"{quantity.value:,.0f}" if quantity.value == int(quantity.value) else f"{quantity.value:,}"
    return f"{number} {unit}" if quantity.modifier == "exact" else f"{quantity.modifier} {number} {unit}"


def _shorten(text: str) -> str:
    """One line without quotation marks, cut at a word."""
    line = " ".join(_QUOTES.sub("", text).split())
    return line if len(line) <= _LENGTH else f"{line[:_LENGTH].rsplit(' ', 1)[0]} …"
