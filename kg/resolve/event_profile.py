"""Events of articles in comparable form: who, where, when and how many, in terms of the graph's entities."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.model import ArticleRecord, EntityCluster, EventMention, MentionKey, Moment, Quantity
from kg.resolve.spelling import words

__all__ = ["EventProfile", "Figure", "Geography", "family", "profile_events", "stems"]

_FAMILIES = {"Death": "Killing"}
_PLACES = ("place", "destination")
_EMPTY = frozenset(
    """the and for with from that this these those their them they its his her has have had was were been being are is
    not but who whom which what when where while after before about over more than least most some many several all
    other people persons person men women man woman said says told according into out one two three dozens hundreds
    thousands""".split()
)
_ENDINGS = ("ings", "ing", "ers", "ies", "ied", "ed", "es", "er", "s", "y", "e")


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
    fillers: Mapping[str, frozenset[str]]
    phrases: Mapping[str, frozenset[str]]
    figures: tuple[Figure, ...]
    wording: frozenset[str]
    story: frozenset[str]
    """What its article speaks of, countries left out."""
    only: bool
    """Whether it is the article's only event of its family."""
    planned: bool
    anchor: int | None
    """The day it is looked for around, as an ordinal: its own first day, else that of publication."""


class Geography:
    """Which places lie in which: by the country of each, and by what articles state (`locatedIn`, `partOf`)."""

    def __init__(self, entities: Iterable[EntityCluster], known_countries: Mapping[str, str]) -> None:
        """`known_countries` gives the codes of entities that are countries, by address."""
        self._above: dict[str, set[str]] = {}
        states = {code: address for address, code in sorted(known_countries.items(), reverse=True)}
        for entity in entities:
            state = states.get(entity.country or "")
            if state and state != entity.iri and entity.iri not in known_countries:
                self._above.setdefault(entity.iri, set()).add(state)

    def state(self, inner: str, outer: str) -> None:
        """Take in that one place lies in another."""
        if inner != outer:
            self._above.setdefault(inner, set()).add(outer)

    def around(self, place: str) -> frozenset[str]:
        """A place and everything it lies in."""
        found, rest = {place}, [place]
        while rest:
            for outer in self._above.get(rest.pop(), ()):
                if outer not in found:
                    found.add(outer)
                    rest.append(outer)
        return frozenset(found)

    def nested(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether a place of one side lies in a place of the other."""
        mine, other = frozenset(left), frozenset(right)
        return any(self.around(place) & other for place in mine) or any(self.around(place) & mine for place in other)


def family(event_type: str) -> str:
    """Types of one family may tell of one event."""
    return _FAMILIES.get(event_type, event_type)


def profile_events(
    record: ArticleRecord, address: Mapping[str, str], countries: Collection[str]
) -> Iterable[EventProfile]:
    """The events of a record; `address` gives the entity of the graph for each local id."""
    story = frozenset(iri for iri in address.values() if iri not in countries)
    families = Counter(family(event.type) for event in record.events)
    for event in record.events:
        yield _profile(event, record, address, story, families[family(event.type)] == 1)


def _profile(
    event: EventMention, record: ArticleRecord, address: Mapping[str, str], story: frozenset[str], only: bool
) -> EventProfile:
    published = record.article.published.first_day if record.article.published else None
    moment = event.time.moment if event.time else None
    day = moment.first_day if moment else published
    fillers: dict[str, set[str]] = {}
    phrases: dict[str, set[str]] = {}
    for argument in event.arguments:
        if argument.entity and argument.entity in address:
            fillers.setdefault(argument.role, set()).add(address[argument.entity])
        elif argument.span is not None:
            phrases.setdefault(argument.role, set()).update(stems(argument.span.text))
    return EventProfile(
        member=(record.article.id, event.id),
        type=event.type,
        moment=moment,
        published=published,
        places=frozenset(place for role in _PLACES for place in fillers.get(role, ())),
        fillers={role: frozenset(found) for role, found in fillers.items()},
        phrases={role: frozenset(found) for role, found in phrases.items() if found},
        figures=tuple(map(_figure, event.quantities)),
        wording=stems(event.evidence.text),
        story=story,
        only=only,
        planned=event.factuality in ("planned", "possible"),
        anchor=day.toordinal() if day else None,
    )


def _figure(quantity: Quantity) -> Figure:
    return Figure(
        stems(quantity.what), stems(quantity.unit or ""), quantity.value, quantity.modifier, quantity.span.text
    )


def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, folded, without the commonest endings; figures are left out."""
    kept = (word for word in words(text) if len(word) > 2 and word not in _EMPTY and not word[0].isdigit())
    return frozenset(map(_stem, kept))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
