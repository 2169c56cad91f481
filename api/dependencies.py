"""What routes need, named once; all of it is asynchronous, since none of it waits, and threads would cost time."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

from fastapi import Depends, HTTPException, Query, Request, Response
from fastapi.security import HTTPBearer

from api.addresses import Addresses
from api.auth import Principal, Scope, Tokens
from api.cursors import Cursors, Pager
from api.desk.changes import ChangeLog
from api.desk.watches import Watches
from api.ports import Analyzer, Curator, Ingest, Jobs, Records
from api.settings import Settings
from kg.store import Store
from kg.store.sparql import QueryPool
from kg.store.view import View

__all__ = [
    "AddressesDep",
    "AnalyzerDep",
    "CuratorDep",
    "Cursor",
    "Facets",
    "FeedDep",
    "IngestDep",
    "JobsDep",
    "Limit",
    "PrincipalDep",
    "Reading",
    "RecordsDep",
    "Services",
    "ServicesDep",
    "ViewDep",
    "WatchesDep",
    "allow",
    "fresh",
    "state_tag",
]


@dataclass(slots=True)
class Services:
    """What one application holds while it runs."""

    settings: Settings
    store: Store
    pool: QueryPool
    addresses: Addresses
    records: Records | None
    ingest: Ingest | None
    tokens: Tokens
    watches: Watches | None
    cursors: Cursors
    instance: str
    """Differs between runs: revisions of a store count from its opening."""


async def services(request: Request) -> Services:
    """The application's services."""
    return cast(Services, request.app.state.services)


ServicesDep = Annotated[Services, Depends(services)]


async def _view(held: ServicesDep) -> View:
    return held.store.view()


async def _addresses(held: ServicesDep) -> Addresses:
    return held.addresses


async def _records(held: ServicesDep) -> Records:
    if held.records is None:
        raise HTTPException(501, "this server keeps no article records: it was started without an archive")
    return held.records


async def _ingest(held: ServicesDep) -> Ingest:
    return cast(Ingest, _offered(held, "add"))


async def _jobs(held: ServicesDep) -> Jobs:
    return cast(Jobs, _offered(held, "queue"))


async def _analyzer(held: ServicesDep) -> Analyzer:
    return cast(Analyzer, _offered(held, "analyze"))


async def _feed(held: ServicesDep) -> ChangeLog:
    return cast(ChangeLog, _offered(held, "feed").feed)


def _watches(held: ServicesDep) -> Watches:
    if held.watches is None:
        raise HTTPException(501, "this server was started without what is needed to watch")
    return held.watches


def _curator(held: ServicesDep) -> Curator:
    return cast(Curator, _offered(held, "curate"))


def _offered(held: Services, ability: str) -> Any:
    """What takes articles in, if it can do something; the ports are told apart by what they offer."""
    if held.ingest is None:
        raise HTTPException(403, "this server is open for reading only: start it with a token to add articles")
    if not hasattr(held.ingest, ability):
        raise HTTPException(501, f"this server was started without what is needed to {ability}")
    return held.ingest


_bearer = HTTPBearer(auto_error=False, description="A token of `kg token add`, or the one in KG_TOKEN")


async def principal(request: Request, held: ServicesDep) -> Principal:
    """Whose token the request carries."""
    known = getattr(request.state, "principal", None)
    if known is None:
        known = request.state.principal = held.tokens.identify(request.headers.get("authorization"))
    return cast(Principal, known)


PrincipalDep = Annotated[Principal, Depends(principal)]


def allow(scope: Scope) -> Any:
    """A dependency that lets only those pass that have a scope."""

    async def check(who: PrincipalDep, held: ServicesDep, _: Annotated[object, Depends(_bearer)]) -> Principal:
        held.tokens.demand(who, scope)
        return who

    check.__name__ = f"allow_{scope}"
    return Depends(check)


Reading = allow("read")


def state_tag(held: Services) -> str:
    """The entity tag of everything, as the store is now."""
    return f'W/"{held.instance}-{held.store.view().revision}"'


async def fresh(request: Request, response: Response, held: ServicesDep) -> None:
    """Answer 304 if the client has seen this state of the store; else tell it the state's tag."""
    tag = state_tag(held)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
    seen = request.headers.get("if-none-match", "") if request.method in ("GET", "HEAD") else ""
    if tag in {part.strip() for part in seen.split(",")}:
        raise HTTPException(304, headers=headers)
    response.headers.update(headers)


async def _cursor(
    request: Request,
    response: Response,
    held: ServicesDep,
    cursor: Annotated[str | None, Query(description="The `next` of the page before")] = None,
) -> Pager:
    return Pager(held.cursors, request, response, cursor)


ViewDep = Annotated[View, Depends(_view)]
AddressesDep = Annotated[Addresses, Depends(_addresses)]
RecordsDep = Annotated[Records, Depends(_records)]
IngestDep = Annotated[Ingest, Depends(_ingest)]
JobsDep = Annotated[Jobs, Depends(_jobs)]
AnalyzerDep = Annotated[Analyzer, Depends(_analyzer)]
WatchesDep = Annotated[Watches, Depends(_watches)]
FeedDep = Annotated[ChangeLog, Depends(_feed)]
CuratorDep = Annotated[Curator, Depends(_curator)]
Cursor = Annotated[Pager, Depends(_cursor)]
Facets = Annotated[
    list[Literal["source"]] | None,
    Query(max_length=5, description="What to count all there is by, beside what is counted anyway: outlets"),
]
Limit = Annotated[int, Query(ge=1, le=200, description="The most items to give")]
