"""The named queries: one documented `.rq` file each, in the folder `queries`.

A template is fixed text. Values reach it as bindings of its variables, never as parts of the text; a variable that is
to be bound must stand in the SELECT clause.
"""

from functools import cache
from importlib.resources import files

from kg.errors import StoreError
from kg.rdf.terms import PREFIXES

__all__ = ["template"]


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
