"""News-like data of any size as the software writes it: claims with evidence about events, people, bodies and places.

About 110 quads an article. Few things are named often and most seldom, as in news; the same quads for the same number.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import KG, PREFIXES

__all__ = ["entity", "entity_count", "name_of", "nquads", "weights"]

_KG, _RDF, _XSD = str(KG), PREFIXES["rdf"], PREFIXES["xsd"]
_TYPES = ("Person", "Person", "Person", "Organization", "Organization", "Place", "Group", "Place")
_EVENTS = ("Protest", "Arrest", "Attack", "Meeting", "Statement", "Killing", "Agreement", "Request")
_RELATIONS = ("headOfState", "memberOf", "locatedIn", "leads", "alliedWith", "worksFor")
_SYLLABLES = "ka le mo ri ta ven dor shi an bel gor nu pas qua sel tor um wes yil zan".split()


def entity(number: int) -> str:
    """The address of an entity; the lower its number, the more often it is named."""
    return f"{BASE}entity/e{number}"


def entity_count(quads: int) -> int:
    """How many entities a world of that many quads has."""
    return max(200, quads // 60)


def name_of(number: int) -> str:
    """The preferred name of an entity."""
    random_ = random.Random(f"name {number}")
    return f"{_word(random_)} {_word(random_)}"


def weights(entities: int) -> list[float]:
    """How often entities are named, summed up from the first on."""
    return list(accumulate(1 / (rank + 5) ** 0.8 for rank in range(entities)))


def nquads(quads: int) -> Iterator[str]:
    """Lines of N-Quads, graph by graph, until there are about so many."""
    entities, written, number = entity_count(quads), 0, 0
    for line in _entities(entities):
        written += 1
        yield line
    likely = weights(entities)
    while written < quads:
        for line in _article(number, likely):
            written += 1
            yield line
        number += 1


def _entities(count: int) -> Iterator[str]:
    graph = f"<{BASE}graph/entities> .\n"
    for number in range(count):
        me, kind = f"<{entity(number)}>", _TYPES[number % len(_TYPES)]
        yield f"{me} <{_RDF}type> <{_KG}{kind}> {graph}"
        yield f'{me} <{PREFIXES["skos"]}prefLabel> "{name_of(number)}" {graph}'
        yield f'{me} <{PREFIXES["skos"]}altLabel> "{name_of(number).split()[1]}" {graph}'
        if kind == "Place":
            random_ = random.Random(number)
            yield f'{me} <{PREFIXES["geo"]}lat> "{random_.uniform(-60, 70):.3f}"^^<{_XSD}decimal> {graph}'
            yield f'{me} <{PREFIXES["geo"]}long> "{random_.uniform(-180, 180):.3f}"^^<{_XSD}decimal> {graph}'


def _article(number: int, likely: list[float]) -> list[str]:
    random_ = random.Random(number)
    me = f"{BASE}article/a{number}"
    named = [bisect(likely, random_.random() * likely[-1]) for _ in range(random_.randint(5, 9))]
    lines = [
        f"<{me}> <{_RDF}type> <{_KG}Article>",
        f'<{me}> <{_KG}recordId> "a{number}"',
        f'<{me}> <{_KG}title> "{" ".join(_word(random_) for _ in range(6))}"',
        f"<{me}> <{_KG}published> {_day(random_)}",
        f'<{me}> <{_KG}publisher> "Outlet {random_.randint(1, 60)}"',
        f'<{me}> <{_KG}language> "en"',
        *(f"<{me}> <{_KG}mentions> <{entity(one)}>" for one in dict.fromkeys(named)),
    ]
    for claim in range(2):
        subject, target = entity(random_.choice(named)), f"<{entity(random_.choice(named))}>"
        lines += _claim(me, f"{number}-r{claim}", subject, f"{_KG}{random_.choice(_RELATIONS)}", target)
    for count in range(2):
        lines += _event(me, f"{number}-{count}", random_, named)
    return [f"{line} <{me}> .\n" for line in lines]


def _event(article: str, key: str, random_: random.Random, named: list[int]) -> Iterator[str]:
    event, kind = f"{BASE}event/v{key}", random_.choice(_EVENTS)
    yield f'<{event}> <{PREFIXES["skos"]}prefLabel> "{kind}: {name_of(named[0])}"'
    yield from _claim(article, f"{key}t", event, f"{_RDF}type", f"<{_KG}{kind}>")
    yield from _claim(article, f"{key}d", event, f"{_KG}startDate", _day(random_))
    for role in ("agent", "patient", "place"):
        yield from _claim(article, f"{key}{role}", event, f"{_KG}{role}", f"<{entity(random_.choice(named))}>")


def _claim(article: str, key: str, subject: str, relation: str, target: str) -> Iterator[str]:
    claim, evidence = f"{BASE}claim/c{key}", f"{BASE}evidence/{key}"
    yield f"<{subject}> <{relation}> {target}"
    yield f"<{claim}> <{_RDF}type> <{_KG}Claim>"
    yield f"<{claim}> <{_RDF}subject> <{subject}>"
    yield f"<{claim}> <{_RDF}predicate> <{relation}>"
    yield f"<{claim}> <{_RDF}object> {target}"
    yield f"<{claim}> <{_KG}assertedIn> <{article}>"
    yield f"<{claim}> <{_KG}factuality> <{_KG}asserted>"
    yield f'<{claim}> <{_KG}confidence> "0.9"^^<{_XSD}decimal>'
    yield f"<{claim}> <{_KG}evidence> <{evidence}>"
    yield f"<{evidence}> <{_RDF}type> <{_KG}Evidence>"
    yield f"<{evidence}> <{_KG}article> <{article}>"
    yield f'<{evidence}> <{_KG}start> "10"^^<{_XSD}integer>'
    yield f'<{evidence}> <{_KG}end> "90"^^<{_XSD}integer>'
    yield f'<{evidence}> <{_KG}exactQuote> "What the article says in sentence {key}."'


def _word(random_: random.Random) -> str:
    return "".join(random_.choices(_SYLLABLES, k=random_.randint(2, 4))).title()


def _day(random_: random.Random) -> str:
    day = f"20{random_.randint(18, 24)}-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}"
    return f'"{day}"^^<{_XSD}date>'
