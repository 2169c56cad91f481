"""Writing: a first load beside the engine's own, and replacing an article beside four readers.

    python tests/benchmarks/store/measure_writing.py [QUADS] [--folder FOLDER]

The first load is of the same quads, on the same disk, in turn; the engine's own reads N-Quads from a file, ours takes
quads from Python and counts them besides. The command fails where a target is missed.
"""

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pyoxigraph as ox
from world import article, entity_count, filled, weights

from kg.rdf.quads import Quad
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.store import open_store
from kg.store.question import Question
from kg.store.sparql import QueryPool

SLOWER, MILLISECONDS = 1.2, 10.0
_READERS, _ARTICLES = 4, 200


def split(line: str) -> Quad:
    """A line of N-Quads as its four terms; the generated ones have no spaces in the first, second and last."""
    subject, predicate, rest = line.rstrip(" .\n").split(" ", 2)
    target, graph = rest.rsplit(" ", 1)
    return Quad(subject, predicate, target, graph)


def quads(lines: Path) -> list[Quad]:
    """The quads of a file, in memory: reading them is not what is measured."""
    with lines.open(encoding="utf-8") as file:
        return [split(line) for line in file]


def load_engine(lines: Path, folder: Path) -> float:
    """Seconds of the engine's own first load."""
    began = time.perf_counter()
    store = ox.Store(str(folder))
    store.bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return time.perf_counter() - began


def load_ours(found: list[Quad], folder: Path) -> float:
    """Seconds of ours."""
    began = time.perf_counter()
    with open_store(folder) as store:
        store.writer().bulk_load(found)
    return time.perf_counter() - began


def compare_loads(lines: Path, folder: Path, rounds: int) -> tuple[float, float]:
    """The median of the ratios, and that of our seconds."""
    found, ratios, ours = quads(lines), [], []
    for turn in range(rounds):
        times = {}
        for side in ("ours", "engine") if turn % 2 else ("engine", "ours"):
            target = folder / f"load-{side}"
            shutil.rmtree(target, ignore_errors=True)
            times[side] = load_ours(found, target) if side == "ours" else load_engine(lines, target)
        ratios.append(times["ours"] / times["engine"])
        ours.append(times["ours"])
    return median(ratios), median(ours)


def readers(pool: QueryPool, stop: threading.Event, count: list[int]) -> list[threading.Thread]:
    """Clients that go on asking for claims about things, as they do over HTTP, until they are told to stop."""

    def read(number: int) -> None:
        turn = number
        while not stop.is_set():
            thing = f"<{BASE}entity/e{turn % 900}>"
            pool.answer(
                Question(f"SELECT * {{ ?claim rdf:subject {thing} ; rdf:predicate ?p ; rdf:object ?o }} LIMIT 50")
            )
            count[number] += 1
            turn += 7

    threads = [threading.Thread(target=read, args=(number,)) for number in range(_READERS)]
    for thread in threads:
        thread.start()
    return threads


def editions(quads: int) -> Iterator[tuple[str, list[Quad]]]:
    """Articles with other claims than the store has."""
    likely = weights(entity_count(quads))
    for number in range(_ARTICLES):
        yield f"{BASE}article/a{number}", [split(line) for line in article(number, likely, edition=1)]


def replace_beside_readers(folder: Path, quads: int) -> list[float]:
    """Milliseconds of replacing each of some articles, while readers read."""
    with open_store(folder) as store, QueryPool(store, folder=folder.parent) as pool:
        pool.answer(Question("ASK {}"))
        stop, count = threading.Event(), [0] * _READERS
        threads = readers(pool, stop, count)
        times = []
        for graph, wanted in editions(quads):
            began = time.perf_counter()
            store.writer().replace(graph, wanted)
            times.append((time.perf_counter() - began) * 1000)
        stop.set()
        for thread in threads:
            thread.join()
        print(f"{sum(count)} answers to the readers meanwhile")
    return times


def main() -> None:
    """Measure, print, and fail where a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("quads", type=int, nargs="?", default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmark")
    chosen = parser.parse_args()
    world = filled(chosen.folder, chosen.quads)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as work:
        folder = Path(work)
        ratio, seconds = compare_loads(world / "world.nq", folder, chosen.rounds)
        print(
            f"VERDICT first load of {chosen.quads:,} quads: {seconds:.1f} s, {ratio:.2f} times the engine's own, "
            f"at most {SLOWER} asked: {'met' if ratio <= SLOWER else 'MISSED'}",
            flush=True,
        )
        times = sorted(replace_beside_readers(folder / "load-ours", chosen.quads))
    middle, high = median(times), times[int(len(times) * 0.95)]
    print(
        f"VERDICT replacing an article beside {_READERS} readers: median {middle:.1f} ms, 95 % within {high:.1f} ms, "
        f"median of at most {MILLISECONDS:.0f} ms asked: {'met' if middle <= MILLISECONDS else 'MISSED'}"
    )
    sys.exit(ratio > SLOWER or middle > MILLISECONDS)


if __name__ == "__main__":
    main()
