"""Outlets, as JSON."""

from typing import Self

from pydantic import BaseModel

from api.models.things import Total
from kg.store.paging import Page
from kg.store.resources import Outlet

__all__ = ["Source", "Sources"]


class Source(BaseModel):
    """Who publishes articles; `name` is what `source` filters take.

    `copy_count` counts articles that repeat another outlet's text; `exclusive_event_count` the events that no other
    outlet tells of.
    """

    name: str
    article_count: int
    copy_count: int
    event_count: int
    exclusive_event_count: int
    oldest_article: str | None
    newest_article: str | None

    @classmethod
    def from_outlet(cls, outlet: Outlet) -> Self:
        """As counted."""
        return cls(
            name=outlet.name,
            article_count=outlet.articles,
            copy_count=outlet.copies,
            event_count=outlet.events,
            exclusive_event_count=outlet.exclusive_events,
            oldest_article=outlet.first_published,
            newest_article=outlet.last_published,
        )


class Sources(BaseModel):
    """A page of outlets, those with the most articles first."""

    items: list[Source]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[Outlet]) -> Self:
        """As listed."""
        items = [Source.from_outlet(outlet) for outlet in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)
