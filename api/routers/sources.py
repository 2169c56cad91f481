"""Outlets, and what they report."""

from fastapi import APIRouter

from api.dependencies import Cursor, Limit, ViewDep
from api.models.sources import Source, Sources

__all__ = ["router"]

router = APIRouter(prefix="/sources", tags=["sources"])


@router.get("")
def sources(view: ViewDep, cursor: Cursor, limit: Limit = 25) -> Sources:
    """Who publishes the articles: those with the most articles first.

    What an outlet reports are `/v1/articles?source=` and `/v1/events?source=`.
    """
    return cursor.page(Sources.from_page(view.outlets(after=cursor.after, limit=limit)))


@router.get("/{name:path}")
def source(name: str, view: ViewDep) -> Source:
    """One outlet, by its name."""
    return Source.from_outlet(view.outlet(name))
