"""The index as views ask it."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.store.places import Box
from kg.store.search.boxes import find_inside
from kg.store.search.documents import Named
from kg.store.search.index import SearchFile
from kg.store.search.names import events_named, find_names
from kg.store.search.results import Field, FoundList
from kg.store.search.schema import first_name
from kg.store.search.texts import find_texts

__all__ = ["SearchIndex"]

_AT_ONCE = 1_000
_TOGETHER = 100
"""Things that are looked up in one query; their names follow in another."""


class SearchIndex(SearchFile):
    """Names, headlines, sentences and positions of one graph; each call sees the newest state."""

    def find(
        self,
        text: str,
        *,
        fields: Sequence[Field] = ("names",),
        types: Collection[str] = (),
        box: Box | None = None,
        limit: int = 20,
        by_article: bool = False,
    ) -> FoundList:
        """What has `text` in its names, then headlines, then sentences, as far as these are asked for; best first.

        `types` and `box` are about things, so with either no article is found. Without a text, a box gives all in it.
        With `by_article`, headlines and sentences are also counted for each article.
        """

        def ask(db: sqlite3.Connection) -> FoundList:
            if not text.strip() and box is not None:
                return find_inside(db, box, types=frozenset(types), limit=limit)
            result = FoundList()
            if "names" in fields:
                result = find_names(db, text, types=types, box=box, limit=limit)
            for field in ("headlines", "sentences"):
                if field in fields and box is None and (not types or "Article" in types):
                    loosely = not result.items
                    found = find_texts(db, text, field, limit=limit, loosely=loosely, by_article=by_article)
                    result = _joined(result, found)
            result.items = result.items[:limit]
            return result

        return self.read(ask)

    def get(self, iri: str) -> Named | None:
        """What is known of an IRI, None if it has no name."""
        return self.read(lambda db: _get(db, iri))

    def get_all(self, iris: Sequence[str]) -> dict[str, Named]:
        """What is known of several IRIs, by IRI; those without a name are left out. Faster than one by one."""
        found: dict[str, Named] = {}
        for start in range(0, len(iris), _TOGETHER):
            part = iris[start : start + _TOGETHER]
            found |= self.read(lambda db, part=part: _get_all(db, part))  # type: ignore[misc]
        return found

    def things(self) -> Iterator[Named]:
        """Every entity and event that has a name, in the order of their addresses."""
        last = ""
        while some := self._after(last):
            yield from some
            last = some[-1].iri

    def _after(self, iri: str) -> list[Named]:
        return self.read(lambda db: _after(db, iri))

    def entities(self, types: Collection[str], after: str, limit: int) -> list[str]:
        """The addresses of entities of some types (all if none is named) behind an address, in order."""
        marks = ", ".join("?" * len(types))
        wanted = f"AND +type IN ({marks})" if types else ""
        query = f"SELECT iri FROM thing WHERE iri > ? AND +kind = 'entity' {wanted} ORDER BY iri LIMIT ?"
        return [iri for (iri,) in self.read(lambda db: db.execute(query, (after, *types, limit)).fetchall())]

    def most_told(self, limit: int) -> tuple[str, ...]:
        """The addresses of the entities that most is claimed about."""
        query = "SELECT iri FROM thing WHERE kind = 'entity' ORDER BY claims DESC, iri LIMIT ?"
        return tuple(iri for (iri,) in self.read(lambda db: db.execute(query, (limit,)).fetchall()))

    def counts(self) -> dict[tuple[str, str | None], int]:
        """How many things there are of each kind and type."""
        query = "SELECT kind, type, count(*) FROM thing GROUP BY kind, type"
        return {(kind, type_): count for kind, type_, count in self.read(lambda db: db.execute(query).fetchall())}

    def events_named(self, text: str) -> set[str]:
        """The addresses of the events that have a name in which each word of `text` begins a word."""
        return self.read(lambda db: events_named(db, text))


def _joined(one: FoundList, other: FoundList) -> FoundList:
    facets, articles = _sum(one.facets, other.facets), _sum(one.articles, other.articles)
    ordered = dict(sorted(facets.items(), key=lambda item: (-item[1], item[0])))
    items, exact = [*one.items, *other.items], one.exact and other.exact
    return FoundList(items, one.total + other.total, exact, ordered, articles)


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(one) + Counter(other))


_COLUMNS = "SELECT id, iri, kind, type, claims, names FROM thing"


def _get(db: sqlite3.Connection, iri: str) -> Named | None:
    row = db.execute(f"{_COLUMNS} WHERE iri = ?", (iri,)).fetchone()
    return None if row is None else _named(db, *row)


def _get_all(db: sqlite3.Connection, iris: Sequence[str]) -> dict[str, Named]:
    rows = db.execute(f"{_COLUMNS} WHERE iri IN ({', '.join('?' * len(iris))})", iris).fetchall()
    numbers = [first_name(id_, kind, claims) for id_, _, kind, _, claims, _ in rows]
    wanted = [first + place for first, row in zip(numbers, rows, strict=True) for place in range(row[5])]
    texts: dict[int, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        texts.update(db.execute(f"SELECT id, text FROM name WHERE id IN ({', '.join('?' * len(part))})", part))
    return {
        iri: Named(iri, kind, tuple(texts[first + place] for place in range(count)), type_, claims)
        for first, (_, iri, kind, type_, claims, count) in zip(numbers, rows, strict=True)
    }


def _after(db: sqlite3.Connection, iri: str) -> list[Named]:
    rows = db.execute(f"{_COLUMNS} WHERE iri > ? ORDER BY iri LIMIT ?", (iri, _AT_ONCE)).fetchall()
    return [_named(db, *row) for row in rows]


def _named(db: sqlite3.Connection, id_: int, iri: str, kind: str, type_: str | None, claims: int, count: int) -> Named:
    first = first_name(id_, kind, claims)
    rows = db.execute("SELECT text FROM name WHERE id BETWEEN ? AND ? ORDER BY id", (first, first + count - 1))
    return Named(iri, kind, tuple(text for (text,) in rows), type_, claims)  # type: ignore[arg-type]
