"""Finds headlines and sentences by their words."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from kg.store.search.names import COUNTED
from kg.store.search.normalization import fold, highlights, sound
from kg.store.search.results import Field, Found, FoundList
from kg.store.search.schema import ARTICLE_OF
from kg.store.search.typos import similar

__all__ = ["find_texts"]

_COLUMN = {"headlines": "headline", "sentences": "sentence"}
_ROWS = f"""
SELECT p.iri, p.text, a.iri FROM part_words f CROSS JOIN part p ON p.id = f.rowid
CROSS JOIN article a ON a.id = {ARTICLE_OF} WHERE part_words MATCH ? ORDER BY f.rowid LIMIT ?"""

_BY_ARTICLE = f"""
SELECT a.iri, count(*) FROM (SELECT rowid FROM part_words WHERE part_words MATCH ? ORDER BY rowid LIMIT ?) f
CROSS JOIN article a ON a.id = {ARTICLE_OF} GROUP BY a.id"""


def find_texts(
    db: sqlite3.Connection,
    text: str,
    field: Field,
    *,
    limit: int = 20,
    loosely: bool = True,
    by_article: bool = False,
) -> FoundList:
    """Headlines, or sentences that claims rest on, with all words of `text`, the last of which may be unfinished.

    The newest come first. Where there is none, other transliterations are tried, then, `loosely`, corrections of words.
    With `by_article` those that are counted, the newest thousand, are also counted for each article.
    """
    words = tuple(fold(text).split())
    if not words:
        return FoundList()
    others: frozenset[str] = frozenset()
    for match, corrected in _ways(db, words, _COLUMN[field], loosely):
        rows = db.execute(_ROWS, (match, limit)).fetchall()
        if rows:
            others = frozenset(corrected)
            break
    else:
        return FoundList()
    count = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM part_words WHERE part_words MATCH ? LIMIT ?)", (match, COUNTED)
    ).fetchone()[0]
    marked = () if others else words
    items = [
        Found(
            article, "article", "Article", field, found, highlights(found, marked, others=others), _other(part, article)
        )
        for part, found, article in rows
    ]
    articles = dict(db.execute(_BY_ARTICLE, (match, COUNTED)).fetchall()) if by_article else {}
    return FoundList(items, max(count, len(items)), count < COUNTED, {"Article": count}, articles)


def _ways(
    db: sqlite3.Connection, words: Sequence[str], column: str, loosely: bool
) -> Iterator[tuple[str, Collection[str]]]:
    """Matches to try in turn, and the words that stand in for those asked for."""
    *whole, last = words
    yield f"{column} : (" + " AND ".join([*(f'"{word}"' for word in whole), f'"{last}" *']) + ")", ()
    keys = [sound(word) for word in words]
    if all(len(key) > 1 for key in keys):
        pairs = (f'"{w}" OR "{k}"' for w, k in zip(words, keys, strict=True))
        yield f"{{{column} {column}_sound}} : (" + " AND ".join(f"({pair})" for pair in pairs) + ")", ()
    found = [similar(db, word) for word in words] if loosely else []
    if loosely and all(found):
        either = (" OR ".join(f'"{word}"' for word in some) for some in found)
        yield f"{column} : (" + " AND ".join(f"({some})" for some in either) + ")", tuple(chain.from_iterable(found))


def _other(part: str, article: str) -> str | None:
    return None if part == article else part
