"""What a change of the graph touches: the one notion by which all that is remembered of the graph follows it.

A quad that came or went touches its subject, under its predicate, and under the class that it says the subject is of.
One of a claim also touches what the claim is about, its subject and its object; one that an article mentions something
touches that thing, too. Whatever is remembered names the predicates that it is made of, and reads anew what was touched
under them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, KeysView

import pyoxigraph as ox

from kg.rdf.terms import KG, RDF
from kg.store.rows import Iri, Row

__all__ = ["Touched"]

_PARTS = (RDF.subject, RDF.predicate, RDF.object)
_OF_CLAIMS = frozenset({*_PARTS, KG.assertedIn, KG.factuality, KG.confidence, KG.validFrom, KG.validUntil})
"""Predicates that claims alone have; whatever else claims have, nothing that is remembered is made of."""


class Touched:
    """What some quads that came or went touch; all of them are of IRIs.

    A claim's address holds what it says, so a claim is there or not, but never says something else: one of which all
    three parts came or went is known by them, one of which only others did is to be looked up (`complete`).
    """

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        """Reads the quads.

        Raises:
            ValueError: one has a blank node as its subject, which cannot be looked up.
        """
        self._under: defaultdict[str, set[str]] = defaultdict(set)
        self._claims: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        self._mentioned: set[str] = set()
        self.subjects: set[str] = set()
        """All subjects of the quads."""
        known: dict[str, str] = {}
        for quad in quads:
            if not isinstance(quad.subject, ox.NamedNode):
                raise ValueError(f"{quad} has a blank node as its subject")
            subject, predicate = quad.subject.value, quad.predicate.value
            subject = known.setdefault(subject, subject)  # the same text once, not once a quad
            self.subjects.add(subject)
            self._under[predicate].add(subject)
            if predicate in _OF_CLAIMS:
                self._claim(subject, predicate, quad.object)
            elif isinstance(quad.object, ox.NamedNode):
                if predicate == RDF.type:
                    self._under[quad.object.value].add(subject)
                elif predicate == KG.mentions:
                    self._mentioned.add(quad.object.value)

    def __len__(self) -> int:
        return len(self.subjects)

    def _claim(self, claim: str, predicate: str, value: object) -> None:
        parts = self._claims[claim]
        if predicate in _PARTS:
            found = parts.setdefault(predicate, set())
            if isinstance(value, ox.NamedNode):
                found.add(value.value)

    def update(self, other: "Touched") -> None:
        """Take in what another change touches."""
        self.subjects |= other.subjects
        self._mentioned |= other._mentioned
        for predicate, subjects in other._under.items():
            self._under[predicate] |= subjects
        for claim, parts in other._claims.items():
            own = self._claims[claim]
            for part, values in parts.items():
                own[part] = own.get(part, set()) | values

    def complete(self, describe: Callable[[list[str]], Iterable[Row]]) -> None:
        """Look up the claims of which not all is known; `describe` gives rows of the query `description` of some."""
        partly = [claim for claim, parts in self._claims.items() if len(parts) < len(_PARTS)]
        for row in describe(partly):
            part, value = row["property"], row.get("value")
            if part in _PARTS and isinstance(value, Iri):
                parts = self._claims[row["thing"]]
                parts[part] = parts.get(part, set()) | {value}

    @property
    def claims(self) -> KeysView[str]:
        """The touched claims."""
        return self._claims.keys()

    def under(self, *predicates: str) -> set[str]:
        """The subjects of quads with one of some predicates, or that say them to be of one of some classes."""
        return set().union(*(self._under[predicate] for predicate in predicates if predicate in self._under))

    def claimed(self, *predicates: str) -> set[str]:
        """The subjects of touched claims that have one of some predicates."""
        wanted = set(predicates)
        own = (parts for parts in self._claims.values() if not wanted.isdisjoint(parts.get(RDF.predicate, ())))
        return set().union(*(parts.get(RDF.subject, ()) for parts in own))

    def things(self) -> set[str]:
        """Everything that is touched: subjects, what touched claims are about, and what is mentioned."""
        ends = (parts.get(end, ()) for parts in self._claims.values() for end in (RDF.subject, RDF.object))
        return self.subjects.union(self._mentioned, *ends)
