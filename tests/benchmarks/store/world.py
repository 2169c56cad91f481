"""News-like data of any size, generated: the same quads for the same number, in the vocabulary of the graph.

About 93 quads an article: its metadata, five to eleven mentions, one to four claims with their direct triples and
evidence, none to two events; and one graph of entities. Few entities are named often and most seldom, as in news.
"""

import random
import sys
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import KG, PREFIXES

sys.path.insert(0, str(Path(__file__).parents[1]))
import filling  # the benchmarks' folders are no packages

__all__ = ["QUERIES", "article", "entity", "entity_count", "filled", "nquads", "weights"]

_KG, _RDF = str(KG), PREFIXES["rdf"]
_LABEL, _ALIAS = f"{PREFIXES['skos']}prefLabel", f"{PREFIXES['skos']}altLabel"
_TYPES = ("Person", "Person", "Person", "Organization", "Organization", "Place", "Place", "Group")
_EVENTS = ("Protest", "Arrest", "Attack", "Meeting", "Statement", "Killing", "Agreement", "Request")
_RELATIONS = ("headOfState", "memberOf", "locatedIn", "leads", "alliedWith", "worksFor")
_SYLLABLES = "ka le mo ri ta ven dor shi an bel gor nu pas qua sel tor um wes yil zan".split()


def entity(number: int) -> str:
    """The address of an entity; the lower its number, the more often it is named."""
    return f"{BASE}entity/e{number}"


