"""The mark that index and graph share: a sum of hashes over everything that is indexed, kept in the graph itself.

It changes with every article, in the article's own transaction, and depends on the content alone. An index that bears
the graph's mark is up to date; any other was interrupted, is of another copy, or is old.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b

import pyoxigraph as ox

from kg.rdf.terms import GEO, KG, SKOS, XSD
from kg.store.protection import is_assembled, statistics_graph

__all__ = ["RunningMark", "changed_mark", "mark_after", "mark_anew", "read_mark"]

_MARK = ox.NamedNode("https://w3id.org/newsgraph/statistics#searchable")
_MARKED = tuple(
    ox.NamedNode(iri)
    for iri in (SKOS.prefLabel, SKOS.altLabel, KG.title, KG.published, KG.exactQuote, GEO.lat, GEO.long)
)
_MODULUS = 1 << 64
_ODD = re.compile(r"[\\\x00-\x1f\x7f]")
"""What may be written in more than one way."""
_AS_STORED = re.compile(rf'"(?:@[a-z]+)?\Z|\A"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"\^\^<{XSD.date}>\Z')
"""Literals that the engine gives back as they came: strings, with plain languages, and days."""


def read_mark(engine: ox.Store, base: str) -> str:
    """The mark of a graph, empty if it has none."""
    graph = ox.NamedNode(statistics_graph(base))
    found = engine.quads_for_pattern(graph, _MARK, None, graph)
    return min((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), default="")


def changed_mark(
    engine: ox.Store, base: str, add: Iterable[ox.Quad], remove: Iterable[ox.Quad]
) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """The quads to add and to remove with some others, so that the mark stays right."""
    change = _sum(base, add) - _sum(base, remove)
    if not change:
        return set(), set()
    old = read_mark(engine, base)
    before = int(old, 16) if old else _sum_of_all(engine, base)
    return _quads(base, (before + change) % _MODULUS), _quads(base, int(old, 16)) if old else set()


def mark_after(add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> str | None:
    """The mark that a graph bears after some quads were added and others removed; None if it stays."""
    for quad in add:
        if quad.predicate == _MARK and isinstance(quad.object, ox.Literal):
            return quad.object.value
    return "" if any(quad.predicate == _MARK for quad in remove) else None


def mark_anew(engine: ox.Store, base: str) -> set[ox.Quad]:
    """The quad that holds the mark of a graph; none where nothing is to be searched."""
    return _quads(base, _sum_of_all(engine, base))


class RunningMark:
    """The mark of quads that are on their way into an empty store, each once, as N-Quads."""

    predicates = frozenset(str(kind) for kind in _MARKED)
    """Only quads with these are to be added."""

    def __init__(self, base: str) -> None:
        self._base, self._sum = base, 0
        self._scratch = ox.Store()
        self.exact = True
        """False once a quad had a blank node, which the store will name otherwise."""

    def add(self, subject: str, predicate: str, target: str, graph: str) -> None:
        """Count one more quad, of an assembled graph."""
        line = f"{subject} {predicate} {target} {graph}"
        if subject.startswith("_") or target.startswith("_"):
            self.exact = False
        if _ODD.search(line) or not _AS_STORED.search(target):
            line = self._stored(line)
        self._sum += _hash(line)

    def quads(self) -> set[ox.Quad]:
        """As `mark_anew`."""
        return _quads(self._base, self._sum % _MODULUS)

    def _stored(self, line: str) -> str:
        """How the engine writes what it made of a quad; that it is none, it tells where it is loaded."""
        self._scratch.clear()
        with suppress(SyntaxError):
            self._scratch.load(f"{line} .", ox.RdfFormat.N_QUADS)
        return "".join(map(str, self._scratch))


def _sum_of_all(engine: ox.Store, base: str) -> int:
    return sum(_sum(base, engine.quads_for_pattern(None, kind, None, None)) for kind in _MARKED) % _MODULUS


def _sum(base: str, quads: Iterable[ox.Quad]) -> int:
    return sum(
        _hash(str(quad))
        for quad in quads
        if quad.predicate in _MARKED
        and isinstance(quad.graph_name, ox.NamedNode)
        and is_assembled(base, quad.graph_name.value)
    )


def _hash(line: str) -> int:
    return int.from_bytes(blake2b(line.encode(), digest_size=8).digest())


def _quads(base: str, value: int) -> set[ox.Quad]:
    graph = ox.NamedNode(statistics_graph(base))
    return {ox.Quad(graph, _MARK, ox.Literal(f"{value:016x}"), graph)} if value else set()
