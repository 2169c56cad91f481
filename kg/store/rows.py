"""Rows of trusted queries, as plain strings: what a view reads, whichever backend answered."""

from collections.abc import Iterator
from typing import Protocol

__all__ = ["Iri", "Row", "Source"]


class Iri(str):
    """A string that is an IRI, not a literal's text."""

    __slots__ = ()


Row = dict[str, str]
"""By variable: `Iri` for a resource, a plain string for a literal's text; unbound variables are left out."""


class Source(Protocol):
    """The reading half of a store, as far as a view needs it; a `Store` is one."""

    @property
    def base(self) -> str:
        """See `Store.base`."""
        ...

    @property
    def revision(self) -> int:
        """See `Store.revision`."""
        ...

    def select(self, name: str, /, **bindings: str) -> Iterator[Row]:
        """See `Store.select`."""
        ...

    def count(self) -> int:
        """See `Store.count`."""
        ...
