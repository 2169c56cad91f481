"""The embedded backend: Oxigraph, on disk or in memory."""

import threading
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import NotFound, StoreError
from kg.rdf.terms import PREFIXES
from kg.store.copying import copy_to_rdflib
from kg.store.format import CURRENT, check_folder, damaged, migrate, note_end, note_start, version_of
from kg.store.journal import Journal
from kg.store.lock import FolderLock, busy
from kg.store.oxigraph_writer import OxigraphWriter, told
from kg.store.question import Answer, Question
from kg.store.rows import Iri, Row, read_row
from kg.store.search import SearchIndex
from kg.store.sparql.evaluation import evaluate
from kg.store.templates import template, uncounted, with_each
from kg.store.touched import Touched
from kg.store.view import View

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["OxigraphStore"]

_FORMS: dict[str, ox.RdfFormat] = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class OxigraphStore:
    """A dataset in an Oxigraph engine; without a folder it lives in memory and ends with the object."""

    def __init__(self, folder: Path | None, *, base: str, read_only: bool = False) -> None:
        self.base = base
        self.read_only = read_only
        self._journal = Journal()
        self._writing = threading.Lock()
        self._view: View | None = None
        self._lock: FolderLock | None = None
        self._folder = folder
        self._engine: ox.Store | None
        if folder is None:
            self._engine = ox.Store()
        else:
            self._engine, self._lock = _open(folder, base, read_only)
        self._index = SearchIndex(lambda: self.engine, base, folder, writable=not read_only)
        self._counts = folder is None or not read_only or version_of(folder) >= CURRENT

    @property
    def engine(self) -> ox.Store:
        """The engine itself.

        Raises:
            StoreError: the store has been closed.
        """
        if self._engine is None:
            raise StoreError("the store has been closed: open it again")
        return self._engine

    @property
    def revision(self) -> int:
        """See `Store.revision`."""
        return self._journal.revision

    def changes_since(self, revision: int) -> tuple[int, Touched] | None:
        """See `Store.changes_since`."""
        return self._journal.since(revision)

    @property
    def writable(self) -> bool:
        """See `Store.writable`."""
        return not self.read_only

    def writer(self) -> OxigraphWriter:
        """See `Store.writer`."""
        if self.read_only:
            raise StoreError("the store is open for reading only: open it with read_only=False to write")
        return OxigraphWriter(lambda: self.engine, self._writing, self._journal.note, self.base, self._index)

    def index(self) -> SearchIndex:
        """See `Store.index`."""
        return self._index

    def view(self) -> View:
        """See `Store.view`."""
        if self._view is None:
            self._view = View(self)
        return self._view

    def select(self, name: str, /, **bindings: str) -> Iterator[Row]:
        """See `Store.select`."""
        bound: dict[ox.Variable, _Term] = {ox.Variable(name): _term(value) for name, value in bindings.items()}
        return self._rows(name, template(name if self._counts else uncounted(name)), bound)

    def select_each(self, name: str, variable: str, iris: Iterable[str]) -> Iterator[Row]:
        """See `Store.select_each`."""
        whole = template(name if self._counts else uncounted(name))
        return chain.from_iterable(self._rows(name, text) for text in with_each(whole, variable, iris))

    def _rows(self, name: str, text: str, bound: dict[ox.Variable, _Term] | None = None) -> Iterator[Row]:
        try:
            solutions = self.engine.query(text, use_default_graph_as_union=True, substitutions=bound)
        except (OSError, RuntimeError, SyntaxError) as error:
            names = ", ".join(variable.value for variable in bound or ())
            raise StoreError(f"kg/store/queries/{name}.rq with {names or 'no values'}: {error}") from error
        if not isinstance(solutions, ox.QuerySolutions):
            raise StoreError(f"kg/store/queries/{name}.rq is no SELECT")
        variables = [variable.value for variable in solutions.variables]
        return (read_row(variables, solution) for solution in solutions)

    def query(self, question: Question) -> Answer:
        """See `Store.query`."""
        return evaluate(self.engine, question)

    def describe(self, iri: str, media_type: str) -> bytes:
        """See `Store.describe`."""
        node = _node(iri)
        found = {quad.triple for quad in self.engine.quads_for_pattern(None, None, None, node)}
        found = found or {quad.triple for quad in self.engine.quads_for_pattern(node, None, None, None)}
        if not found:
            return b""
        triples = sorted(found, key=str)
        return ox.serialize(triples, format=ox.RdfFormat.from_media_type(media_type), prefixes=PREFIXES) or b""

    def graph(self, name: str | None, media_type: str) -> bytes | None:
        """See `Store.graph`."""
        node = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        if isinstance(node, ox.NamedNode) and not self.engine.contains_named_graph(node):
            return None
        triples = sorted({quad.triple for quad in self.engine.quads_for_pattern(None, None, None, node)}, key=str)
        return ox.serialize(triples, format=ox.RdfFormat.from_media_type(media_type), prefixes=PREFIXES) or b""

    def serialize(self, form: str) -> bytes:
        """See `Store.serialize`."""
        if form not in _FORMS:
            raise StoreError(f"{form!r} is no exchange format: expected one of {', '.join(_FORMS)}")
        format = _FORMS[form]
        if format.supports_datasets:
            statements: list[ox.Quad] | list[ox.Triple] = sorted(self.engine, key=str)
        else:
            statements = sorted({quad.triple for quad in self.engine}, key=str)
        return ox.serialize(statements, format=format, prefixes=PREFIXES) or b""

    def count(self, graph: str | None = None) -> int:
        """See `Store.count`."""
        if graph is None:
            return len(self.engine)
        return sum(1 for _ in self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def graphs(self) -> Iterator[str]:
        """See `Store.graphs`."""
        return iter(sorted(node.value for node in self.engine.named_graphs() if isinstance(node, ox.NamedNode)))

    def dump(self, graph: str | None = None) -> bytes:
        """See `Store.dump`."""
        if graph is None:
            lines = _nquads(self.engine).splitlines(keepends=True)
        else:
            found = self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            lines = [f"{quad} .\n".encode() for quad in found]
        return b"".join(sorted(lines))

    def snapshot(self, folder: Path) -> None:
        """See `Store.snapshot`: hard links where the disk is the same, so near to no time and space."""
        if folder.exists():
            raise StoreError(f"{folder} exists: a snapshot wants a new folder")
        folder.parent.mkdir(parents=True, exist_ok=True)
        if self._lock is not None:
            self.engine.backup(folder)
            note_end(folder)
        else:  # a dataset in memory has no files to link to
            copy = ox.Store(folder)
            copy.bulk_load(_nquads(self.engine), ox.RdfFormat.N_QUADS)
            copy.flush()

    def as_rdflib(self) -> "Dataset":
        """See `Store.as_rdflib`."""
        return copy_to_rdflib(self)

    def announce(self, address: str) -> None:
        """See `Store.announce`."""
        if self._lock is not None and not self.read_only:
            self._lock.announce(address)

    def close(self) -> None:
        """See `Store.close`."""
        in_order = False
        try:
            if self._engine is not None and not self.read_only:
                with told():
                    self._engine.flush()
                in_order = True
        finally:
            self._index.close()
            self._engine = self._view = None  # the engine gives up its folder when nothing refers to it
            if in_order and self._folder is not None:
                note_end(self._folder)
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _open(folder: Path, base: str, read_only: bool) -> tuple[ox.Store, FolderLock]:
    if read_only and not (folder / "CURRENT").exists():
        check_folder(folder)
        raise StoreError(f"there is no graph store in {folder}: build one with `kg build`, or name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(folder, shared=read_only)
    try:
        version = version_of(folder) if (folder / "CURRENT").exists() else CURRENT
        check_folder(folder)
        engine = ox.Store.read_only(str(folder)) if read_only else ox.Store(folder)
        if not read_only:
            if version < CURRENT:
                migrate(engine, version, base)
            note_start(folder)
    except (OSError, RuntimeError) as error:
        lock.release()
        if "LOCK" in str(error):
            raise busy(folder) from error
        if "Corruption" in str(error):
            raise damaged(folder, _first_line(error)) from error
        raise StoreError(f"the graph store in {folder} cannot be opened: {error}") from error
    except StoreError:
        lock.release()
        raise
    return engine, lock


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _nquads(engine: ox.Store) -> bytes:
    return engine.dump(format=ox.RdfFormat.N_QUADS) or b""


def _term(value: str) -> _Term:
    return _node(value) if isinstance(value, Iri) else ox.Literal(value)


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise NotFound(f"there is nothing at {iri!r}, which is no address: {error}") from error
