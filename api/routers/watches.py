"""Standing queries whose new rows are sent to an address."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import WatchesDep, allow
from api.desk.desk import now
from api.desk.watches import Watch

__all__ = ["router"]

router = APIRouter(prefix="/watches", tags=["changes"], dependencies=[allow("curate")])


class NewWatch(BaseModel):
    """A SELECT query, and the address that is called with rows that came and went."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"query": "SELECT ?event { ?event a kg:Arrest }", "url": "https://example.org/hook", "label": "arrests"}
            ]
        }
    )

    query: str = Field(min_length=1, max_length=20_000)
    url: str = Field(min_length=1, max_length=2000)
    label: str = Field(default="", max_length=200)


class WatchModel(BaseModel):
    """A standing query; `problem` is what went wrong last, null if nothing did."""

    id: str
    label: str
    query: str
    url: str
    created: str
    calls: int
    failures: int
    problem: str | None

    @classmethod
    def from_watch(cls, watch: Watch) -> "WatchModel":
        """Everything but the secret."""
        return cls(**{name: getattr(watch, name) for name in cls.model_fields})


class MadeWatch(WatchModel):
    """A new watch with its secret, which is told only now.

    Calls carry `X-KG-Timestamp` and `X-KG-Signature`: `sha256=` and the HMAC, with the secret, of the timestamp, a full
    stop and the body.
    """

    secret: str


class WatchList(BaseModel):
    """All watches."""

    items: list[WatchModel]


@router.post("", status_code=201)
def create_watch(watch: NewWatch, watches: WatchesDep) -> MadeWatch:
    """Ask a query whenever the graph changes, and send rows that came and went to an address, signed."""
    made = watches.add(watch.query, watch.url, watch.label, now())
    return MadeWatch(**WatchModel.from_watch(made).model_dump(), secret=made.secret)


@router.get("")
def list_watches(watches: WatchesDep) -> WatchList:
    """Every watch."""
    return WatchList(items=[WatchModel.from_watch(watch) for watch in watches.all()])


@router.delete("/{id}", status_code=204)
def delete_watch(id: str, watches: WatchesDep) -> None:
    """End a watch."""
    watches.remove(id)
