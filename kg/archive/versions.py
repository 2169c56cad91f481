"""Earlier versions of articles in the archive's database: the first one and the latest, each as it was last read.

The current version's record is the article's; here stands only when it came. A version that is replaced leaves its
record behind, compressed: most of it repeats the next one, and it is seldom asked for.
"""

import json
import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, literal, select, update

from kg.archive.edits import is_edited
from kg.archive.port import Version
from kg.archive.tables import records, versions
from kg.model.interchange import article_from_json

__all__ = ["KEPT", "add_first", "body_of", "drop_all", "follow", "list_all", "number_all"]

KEPT = 50
"""Latest versions of an article that are kept, the current one included; the first one is kept beside them."""


def add_first(connection: Connection, article_id: str, row: dict[str, Any], added: str) -> None:
    """An article is new."""
    connection.execute(insert(versions).values(_numbered(article_id, 1, row, added)))


def follow(connection: Connection, article_id: str, before: Any, row: dict[str, Any], added: str) -> None:
    """An article's record `before` gives way to `row`: as its next version, or in its place if it was not edited."""
    mine = versions.c.article_id == article_id
    number = connection.execute(select(func.max(versions.c.number)).where(mine)).scalar_one()
    current = (mine, versions.c.number == number)
    if before.sha256 == row["sha256"] or not _is_edited(before.body, row["body"]):
        connection.execute(update(versions).where(*current).values(_told(row)))
        return
    connection.execute(update(versions).where(*current).values(body=zlib.compress(before.body.encode())))
    connection.execute(insert(versions).values(_numbered(article_id, number + 1, row, added)))
    connection.execute(delete(versions).where(mine, versions.c.number > 1, versions.c.number <= number + 1 - KEPT))


def drop_all(connection: Connection, article_id: str) -> None:
    """An article is deleted."""
    connection.execute(delete(versions).where(versions.c.article_id == article_id))


def list_all(connection: Connection, article_id: str) -> list[Version]:
    """What is known of an article's versions, the newest first; none where there is no such article."""
    columns = (versions.c.number, versions.c.added, versions.c.sha256, versions.c.extractor)
    query = select(*columns).where(versions.c.article_id == article_id).order_by(versions.c.number.desc())
    rows = connection.execute(query).all()
    return [Version(*row, is_current=place == 0) for place, row in enumerate(rows)]


def body_of(connection: Connection, article_id: str, number: int) -> str | None:
    """The record of a version as JSON; None where there is none.

    Raises:
        ValueError: what is kept cannot be read.
    """
    this = (versions.c.article_id == article_id, versions.c.number == number)
    found = connection.execute(
        select(versions.c.body, records.c.body)
        .join(records, records.c.article_id == versions.c.article_id)
        .where(*this)
    ).first()
    if found is None:
        return None
    packed, current = found
    try:
        return str(current) if packed is None else zlib.decompress(packed).decode()
    except zlib.error as error:
        raise ValueError(str(error)) from error


def number_all(connection: Connection) -> None:
    """Make every record the first version of its article: for archives that had none. When it came is not known."""
    columns: Sequence[str] = ("article_id", "number", "sha256", "extractor")
    first = select(records.c.article_id, literal(1), records.c.sha256, records.c.extractor)
    connection.execute(insert(versions).from_select(columns, first))


def _numbered(article_id: str, number: int, row: dict[str, Any], added: str) -> dict[str, Any]:
    return {"article_id": article_id, "number": number, "added": added, **_told(row)}


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {"sha256": row["sha256"], "extractor": row["extractor"]}


def _is_edited(before: str, after: str) -> bool:
    """Whether two records are of articles that say different things; not, where the earlier one is damaged."""
    try:
        articles = [article_from_json(one["article"], one["discarded"]) for one in map(json.loads, (before, after))]
    except (KeyError, TypeError, ValueError):
        return False
    return is_edited(*articles)
