"""The archive's tables, and the version of their layout."""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

__all__ = [
    "FORMAT",
    "about",
    "alike",
    "bands",
    "decided",
    "fingerprints",
    "ledger",
    "metadata",
    "records",
    "rejections",
    "versions",
    "wordings",
]

FORMAT = 2
"""Raise it with every change of the tables that older code cannot read or keep up; 2: `versions`."""

metadata = MetaData()

_KEY = String().with_variant(String(collation="C"), "postgresql")
"""Text that sorts by code point in every database, so that all of them list records in the same order."""

about = Table(
    "about",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("article_id", _KEY, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("extractor", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
)

# Which versions an article has had; `added` is null where that was not noted, `body` while it is the current one.
versions = Table(
    "versions",
    metadata,
    Column("article_id", _KEY, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("added", String),
    Column("sha256", String, nullable=False),
    Column("extractor", String, nullable=False),
    Column("body", LargeBinary),
)

# Ids of the ledger are numbers that grow; SQLite must never hand out a number twice.
ledger = Table(
    "ledger",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("retracts", Integer),
    Column("subject", String),
    Column("left_article", String),
    Column("left_id", String),
    Column("right_article", String),
    Column("right_id", String),
    Column("judgement", String),
    Column("score", Float),
    Column("who", String, nullable=False),
    Column("why", String, nullable=False),
    Column("at", String, nullable=False),
    Index("ledger_retracts", "retracts"),
    sqlite_autoincrement=True,
)

# What a person's decision needs beyond its row; a table of its own, so that older archives need no change.
decided = Table(
    "decided",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("action", Integer, nullable=False),
    Column("anchors", Text, nullable=False),
    Index("decided_action", "action"),
)

rejections = Table(
    "rejections",
    metadata,
    Column("source", _KEY, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("reason", Text, nullable=False),
)

# What reprints are found by; all of it can be made again from the records.
wordings = Table(
    "wordings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("sketch", LargeBinary, nullable=False),
    Column("marks", LargeBinary, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("wording", Integer, primary_key=True, autoincrement=False),
    Index("bands_wording", "wording"),
    sqlite_with_rowid=False,
)

alike = Table(
    "alike",
    metadata,
    Column("lower", Integer, primary_key=True, autoincrement=False),
    Column("higher", Integer, primary_key=True, autoincrement=False),
    Index("alike_higher", "higher"),
    sqlite_with_rowid=False,
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article_id", _KEY, primary_key=True),
    Column("digest", String, nullable=False),
    Column("wording", Integer, nullable=False),
    Column("published", String, nullable=False),
    Column("outlet", String, nullable=False),
    Column("is_agency", Boolean, nullable=False),
    Column("url", _KEY, nullable=False),
    Index("fingerprints_wording", "wording"),
    Index("fingerprints_url", "url"),
)
