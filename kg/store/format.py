"""The version of what lies in a store's folder, and whether it was left as it should be.

`format.json` beside the engine's files tells the version. Older folders are brought up to date when they are opened for
writing; newer ones are refused. After a clean end it also tells how large the engine's list of its files is: the engine
takes a list that was cut short for a smaller store, and would remove the rest.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.statistics import made_anew

__all__ = ["CURRENT", "check_folder", "damaged", "migrate", "note_end", "note_start", "version_of"]

CURRENT = 2
"""1: articles, entities, conflicts, ontology. 2: statistics are kept."""

_FILE = "format.json"


def version_of(folder: Path) -> int:
    """The version of a folder; 1 where nothing tells.

    Raises:
        StoreError: it is newer than this program, or cannot be read.
    """
    try:
        version = int(_read(folder).get("format", 1))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise damaged(folder, f"{_FILE}: {error}") from error
    if version > CURRENT:
        raise StoreError(
            f"the graph store in {folder} is of format {version}, and this version of newsgraph knows up to {CURRENT}: "
            "update newsgraph, or build anew in another folder"
        )
    return version


def check_folder(folder: Path) -> None:
    """Pass a folder whose files are as they were left.

    Raises:
        StoreError: files of the engine are missing or cut short.
    """
    left = _read(folder) if (folder / _FILE).exists() else {}
    name, size = left.get("list"), left.get("size", 0)
    if not name:
        return
    if not (folder / "CURRENT").exists():
        raise damaged(folder, "the file CURRENT is missing")
    current = (folder / "CURRENT").read_bytes().decode("ascii", "replace").strip()
    if current == name and (not (folder / name).exists() or (folder / name).stat().st_size < size):
        raise damaged(folder, f"the file {name} is missing or was cut short")


def note_start(folder: Path) -> None:
    """From now on the folder is being written to."""
    _write(folder, {"format": CURRENT})


def note_end(folder: Path) -> None:
    """The folder was left in order."""
    with suppress(OSError):
        name = (folder / "CURRENT").read_text(encoding="ascii").strip()
        _write(folder, {"format": CURRENT, "list": name, "size": (folder / name).stat().st_size})


def migrate(engine: ox.Store, version: int, base: str) -> None:
    """Bring the content of a store from a version to the current one; safe to repeat after an interruption."""
    for step in range(version, CURRENT):
        _STEPS[step](engine, base)
    engine.flush()


def damaged(folder: Path, reason: object) -> StoreError:
    """The error for a folder whose files are not sound, and the ways on."""
    return StoreError(
        f"the graph store in {folder} is damaged ({reason}): restore it with `kg restore`, or move it away and run "
        "`kg rebuild`, which derives the graph from the archive"
    )


def _keep_statistics(engine: ox.Store, base: str) -> None:
    engine.bulk_extend(made_anew(engine, base))


_STEPS: dict[int, Callable[[ox.Store, str], None]] = {1: _keep_statistics}


def _read(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _write(folder: Path, what: dict[str, Any]) -> None:
    new = folder / f"{_FILE}.new"
    new.write_text(json.dumps(what), encoding="utf-8")
    new.replace(folder / _FILE)
