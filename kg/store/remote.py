"""The backend for servers: any store with SPARQL 1.1 Query, Update and the Graph Store Protocol."""

import threading
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.rdf.terms import PREFIXES
from kg.store.copying import copy_to_rdflib
from kg.store.oxigraph import OxigraphStore
from kg.store.question import Answer, Question
from kg.store.remote_http import Client, RemoteSettings
from kg.store.remote_writer import RemoteWriter, read_graph
from kg.store.rows import Iri, Row, read_row
from kg.store.search import SearchIndex
from kg.store.search.copying import copy_of_searched
from kg.store.sparql.evaluation import check_syntax, names_dataset
from kg.store.sparql.refusal import refuse_network
from kg.store.templates import template, uncounted, with_each, with_values
from kg.store.view import View

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["RemoteStore"]

_JSON = "application/sparql-results+json"
_PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())


class RemoteStore:
    """A dataset on a server, at `location`; everything is asked anew, nothing is kept here."""

    def __init__(
        self, location: str, *, base: str, read_only: bool = False, settings: RemoteSettings | None = None
    ) -> None:
        self.base, self.location = base, location
        self.read_only = read_only
        self._settings = settings or RemoteSettings()
        self._client = Client(location, self._settings)
        self._revision = 0
        self._writing = threading.Lock()
        self._view: View | None = None
        self._indexing = threading.Lock()
        self._index: tuple[int, SearchIndex] | None = None

    @property
    def revision(self) -> int:
        """See `Store.revision`."""
        return self._revision

    def changes_since(self, revision: int) -> None:
        """See `Store.changes_since`."""

    @property
    def writable(self) -> bool:
        """See `Store.writable`."""
        return not self.read_only

    def writer(self) -> RemoteWriter:
        """See `Store.writer`."""
        if self.read_only:
            raise StoreError("the store is open for reading only: open it with read_only=False to write")
        return RemoteWriter(
            self._client, self._writing, count=self.count, changed=self._changed, quads=self._settings.quads
        )

    def index(self) -> SearchIndex:
        """See `Store.index`: in memory, from a copy of what is searched; made anew when this object has written."""
        with self._indexing:
            if self._index is None or self._index[0] != self._revision:
                revision = self._revision
                copy = copy_of_searched(self.select)
                self._index = revision, SearchIndex(lambda: copy, self.base, None)
            return self._index[1]

    def view(self) -> View:
        """See `Store.view`."""
        if self._view is None:
            self._view = View(self)
        return self._view

    def select(self, name: str, /, **bindings: str) -> Iterator[Row]:
        """See `Store.select`."""
        text = with_values(template(uncounted(name)), bindings)
        try:
            return self._rows(text, union=True)
        except QueryError as error:
            raise StoreError(
                f"kg/store/queries/{name}.rq with {', '.join(bindings) or 'no values'}: {error}"
            ) from error

    def select_each(self, name: str, variable: str, iris: Iterable[str]) -> Iterator[Row]:
        """See `Store.select_each`."""
        texts = with_each(template(uncounted(name)), variable, iris)
        return chain.from_iterable(self._rows(text, union=True) for text in texts)

    def query(self, question: Question) -> Answer:
        """See `Store.query`."""
        refuse_network(question.text)
        check_syntax(question.text, question.base)  # for a message with line and column, in words of ours
        wanted = [media_type for media_type in (question.table, question.graph) if media_type is not None]
        base = f"BASE <{question.base}> " if question.base else ""
        parameters: dict[str, Any] = {}
        if question.default_graphs is not None or question.named_graphs is not None:
            parameters["default-graph-uri"] = list(question.default_graphs or ())
            parameters["named-graph-uri"] = list(question.named_graphs or ())
        elif not names_dataset(question.text):
            parameters = self._union()
        response = self._ask(f"{base}{_PROLOGUE}{question.text}", ", ".join(wanted), parameters)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(media_type or wanted[0], response.content)

    def describe(self, iri: str, media_type: str) -> bytes:
        """See `Store.describe`."""
        own = {quad.triple for quad in read_graph(self._client, iri)}
        if not own:
            node = ox.NamedNode(iri)
            text = f"CONSTRUCT {{ {node} ?p ?o }} WHERE {{ {node} ?p ?o }}"
            response = self._ask(text, "application/n-triples", self._union())
            own = {quad.triple for quad in ox.parse(response.content, ox.RdfFormat.N_TRIPLES)}
        return _serialize(own, media_type) if own else b""

    def graph(self, name: str | None, media_type: str) -> bytes | None:
        """See `Store.graph`."""
        parameters = {"default": ""} if name is None else {"graph": name}
        accept = "application/n-triples"
        response = self._client.send("graphs", "GET", parameters=parameters, accept=accept, allow=(404,))
        if not response.is_success:
            return None
        return _serialize({quad.triple for quad in ox.parse(response.content, ox.RdfFormat.N_TRIPLES)}, media_type)

    def serialize(self, form: str) -> bytes:
        """See `Store.serialize`."""
        return self._copy().serialize(form)

    def count(self, graph: str | None = None) -> int:
        """See `Store.count`."""
        if graph is not None:
            (row,) = self._rows(f"SELECT (COUNT(*) AS ?count) {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}")
            return int(row["count"])
        (row,) = self._rows("SELECT (COUNT(*) AS ?count) { GRAPH ?g { ?s ?p ?o } }")
        return int(row["count"])

    def graphs(self) -> Iterator[str]:
        """See `Store.graphs`; servers tell only of graphs that are not empty."""
        rows = self._rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return iter(sorted(row["g"] for row in rows if isinstance(row.get("g"), Iri)))

    def dump(self, graph: str | None = None) -> bytes:
        """See `Store.dump`."""
        names = [graph] if graph is not None else list(self.graphs())
        lines = [f"{quad} .\n".encode() for name in names for quad in read_graph(self._client, name)]
        return b"".join(sorted(lines))

    def snapshot(self, folder: Path) -> None:
        """See `Store.snapshot`: a copy in a store of this machine, graph by graph."""
        self._copy().snapshot(folder)

    def as_rdflib(self) -> "Dataset":
        """See `Store.as_rdflib`."""
        return copy_to_rdflib(self)

    def announce(self, address: str) -> None:
        """See `Store.announce`: a server may have many writers."""

    def close(self) -> None:
        """See `Store.close`."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _changed(self) -> None:
        self._revision += 1

    def _copy(self) -> OxigraphStore:
        copy = OxigraphStore(None, base=self.base)
        copy.engine.bulk_load(self.dump(), ox.RdfFormat.N_QUADS)
        return copy

    def _union(self) -> dict[str, Any]:
        """The parameters under which the default graph is the union of all."""
        if self._settings.union:
            return {"default-graph-uri": self._settings.union}
        return {"union-default-graph": "true"}  # Oxigraph's; servers whose default graph is the union ignore it

    def _rows(self, text: str, *, union: bool = False) -> Iterator[Row]:
        response = self._ask(text, _JSON, self._union() if union else {})
        found = ox.parse_query_results(response.content, ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            raise StoreError(f"{self.location} gave no table for: {text}")
        variables = [variable.value for variable in found.variables]
        return (read_row(variables, solution) for solution in found)

    def _ask(self, text: str, accept: str, parameters: dict[str, Any]) -> Any:
        return self._client.send(
            "query",
            parameters=parameters,
            content=text.encode(),
            content_type="application/sparql-query",
            accept=accept,
        )


def _serialize(triples: set[ox.Triple], media_type: str) -> bytes:
    format = ox.RdfFormat.from_media_type(media_type)
    return ox.serialize(sorted(triples, key=str), format=format, prefixes=PREFIXES) or b""
