"""The tables of the index: SQLite with FTS5 for words and R*Tree for positions.

Numbers of rows carry the order of results, so that the engine finds the best first and can stop: names by kind and by
how much is told of the thing, headlines and sentences by the day of the article. Words are folded before they are
written; what the two full-text tables hold is not kept a second time there (`content=''`).
"""

import math
from datetime import date

__all__ = [
    "ARTICLE_OF",
    "EVENTS_FROM",
    "MOST_NAMES",
    "MOST_PARTS",
    "MOST_SPOTS",
    "TABLES",
    "THING_OF",
    "VERSION",
    "day_number",
    "first_name",
    "first_part",
]

VERSION = "1"
"""An index of another version is made anew; raise it with any change here, in `normalization` or in `documents`."""

TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pending(iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE thing(
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, type TEXT, claims INTEGER NOT NULL,
  names INTEGER NOT NULL, spots INTEGER NOT NULL);
CREATE INDEX thing_type ON thing(kind, type);
CREATE INDEX thing_claims ON thing(kind, claims);
CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL, folded TEXT NOT NULL);
CREATE INDEX name_folded ON name(folded, id);
CREATE VIRTUAL TABLE name_words USING fts5(
  name, sound, type, content='', columnsize=0, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE spot USING rtree(id, west, east, south, north, +thing INTEGER, +latitude REAL, +longitude REAL);
CREATE TABLE article(id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, day INTEGER NOT NULL, parts INTEGER NOT NULL);
CREATE TABLE part(id INTEGER PRIMARY KEY, iri TEXT NOT NULL, text TEXT NOT NULL);
CREATE VIRTUAL TABLE part_words USING fts5(
  headline, sentence, headline_sound, sentence_sound, content='', columnsize=0, prefix='3',
  tokenize='unicode61 remove_diacritics 0');
CREATE TABLE word(word TEXT PRIMARY KEY, back TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX word_back ON word(back);
"""

MOST_NAMES, MOST_SPOTS, MOST_PARTS = 1 << 10, 1 << 4, 1 << 12
"""Names and positions of one thing, and headlines and sentences of one article, that are indexed."""

_THING_BITS, _ARTICLE_BITS = 50, 40
EVENTS_FROM = 1 << 60
"""The least number of an event's name."""
THING_OF = f"((n.id & {(1 << _THING_BITS) - 1}) / {MOST_NAMES})"
"""The number of the thing that a row `n` of `name` belongs to, in SQL."""
ARTICLE_OF = f"((f.rowid & {(1 << _ARTICLE_BITS) - 1}) / {MOST_PARTS})"
"""The number of the article that a row `f` of `part_words` belongs to, in SQL."""
_LAST_DAY = 4_000_000


def first_name(thing: int, kind: str, claims: int) -> int:
    """The number of a thing's first name: entities before events, then what is told of more (in steps of √2)."""
    step = 63 - min(63, int(2 * math.log2(1 + claims)))
    return (EVENTS_FROM if kind == "event" else 0) | step << _THING_BITS | thing * MOST_NAMES


def first_part(article: int, day: int) -> int:
    """The number of an article's headline: later days before earlier ones."""
    return (_LAST_DAY - day) << _ARTICLE_BITS | article * MOST_PARTS


def day_number(published: str | None) -> int:
    """The day of an ISO date of any precision, its first where it is a longer stretch; 0 if there is none."""
    try:
        return date.fromisoformat(((published or "") + "-01-01"[len(published or "") - 4 :])[:10]).toordinal()
    except ValueError:
        return 0
