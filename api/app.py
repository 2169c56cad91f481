"""Makes the application."""

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, closing
from functools import partial

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api import errors
from api.addresses import Addresses
from api.auth import TokenFile, Tokens
from api.body_limit import BodyLimit
from api.cache import AnswerCache
from api.compression import Compression
from api.cursors import Cursors, load_secret
from api.dependencies import Reading, Services, fresh
from api.desk.watches import Watches
from api.direct import direct_routes
from api.head import Head
from api.observe import Metrics, Observe, RateLimit
from api.openapi import add_openapi
from api.pages import add_pages
from api.ports import Ingest, Records
from api.routers import (
    analysis,
    articles,
    backups,
    changes,
    conflicts,
    curation,
    drawings,
    entities,
    events,
    export,
    graphs,
    jobs,
    linked,
    meta,
    ontology,
    paths,
    reconcile,
    search,
    sources,
    sparql,
    statements,
    watches,
)
from api.settings import Settings
from api.shortcut import Application, Shortcut
from kg import __version__
from kg.store import Store, open_store
from kg.store.sparql import QueryPool

__all__ = ["create_app"]


def create_app(
    settings: Settings,
    *,
    store: Store | None = None,
    records: Records | None = None,
    ingest: Ingest | None = None,
) -> FastAPI:
    """The server of one store.

    Without `store`, the application opens the one of the settings for reading while it runs; one that is passed in
    stays the caller's to close. Without `records` there are no article records, without `ingest` nothing can be added.
    An `ingest` writes to the very `store` that is passed in, since a folder has one writer only.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with ExitStack() as stack:
            app.state.services = await run_in_threadpool(_start, stack, settings, store, records, ingest)
            yield

    app = Application(
        title="newsgraph",
        version=__version__,
        summary="A knowledge graph from news in which every fact leads to the sentence it came from.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
    )
    errors.register(app)
    _add_middleware(app, settings)
    fresh_ones = (search, entities, events, statements, conflicts, paths, sources, drawings)
    for module in fresh_ones:
        app.router.routes += direct_routes(module.router, "/v1", [Reading, Depends(fresh)])
    for router in (sparql.router, graphs.router):  # first, since each route before them costs every query some time
        app.include_router(router, dependencies=[Reading])
    for module in fresh_ones:
        app.include_router(module.router, prefix="/v1", dependencies=[Reading, Depends(fresh)])
    for module_with_own_tags in (articles, meta, analysis, jobs, curation, export, changes, backups, watches):
        app.include_router(module_with_own_tags.router, prefix="/v1", dependencies=[Reading])
    for router in (linked.router, ontology.router, reconcile.router):
        app.include_router(router, dependencies=[Reading])
    app.include_router(meta.health)
    add_openapi(app)
    add_pages(app)
    return app


def _start(
    stack: ExitStack, settings: Settings, given: Store | None, records: Records | None, ingest: Ingest | None
) -> Services:
    store = given or stack.enter_context(open_store(settings.graph, base=settings.base, read_only=True))
    folder = settings.store if settings.store.is_dir() and os.access(settings.store, os.W_OK) else None
    pool = stack.enter_context(QueryPool(store, limits=settings.limits, folder=folder))
    master = settings.token.get_secret_value() if settings.token else None
    tokens = Tokens(TokenFile(settings.store), master, open_reading=settings.open_reading is not False)
    watches = _watch(stack, settings, pool, ingest)
    addresses, cursors = Addresses(settings.base), Cursors(load_secret(folder, keep=store.writable))
    return Services(settings, store, pool, addresses, records, ingest, tokens, watches, cursors, secrets.token_hex(4))


def _watch(stack: ExitStack, settings: Settings, pool: QueryPool, ingest: Ingest | None) -> Watches | None:
    """The standing queries, if what takes articles in tells of changes."""
    tell = getattr(ingest, "on_change", None)
    if tell is None:
        return None
    path = settings.store / "jobs" / "watches.sqlite" if settings.store.is_dir() else None
    made = stack.enter_context(closing(Watches(path, pool.answer, settings.webhook_networks, settings.base)))
    made.start()
    tell(made.changed)
    return made


def _add_middleware(app: Application, settings: Settings) -> None:
    """The last one added sees a request first."""
    more = dict.fromkeys(("/v1/jobs", "/v1/jobs/stream"), settings.max_upload_bytes)
    app.add_middleware(BodyLimit, most=settings.max_body_bytes, more=more)
    app.add_middleware(Compression, minimum_size=1024, compresslevel=1)  # more would take longer than it saves
    if settings.cache_bytes:
        app.add_middleware(AnswerCache, most=settings.cache_bytes)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Accept", "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"],
            expose_headers=["ETag", "Link", "Location", "Retry-After", "X-Request-ID"],
        )
    if "*" not in settings.allowed_hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts), www_redirect=False)
    app.add_middleware(Head)
    app.state.metrics = Metrics()
    limit = RateLimit(settings.requests_per_minute) if settings.requests_per_minute else None
    observe = partial(Observe, metrics=app.state.metrics, limit=limit, log=settings.access_log)
    app.add_middleware(observe)
    app.add_shortcut(observe(Shortcut()), settings.allowed_hosts)


def _operation_id(route: APIRoute) -> str:
    """The name of the function, so that generated clients read well and stay stable."""
    return route.name
