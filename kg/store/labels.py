"""Finds things by name: a sorted list of all names, folded, from each of their words on.

It is made anew from the store when that has changed, so it is never wrong; it lives in memory, some 150 bytes a word.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.store.names import kind_of, local_name
from kg.store.resources import Kind
from kg.store.rows import Source

__all__ = ["Found", "LabelIndex", "Named", "fold", "named_things"]

_SEARCHED = ("entity", "event")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Named:
    """Something with names, the preferred one first; `claims` ranks it among others."""

    iri: str
    kind: Kind
    names: tuple[str, ...]
    type: str | None = None
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Something found, and the name that matched."""

    named: Named
    matched: str


class LabelIndex:
    """An index over `things`, which must not repeat an IRI."""

    def __init__(self, things: Iterable[Named]) -> None:
        self._things = {thing.iri: thing for thing in sorted(things, key=lambda thing: thing.iri)}
        self._entries = sorted(
            (tail, iri, number)
            for iri, thing in self._things.items()
            for number, name in enumerate(thing.names)
            for tail in _tails(fold(name))
        )

    def get(self, iri: str) -> Named | None:
        """What is known of an IRI, None if it has no name."""
        return self._things.get(iri)

    def __iter__(self) -> Iterator[Named]:
        return iter(self._things.values())

    def find(self, text: str, types: frozenset[str] = frozenset()) -> list[Found]:
        """Everything that has a name in which each word of `text` begins a word, or that contains `text`; best first.

        Best is: the whole name, its beginning, that of one of its words, anything else; then entities before events
        (whose labels name entities), then what more claims are about.
        """
        wanted = fold(text)
        if not wanted:
            return []
        best: dict[str, tuple[int, int]] = {}
        for iri, number, rank in self._matches(wanted):
            if not types or self._things[iri].type in types:
                best[iri] = min(best.get(iri, (9, 0)), (rank, number))
        found = [
            (rank, Found(self._things[iri], self._things[iri].names[number])) for iri, (rank, number) in best.items()
        ]
        return [item for _, item in sorted(found, key=_order)]

    @staticmethod
    def facets(found: Iterable[Found]) -> dict[str, int]:
        """How many of what was found are of each type, the most frequent first."""
        counts = Counter(item.named.type or "unknown" for item in found)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def _matches(self, wanted: str) -> Iterator[tuple[str, int, int]]:
        """(IRI, number of the name, rank) of names; repeats are possible."""
        words = wanted.split(" ")
        some = False
        for tail, iri, number in self._starting(max(words, key=len)):
            name = fold(self._things[iri].names[number])
            if wanted == name:
                rank = 0
            elif name.startswith(wanted):
                rank = 1
            elif tail.startswith(wanted):
                rank = 2
            elif all(name.startswith(word) or f" {word}" in name for word in words):
                rank = 3
            else:
                continue
            some = True
            yield iri, number, rank
        if not some and len(wanted) > 2:  # nothing begins like that: look inside words
            for tail, iri, number in self._entries:
                if wanted in tail:
                    yield iri, number, 4

    def _starting(self, prefix: str) -> Iterator[tuple[str, str, int]]:
        start = bisect_left(self._entries, (prefix,))
        for position in range(start, len(self._entries)):
            if not self._entries[position][0].startswith(prefix):
                return
            yield self._entries[position]


def fold(name: str) -> str:
    """`name` for comparison: lower case, without diacritics and punctuation, one space between words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold()))


def _order(ranked: tuple[int, Found]) -> tuple[int, bool, int, str, str]:
    rank, named = ranked[0], ranked[1].named
    return rank, named.kind != "entity", -named.claims, named.names[0], named.iri


def _tails(name: str) -> Iterator[str]:
    """The name from each of its words on."""
    yield name
    for position, character in enumerate(name):
        if character == " ":
            yield name[position + 1 :]


def named_things(source: Source) -> Iterator[Named]:
    """Every entity and event of `source` that has a name."""
    names: dict[str, list[tuple[bool, str]]] = {}
    for row in source.select("labels"):
        if kind_of(source.base, row["thing"]) in _SEARCHED:
            names.setdefault(row["thing"], []).append(("preferred" not in row, row["label"]))
    types: dict[str, str] = {}
    for row in source.select("types"):
        name = local_name(row["type"])
        types[row["thing"]] = min(types.get(row["thing"], name), name)
    claims = {row["thing"]: int(row["claims"]) for row in source.select("claim_counts")}
    for iri, own in names.items():
        ordered = tuple(dict.fromkeys(name for _, name in sorted(own)))
        yield Named(iri, kind_of(source.base, iri), ordered, types.get(iri), claims.get(iri, 0))
