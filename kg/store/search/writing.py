"""Writes entries into the index, and takes them out again."""

import sqlite3
from collections.abc import Iterable
from typing import Protocol

from kg.store.search.documents import ArticleText, Documents, Thing
from kg.store.search.normalization import fold, sounds
from kg.store.search.schema import MOST_NAMES, MOST_PARTS, MOST_SPOTS, VERSION, day_number, first_name, first_part

__all__ = ["Source", "fill", "set_meta", "update"]

_SHORTEST = 4
"""Letters of a word for which misspellings are looked up."""


class Source(Protocol):
    """What an index is filled from; `Documents` is one."""

    def things(self) -> Iterable[str]:
        """See `Documents.things`."""
        ...

    def thing(self, iri: str) -> Thing | None:
        """See `Documents.thing`."""
        ...

    def articles(self) -> Iterable[str]:
        """See `Documents.articles`."""
        ...

    def article(self, iri: str) -> ArticleText | None:
        """See `Documents.article`."""
        ...


def fill(db: sqlite3.Connection, documents: Source, mark: str) -> None:
    """Index everything; the database is empty, and nobody else has it open."""
    seen: set[str] = set()
    for iri in documents.things():
        if thing := documents.thing(iri):
            seen.update(_add_thing(db, thing))
    for iri in documents.articles():
        if article := documents.article(iri):
            seen.update(_add_article(db, article))
    _add_words(db, sorted(seen))
    for table in ("name_words", "part_words"):
        db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
    db.execute("ANALYZE")
    set_meta(db, version=VERSION, mark=mark)


def update(db: sqlite3.Connection, documents: Documents, iris: Iterable[str]) -> None:
    """Make the entries of some things and articles what the graph says now."""
    seen: set[str] = set()
    for iri in iris:
        if documents.is_thing(iri):
            seen.update(_update_thing(db, iri, documents.thing(iri)))
        else:
            _remove_article(db, iri)
            if article := documents.article(iri):
                seen.update(_add_article(db, article))
    _add_words(db, seen)


def set_meta(db: sqlite3.Connection, **values: str) -> None:
    """Note something about the index as a whole."""
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def _update_thing(db: sqlite3.Connection, iri: str, new: Thing | None) -> set[str]:
    """Replace what differs: most often a thing is only told of once more, which moves none of its rows."""
    old = db.execute("SELECT id, kind, type, claims, names, spots FROM thing WHERE iri = ?", (iri,)).fetchone()
    if old is None:
        return _add_thing(db, new) if new else set()
    id_, kind, type_, claims, names, spots = old
    first = first_name(id_, kind, claims)
    if new is not None and type_ == new.type and first == first_name(id_, new.kind, new.claims):
        rows = db.execute("SELECT text FROM name WHERE id BETWEEN ? AND ? ORDER BY id", (first, first + names - 1))
        if tuple(text for (text,) in rows) == new.names[:MOST_NAMES] and _spots_of(db, id_, spots) == new.spots:
            db.execute("UPDATE thing SET claims = ? WHERE id = ?", (new.claims, id_))
            return set()
    for number, _, folded in db.execute(
        "SELECT id, text, folded FROM name WHERE id BETWEEN ? AND ?", (first, first + names - 1)
    ).fetchall():
        db.execute(
            "INSERT INTO name_words(name_words, rowid, name, sound, type) VALUES ('delete', ?, ?, ?, ?)",
            (number, folded, sounds(folded), type_ or ""),
        )
    db.execute("DELETE FROM name WHERE id BETWEEN ? AND ?", (first, first + names - 1))
    db.executemany("DELETE FROM spot WHERE id = ?", ((id_ * MOST_SPOTS + n,) for n in range(spots)))
    db.execute("DELETE FROM thing WHERE id = ?", (id_,))
    return _add_thing(db, new) if new else set()


def _spots_of(db: sqlite3.Connection, thing: int, count: int) -> tuple[tuple[float, float], ...]:
    found = (
        db.execute("SELECT latitude, longitude FROM spot WHERE id = ?", (thing * MOST_SPOTS + n,)).fetchone()
        for n in range(count)
    )
    return tuple(row for row in found if row)


