"""All articles of a store as one table in memory."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from kg.store.names import local_name
from kg.store.paging import backwards
from kg.store.resources import ArticleRow
from kg.store.rows import Row

__all__ = ["ArticleTable"]


class ArticleTable:
    """The articles that `rows` (of the query `articles`) tell of, the newest first, undated ones last.

    It never changes.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_iri = _read_all(rows)
        self.newest_first = sorted(self.by_iri.values(), key=self.key)

    def replaced(self, iris: Iterable[str], rows: Iterable[Row]) -> "ArticleTable":
        """The same with other `rows` for some articles; none where an article is gone."""
        fresh, table = _read_all(rows), ArticleTable(())
        table.by_iri, table.newest_first = self.by_iri.copy(), self.newest_first.copy()
        for iri in iris:
            old, new = table.by_iri.pop(iri, None), fresh.get(iri)
            if old is not None:
                del table.newest_first[bisect_left(table.newest_first, self.key(old), key=self.key)]
            if new is not None:
                table.by_iri[iri] = new
                insort(table.newest_first, new, key=self.key)
        return table

    @staticmethod
    def key(article: ArticleRow) -> str:
        """Sorts the newest first, and tells articles apart."""
        return f"{backwards(article.published)} {article.iri}"


def _read_all(rows: Iterable[Row]) -> dict[str, ArticleRow]:
    found: dict[str, ArticleRow] = {}
    for row in sorted(rows, key=lambda row: sorted(row.items())):  # several titles or the like: the first counts
        found.setdefault(row["article"], _read(row))
    return found


def _read(row: Row) -> ArticleRow:
    return ArticleRow(
        iri=row["article"],
        id=row.get("id", local_name(row["article"])),
        title=row.get("title"),
        published=row.get("published"),
        publisher=row.get("publisher"),
        url=row.get("url"),
        language=row.get("language"),
    )
