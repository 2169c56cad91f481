"""Ways from one thing to another."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import AddressesDep, ViewDep
from api.models.paths import Paths
from kg.analyze import find_paths

__all__ = ["router"]

router = APIRouter(tags=["paths"])


@router.get("/paths")
def paths(
    view: ViewDep,
    addresses: AddressesDep,
    start: Annotated[str, Query(alias="from", description="An entity's id, `event/…`, or an address")],
    end: Annotated[str, Query(alias="to", description="As `from`")],
    k: Annotated[int, Query(ge=1, le=10, description="How many ways to give")] = 3,
    max_hops: Annotated[
        int,
        Query(ge=1, le=6, description="How long a way may be; from one entity by way of an event to another are two"),
    ] = 4,
    avoid_hubs: Annotated[bool, Query(description="Do not go through what is linked to very many things")] = True,
) -> Paths:
    """The shortest ways from one thing to another, each step with its evidence.

    What is linked to almost everything, such as a country, explains nothing: it is avoided.
    """
    ends = [view.require(addresses.resolve(end_)) for end_ in (start, end)]
    found = find_paths(view.links, ends[0], ends[1], k=k, max_hops=max_hops, avoid_hubs=avoid_hubs)
    return Paths.from_paths(found, view, addresses)
