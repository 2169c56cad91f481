"""How much of what a search or a filter finds each outlet tells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.store.event_filter import EventFilter
from kg.store.event_view import EventView
from kg.store.search import Field

__all__ = ["FacetView"]

_MOST = 100
"""Outlets that are counted: those with most."""


class FacetView(EventView):
    """The part of a view that counts by outlet, those with most first; at most a hundred."""

    def sources_of_events(self, wanted: EventFilter) -> dict[str, int]:
        """How many events that suit a filter each outlet tells of, whichever outlets the filter names.

        An event that several outlets tell of counts for each.
        """
        any_source = replace(wanted, sources=())

        def count() -> list[tuple[str, int]]:
            names = self._outlets().names
            return _most(Counter(name for event in self._chosen(any_source) for name in names(event.articles)))

        return dict(self._passing.once(("sources of events", any_source), count))

    def sources_of_texts(self, text: str, fields: Sequence[Field]) -> dict[str, int]:
        """How many headlines and sentences that have the words of `text` are of each outlet.

        They are counted as far as a search counts them: of each field, the newest thousand.
        """
        found = self._source.index().find(text, fields=fields, limit=1, by_article=True)
        publisher_of, counts = self._outlets().publisher_of, Counter[str]()
        for article, count in found.articles.items():
            if article in publisher_of:
                counts[publisher_of[article]] += count
        return dict(_most(counts))


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
