"""The named queries: one documented `.rq` file each, in the folder `queries`.

A template is fixed text. Values reach it as bindings of its variables, never as parts of the text; a variable that is
to be bound must stand in the SELECT clause.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from kg.errors import StoreError
from kg.rdf.quads import iri, literal
from kg.rdf.terms import PREFIXES
from kg.store.rows import Iri

__all__ = ["template", "uncounted", "with_each", "with_values"]

_COUNTED = ("claim_counts", "counts_of", "together")
"""Templates that look up what the store counts; the `…_made` ones count."""

_AT_ONCE = 100
"""Resources that are asked about in one query: more make it hardly faster, and its text long."""

_WHERE = re.compile(r"\bWHERE\s*\{")


@cache
def template(name: str) -> str:
    """The text of `queries/{name}.rq`, with the prefixes of the graph declared.

    Raises:
        StoreError: there is no such file.
    """
    source = files("kg.store").joinpath("queries", f"{name}.rq")
    if not source.is_file():
        raise StoreError(f"kg/store/queries has no {name}.rq")
    declared = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    return declared + source.read_text(encoding="utf-8")


def uncounted(name: str) -> str:
    """The template that gives the same as `name` where the store keeps no counts."""
    return f"{name}_made" if name in _COUNTED else name


def with_values(text: str, bindings: Mapping[str, str]) -> str:
    """A template's text with values for its variables, for servers that take text only: as VALUES before the pattern.

    Raises:
        StoreError: the template does not have such a variable.
    """
    if not bindings:
        return text
    values = " ".join(iri(value) if isinstance(value, Iri) else literal(value) for value in bindings.values())
    return _with(text, list(bindings), f"({values})")


def with_each(text: str, variable: str, iris: Iterable[str]) -> Iterator[str]:
    """A template's text with a variable bound to each of several resources: as VALUES, some resources at a time.

    Raises:
        StoreError: the template does not have such a variable.
    """
    rows = [f"({iri(value)})" for value in iris]
    for start in range(0, len(rows), _AT_ONCE):
        yield _with(text, [variable], " ".join(rows[start : start + _AT_ONCE]))


def _with(text: str, names: Sequence[str], rows: str) -> str:
    for name in names:
        if not re.search(rf"\?{re.escape(name)}\b", text):
            raise StoreError(f"the template has no variable ?{name}")
    variables = " ".join(f"?{name}" for name in names)
    return _WHERE.sub(lambda found: f"{found[0]} VALUES ({variables}) {{ {rows} }}", text, count=1)
