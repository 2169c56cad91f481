"""Looks up the counts that the store keeps: of one thing, and of what it is mentioned together with."""

from dataclasses import dataclass

from kg.store.rows import Iri, Source

__all__ = ["Counts", "counts_of", "together"]


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many articles a thing is mentioned, how many claims are about it, and how many others facts lead to."""

    articles: int = 0
    claims: int = 0
    degree: int = 0


def counts_of(source: Source, iri: str) -> Counts:
    """The counts of a thing; all 0 for what the graph does not know."""
    row = next(source.select("counts_of", thing=Iri(iri)), {})
    return Counts(*(int(row.get(name, 0)) for name in ("articles", "claims", "degree")))


def together(source: Source, iri: str, *, limit: int) -> tuple[tuple[str, int], ...]:
    """What at least two articles mention together with a thing, and how many do; the most first."""
    rows = source.select("together", thing=Iri(iri))
    found = sorted(((row["other"], int(row["articles"])) for row in rows), key=lambda pair: (-pair[1], pair[0]))
    return tuple(found[:limit])
