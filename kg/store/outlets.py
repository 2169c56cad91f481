"""Who reports what, as one table in memory; made anew when the store has changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.store.articles import ArticleTable
from kg.store.events import EventTable
from kg.store.resources import Outlet

__all__ = ["OutletTable"]


class OutletTable:
    """The outlets of `articles` by name, those with the most articles first; `copies` leads from copy to original."""

    def __init__(self, articles: ArticleTable, events: EventTable, copies: Mapping[str, str]) -> None:
        self.publisher_of = {row.iri: row.publisher for row in articles.newest_first if row.publisher}
        self.articles_of: dict[str, list[str]] = defaultdict(list)
        dates: dict[str, list[str]] = defaultdict(list)
        for row in articles.newest_first:
            if row.publisher:
                self.articles_of[row.publisher].append(row.iri)
                if row.published:
                    dates[row.publisher].append(row.published)
        told, alone = self._told(event.articles for event in events.events)
        self.by_name = {
            name: Outlet(
                name=name,
                articles=len(own),
                copies=sum(iri in copies for iri in own),
                events=told[name],
                exclusive_events=alone[name],
                first_published=min(dates[name], default=None),
                last_published=max(dates[name], default=None),
            )
            for name, own in self.articles_of.items()
        }
        self.outlets = sorted(self.by_name.values(), key=self.key)

    @staticmethod
    def key(outlet: Outlet) -> str:
        """Sorts what has more articles first, and tells outlets apart."""
        return f"{10**9 - outlet.articles:010d} {outlet.name}"

    def names(self, articles: Iterable[str]) -> set[str]:
        """The outlets of some articles."""
        return {self.publisher_of[iri] for iri in articles if iri in self.publisher_of}

    def _told(self, events: Iterable[set[str]]) -> tuple[dict[str, int], dict[str, int]]:
        """How many events each outlet tells of, and how many it alone."""
        told: dict[str, int] = defaultdict(int)
        alone: dict[str, int] = defaultdict(int)
        for articles in events:
            names = self.names(articles)
            for name in names:
                told[name] += 1
                alone[name] += len(names) == 1
        return told, alone
