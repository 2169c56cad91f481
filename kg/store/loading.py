"""A first load: quads as a file that the engine reads, with their statistics counted on the way and at its end."""

import queue
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from kg.rdf.quads import Quad, iri
from kg.rdf.terms import KG, RDF
from kg.store.protection import is_assembled
from kg.store.search.mark import RunningMark
from kg.store.statistics import counted

__all__ = ["LoadedQuads"]

_AT_ONCE = 10_000
_AHEAD = 4
"""Parts that are made before the engine asks for them: it reads without holding the interpreter, so both go on."""
_MENTIONS = iri(KG.mentions)
_ENDS = frozenset({iri(RDF.subject), iri(RDF.object)})

Part = bytes | BaseException | None


class LoadedQuads:
    """A file of N-Quads, written while it is read, by a thread of its own; close it when it was not read to the end."""

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self._quads = iter(quads)
        self._tally = _Tally(base)
        self._parts: queue.Queue[Part] = queue.Queue(_AHEAD)
        self._part = memoryview(b"")
        self._ended = False
        self.count = 0
        """Quads written so far."""
        self._thread = threading.Thread(target=self._write, daemon=True, name="kg-load")
        self._thread.start()

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end. Raises whatever the quads raised."""
        while not self._part and not self._ended:
            part = self._parts.get()
            if isinstance(part, bytes):
                self._part = memoryview(part)
            else:
                self._ended = True
                if part is not None:
                    raise part
        end = len(self._part) if size < 0 else size
        taken, self._part = bytes(self._part[:end]), self._part[end:]
        return taken

    def close(self) -> None:
        """Let the thread end."""
        self._ended = True
        while self._thread.is_alive():
            try:
                self._parts.get(timeout=0.01)
            except queue.Empty:
                continue

    @property
    def exact(self) -> bool:
        """Whether the statistics are right if no quad came twice."""
        return self._tally.exact

    def _write(self) -> None:
        try:
            for part in self._written():
                self._parts.put(part)
                if self._ended:
                    break
            self._parts.put(None)
        except BaseException as error:
            self._parts.put(error)

    def _written(self) -> Iterator[bytes]:
        for quads in _parts(self._quads):
            self._tally.add(quads)
            self.count += len(quads)
            yield "".join([f"{s} {p} {o} {g} .\n" for s, p, o, g in quads]).encode()
        statistics = self._tally.statistics() if self._tally.exact else iter(())
        while more := "".join(islice(statistics, _AT_ONCE)):
            self.count += more.count("\n")
            yield more.encode()


def _parts(quads: Iterator[Quad]) -> Iterator[Collection[Quad]]:
    """The quads in parts, each once in its part; a graph whose quads come together is cut only if it is large."""
    rest: list[Quad] = []
    while more := list(islice(quads, _AT_ONCE)):
        rest += more
        last, cut = rest[-1].graph, len(rest)
        while cut and rest[cut - 1].graph == last:
            cut -= 1
        cut = cut or len(rest)
        yield dict.fromkeys(rest[:cut])
        rest = rest[cut:]
    if rest:
        yield dict.fromkeys(rest)


class _Tally:
    """Counts what `kg.store.statistics` keeps, on quads as they are written; one that comes twice counts twice."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._things = (f"<{base}entity/", f"<{base}event/")
        self._article = f"<{base}article/"
        self._mentioned: dict[str, set[str]] = {}
        self._claims: Counter[str] = Counter()
        self._connected: set[tuple[str, str]] = set()
        self._assembled: dict[str, bool] = {}
        self._names: dict[str, str] = {}
        """The address of each thing by how it is written; so there is one string of each."""
        self._mark = RunningMark(base)
        self._escaped = False

    @property
    def exact(self) -> bool:
        """Whether everything could be counted."""
        return self._mark.exact and not self._escaped

    def add(self, quads: Iterable[Quad]) -> None:
        """Count some quads."""
        things, article, names = self._things, self._article, self._names
        searchable, mark = RunningMark.predicates, self._mark
        for subject, predicate, target, graph in quads:
            if predicate in searchable and self._counts(graph):
                mark.add(subject, predicate, target, graph)
            if not target.startswith(things) or not self._counts(graph):
                continue
            thing = names.get(target) or self._name(target)
            if predicate == _MENTIONS:
                self._mentioned.setdefault(graph, set()).add(thing)
            elif predicate in _ENDS:
                self._claims[thing] += 1
            if subject != target and subject.startswith(things) and graph.startswith(article):
                other = names.get(subject) or self._name(subject)
                self._connected.add((thing, other) if thing < other else (other, thing))

    def statistics(self) -> Iterator[str]:
        """The graph of statistics, as lines."""
        yield from counted(self._base, self._mentioned.values(), self._claims, self._connected)
        yield from (f"{quad} .\n" for quad in self._mark.quads())

    def _name(self, term: str) -> str:
        if "\\" in term:  # escaped, so perhaps another spelling of the same
            self._escaped = True
        return self._names.setdefault(term, term[1:-1])

    def _counts(self, graph: str) -> bool:
        found = self._assembled.get(graph)
        if found is None:
            found = self._assembled[graph] = is_assembled(self._base, graph[1:-1])
        return found
