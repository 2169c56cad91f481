"""What people may change in a store besides adding articles: graphs of their own, never the computed ones."""

from collections.abc import Sequence

from kg.errors import QueryRefused
from kg.store.base import Store
from kg.store.protection import is_computed, user_graph
from kg.store.sparql.pool import QueryPool
from kg.store.sparql.update import DEFAULT, EVERY, NAMED, Update, read_update

__all__ = ["Editor"]


class Editor:
    """Edits users' graphs of `store`; `pool` sees each change at once."""

    def __init__(self, store: Store, pool: QueryPool) -> None:
        self._store, self._pool = store, pool

    def update(self, text: str, *, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> Update:
        """Do a SPARQL Update, wholly or not at all; `using` and `using_named` are the protocol's dataset.

        What searches is first done on a copy in a process that can be stopped, since the engine itself cannot be.

        Raises:
            InvalidQuery: it is not valid.
            QueryRefused: it would reach other servers, change a computed graph, or take too long.
            StoreError: the store is open for reading only.
        """
        writer = self._store.writer()
        update = read_update(text, base=self._store.base, using=using, using_named=using_named)
        for target in sorted(update.targets):
            self._check(target)
        if update.searches:
            self._pool.rehearse(update.text, self._store.base)
        writer.update(update.text, self._store.base)
        self._pool.renew()
        return update

    def put(self, graph: str | None, triples: bytes, *, merge: bool = False) -> bool:
        """Make a graph hold exactly `triples` (N-Triples), or add them; whether it is new.

        Raises:
            QueryRefused: it is a computed graph.
            StoreError: the store is open for reading only.
        """
        self._check(graph or DEFAULT)
        new = self._store.writer().put(graph, triples, merge=merge)
        self._pool.renew()
        return new

    def drop(self, graph: str | None) -> bool:
        """Remove a graph, or empty the default graph; whether there was anything.

        Raises:
            QueryRefused: it is a computed graph.
            StoreError: the store is open for reading only.
        """
        self._check(graph or DEFAULT)
        there = self._store.writer().drop(graph)
        self._pool.renew()
        return there

    def _check(self, target: str) -> None:
        base = self._store.base
        advice = f"write to a graph of your own, such as <{user_graph(base, 'notes')}>"
        if target in (EVERY, NAMED):
            if any(is_computed(base, graph) for graph in self._store.graphs()):
                raise QueryRefused(
                    f"{target} would include graphs that are computed from articles: name the graphs to empty"
                )
        elif target != DEFAULT and is_computed(base, target):
            raise QueryRefused(f"<{target}> is computed from articles, and would be overwritten by them: {advice}")
