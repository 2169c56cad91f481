"""Who reports what, as one table in memory."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set

from kg.store.articles import ArticleTable
from kg.store.events import EventSummary, EventTable
from kg.store.replacing import with_others
from kg.store.resources import ArticleRow, Outlet

__all__ = ["OutletTable"]


class OutletTable:
    """The outlets of `articles` by name, those with the most articles first; `copies` leads from copy to original.

    It never changes.
    """

    def __init__(self, articles: ArticleTable, events: EventTable, copies: Mapping[str, str]) -> None:
        self._events = events
        self.publisher_of: Mapping[str, str] = _publishers(articles.newest_first)
        self._told, self._alone = self._counts(events.events)
        self.by_name: Mapping[str, Outlet] = self._outlets(articles.newest_first, copies)
        self.outlets = sorted(self.by_name.values(), key=self.key)

    @staticmethod
    def key(outlet: Outlet) -> str:
        """Sorts what has more articles first, and tells outlets apart."""
        return f"{10**9 - outlet.articles:010d} {outlet.name}"

    def names(self, articles: Iterable[str]) -> set[str]:
        """The outlets of some articles."""
        return {self.publisher_of[iri] for iri in articles if iri in self.publisher_of}

    def replaced(
        self, articles: ArticleTable, events: EventTable, copies: Mapping[str, str], touched: Set[str]
    ) -> "OutletTable":
        """The same of other tables, which differ in no article, copy and event but those `touched`."""
        table = OutletTable(ArticleTable(()), EventTable(()), {})
        table._events = events
        rows = (articles.by_iri[iri] for iri in touched if iri in articles.by_iri)
        table.publisher_of = with_others(self.publisher_of, touched, _publishers(rows))
        moved = {iri for iri in touched if self.publisher_of.get(iri) != table.publisher_of.get(iri)}
        told = {event.iri for event in events.events if not event.articles.isdisjoint(moved)} if moved else set()
        (gone, gone_alone), (come, come_alone) = (
            one._counts(one._events.by_iri[iri] for iri in touched | told if iri in one._events.by_iri)
            for one in (self, table)
        )
        table._told, table._alone = self._told - gone + come, self._alone - gone_alone + come_alone
        concerned = {*self.names(touched), *table.names(touched), *gone, *come}
        mine = (row for row in articles.newest_first if row.publisher in concerned)
        table.by_name = with_others(self.by_name, concerned, table._outlets(mine, copies))
        table.outlets = sorted(table.by_name.values(), key=self.key)
        return table

    def _counts(self, events: Iterable[EventSummary]) -> tuple[Counter[str], Counter[str]]:
        """Of how many events each outlet tells, and of how many it alone."""
        told: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        for event in events:
            names = self.names(event.articles) if event.types else ()
            told.update(names)
            if len(names) == 1:
                alone.update(names)
        return told, alone

    def _outlets(self, articles: Iterable[ArticleRow], copies: Mapping[str, str]) -> dict[str, Outlet]:
        """The outlets of some articles, all that they have."""
        own: defaultdict[str, list[ArticleRow]] = defaultdict(list)
        for row in articles:
            if row.publisher:
                own[row.publisher].append(row)
        return {
            name: Outlet(
                name=name,
                articles=len(rows),
                copies=sum(row.iri in copies for row in rows),
                events=self._told[name],
                exclusive_events=self._alone[name],
                first_published=min((row.published for row in rows if row.published), default=None),
                last_published=max((row.published for row in rows if row.published), default=None),
            )
            for name, rows in own.items()
        }


def _publishers(articles: Iterable[ArticleRow]) -> dict[str, str]:
    return {row.iri: row.publisher for row in articles if row.publisher}
