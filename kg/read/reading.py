"""The way from paths to articles: find, unpack, recognize, read, compose; no input stops the rest."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from kg.errors import InputError
from kg.model import Article
from kg.read.compose import compose
from kg.read.draft import Draft
from kg.read.formats import choose_format
from kg.read.inputs import Input, find_inputs
from kg.read.notice import Notice, rejected
from kg.read.stream import READ_ERRORS, Stream

__all__ = ["read_paths"]


def read_paths(paths: Iterable[str | Path], *, stdin: IO[bytes] | None = None) -> Iterator[Article | Notice]:
    """Articles of files, folders (recursively), patterns and `-` (standard input), in a fixed order, as a stream.

    Memory is bounded by one document of 16 MiB. No input raises: what cannot be read yields one notice in its place
    (`rejected`), and an article read with a reservation is preceded by one (`warning`).
    """
    for found in find_inputs(paths, stdin):
        if isinstance(found, Notice):
            yield found
        else:
            yield from _read(found)


def _read(source: Input) -> Iterator[Article | Notice]:
    for item in _drafts(source):
        if isinstance(item, Notice):
            yield item
        else:
            yield from compose(item, source.name)


def _drafts(source: Input) -> Iterator[Draft | Notice]:
    try:
        with source.open_bytes() as raw:
            stream = Stream(raw, source.name)
            yield from choose_format(source, stream.head).read(stream)
    except InputError as error:
        yield rejected(source.name, str(error))
    except READ_ERRORS as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield rejected(source.name, f"cannot be read: {reason}")
    except (ValueError, RecursionError) as error:
        yield rejected(source.name, f"cannot be read as what it seems to be: {error}")
