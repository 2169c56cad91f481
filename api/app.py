"""Makes the application."""

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api import errors
from api.addresses import Addresses
from api.body_limit import BodyLimit
from api.dependencies import Services, fresh
from api.pages import add_pages
from api.ports import Ingest, Records
from api.routers import articles, entities, events, linked, meta, search, sparql, statements
from api.settings import Settings
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

    app = FastAPI(
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
    for module in (search, entities, events, statements):
        app.include_router(module.router, prefix="/v1", dependencies=[Depends(fresh)])
    for module_with_own_tags in (articles, meta):
        app.include_router(module_with_own_tags.router, prefix="/v1")
    for router in (sparql.router, linked.router, meta.health):
        app.include_router(router)
    add_pages(app)
    return app


def _start(
    stack: ExitStack, settings: Settings, given: Store | None, records: Records | None, ingest: Ingest | None
) -> Services:
    store = given or stack.enter_context(open_store(settings.graph, base=settings.base, read_only=True))
    folder = settings.store if settings.store.is_dir() and os.access(settings.store, os.W_OK) else None
    pool = stack.enter_context(QueryPool(store, limits=settings.limits, folder=folder))
    return Services(settings, store, pool, Addresses(settings.base), records, ingest, secrets.token_hex(4))


def _add_middleware(app: FastAPI, settings: Settings) -> None:
    """The last one added sees a request first."""
    app.add_middleware(BodyLimit, most=settings.max_body_bytes)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Content-Type"],
        )
    if "*" not in settings.allowed_hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts), www_redirect=False)


def _operation_id(route: APIRoute) -> str:
    """The name of the function, so that generated clients read well and stay stable."""
    return route.name
