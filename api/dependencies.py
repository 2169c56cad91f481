"""What routes need, named once."""

import hmac
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Query, Request, Response

from api.addresses import Addresses, read_cursor
from api.ports import Ingest, Records
from api.settings import Settings
from kg.store import Store
from kg.store.sparql import QueryPool
from kg.store.view import View

__all__ = [
    "AddressesDep",
    "Cursor",
    "IngestDep",
    "Limit",
    "RecordsDep",
    "Services",
    "ServicesDep",
    "ViewDep",
    "Writing",
    "fresh",
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
    instance: str
    """Differs between runs: revisions of a store count from its opening."""


def services(request: Request) -> Services:
    """The application's services."""
    return cast(Services, request.app.state.services)


ServicesDep = Annotated[Services, Depends(services)]


def _view(held: ServicesDep) -> View:
    return held.store.view()


def _addresses(held: ServicesDep) -> Addresses:
    return held.addresses


def _records(held: ServicesDep) -> Records:
    if held.records is None:
        raise HTTPException(501, "this server keeps no article records: it was started without an archive")
    return held.records


def _ingest(held: ServicesDep) -> Ingest:
    if held.ingest is None:
        raise HTTPException(403, "this server is open for reading only: start it with a token to add articles")
    return held.ingest


def _writing(request: Request, held: ServicesDep) -> None:
    token = held.settings.token
    if token is None:
        return
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token.get_secret_value()}".encode()):
        raise HTTPException(401, "writing needs the server's token", {"WWW-Authenticate": "Bearer"})


def fresh(request: Request, response: Response, held: ServicesDep) -> None:
    """Answer 304 if the client has seen this state of the store; else tell it the state's tag."""
    tag = f'W/"{held.instance}-{held.store.revision}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
    seen = request.headers.get("if-none-match", "") if request.method in ("GET", "HEAD") else ""
    if tag in {part.strip() for part in seen.split(",")}:
        raise HTTPException(304, headers=headers)
    response.headers.update(headers)


def _cursor(
    cursor: Annotated[str | None, Query(description="The `next` of the page before")] = None,
) -> str | None:
    return read_cursor(cursor)


ViewDep = Annotated[View, Depends(_view)]
AddressesDep = Annotated[Addresses, Depends(_addresses)]
RecordsDep = Annotated[Records, Depends(_records)]
IngestDep = Annotated[Ingest, Depends(_ingest)]
Writing = Depends(_writing)
Cursor = Annotated[str | None, Depends(_cursor)]
Limit = Annotated[int, Query(ge=1, le=200, description="The most items to give")]
