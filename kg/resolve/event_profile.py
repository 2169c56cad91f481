"""Events of articles in comparable form: who, where, when and how many, in terms of the graph's entities."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from kg.model import Argument, ArticleRecord, EventMention, MentionKey, Moment, Quantity
from kg.resolve.sources import source_of
from kg.resolve.stemming import stems

__all__ = ["CASUALTIES", "EventProfile", "Figure", "World", "family", "profile_events"]

CASUALTIES = frozenset({"Killing", "Death", "Injury", "Arrest", "Release", "Escape", "Trial", "Sentence"})
"""Types that are told by who and how many are concerned."""

_FAMILIES = {"Death": "Killing"}
_PLACES = ("place", "destination")
_BEFALLS = frozenset(
    """Protest Riot Clash Disaster Accident StateOfEmergency Curfew Election PriceChange Ceasefire""".split()
)
"""What happens in places, whichever role a text's grammar gives them: "the country saw protests"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an event: what is counted (word stems), and how many."""

    measure: frozenset[str]
    unit: frozenset[str]
    value: float | None
    modifier: str
    text: str


@dataclass(frozen=True, slots=True)
class EventProfile:
    """One article's event: roles filled with addresses of entities, and with word stems where no entity is known."""

    member: MentionKey
    type: str
    moment: Moment | None
    published: date | None
    places: frozenset[str]
    implied: frozenset[str]
    """The country its article is mostly about, where it tells no place."""
    fillers: Mapping[str, frozenset[str]]
    phrases: Mapping[str, frozenset[str]]
    figures: tuple[Figure, ...]
    population: frozenset[str]
    """Of whom the figures are, as word stems; empty where it tells nothing but "people"."""
    wording: frozenset[str]
    story: frozenset[str]
    """What its article speaks of by name, countries left out."""
    states: frozenset[str]
    """The countries its article speaks of."""
    only: bool
    """Whether it is the article's only event of its family."""
    planned: bool
    denied: bool
    source: str | None
    """Who vouches for it: an entity's address, else words or the outlet; None where nothing is known."""
    sentence: str = field(compare=False)

    @property
    def anchor(self) -> date | None:
        """The day it is looked for around: its own first day, else that of publication."""
        return self.moment.first_day if self.moment else self.published


class World(Protocol):
    """What comparing events needs to know of entities, by address."""

    def country_code(self, iri: str) -> str | None:
        """The code of an entity that is a country."""
        ...

    def region_codes(self, iri: str) -> frozenset[str]:
        """The codes of the countries of an entity that is a region of several; empty for all else."""
        ...

    def is_place(self, iri: str) -> bool:
        """Whether an entity is a place."""
        ...


def family(event_type: str) -> str:
    """Types of one family may tell of one event."""
    return _FAMILIES.get(event_type, event_type)


def profile_events(record: ArticleRecord, address: Mapping[str, str], world: World) -> Iterable[EventProfile]:
    """The events of a record; `address` gives the entity of the graph for each local id."""
    article = _Article(record, address, world)
    for event in record.events:
        yield article.profile(event)


