"""Writing to a SPARQL 1.1 server: differences as one update, first loads as quads or graph by graph."""

import threading
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby, islice
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.quads import Quad, to_nquads
from kg.rdf.terms import PREFIXES
from kg.store.base import Change
from kg.store.difference import Difference, stored_form
from kg.store.remote_http import Client
from kg.store.sparql.refusal import refuse_network

__all__ = ["RemoteWriter", "read_graph"]

_AT_ONCE = 20_000
"""Quads in one request of a first load."""
_NO_QUADS = (400, 404, 405, 406, 415, 500, 501)
"""How servers answer that take only one graph at a time."""
_NTRIPLES = "application/n-triples"


class RemoteWriter:
    """See `Writer`. One request is one transaction where the server keeps to the standard's advice."""

    def __init__(
        self,
        client: Client,
        turn: threading.Lock,
        *,
        count: Callable[[], int],
        changed: Callable[[], None],
        quads: bool,
    ) -> None:
        self._client, self._turn, self._count, self._changed, self._quads = client, turn, count, changed, quads

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
            differences = [
                Difference.between(graph, read_graph(self._client, graph), new) for graph, new in wanted.items()
            ]
            changes = tuple(difference.change for difference in differences)
            if any(changes):
                self._update(" ;\n".join(step for difference in differences for step in difference.steps()), again=True)
                self._changed()
        return changes

    def patch(self, graph: str, *, add: Iterable[Quad], remove: Iterable[Quad]) -> Change:
        """See `Writer.patch`; what is there already is left to the server, so the counts are upper bounds."""
        wanted, unwanted = stored_form(graph, add), stored_form(graph, remove)
        difference = Difference(graph, add=wanted, remove=unwanted - wanted, emptied=False)
        if difference.change:
            with self._turn:
                self._update(" ;\n".join(difference.steps()), again=True)
                self._changed()
        return difference.change

    def bulk_load(self, quads: Iterable[Quad]) -> int:
        """See `Writer.bulk_load`; what an error interrupts is removed again."""
        with self._turn:
            if found := self._count():
                raise StoreError(f"bulk_load found {found} quads and wants an empty store: use apply")
            source = iter(quads)
            try:
                while chunk := list(islice(source, _AT_ONCE)):
                    self._load(chunk)
            except BaseException:
                self._update("DROP ALL", again=True)
                raise
            self._changed()
            return self._count()

    def put(self, graph: str | None, triples: bytes, *, merge: bool = False) -> bool:
        """See `Writer.put`."""
        with self._turn:
            response = self._client.send(
                "graphs",
                "POST" if merge else "PUT",
                parameters=_named(graph),
                content=triples,
                content_type=_NTRIPLES,
                again=not merge or b"_:" not in triples,
            )
            self._changed()
        return response.status_code == 201 and graph is not None

    def drop(self, graph: str | None) -> bool:
        """See `Writer.drop`."""
        with self._turn:
            there = self._client.send("graphs", "DELETE", parameters=_named(graph), allow=(404,)).is_success
            if there:
                self._changed()
        return there

    def update(self, text: str, base: str | None = None) -> None:
        """See `Writer.update`."""
        refuse_network(text)
        prologue = f"BASE <{base}> " if base else ""
        prologue += " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())
        with self._turn:
            self._update(f"{prologue} {text}", again=False)
            self._changed()

    def flush(self) -> None:
        """See `Writer.flush`; when the server has answered, it is the server's to keep."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.flush()

    def _update(self, text: str, *, again: bool) -> None:
        self._client.send("update", content=text.encode(), content_type="application/sparql-update", again=again)

    def _load(self, chunk: list[Quad]) -> None:
        data = to_nquads(chunk)
        try:
            parsed = list(ox.parse(data, ox.RdfFormat.N_QUADS))
        except SyntaxError as error:
            raise StoreError(f"a quad is not valid N-Quads: {error}") from error
        if self._quads:
            sent = self._client.send("graphs", content=data, content_type="application/n-quads", allow=_NO_QUADS)
            self._quads = sent.is_success
        if not self._quads:
            for name, quads in groupby(sorted(parsed, key=_graph), key=_graph):
                lines = "".join(f"{quad.triple} .\n" for quad in quads).encode()
                self._client.send("graphs", parameters=_named(name), content=lines, content_type=_NTRIPLES)


def read_graph(client: Client, graph: str) -> set[ox.Quad]:
    """The quads of a server's graph; none if there is no such graph."""
    response = client.send("graphs", "GET", parameters=_named(graph), accept=_NTRIPLES, allow=(404,))
    if not response.is_success:
        return set()
    name = ox.NamedNode(graph)
    triples = ox.parse(response.content, ox.RdfFormat.N_TRIPLES)
    return {ox.Quad(found.subject, found.predicate, found.object, name) for found in triples}


def _named(graph: str | None) -> dict[str, str]:
    return {"default": ""} if graph is None else {"graph": graph}


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
