"""Finds things by their names."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.store.places import Box
from kg.store.search.boxes import INSIDE, box_parameters
from kg.store.search.normalization import fold, highlights, sound
from kg.store.search.results import Found, FoundList
from kg.store.search.schema import EVENTS_FROM, THING_OF
from kg.store.search.typos import inside, similar

__all__ = ["COUNTED", "events_named", "find_names"]

COUNTED = 1_000
"""Matching names that are looked through to count things and their types; beyond, counts are lower bounds."""
_SPARE = 40
_ROWS = f"""
SELECT n.id, n.text, n.folded, t.iri, t.kind, t.type, t.claims FROM {{source}}
CROSS JOIN thing t ON t.id = {THING_OF} WHERE {{condition}} ORDER BY {{order}} LIMIT :limit"""
_BY_WORDS = "name_words f CROSS JOIN name n ON n.id = f.rowid", "name_words MATCH :match", "f.rowid"
_WHOLE = "name n", "n.folded = :folded", "n.id"


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    text: str
    folded: str
    iri: str
    kind: str
    type: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for: `words` are folded, `limit` is the number of things wanted."""

    words: tuple[str, ...]
    types: frozenset[str]
    box: Box | None
    limit: int

    def rows(self, db: sqlite3.Connection, way: tuple[str, str, str], limit: int, **values: str | float) -> list[_Row]:
        """The names that match in some way, those of what is told most of first."""
        source, condition, order = way
        if self.box is not None:
            condition += f" AND t.id IN {INSIDE}"
            values |= box_parameters(self.box)
        if self.types and way is _WHOLE:
            condition += " AND t.type IN (" + ", ".join(f":type{n}" for n in range(len(self.types))) + ")"
            values |= {f"type{n}": name for n, name in enumerate(sorted(self.types))}
        elif self.types and "match" in values:
            values["match"] = f"({values['match']}) AND type : ({_any(map(str.lower, self.types))})"
        found = db.execute(_ROWS.format(source=source, condition=condition, order=order), {**values, "limit": limit})
        return [_Row(*row) for row in found]


def find_names(
    db: sqlite3.Connection, text: str, *, types: Collection[str] = (), box: Box | None = None, limit: int = 20
) -> FoundList:
    """Things that have a name in which each word of `text` begins a word; best first.

    Best is: the whole name, its beginning, its words in order, any words; then entities before events (whose labels
    name entities), then what more claims are about. What is only alike in another transliteration follows. Where there
    is nothing at all, misspelt words are corrected, and a single one is at last sought inside words.
    """
    words = tuple(fold(text).split())
    wanted = _Wanted(words, frozenset(types), box, limit)
    if not words:
        return FoundList()
    ranked: dict[str, tuple[int, _Row]] = {}
    match = _beginning(words)
    for rank, way, values in _ways(words):
        if len(ranked) >= limit:
            break
        _take(ranked, wanted.rows(db, way, 2 * limit + _SPARE, **values), rank)
    others: frozenset[str] = frozenset()
    if len(ranked) < limit and (alike := _alike(words)) is not None:
        _take(ranked, wanted.rows(db, _BY_WORDS, 2 * limit + _SPARE, match=alike), 4)
        match = alike
    if not ranked:
        for rank, look in ((5, similar), (6, inside))[: 1 if len(words) > 1 else 2]:
            found = [look(db, word) for word in words]
            if all(found):
                others = frozenset(word for some in found for word in some)
                match = "name : (" + " AND ".join(f"({_any(some)})" for some in found) + ")"
                _take(ranked, wanted.rows(db, _BY_WORDS, 2 * limit + _SPARE, match=match), rank)
            if ranked:
                break
    best = sorted(ranked.values(), key=_order)[:limit]
    result = FoundList([_found(row, words, others) for _, row in best])
    _count(db, wanted, match, result)
    return result


def events_named(db: sqlite3.Connection, text: str) -> set[str]:
    """The addresses of all events that have a name in which each word of `text` begins a word."""
    words = fold(text).split()
    if not words:
        return set()
    rows = db.execute(
        f"SELECT t.iri FROM name_words f CROSS JOIN name n ON n.id = f.rowid CROSS JOIN thing t ON t.id = {THING_OF} "
        "WHERE name_words MATCH ? AND f.rowid >= ?",
        (_alike(words) or _beginning(words), EVENTS_FROM),
    )
    return {iri for (iri,) in rows}


def _ways(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, str, str], dict[str, str]]]:
    """Ways to look for words, the best first, with their rank and their parameters."""
    phrase = " + ".join(f'"{word}"' for word in words)
    yield 0, _WHOLE, {"folded": " ".join(words)}
    yield 1, _BY_WORDS, {"match": f"name : ^ {phrase} *"}
    yield 2, _BY_WORDS, {"match": f"name : {phrase} *"}
    if len(words) > 1:
        yield 3, _BY_WORDS, {"match": _beginning(words)}


def _beginning(words: Sequence[str]) -> str:
    return "name : (" + " AND ".join(f'"{word}" *' for word in words) + ")"


def _alike(words: Sequence[str]) -> str | None:
    """A match for words in any transliteration; None if they are too short for that."""
    keys = [sound(word) for word in words]
    if any(len(key) < 2 for key in keys):
        return None
    either = (f'(name : "{w}" * OR {{name sound}} : "{k}" *)' for w, k in zip(words, keys, strict=True))
    return "(" + " AND ".join(either) + ")"


def _any(words: Collection[str] | Iterator[str]) -> str:
    """Any of some words; also of types, which come as they were asked for."""
    plain = (word.replace('"', '""').replace("\0", " ") for word in sorted(words))  # a string ends at either
    return " OR ".join(f'"{word}"' for word in plain)


def _take(ranked: dict[str, tuple[int, _Row]], rows: list[_Row], rank: int) -> None:
    for row in rows:
        ranked.setdefault(row.iri, (rank, row))


def _order(ranked: tuple[int, _Row]) -> tuple[int, bool, int, str, str]:
    rank, row = ranked
    return rank, row.kind != "entity", -row.claims, row.text, row.iri


def _found(row: _Row, words: Sequence[str], others: frozenset[str]) -> Found:
    spans = highlights(row.text, words, others=others)
    return Found(row.iri, row.kind, row.type, "names", row.text, spans, claims=row.claims)  # type: ignore[arg-type]


def _count(db: sqlite3.Connection, wanted: _Wanted, match: str, result: FoundList) -> None:
    """Count what matches, whatever its type, as far as it is looked through."""
    rows = _Wanted(wanted.words, frozenset(), wanted.box, 0).rows(db, _BY_WORDS, COUNTED, match=match)
    types = {row.iri: row.type or "unknown" for row in rows}
    counts: dict[str, int] = {}
    for name in types.values():
        counts[name] = counts.get(name, 0) + 1
    result.facets = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    chosen = [name for name in types.values() if not wanted.types or name in wanted.types]
    result.total = max(len(chosen), len(result.items))
    result.exact = len(rows) < COUNTED
