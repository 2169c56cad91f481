"""Counts that are kept instead of made: a graph of statistics that changes with every article, in its transaction.

For each entity and event: in how many articles it is mentioned (`articles`), how many claims have it as subject or
object (`claims`), and with how many other things facts of articles connect it (`degree`). For each two that two
articles or more mention, a node that is `of` both, with the number of `articles`. All below the namespace STATISTICS.
The mark that the search index is compared by (`searchable`, see `kg.store.search.mark`) lies here, too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import chain, combinations

import pyoxigraph as ox

from kg.rdf.terms import KG, RDF
from kg.store.difference import Difference
from kg.store.protection import is_assembled, statistics_graph, user_graph
from kg.store.search.mark import changed_mark, mark_anew

__all__ = ["STATISTICS", "changed_statistics", "counted", "made_anew"]

STATISTICS = "https://w3id.org/newsgraph/statistics#"
"""The namespace of the counts."""

_ARTICLES, _CLAIMS, _DEGREE, _OF = (ox.NamedNode(STATISTICS + name) for name in ("articles", "claims", "degree", "of"))
_MENTIONS = ox.NamedNode(KG.mentions)
_ENDS = (ox.NamedNode(RDF.subject), ox.NamedNode(RDF.object))
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_LEAST = 2
"""Articles that must mention two things together before that is worth a node: most pairs occur once, by chance."""

Node = ox.NamedNode
Key = tuple[Node, Node]


def changed_statistics(engine: ox.Store, base: str, differences: Iterable[Difference]) -> Difference:
    """What the differences, which are not written yet, do to the graph of statistics."""
    graph = ox.NamedNode(statistics_graph(base))
    own = [difference for difference in differences if is_assembled(base, difference.graph)]
    counts: Counter[Key] = Counter()
    for difference in own:
        for sign, quads in ((1, difference.add), (-1, difference.remove)):
            for thing, kind in _counted(base, quads):
                counts[thing, kind] += sign
    counts.update(_degrees(engine, base, own))
    wanted = {key: _number(engine, graph, *key) + change for key, change in counts.items() if change}
    pairs = _pairs(engine, graph, base, own)
    written = _to_write(engine, graph, wanted, pairs)
    gained, lost = (chain.from_iterable(parts) for parts in ([d.add for d in own], [d.remove for d in own]))
    add, remove = changed_mark(engine, base, gained, lost)
    return Difference(graph.value, written.add | add, written.remove | remove, emptied=False)


def made_anew(engine: ox.Store, base: str) -> Iterator[ox.Quad]:
    """The whole graph of statistics, from everything else; the engine does most of the counting."""
    mentioned: dict[str, set[str]] = {}
    for article, thing in _asked(engine, base, f"SELECT DISTINCT ?g ?t {{ GRAPH ?g {{ ?a {_MENTIONS} ?t }} %s }}"):
        mentioned.setdefault(article, set()).add(thing)
    claims: Counter[str] = Counter()
    for end in _ENDS:
        claims.update(t for _, t in _asked(engine, base, f"SELECT ?c ?t {{ GRAPH ?g {{ ?c {end} ?t }} %s }}"))
    facts = (
        f"SELECT DISTINCT ?s ?t {{ GRAPH ?g {{ ?c {_ENDS[0]} ?s ; {_ENDS[1]} ?t . ?s ?p ?t }} %s FILTER(?s != ?t) }}"
    )
    connected = {(min(pair), max(pair)) for pair in _asked(engine, base, facts) if _is_thing(base, pair[0])}
    yield from ox.parse("".join(counted(base, mentioned.values(), claims, connected)), ox.RdfFormat.N_QUADS)
    yield from mark_anew(engine, base)


def counted(
    base: str, mentioned: Iterable[Iterable[str]], claims: Mapping[str, int], connected: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """The counts, as lines: from the things that each article mentions, their claims, and those that facts connect."""
    graph = ox.NamedNode(statistics_graph(base))
    articles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for things in mentioned:
        ordered = sorted(things)
        articles.update(ordered)
        pairs.update(combinations(ordered, 2))
    degrees = Counter(chain.from_iterable(connected))
    for kind, counts in ((_ARTICLES, articles), (_CLAIMS, claims), (_DEGREE, degrees)):
        for thing, number in counts.items():
            yield f'<{thing}> {kind} "{number}"^^{_INTEGER} {graph} .\n'
    for (one, other), number in pairs.items():
        if number >= _LEAST:
            node = f"<{_pair_address(graph, one, other)}>"
            yield (
                f"{node} {_OF} <{one}> {graph} .\n{node} {_OF} <{other}> {graph} .\n"
                f'{node} {_ARTICLES} "{number}"^^{_INTEGER} {graph} .\n'
            )


def _asked(engine: ox.Store, base: str, query: str) -> Iterator[tuple[str, str]]:
    """Two columns of a query about assembled graphs, whose `?t` is a thing."""
    chosen = (
        f"FILTER(STRSTARTS(STR(?t), '{base}e') && STRSTARTS(STR(?g), '{base}') "
        f"&& !STRSTARTS(STR(?g), '{user_graph(base, '')}') && ?g != <{statistics_graph(base)}>)"
    )
    rows = engine.query(query % chosen)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        one, thing = row[0], row[1]
        if isinstance(one, ox.NamedNode) and isinstance(thing, ox.NamedNode) and _is_thing(base, thing.value):
            yield one.value, thing.value


def _counted(base: str, quads: Iterable[ox.Quad]) -> Iterator[Key]:
    """What each quad counts for: the thing, and which of its counts."""
    for quad in quads:
        thing = quad.object
        if isinstance(thing, ox.NamedNode) and _is_thing(base, thing.value):
            if quad.predicate == _MENTIONS:
                yield thing, _ARTICLES
            elif quad.predicate in _ENDS:
                yield thing, _CLAIMS


def _is_thing(base: str, iri: str) -> bool:
    return iri.startswith((f"{base}entity/", f"{base}event/"))


def _degrees(engine: ox.Store, base: str, differences: list[Difference]) -> Counter[Key]:
    """How many neighbours things gain and lose by what articles say."""
    facts: Counter[Key] = Counter()
    for difference in differences:
        for sign, quads in ((1, difference.add), (-1, difference.remove)):
            for quad in quads:
                if (pair := _connected(base, quad)) is not None:
                    facts[pair] += sign
    found: Counter[Key] = Counter()
    for (one, other), change in facts.items():
        if change:
            before = _facts_between(engine, base, one, other)
            gain = (before + change > 0) - (before > 0)
            if gain:
                found[one, _DEGREE] += gain
                found[other, _DEGREE] += gain
    return found


def _connected(base: str, quad: ox.Quad) -> Key | None:
    """The two things that a fact connects, in order."""
    one, other, name = quad.subject, quad.object, quad.graph_name
    if not (isinstance(name, ox.NamedNode) and name.value.startswith(f"{base}article/")):
        return None
    if not (isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode)) or one == other:
        return None
    if not (_is_thing(base, one.value) and _is_thing(base, other.value)):
        return None
    return (one, other) if one.value < other.value else (other, one)


def _facts_between(engine: ox.Store, base: str, one: Node, other: Node) -> int:
    found = (*engine.quads_for_pattern(one, None, other, None), *engine.quads_for_pattern(other, None, one, None))
    return sum(_connected(base, quad) is not None for quad in found)


def _pairs(engine: ox.Store, graph: Node, base: str, differences: list[Difference]) -> Mapping[Key, int]:
    """How many articles mention two things together from now on, for all pairs where that changes."""
    changes: Counter[Key] = Counter()
    for difference in differences:
        add, gone = _mentioned(base, difference.add), _mentioned(base, difference.remove)
        if not add and not gone:
            continue
        name = ox.NamedNode(difference.graph)
        before = _mentioned(base, engine.quads_for_pattern(None, _MENTIONS, None, name))
        old = set(combinations(sorted(before, key=_value), 2))
        new = set(combinations(sorted((before - gone) | add, key=_value), 2))
        changes.update(new - old)
        changes.subtract(old - new)
    found = {}
    for pair, change in changes.items():
        if change:
            known = _number(engine, graph, _pair_node(graph, pair), _ARTICLES)
            found[pair] = (known or _counted_together(engine, graph, base, pair)) + change
    return found


def _counted_together(engine: ox.Store, graph: Node, base: str, pair: Key) -> int:
    """In how many articles a pair without a node is mentioned: none or one. Looks at those of the rarer of the two."""
    rarer, other = sorted(pair, key=lambda node: _number(engine, graph, node, _ARTICLES))
    for quad in engine.quads_for_pattern(None, _MENTIONS, rarer, None):
        name = quad.graph_name
        if not isinstance(name, ox.NamedNode) or not is_assembled(base, name.value):
            continue
        if any(True for _ in engine.quads_for_pattern(None, _MENTIONS, other, name)):
            return 1
    return 0


def _mentioned(base: str, quads: Iterable[ox.Quad]) -> set[Node]:
    """The things that quads say to be mentioned."""
    found = (quad.object for quad in quads if quad.predicate == _MENTIONS)
    return {node for node in found if isinstance(node, ox.NamedNode) and _is_thing(base, node.value)}


def _to_write(engine: ox.Store, graph: Node, counts: Mapping[Key, int], pairs: Mapping[Key, int]) -> Difference:
    add: set[ox.Quad] = set()
    remove: set[ox.Quad] = set()
    for (thing, kind), number in counts.items():
        remove.update(engine.quads_for_pattern(thing, kind, None, graph))
        if number > 0:
            add.add(ox.Quad(thing, kind, _literal(number), graph))
    for pair, number in pairs.items():
        remove.update(engine.quads_for_pattern(_pair_node(graph, pair), None, None, graph))
        if number >= _LEAST:
            add.update(_pair_quads(graph, pair, number))
    return Difference(graph.value, add - remove, remove - add, emptied=False)


def _pair_quads(graph: Node, pair: Key, number: int) -> Iterator[ox.Quad]:
    node = _pair_node(graph, pair)
    yield ox.Quad(node, _OF, pair[0], graph)
    yield ox.Quad(node, _OF, pair[1], graph)
    yield ox.Quad(node, _ARTICLES, _literal(number), graph)


def _pair_node(graph: Node, pair: Key) -> Node:
    return ox.NamedNode(_pair_address(graph, pair[0].value, pair[1].value))


def _pair_address(graph: Node, one: str, other: str) -> str:
    digest = blake2b(f"{one} {other}".encode(), digest_size=10).hexdigest()
    return f"{graph.value}/{digest}"


def _number(engine: ox.Store, graph: Node, thing: Node, kind: Node) -> int:
    return sum(
        int(quad.object.value)
        for quad in engine.quads_for_pattern(thing, kind, None, graph)
        if isinstance(quad.object, ox.Literal)
    )


def _literal(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=_INTEGER)


def _value(node: Node) -> str:
    return node.value
