"""Paths, folders, patterns and standard input, as the inputs they stand for, in a fixed order."""

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.read.identity import path_name
from kg.read.notice import Notice, rejected

__all__ = ["STDIN", "Input", "find_inputs"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: a file, or standard input."""

    name: str
    """For messages and ids: the path in a form that does not depend on how it was given; `-` for standard input."""
    path: Path | None
    named: bool
    """Whether somebody named this very file, rather than a folder or pattern it was found by."""
    stdin: IO[bytes] | None = None

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Lower-case endings of the name, without that of compression."""
        name = self.path.name.lower() if self.path else ""
        return tuple(Path(name.removesuffix(".gz").removesuffix(".zst")).suffixes)

    def open_bytes(self) -> AbstractContextManager[IO[bytes]]:
        """The raw bytes; closed by the caller, except for standard input.

        Raises:
            OSError: the file cannot be opened.
        """
        if self.path is not None:
            return self.path.open("rb")
        if self.stdin is None:
            raise OSError("no standard input is connected")
        return nullcontext(self.stdin)


def find_inputs(paths: Iterable[str | Path], stdin: IO[bytes] | None = None) -> Iterator[Input | Notice]:
    """Every input that `paths` stand for, folders depth first and by name; hidden files in folders are passed over.

    What does not exist or matches nothing is a notice in its place.
    """
    for given in paths:
        if str(given) == STDIN:
            yield Input(STDIN, None, named=True, stdin=stdin)
            continue
        try:
            yield from _of_path(given)
        except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError
            yield rejected(str(given), f"cannot be opened: {_reason(error)}")


def _of_path(given: str | Path) -> Iterator[Input | Notice]:
    path = Path(given)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield _of_file(path, named=True)
    elif glob.has_magic(str(given)):
        matches = sorted(glob.glob(str(given), recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        if not matches:
            yield rejected(str(given), "no file matches this pattern")
        for match in matches:
            found = Path(match)
            if found.is_file():
                yield _of_file(found, named=False)
            elif "**" not in str(given):
                yield from _in_folder(found)
    else:
        yield rejected(str(given), "there is no such file or folder")


def _in_folder(folder: Path) -> Iterator[Input | Notice]:
    failures: list[OSError] = []
    empty = True
    for where, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                empty = False
                yield _of_file(Path(where) / name, named=False)
    for failure in failures:
        yield rejected(path_name(Path(failure.filename or folder)), f"cannot be opened: {_reason(failure)}")
    if empty and not failures:
        yield rejected(path_name(folder), "the folder holds no files")


def _of_file(path: Path, *, named: bool) -> Input | Notice:
    mode = path.stat().st_mode if path.exists() else 0
    if mode and not (stat.S_ISREG(mode) or (named and stat.S_ISFIFO(mode))):
        return rejected(path_name(path), "is neither a file nor a folder")
    return Input(path_name(path), path, named=named)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
