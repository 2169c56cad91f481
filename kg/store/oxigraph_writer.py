"""Writing to an Oxigraph engine: whole graphs, by difference, in one transaction."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from types import TracebackType
from typing import IO, Self, cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.quads import Quad
from kg.store.base import Change
from kg.store.difference import Difference, stored_form, triples_text
from kg.store.loading import LoadedQuads
from kg.store.protection import is_computed, statistics_graph
from kg.store.search import SearchIndex
from kg.store.search.mark import mark_after
from kg.store.sparql.errors import InvalidQuery
from kg.store.sparql.evaluation import evaluate_update
from kg.store.statistics import changed_statistics, made_anew

__all__ = ["OxigraphWriter", "told"]


class OxigraphWriter:
    """See `Writer`; several of one store take turns.

    `engine` gives the engine as long as the store is open: a writer that is kept does not keep the folder in use.
    `changed` is told after each call that wrote something which quads came or went, None where that is not known;
    `index` is what is searched.
    """

    def __init__(
        self,
        engine: Callable[[], ox.Store],
        turn: threading.Lock,
        changed: Callable[[Iterable[ox.Quad] | None], None],
        base: str,
        index: SearchIndex,
    ) -> None:
        self._engine, self._turn, self._changed, self._base = engine, turn, changed, base
        self._index = index

    def replace(self, graph: str, quads: Iterable[Quad]) -> Change:
        """See `Writer.replace`."""
        return self.apply({graph: quads})[0]

    def delete(self, graph: str) -> Change:
        """See `Writer.delete`."""
        return self.apply({graph: ()})[0]

    def apply(self, graphs: Mapping[str, Iterable[Quad]]) -> tuple[Change, ...]:
        """See `Writer.apply`."""
        wanted = {graph: stored_form(graph, quads) for graph, quads in graphs.items()}
        with self._turn:
            differences = [self._difference(graph, new) for graph, new in wanted.items()]
            self._commit(differences)
        return tuple(difference.change for difference in differences)

    def patch(self, graph: str, *, add: Iterable[Quad], remove: Iterable[Quad]) -> Change:
        """See `Writer.patch`."""
        wanted, unwanted = stored_form(graph, add), stored_form(graph, remove)
        with self._turn:
            engine = self._engine()
            difference = Difference(
                graph,
                add={quad for quad in wanted if quad not in engine},
                remove={quad for quad in unwanted - wanted if quad in engine},
                emptied=False,
            )
            self._commit([difference])
        return difference.change

    def _commit(self, differences: list[Difference]) -> None:
        """Write differences, and what they do to the statistics, in one transaction."""
        if not any(difference.change for difference in differences):
            return
        engine = self._engine()
        counted = changed_statistics(engine, self._base, differences)
        every = [*differences, counted]
        quads = chain.from_iterable((*difference.add, *difference.remove) for difference in differences)
        with told(), self._index.change(quads, mark_after(counted.add, counted.remove)):
            self._write(every)
        written = chain.from_iterable((*difference.add, *difference.remove) for difference in every)
        own = statistics_graph(self._base)  # with the pairs below it; what is counted of things is told of
        self._changed(quad for quad in written if not quad.subject.value.startswith(own))  # type: ignore[union-attr]

    def _write(self, differences: list[Difference]) -> None:
        if any(difference.remove for difference in differences):  # one update request is one transaction
            self._engine().update(" ;\n".join(step for difference in differences for step in difference.steps()))
        else:  # and so is one call of extend, which is faster, but only adds
            self._engine().extend(quad for difference in differences for quad in difference.add)

    def bulk_load(self, quads: Iterable[Quad]) -> int:
        """See `Writer.bulk_load`."""
        with self._turn:
            if len(self._engine()):
                raise StoreError(f"bulk_load found {len(self._engine())} quads and wants an empty store: use apply")
            self._index.forget()
            engine, lines = self._engine(), LoadedQuads(quads, self._base)
            try:
                engine.bulk_load(cast(IO[bytes], lines), ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                engine.clear()
                raise StoreError(f"a quad is not valid N-Quads: {error}") from error
            except BaseException:
                engine.clear()
                raise
            finally:
                lines.close()
                self._index.forget()  # whoever searched meanwhile has made an index of half the graph
            held = len(engine)
            if not lines.exact or held != lines.count:  # some came twice, and were counted twice
                name = ox.NamedNode(statistics_graph(self._base))
                self._write([self._difference(name.value, set(made_anew(engine, self._base)))])
                held = len(engine)
            self._changed(None)
            return held

    def put(self, graph: str | None, triples: bytes, *, merge: bool = False) -> bool:
        """See `Writer.put`."""
        try:
            found = list(ox.parse(triples, ox.RdfFormat.N_TRIPLES, rename_blank_nodes=True))
        except SyntaxError as error:
            raise InvalidQuery(f"the triples are not valid: {error}") from error
        name = None if graph is None else ox.NamedNode(graph)
        with self._turn, self._index.unknown_change(lambda: self._all_in(name)):
            engine = self._engine()
            new = name is not None and not engine.contains_named_graph(name)
            if merge or new:  # one call of extend is one transaction, too, and needs no text
                engine.extend(ox.Quad(t.subject, t.predicate, t.object, name or ox.DefaultGraph()) for t in found)
                if new and not found:
                    engine.add_graph(cast(ox.NamedNode, name))
            else:
                data = triples_text(quad.triple for quad in found)
                steps = (
                    f"CLEAR GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{ {data} }} }}"
                    if name
                    else f"CLEAR DEFAULT ; INSERT DATA {{ {data} }}"
                )
                engine.update(steps)
            self._changed(None)
        return new

    def drop(self, graph: str | None) -> bool:
        """See `Writer.drop`."""
        name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
        with self._turn, self._index.unknown_change(lambda: self._all_in(name)):
            engine = self._engine()
            there = any(True for _ in engine.quads_for_pattern(None, None, None, name)) or (
                isinstance(name, ox.NamedNode) and engine.contains_named_graph(name)
            )
            if there:
                engine.update(f"DROP GRAPH {name}" if graph is not None else "DROP DEFAULT")
                self._changed(None)
        return there

    def update(self, text: str, base: str | None = None) -> None:
        """See `Writer.update`."""
        with self._turn, self._index.unknown_change(self._of_users):
            evaluate_update(self._engine(), text, base)
            self._changed(None)

    def flush(self) -> None:
        """See `Writer.flush`."""
        with told():
            self._engine().flush()
        self._index.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.flush()

    def _all_in(self, name: ox.NamedNode | ox.DefaultGraph | None) -> Iterator[ox.Quad]:
        return self._engine().quads_for_pattern(None, None, None, name or ox.DefaultGraph())

    def _of_users(self) -> Iterator[ox.Quad]:
        """What lies in graphs that may be edited: no others change by updates."""
        yield from self._all_in(None)
        for name in self._engine().named_graphs():
            if isinstance(name, ox.NamedNode) and not is_computed(self._base, name.value):
                yield from self._all_in(name)

    def _difference(self, graph: str, new: set[ox.Quad]) -> Difference:
        held = self._engine().quads_for_pattern(None, None, None, ox.NamedNode(graph))
        old = {quad for quad in held}  # not set(held): threads that answer may run in between
        return Difference.between(graph, old, new)


@contextmanager
def told() -> Iterator[None]:
    """Turns the engine's failures to write into errors that say what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise StoreError(
            f"the graph store could not be written ({reason}): if the disk is full, make room, then start again; "
            "what was written before is safe"
        ) from error
