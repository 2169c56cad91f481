"""Copies of a workspace to keep, and back: what cannot be made again (the archive), and what can (the graph)."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from kg.errors import ArchiveError, KgError
from kg.pipeline.workspace import Workspace
from kg.store import Store, open_store

__all__ = ["back_up", "restore"]


def back_up(workspace: Workspace, store: Store, folder: Path) -> int:
    """Write a copy of a workspace, whose open graph is `store`, into a new folder; how many quads it has.

    Readers and writers go on meanwhile. The graph is copied first, so that the archive lacks nothing that it tells of.

    Raises:
        KgError: the folder exists already, or cannot be written.
    """
    if folder.exists():
        raise KgError(f"{folder} exists already: name a new folder for the backup")
    begun = folder.with_name(f"{folder.name}.begun")
    shutil.rmtree(begun, ignore_errors=True)
    try:
        store.snapshot(begun / "graph")
        _copy_databases(workspace.folder / "archive", begun / "archive")
        begun.rename(folder)
    except OSError as error:
        shutil.rmtree(begun, ignore_errors=True)
        raise KgError(f"the backup could not be written: {error}") from error
    with open_store(folder / "graph", base=workspace.base, read_only=True) as copy:
        return copy.count()


def restore(folder: Path, workspace: Workspace) -> int:
    """Make a workspace of a backup; how many quads its graph has.

    Raises:
        KgError: `folder` is no backup, or the workspace holds something already.
    """
    if not (folder / "graph").is_dir() or not (folder / "archive").is_dir():
        raise KgError(f"{folder} is no backup: it lacks graph/ or archive/, which 'kg backup' writes")
    for part in ("graph", "archive"):
        if any((workspace.folder / part).glob("*")):
            raise KgError(
                f"{workspace.folder / part} is not empty: move it away, or restore into another folder with --store"
            )
    with open_store(folder / "graph", base=workspace.base, read_only=True) as copy:
        quads = copy.count()
    for part in ("archive", "graph"):
        target = workspace.folder / part
        if target.exists():
            target.rmdir()
        begun = target.with_name(f"{part}.begun")
        shutil.rmtree(begun, ignore_errors=True)
        shutil.copytree(folder / part, begun)
        begun.rename(target)
    return quads


def _copy_databases(source: Path, target: Path) -> None:
    """Copy the SQLite files of a folder as they are at one instant, whoever is writing to them."""
    target.mkdir(parents=True)
    for file in sorted(source.glob("*.sqlite")):
        try:
            with (
                closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as old,
                closing(sqlite3.connect(target / file.name)) as new,
            ):
                old.backup(new)
        except sqlite3.Error as error:
            raise ArchiveError(f"{file} could not be copied: {error}") from error
