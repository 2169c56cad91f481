"""Backups of a graph that is being served."""

from datetime import UTC, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.dependencies import ServicesDep, allow
from kg.pipeline import Workspace
from kg.pipeline.keeping import back_up

__all__ = ["router"]

router = APIRouter(prefix="/backups", tags=["meta"])


class Backup(BaseModel):
    """A copy of archive and graph on the server's disk."""

    folder: str
    quads: int


@router.post("", status_code=201, dependencies=[allow("admin")])
def make_backup(held: ServicesDep) -> Backup:
    """Copy archive and graph into a new folder below the server's own, without stopping anything."""
    name = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%fZ")
    folder = held.settings.store / "backups" / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    quads = back_up(Workspace(held.settings.store, held.settings.base), held.store, folder)
    return Backup(folder=str(folder), quads=quads)
