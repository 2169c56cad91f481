"""What this server holds, and whether it is well."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from api.dependencies import AddressesDep, Reading, ServicesDep, ViewDep, fresh
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


@health.get("/metrics", dependencies=[Reading], response_class=PlainTextResponse)
def metrics(request: Request, held: ServicesDep) -> PlainTextResponse:
    """Figures for monitoring, in the text format of Prometheus."""
    gauges = [
        ("kg_store_quads", "Quads in the store.", held.store.count()),
        ("kg_store_revision", "Changes of the store since it was opened.", held.store.revision),
    ]
    queue = getattr(held.ingest, "queue", None)
    if queue is not None:
        gauges.append(("kg_articles_waiting", "Articles that wait to be read.", queue.waiting()))
    text = request.app.state.metrics.text(gauges)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")
