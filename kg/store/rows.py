"""Rows of trusted queries, as plain strings: what a view reads, whichever backend answered."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

if TYPE_CHECKING:
    from kg.store.search import SearchIndex
    from kg.store.touched import Touched

__all__ = ["Iri", "Row", "Source", "read_row"]


class Iri(str):
    """A string that is an IRI, not a literal's text."""

    __slots__ = ()


Row = dict[str, str]
"""By variable: `Iri` for a resource, a plain string for a literal's text; unbound variables are left out."""


def read_row(variables: Sequence[str], solution: ox.QuerySolution) -> Row:
    """A solution of the engine, or of a parsed answer, as a row."""
    row: Row = {}
    for variable in variables:
        term = solution[variable]
        if isinstance(term, ox.NamedNode):
            row[variable] = Iri(term.value)
        elif isinstance(term, ox.Literal):
            row[variable] = term.value
    return row


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

    def changes_since(self, revision: int) -> "tuple[int, Touched] | None":
        """See `Store.changes_since`."""
        ...

    def index(self) -> "SearchIndex":
        """See `Store.index`."""
        ...

    def select(self, name: str, /, **bindings: str) -> Iterator[Row]:
        """See `Store.select`."""
        ...

    def select_each(self, name: str, variable: str, iris: Iterable[str]) -> Iterator[Row]:
        """See `Store.select_each`."""
        ...

    def count(self) -> int:
        """See `Store.count`."""
        ...