class _Article:
    """What the events of one article have in common."""

    def __init__(self, record: ArticleRecord, address: Mapping[str, str], world: World) -> None:
        self._record, self._address, self._world = record, address, world
        self._generic = {e.id: stems(e.name) for e in record.entities if not any(map(str.isupper, e.name))}
        telling = {address[e.id] for e in record.entities if e.id in address and e.id not in self._generic}
        self._states = frozenset(iri for iri in telling if world.country_code(iri))
        self._story = frozenset(telling) - self._states
        self._families = Counter(family(event.type) for event in record.events)
        self._main = self._main_state()
        self._places = [
            (mention.span, address[entity.id])
            for entity in record.entities
            if entity.type in ("Place", "Facility") and entity.id in address
            for mention in entity.mentions
            if mention.kind == "name"
        ]

    def profile(self, event: EventMention) -> EventProfile:
        """One event."""
        published = self._record.article.published
        fillers, phrases = self._roles(event)
        places = self._located(event, fillers)
        return EventProfile(
            member=(self._record.article.id, event.id),
            type=event.type,
            moment=event.time.moment if event.time else None,
            published=published.first_day if published else None,
            places=places,
            implied=frozenset() if places or self._main is None else frozenset((self._main,)),
            fillers={role: frozenset(found) for role, found in fillers.items() if found},
            phrases={role: frozenset(found) for role, found in phrases.items() if found},
            figures=tuple(map(_figure, event.quantities)),
            population=self._population(event) or self._borrowed(event),
            wording=stems(event.evidence.text),
            story=self._story,
            states=self._states,
            only=self._families[family(event.type)] == 1,
            planned=event.factuality in ("planned", "possible"),
            denied=event.factuality == "denied",
            source=source_of(event, self._record, self._address),
            sentence=event.evidence.text,
        )

    def _main_state(self) -> str | None:
        """The country that the article speaks of most."""
        weights: Counter[str] = Counter()
        for entity in self._record.entities:
            if entity.type == "Place" and entity.country:
                weights[entity.country] += max(1, len(entity.mentions))
        codes = {self._world.country_code(iri): iri for iri in sorted(self._states, reverse=True)}
        named = [code for code in weights if code in codes]
        best = min(named, key=lambda code: (-weights[code], code), default=None)
        return codes[best] if best is not None and 2 * weights[best] >= weights.total() else None

    def _roles(self, event: EventMention) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Entities that can be told apart, and words for the rest: "militants" are others in each article."""
        fillers: dict[str, set[str]] = {}
        phrases: dict[str, set[str]] = {}
        for argument in event.arguments:
            entity = argument.entity
            if entity and entity in self._generic:
                phrases.setdefault(argument.role, set()).update(self._generic[entity])
            elif entity and entity in self._address:
                role, iri = argument.role, self._address[entity]
                befalls = role not in _PLACES and event.type in _BEFALLS and self._world.is_place(iri)
                fillers.setdefault("place" if befalls else role, set()).add(iri)
            elif argument.span is not None:
                inside = self._place_in(argument) if argument.role in _PLACES else None
                if inside is not None:
                    fillers.setdefault(argument.role, set()).add(inside)
                else:
                    phrases.setdefault(argument.role, set()).update(stems(argument.span.text))
        return fillers, phrases

    def _place_in(self, argument: Argument) -> str | None:
        """The place that a phrase ends in: "the city of X"."""
        inside = [(span, iri) for span, iri in self._places if argument.span is not None and argument.span.covers(span)]
        return max(inside, key=lambda found: found[0].end)[1] if inside else None

    def _located(self, event: EventMention, fillers: Mapping[str, set[str]]) -> frozenset[str]:
        """Where it happened; a region that holds the article's country stands for that: "the Baltic country"."""
        places = {place for role in _PLACES for place in fillers.get(role, ())}
        main = self._world.country_code(self._main) if self._main else None
        wide = {place for place in places if main and main in self._world.region_codes(place)}
        if wide and self._main:
            places = (places - wide) or {self._main}
        return frozenset(places)

    def _population(self, event: EventMention) -> frozenset[str]:
        names = {entity.id: entity.name for entity in self._record.entities}
        told = [
            names.get(a.entity or "") or (a.span.text if a.span else "") for a in event.arguments if a.role == "patient"
        ]
        told += [quantity.unit or "" for quantity in event.quantities]
        return frozenset(stem for text in told for stem in stems(text))

    def _borrowed(self, event: EventMention) -> frozenset[str]:
        """Of a bare number, the people its sentence tells for another: "2 died and 9 officers were hurt"."""
        if event.type not in CASUALTIES or not _is_bare(event):
            return frozenset()
        for other in self._record.events:
            told = other is not event and other.evidence == event.evidence and other.type in CASUALTIES
            if told and other.quantities and (population := self._population(other)):
                return population
        return frozenset()


def _is_bare(event: EventMention) -> bool:
    """Whether its figures are numbers without a noun."""
    return bool(event.quantities) and all(
        not q.unit and not any(map(str.isalpha, q.span.text)) for q in event.quantities
    )


def _figure(quantity: Quantity) -> Figure:
    unit = stems(quantity.unit or "")
    return Figure(stems(quantity.what), unit, quantity.value, quantity.modifier, quantity.span.text)
