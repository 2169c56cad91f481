"""The archive's tables, and the version of their layout."""

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

__all__ = ["FORMAT", "about", "ledger", "metadata", "records", "rejections"]

FORMAT = 1
"""Raise it with every change of the tables that older code cannot read."""

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

rejections = Table(
    "rejections",
    metadata,
    Column("source", _KEY, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("reason", Text, nullable=False),
)
