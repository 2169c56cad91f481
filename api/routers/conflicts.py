"""Claims that rival one another."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import AddressesDep, Cursor, Limit, ViewDep
from api.models.conflicts import Conflicts

__all__ = ["router"]

router = APIRouter(tags=["claims"])


@router.get("/conflicts")
def conflicts(
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    about: Annotated[
        str | None, Query(description="`event/…`, or the id of an entity that has a part in the events")
    ] = None,
    disputed: Annotated[
        bool | None, Query(description="true: only contradictions; false: only updates by one source")
    ] = None,
    limit: Limit = 25,
) -> Conflicts:
    """Claims that cannot all be true, and claims that update earlier ones, each with sentence, source and date."""
    thing = addresses.resolve(about) if about else None
    return cursor.page(
        Conflicts.from_page(view.conflicts(about=thing, disputed=disputed, after=cursor.after, limit=limit), addresses)
    )
