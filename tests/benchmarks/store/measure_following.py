"""What a view remembers follows a change of one article: beside making it all anew.

    python tests/benchmarks/store/measure_following.py [QUADS ...] [--folder FOLDER]

Articles are taken out of the graph and put back, one at a time. After each, the tables (events, articles, places,
outlets and the like) and the 10,000 cards that are remembered follow. Both sides take turns. The command fails where
following is not so many times as fast as making the tables anew, which leaves the cards to be made again besides.
"""

import argparse
import importlib.util
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from types import ModuleType

from kg.rdf.quads import Quad
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.store import Store, open_store
from kg.store.event_filter import EventFilter
from kg.store.places import Box
from kg.store.state import State
from kg.store.view import View

sys.path.insert(0, str(Path(__file__).parents[1]))
import filling  # the benchmarks' folders are no packages

TIMES = {100_000: 20.0, 1_000_000: 60.0}
"""How many times as fast following has to be, for graphs of at least so many quads."""
_ROUNDS, _CHANGES, _CARDS = 5, 10, 10_000


def news() -> ModuleType:
    """The generated world of the interface's benchmarks, whose events are told by claims."""
    spec = importlib.util.spec_from_file_location("api_world", Path(__file__).parents[1] / "api" / "world.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_use(store: Store, things: list[str]) -> View:
    """A view of which everything is in use, as after some hours of serving."""
    view = store.view()
    view.events_like(EventFilter(sources=("nobody",), box=Box(-180, -90, 180, 90)), limit=1)
    view.articles(limit=1)
    view.conflicts(limit=1)
    view.copies_of(things[0])
    for start in range(0, len(things), 100):
        view.subgraph(things[start : start + 100])
    return view


def make_anew(store: Store) -> None:
    """Make all tables."""
    state = State(store, store.revision)
    for make in (state.events, state.articles, state.places, state.details, state.outlets, state.rivals, state.lasting):
        make()


def edits(store: Store) -> Iterator[None]:
    """Articles leave the graph, and come back."""
    for number in range(0, 10_000, 7):
        graph = f"{BASE}article/a{number % 500}"
        quads = [split(line) for line in store.dump(graph).decode().splitlines()]
        store.writer().delete(graph)
        yield
        store.writer().replace(graph, quads)
        yield


def split(line: str) -> Quad:
    """A line of N-Quads as its four terms."""
    subject, predicate, rest = line.rstrip(" .\n").split(" ", 2)
    target, graph = rest.rsplit(" ", 1)
    return Quad(subject, predicate, target, graph)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(folder: Path, things: list[str]) -> tuple[float, float]:
    """Seconds of making the tables anew, and of following one change: medians."""
    with open_store(folder) as store:
        view, changes = in_use(store, things), edits(store)
        anew: list[float] = []
        follow: list[float] = []
        for _ in range(_ROUNDS):
            anew.append(seconds(lambda: make_anew(store)))
            for _ in range(_CHANGES):
                next(changes)
                follow.append(seconds(lambda: view.revision))  # asking for it is enough to follow
                assert view.revision == store.revision
    return median(anew), median(follow)


def main() -> None:
    """Measure, print, and fail where following is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quads", type=int, nargs="*", default=[100_000])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmarks")
    chosen = parser.parse_args()
    world, failed = news(), False
    for quads in chosen.quads:
        kept = filling.filled(chosen.folder / f"api-{quads}", world.nquads(quads))
        things = [world.entity(number) for number in range(min(_CARDS, world.entity_count(quads)))]
        with tempfile.TemporaryDirectory(dir=chosen.folder) as work:
            shutil.copytree(kept / "graph", Path(work) / "graph")
            anew, follow = measure(Path(work) / "graph", things)
        wanted = max((times for least, times in TIMES.items() if quads >= least), default=1.0)
        failed |= anew < wanted * follow
        print(
            f"VERDICT of {quads:,} quads, what is remembered follows an article in {follow * 1000:.1f} ms, "
            f"{anew / follow:.0f} times as fast as it is made anew ({anew * 1000:.0f} ms), "
            f"{wanted:.0f} times asked: {'MISSED' if anew < wanted * follow else 'met'}",
            flush=True,
        )
    sys.exit(failed)


if __name__ == "__main__":
    main()
