"""What is searched, read from the graph: things with their names and positions, articles with their sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf.terms import GEO, KG, RDF, SKOS
from kg.store.names import kind_of, local_name
from kg.store.resources import Kind

__all__ = ["ARTICLE_PREDICATES", "CLAIM_PREDICATES", "THING_PREDICATES", "ArticleText", "Documents", "Named", "Thing"]

_STATED_CLAIMS = ox.NamedNode("https://w3id.org/newsgraph/statistics#claims")
_TYPE, _PLACE = ox.NamedNode(RDF.type), ox.NamedNode(KG.place)
_LABEL, _ALIAS = ox.NamedNode(SKOS.prefLabel), ox.NamedNode(SKOS.altLabel)
_LATITUDE, _LONGITUDE = ox.NamedNode(GEO.lat), ox.NamedNode(GEO.long)
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(p) for p in (RDF.subject, RDF.predicate, RDF.object))
_TITLE, _PUBLISHED, _QUOTE = ox.NamedNode(KG.title), ox.NamedNode(KG.published), ox.NamedNode(KG.exactQuote)

_DESCRIBING = frozenset({_LABEL, _ALIAS, _TYPE, _LATITUDE, _LONGITUDE, _STATED_CLAIMS})
THING_PREDICATES = frozenset({_LABEL, _ALIAS, _TYPE, _LATITUDE, _LONGITUDE})
"""What a thing's entry is made of; together with the claims about it."""
CLAIM_PREDICATES = frozenset({_SUBJECT, _PREDICATE, _OBJECT})
ARTICLE_PREDICATES = frozenset({_TITLE, _PUBLISHED, _QUOTE})
"""What an article's entries are made of."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something with names, the preferred one first; `claims` ranks it among others."""

    iri: str
    kind: Kind
    names: tuple[str, ...]
    type: str | None = None
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Thing(Named):
    """An entity or event as it is indexed; `spots` are (latitude, longitude), an event's those of its places."""

    spots: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as it is indexed; `passages` are (address, sentence)."""

    iri: str
    published: str | None
    title: str | None
    passages: tuple[tuple[str, str], ...]


class Documents:
    """Reads what is searched from an engine; an address is looked up in the union of all graphs."""

    def __init__(self, engine: ox.Store, base: str) -> None:
        self._engine, self._base = engine, base
        self._starts = (f"{base}entity/", f"{base}event/")
        self._counted = next(engine.quads_for_pattern(None, _STATED_CLAIMS, None, None), None) is not None

    def is_thing(self, iri: str) -> bool:
        """Whether an address is that of an entity or an event."""
        return iri.startswith(self._starts)

    def things(self) -> list[str]:
        """Everything that has a name, sorted."""
        named = {quad.subject.value for label in (_LABEL, _ALIAS) for quad in self._quads(None, label)}  # type: ignore[union-attr]
        return sorted(filter(self.is_thing, named))

    def articles(self) -> list[str]:
        """Every article with a title or a sentence, sorted."""
        start = f"{self._base}article/"
        found = {quad.graph_name.value for kind in (_TITLE, _QUOTE) for quad in self._quads(None, kind)}  # type: ignore[union-attr]
        return sorted(iri for iri in found if iri.startswith(start))

    def thing(self, iri: str) -> Thing | None:
        """An entity or event; None if it has no name."""
        node = ox.NamedNode(iri)
        said: dict[ox.NamedNode, set[str]] = {}
        for quad in self._engine.quads_for_pattern(node, None, None, None):
            if quad.predicate in _DESCRIBING:
                said.setdefault(quad.predicate, set()).add(quad.object.value)  # type: ignore[union-attr]
        names = tuple(dict.fromkeys(name for kind in (_LABEL, _ALIAS) for name in sorted(said.get(kind, ()))))
        if not names:
            return None
        kind = kind_of(self._base, iri)
        type_ = min(map(local_name, said.get(_TYPE, ())), default=None)
        spots = _pairs(said.get(_LATITUDE, ()), said.get(_LONGITUDE, ()))
        if kind == "event":
            claimed, places = self._event(node)
            type_ = min(claimed, key=lambda name: (-claimed[name], name), default=type_)
            spots = {spot for place in places for spot in self._spots(place)} or spots
        claims = int(min(said.get(_STATED_CLAIMS, ()), default=0)) or (0 if self._counted else self._claims(node))
        return Thing(iri, kind, names, type_, claims, tuple(sorted(spots)))

    def article(self, iri: str) -> ArticleText | None:
        """An article; None if it has neither title nor sentence."""
        node = ox.NamedNode(iri)
        title, published = (
            min((quad.object.value for quad in self._quads(node, kind, node)), default=None)  # type: ignore[union-attr]
            for kind in (_TITLE, _PUBLISHED)
        )
        passages = sorted({(q.subject.value, q.object.value) for q in self._quads(None, _QUOTE, node)})  # type: ignore[union-attr]
        return ArticleText(iri, published, title, tuple(passages)) if title or passages else None

    def touched(self, quads: Iterable[ox.Quad]) -> Iterator[str]:
        """The things and articles whose entries some quads, added or removed, may change; repeats are possible.

        A claim's address holds what it says, so a claim is there or not, but never says something else.
        """
        for quad in quads:
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            if quad.predicate in CLAIM_PREDICATES:
                if isinstance(quad.object, ox.NamedNode) and self.is_thing(quad.object.value):
                    yield quad.object.value
            elif quad.predicate in THING_PREDICATES:
                if self.is_thing(quad.subject.value):
                    yield quad.subject.value
                    if quad.predicate in (_LATITUDE, _LONGITUDE):
                        yield from self._events_at(quad.subject)
            elif quad.predicate in ARTICLE_PREDICATES and isinstance(quad.graph_name, ox.NamedNode):
                yield quad.graph_name.value

    def _quads(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode, graph: ox.NamedNode | None = None
    ) -> Iterator[ox.Quad]:
        return self._engine.quads_for_pattern(subject, predicate, None, graph)

    def _claims(self, node: ox.NamedNode) -> int:
        return sum(1 for end in (_SUBJECT, _OBJECT) for _ in self._engine.quads_for_pattern(None, end, node, None))

    def _event(self, node: ox.NamedNode) -> tuple[Counter[str], set[ox.NamedNode]]:
        """How many claims give an event which type, and the places that claims give it."""
        types: Counter[str] = Counter()
        places: set[ox.NamedNode] = set()
        for subject in self._engine.quads_for_pattern(None, _SUBJECT, node, None):
            claim = subject.subject
            predicates = {quad.object for quad in self._engine.quads_for_pattern(claim, _PREDICATE, None, None)}
            if not predicates & {_TYPE, _PLACE}:
                continue
            for quad in self._engine.quads_for_pattern(claim, _OBJECT, None, None):
                if isinstance(quad.object, ox.NamedNode):
                    if _TYPE in predicates:
                        types[local_name(quad.object.value)] += 1
                    else:
                        places.add(quad.object)
        return types, places

    def _spots(self, node: ox.NamedNode) -> set[tuple[float, float]]:
        latitudes, longitudes = (
            {quad.object.value for quad in self._quads(node, axis)}  # type: ignore[union-attr]
            for axis in (_LATITUDE, _LONGITUDE)
        )
        return _pairs(latitudes, longitudes)

    def _events_at(self, place: ox.NamedNode) -> Iterator[str]:
        for quad in self._engine.quads_for_pattern(None, _OBJECT, place, None):
            for subject in self._engine.quads_for_pattern(quad.subject, _SUBJECT, None, None):
                if isinstance(subject.object, ox.NamedNode) and self.is_thing(subject.object.value):
                    yield subject.object.value


def _pairs(latitudes: Iterable[str], longitudes: Iterable[str]) -> set[tuple[float, float]]:
    return set(zip(sorted(map(float, latitudes)), sorted(map(float, longitudes)), strict=False))
