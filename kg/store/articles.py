"""All articles of a store as one table in memory; made anew when the store has changed."""

from collections.abc import Iterable

from kg.store.names import local_name
from kg.store.paging import backwards
from kg.store.resources import ArticleRow
from kg.store.rows import Row

__all__ = ["ArticleTable"]


class ArticleTable:
    """The articles that `rows` (of the query `articles`) tell of, the newest first, undated ones last."""

    def __init__(self, rows: Iterable[Row]) -> None:
        found: dict[str, ArticleRow] = {}
        for row in sorted(rows, key=lambda row: sorted(row.items())):  # several titles or the like: the first counts
            found.setdefault(row["article"], _read(row))
        self.newest_first = sorted(found.values(), key=self.key)

    @staticmethod
    def key(article: ArticleRow) -> str:
        """Sorts the newest first, and tells articles apart."""
        return f"{backwards(article.published)} {article.iri}"


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