def _add_thing(db: sqlite3.Connection, thing: Thing) -> set[str]:
    """Index a thing; the words of its names."""
    names, spots = thing.names[:MOST_NAMES], thing.spots[:MOST_SPOTS]
    id_ = db.execute(
        "INSERT INTO thing(iri, kind, type, claims, names, spots) VALUES (?, ?, ?, ?, ?, ?)",
        (thing.iri, thing.kind, thing.type, thing.claims, len(names), len(spots)),
    ).lastrowid
    assert id_ is not None
    first = first_name(id_, thing.kind, thing.claims)
    folded = [fold(name) for name in names]
    db.executemany(
        "INSERT INTO name VALUES (?, ?, ?)",
        ((first + n, name, plain) for n, (name, plain) in enumerate(zip(names, folded, strict=True))),
    )
    db.executemany(
        "INSERT INTO name_words(rowid, name, sound, type) VALUES (?, ?, ?, ?)",
        ((first + n, plain, sounds(plain), thing.type or "") for n, plain in enumerate(folded)),
    )
    if not spots:
        return {word for plain in folded for word in plain.split()}
    db.executemany(
        "INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((id_ * MOST_SPOTS + n, e, e, north, north, id_, north, e) for n, (north, e) in enumerate(spots)),
    )
    return {word for plain in folded for word in plain.split()}


def _remove_article(db: sqlite3.Connection, iri: str) -> None:
    old = db.execute("SELECT id, day, parts FROM article WHERE iri = ?", (iri,)).fetchone()
    if old is None:
        return
    id_, day, parts = old
    first = first_part(id_, day)
    rows = db.execute("SELECT id, text FROM part WHERE id BETWEEN ? AND ?", (first, first + parts)).fetchall()
    db.executemany(
        "INSERT INTO part_words(part_words, rowid, headline, sentence, headline_sound, sentence_sound) "
        "VALUES ('delete', ?, ?, ?, ?, ?)",
        ((number, *_columns(text, headline=number == first)) for number, text in rows),
    )
    db.execute("DELETE FROM part WHERE id BETWEEN ? AND ?", (first, first + parts))
    db.execute("DELETE FROM article WHERE id = ?", (id_,))


def _add_article(db: sqlite3.Connection, article: ArticleText) -> set[str]:
    """Index an article's headline and sentences; their words. The headline has the first number, used or not."""
    passages, day = article.passages[: MOST_PARTS - 1], day_number(article.published)
    id_ = db.execute(
        "INSERT INTO article(iri, day, parts) VALUES (?, ?, ?)", (article.iri, day, len(passages))
    ).lastrowid
    assert id_ is not None
    first = first_part(id_, day)
    parts = [(first, article.iri, article.title)] if article.title else []
    parts += [(first + n, iri, text) for n, (iri, text) in enumerate(passages, start=1)]
    db.executemany("INSERT INTO part VALUES (?, ?, ?)", parts)
    written = [(number, *_columns(text, headline=number == first)) for number, _, text in parts]
    db.executemany(
        "INSERT INTO part_words(rowid, headline, sentence, headline_sound, sentence_sound) VALUES (?, ?, ?, ?, ?)",
        written,
    )
    return {word for _, headline, sentence, _, _ in written for word in (headline or sentence).split()}


def _columns(text: str, *, headline: bool) -> tuple[str, str, str, str]:
    plain = fold(text)
    return (plain, "", sounds(plain), "") if headline else ("", plain, "", sounds(plain))


def _add_words(db: sqlite3.Connection, seen: Iterable[str]) -> None:
    """Remember words for the correction of misspelt ones; they stay when their names go, which does no harm."""
    db.executemany(
        "INSERT OR IGNORE INTO word VALUES (?, ?)",
        ((word, word[::-1]) for word in seen if len(word) >= _SHORTEST and not word.isdigit()),
    )
