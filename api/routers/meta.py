"""What this server holds, and whether it is well."""

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from api.dependencies import AddressesDep, ServicesDep, ViewDep, fresh
from api.models.things import Thing
from kg import __version__

__all__ = ["health", "router"]

router = APIRouter(tags=["meta"])
health = APIRouter(tags=["meta"])

_EXAMPLES = 3


class Counts(BaseModel):
    """How much there is; `statements` counts claims, that is what single articles say."""

    articles: int
    entities: int
    events: int
    statements: int
    quads: int


class Meta(BaseModel):
    """What this server holds. `examples` are the entities that most is told of."""

    version: str
    base: str
    counts: Counts
    types: dict[str, int]
    oldest_article: str | None
    newest_article: str | None
    examples: list[Thing]
    writable: bool
    limits: dict[str, float]


class Status(BaseModel):
    """Whether the server is well."""

    status: str


@router.get("/meta", dependencies=[Depends(fresh)])
def meta(held: ServicesDep, view: ViewDep, addresses: AddressesDep) -> Meta:
    """Counts, versions and limits."""
    found = view.statistics()
    counts = Counts(
        articles=found.articles,
        entities=found.entities,
        events=found.events,
        statements=found.claims,
        quads=found.quads,
    )
    return Meta(
        version=__version__,
        base=held.settings.base,
        counts=counts,
        types=dict(found.types),
        oldest_article=found.first_published,
        newest_article=found.last_published,
        examples=[Thing.from_node(node, addresses) for node in view.most_told(_EXAMPLES)],
        writable=held.ingest is not None,
        limits={"query_seconds": held.settings.query_seconds, "query_answer_bytes": held.settings.query_answer_bytes},
    )


@health.get("/healthz")
async def healthz() -> Status:
    """The process answers."""
    return Status(status="ok")


@health.get("/readyz")
def readyz(held: ServicesDep) -> Status:
    """The store answers."""
    next(iter(held.store.graphs()), None)
    return Status(status="ready")