def entity_count(quads: int) -> int:
    """How many entities a world of that many quads has."""
    return max(200, quads // 100)


def nquads(quads: int) -> Iterator[str]:
    """Lines of N-Quads, graph by graph, until there are about so many."""
    entities = entity_count(quads)
    written = 0
    for line in _entities(entities):
        written += 1
        yield line
    likely = weights(entities)
    number = 0
    while written < quads:
        for line in article(number, likely):
            written += 1
            yield line
        number += 1


def filled(folder: Path, quads: int) -> Path:
    """A workspace below `folder` whose graph has about so many quads; kept for the next run."""
    return filling.filled(folder / f"news-{quads}", nquads(quads))


def weights(entities: int) -> list[float]:
    """How often entities are named, summed up from the first on."""
    return list(accumulate(1 / (rank + 3) for rank in range(entities)))


def article(number: int, likely: list[float], edition: int = 0) -> list[str]:
    """The quads of one article; another `edition` has the same mentions and other claims."""
    random_ = random.Random(number)
    iri = f"{BASE}article/a{number}"
    mentioned = [_pick(random_, likely) for _ in range(random_.randint(5, 11))]
    lines = [*_metadata(iri, number, random_), *_mentions(iri, mentioned)]
    random_ = random.Random(f"{number} {edition}")
    for claim in range(random_.randint(1, 4)):
        one, other = random_.choice(mentioned), random_.choice(mentioned)
        lines += _claim(iri, f"{number}-{edition}-{claim}", entity(one), random_.choice(_RELATIONS), entity(other))
    for event in range(random_.randint(0, 2)):
        lines += _event(iri, f"{number}-{edition}-{event}", random_, mentioned)
    return [f"{line} <{iri}> .\n" for line in lines]


def _pick(random_: random.Random, likely: list[float]) -> int:
    return bisect(likely, random_.random() * likely[-1])


def _metadata(iri: str, number: int, random_: random.Random) -> Iterator[str]:
    yield f"<{iri}> <{_RDF}type> <{_KG}Article>"
    yield f'<{iri}> <{_KG}recordId> "a{number}"'
    yield f'<{iri}> <{_KG}title> "{_words(random_, 6)}"'
    yield f"<{iri}> <{_KG}published> {_day(random_)}"
    yield f'<{iri}> <{_KG}publisher> "Outlet {random_.randint(1, 60)}"'
    yield f'<{iri}> <{_KG}language> "en"'


def _mentions(iri: str, mentioned: list[int]) -> Iterator[str]:
    for place, number in enumerate(mentioned):
        mention = f"{iri}/m{place}"
        yield f"<{iri}> <{_KG}mentions> <{entity(number)}>"
        yield f"<{mention}> <{_RDF}type> <{_KG}Evidence>"
        yield f"<{mention}> <{_KG}article> <{iri}>"
        yield f'<{mention}> <{_KG}start> "{place * 90}"^^<{PREFIXES["xsd"]}integer>'
        yield f'<{mention}> <{_KG}end> "{place * 90 + 12}"^^<{PREFIXES["xsd"]}integer>'
        yield f'<{mention}> <{_KG}exactQuote> "Quote {place} of {number}"'


def _claim(iri: str, key: str, subject: str, relation: str, target: str) -> Iterator[str]:
    claim = f"{BASE}claim/c{key}{relation}"
    yield f"<{subject}> <{_KG}{relation}> <{target}>"
    yield f"<{claim}> <{_RDF}type> <{_KG}Claim>"
    yield f"<{claim}> <{_RDF}subject> <{subject}>"
    yield f"<{claim}> <{_RDF}predicate> <{_KG}{relation}>"
    yield f"<{claim}> <{_RDF}object> <{target}>"
    yield f"<{claim}> <{_KG}assertedIn> <{iri}>"
    yield f"<{claim}> <{_KG}factuality> <{_KG}asserted>"
    yield f'<{claim}> <{_KG}confidence> "0.{int(key[0]) + 1}"^^<{PREFIXES["xsd"]}decimal>'
    yield f"<{claim}> <{_KG}evidence> <{iri}/m0>"


def _event(iri: str, key: str, random_: random.Random, mentioned: list[int]) -> Iterator[str]:
    event = f"{BASE}event/v{key}"
    yield f"<{event}> <{_RDF}type> <{_KG}{random_.choice(_EVENTS)}>"
    yield f"<{event}> <{_KG}startDate> {_day(random_)}"
    for role in ("agent", "patient", "place"):
        yield from _claim(iri, f"{key}{role}", event, role, entity(random_.choice(mentioned)))


def _entities(count: int) -> Iterator[str]:
    random_ = random.Random(7)
    graph = f"<{BASE}graph/entities> .\n"
    for number in range(count):
        iri = f"<{entity(number)}>"
        yield f"{iri} <{_RDF}type> <{_KG}{_TYPES[number % len(_TYPES)]}> {graph}"
        yield f'{iri} <{_LABEL}> "{_words(random_, 2).title()} {number}" {graph}'
        yield f'{iri} <{_ALIAS}> "{_words(random_, 1).title()} {number}" {graph}'
        if number:
            yield f"{iri} <{_KG}partOf> <{entity(number // 8)}> {graph}"


def _words(random_: random.Random, count: int) -> str:
    return " ".join("".join(random_.choices(_SYLLABLES, k=random_.randint(2, 3))) for _ in range(count))


def _day(random_: random.Random) -> str:
    day = f"20{random_.randint(18, 24)}-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}"
    return f'"{day}"^^<{PREFIXES["xsd"]}date>'


_DECLARED = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("kg", "rdf", "skos", "xsd"))
_HEAD, _MIDDLE = f"<{entity(0)}>", f"<{entity(150)}>"
_SHAPES = {
    "neighbourhood": f"SELECT ?p ?o ?g {{ GRAPH ?g {{ {_HEAD} ?p ?o }} }} LIMIT 500",
    "two steps": f"SELECT DISTINCT ?b ?label {{ {_MIDDLE} ?p ?a . ?a ?q ?b . ?b skos:prefLabel ?label }} LIMIT 500",
    "count by type": "SELECT ?type (COUNT(*) AS ?n) { ?thing a ?type } GROUP BY ?type ORDER BY DESC(?n)",
    "label contains": 'SELECT ?s ?l { ?s skos:prefLabel ?l FILTER(CONTAINS(LCASE(?l), "shita")) } LIMIT 50',
    "events of an actor": f"""SELECT ?event ?day {{ ?claim rdf:object {_HEAD} ; rdf:predicate kg:agent ;
        rdf:subject ?event . ?event kg:startDate ?day FILTER(?day >= "2020-01-01"^^xsd:date) }}
        ORDER BY DESC(?day) LIMIT 20""",
    "named together": f"""SELECT ?other (COUNT(DISTINCT ?article) AS ?n) {{ ?article kg:mentions {_MIDDLE} , ?other
        FILTER(?other != {_MIDDLE}) }} GROUP BY ?other ORDER BY DESC(?n) LIMIT 20""",
    "inside": f"SELECT ?part {{ ?part kg:partOf+ <{entity(2)}> }}",
    "claims with evidence": f"""SELECT ?claim ?property ?object ?quote ?title {{ ?claim rdf:subject {_MIDDLE} ;
        rdf:predicate ?property ; rdf:object ?object ; kg:assertedIn ?article ; kg:evidence/kg:exactQuote ?quote .
        ?article kg:title ?title }} LIMIT 200""",
    "all together": """SELECT ?publisher (COUNT(?claim) AS ?n) { ?claim kg:assertedIn ?article .
        ?article kg:publisher ?publisher } GROUP BY ?publisher ORDER BY DESC(?n)""",
}
QUERIES = {name: _DECLARED + text for name, text in _SHAPES.items()}
"""The shapes of queries that are measured, by name."""
