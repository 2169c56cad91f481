"""Finding things by name."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import AddressesDep, Limit, ViewDep
from api.models.things import Search

__all__ = ["router"]

router = APIRouter(tags=["search"])


@router.get("/search")
def search(
    view: ViewDep,
    addresses: AddressesDep,
    q: Annotated[str, Query(max_length=200, description="Words, or beginnings of words, of a name")],
    type: Annotated[list[str] | None, Query(description="Only these types, such as Person or Arrest")] = None,
    limit: Limit = 20,
) -> Search:
    """Entities and events by name: any alias, in any script, whatever the case and the accents; best first."""
    return Search.from_result(view.search(q, types=type or (), limit=limit), addresses)
