"""Which graphs are computed from articles, and so nobody's to edit: the store's part of the address space.

Everything below the base is computed, except what is below `{base}user/`; so is the ontology's graph. All other graphs,
and the default graph, belong to users: they survive every build and rebuild.
"""

from kg.rdf.terms import ONTOLOGY

__all__ = ["is_assembled", "is_computed", "statistics_graph", "user_graph"]


def is_computed(base: str, graph: str) -> bool:
    """Whether `graph` is written by builds, and by nothing else."""
    if graph == ONTOLOGY:
        return True
    return graph.startswith(base) and not graph.startswith(user_graph(base, ""))


def is_assembled(base: str, graph: str) -> bool:
    """Whether `graph` is made from the archive, so that one the archive does not ask for is to be removed."""
    return is_computed(base, graph) and graph != statistics_graph(base)


def statistics_graph(base: str) -> str:
    """The graph of counts, which the store itself keeps up to date."""
    return f"{base}graph/statistics"


def user_graph(base: str, name: str) -> str:
    """The address of a user's graph below the base."""
    return f"{base}user/{name}"
