"""Finding things by name or position, and articles by their headlines and sentences."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from api.dependencies import AddressesDep, Cursor, Facets, Limit, ViewDep
from api.event_filter import BOX, read_box
from api.models.things import Search
from kg.store.search import Field

__all__ = ["router"]

router = APIRouter(tags=["search"])


@router.get("/search")
def search(
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    q: Annotated[
        str | None, Query(max_length=200, description="Words, or beginnings of words; needed without a bbox")
    ] = None,
    type: Annotated[
        list[str] | None, Query(max_length=100, description="Only these types, such as Person or Arrest")
    ] = None,
    field: Annotated[
        list[Field] | None, Query(max_length=3, description="Where to look: by default in names only")
    ] = None,
    bbox: Annotated[
        str | None,
        Query(
            pattern=BOX,
            max_length=100,
            description="West, south, east, north in degrees: only places, and events at places, in that box. A west "
            "larger than the east crosses the 180th meridian.",
            examples=["46,40,88,56"],
        ),
    ] = None,
    facets: Facets = None,
    limit: Limit = 20,
) -> Search:
    """Entities and events by name, articles by headline or by a sentence that backs a fact; best first.

    Any alias counts, in any script, whatever the case and the accents. Names that begin with what is asked come first,
    then what is told of most; texts follow, the newest first. Where nothing is spelt so, similar words are tried.
    Counts are exact (`eq`) or lower bounds (`gte`). At most 1,000 results can be paged through. Asked for by `facets`,
    `source` counts the headlines and sentences found by outlet, the newest 1,000 of each; names are of no outlet.
    """
    if q is None and bbox is None:
        raise HTTPException(422, "give q, the words to search for, or bbox, a part of the map")
    fields: Sequence[Field] = field or ("names",)
    box = read_box(bbox)
    found = view.search(q or "", types=type or (), fields=fields, box=box, after=cursor.after, limit=limit)
    answer = Search.from_result(found, addresses)
    if facets:
        texts = fields if box is None and (not type or "Article" in type) else ()  # with either there are only things
        answer.facets["source"] = view.sources_of_texts(q or "", texts)
    return cursor.page(answer)
