"""How long readers wait while articles are added, beside how long they wait when none are.

Phases with and without a job of new articles take turns, so that a busy machine is as busy for both. Readers ask for
names, cards, neighbours and events at a steady pace, as people do, for another thing each time; what is compared is the
95th percentile. The command fails if that is more than twice as long while articles are added (median of the turns).
While a long job goes on the graph follows it for a twenty-fifth of the time; what is left at its end is not measured
(it took as long again in this world of few and much-told names, and a reader in twenty then waited 20 to 60 ms).

    measure_adding.py [--mentions 30000] [--turns 3] [--articles 1200] [--seconds 20] [--folder FOLDER]
"""

import argparse
import importlib.util
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import httpx

from kg.pipeline import Workspace, sync_graph

MOST = 2.0
_READERS, _PACE = 4, 0.1
_SERVE = "from kg.cli.main import main; main()"
_DEEDS = (
    "Police arrested {n} people in {city} on Tuesday.",
    "Protesters rallied in {city} on Monday, and {n} people were injured.",
    "Mayor {person} visited {city} and met {n} officials.",
    "Troops left {city} on Sunday, {person} said.",
    "{person} and the opposition signed an agreement in {city} after {n} days of talks.",
)
_PEOPLE = ("Ola Strand", "Mia Berg", "Jan Kowal", "Ana Silva", "Petra Novak", "Luca Conti", "Eva Lind", "Tom Reed")
_CITIES = ("Bergen", "Riga", "Gdansk", "Porto", "Brno", "Turin", "Lund", "Leeds")


def filled(folder: Path, mentions: int) -> Path:
    """A workspace of made-up articles with so many mentions; kept for the next run."""
    done = folder / f"adding-{mentions}"
    if not done.exists():
        begun = done.with_name("adding-begun")
        shutil.rmtree(begun, ignore_errors=True)
        workspace = Workspace(begun)
        with workspace.archive() as archive, workspace.store() as store:
            for record in _stories().make_trial(max(200, mentions // 8), mentions).records:
                archive.put(record)
            sync_graph(archive, store)
        begun.rename(done)
    return done


def _stories() -> ModuleType:
    """The made-up world that resolution is measured on."""
    path = Path(__file__).parents[1] / "resolution" / "world.py"
    spec = importlib.util.spec_from_file_location("resolution_world", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["resolution_world"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of `kg serve` on a folder."""
    command = [sys.executable, "-c", _SERVE, "serve", "--store", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "KG_TOKEN": ""}) as process:
        assert process.stderr is not None
        try:
            line = next(line for line in process.stderr if " at http" in line)
            yield line.split(" at ")[1].split("/ ")[0]
        finally:
            process.terminate()
            process.wait(60)


def names(folder: Path) -> list[tuple[str, str]]:
    """Ids and names of entities, in a random order."""
    workspace = Workspace(folder)
    with workspace.store(read_only=True) as store:
        start = f"{store.base}entity/"
        found = [(one.iri.removeprefix(start), one.names[0]) for one in store.view().things() if one.kind == "entity"]
    random.Random(1).shuffle(found)
    return found


def asked(things: list[tuple[str, str]], seed: int) -> Iterator[str]:
    """Paths of requests, without end."""
    random_ = random.Random(seed)
    while True:
        id, name = random_.choice(things)
        yield f"/v1/search?q={quote(name[: random_.randint(3, 8)])}&limit=8"
        yield f"/v1/entities/{quote(id)}"
        yield f"/v1/entities/{quote(id)}/neighbors?limit=25"
        yield f"/v1/events?participant={quote(id)}&limit=10"


def read(address: str, paths: Iterator[str], until: float, times: list[float]) -> None:
    """Ask at a steady pace until a time."""
    with httpx.Client(base_url=address, timeout=120) as client:
        while (began := time.perf_counter()) < until:
            client.get(next(paths)).raise_for_status()
            taken = time.perf_counter() - began
            times.append(taken)
            time.sleep(max(0.0, _PACE - taken))


def phase(address: str, readers: list[Iterator[str]], seconds: float, job: bytes | None) -> tuple[list[float], int]:
    """What readers waited in one phase, and how many articles of a job were read in it."""
    times: list[float] = []
    id = ""
    if job is not None:
        answer = httpx.post(f"{address}/v1/jobs", content=job, headers={"Content-Type": "application/x-ndjson"})
        id = answer.raise_for_status().json()["id"]
        while not httpx.get(f"{address}/v1/jobs/{id}").json()["read"]:  # the workers load their model first
            time.sleep(0.2)
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=read, args=(address, paths, until, times)) for paths in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if job is None:
        return times, 0
    done = httpx.get(f"{address}/v1/jobs/{id}").json()["read"]
    while httpx.get(f"{address}/v1/jobs/{id}", timeout=120).json()["state"] != "done":  # all is in the graph
        time.sleep(0.5)
    return times, done


def articles(count: int, seed: int) -> bytes:
    """JSON Lines of small articles, each of its own."""
    random_ = random.Random(seed)
    lines = []
    for number in range(count):
        some = random_.sample(_DEEDS, 4)
        person, city = random_.choice(_PEOPLE), random_.choice(_CITIES)
        text = " ".join(one.format(n=random_.randint(2, 99), city=city, person=person) for one in some)
        told = f"{text} Minister {person} condemned it in report {seed}-{number}."
        lines.append(json.dumps({"text": told, "published": f"2024-05-{number % 28 + 1:02}", "publisher": "Wire"}))
    return "\n".join(lines).encode()


def p95(times: list[float]) -> float:
    """The time in milliseconds within which 95 of 100 were answered."""
    return sorted(times)[int(len(times) * 0.95)] * 1000


def main() -> int:
    """Measures, prints, and fails where readers wait too long for writers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=30_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--articles", type=int, default=1200)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmarks")
    given = parser.parse_args()
    print(f"making articles with {given.mentions:,} mentions", file=sys.stderr)
    kept = filled(given.folder, given.mentions)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "store"
        shutil.copytree(kept, folder)
        readers = [asked(names(folder), seed) for seed in range(_READERS)]
        quiet: list[float] = []
        busy: list[float] = []
        ratios = []
        with serving(folder) as address:
            phase(address, readers, given.seconds, articles(8, 0))  # what is made once is made, and workers are up
            for turn in range(given.turns):
                alone, _ = phase(address, readers, given.seconds, None)
                beside, read_ = phase(address, readers, given.seconds, articles(given.articles, turn + 1))
                quiet += alone
                busy += beside
                ratios.append(p95(beside) / p95(alone))
                print(
                    f"turn {turn + 1}: p95 {p95(alone):.1f} ms, while {read_} articles were read {p95(beside):.1f} ms: "
                    f"{ratios[-1]:.2f} times"
                )
    ratio = statistics.median(ratios)
    print(
        f"all: median {statistics.median(quiet) * 1000:.1f} and {statistics.median(busy) * 1000:.1f} ms, "
        f"p95 {p95(quiet):.1f} and {p95(busy):.1f} ms; in the middle of the turns {ratio:.2f} times"
    )
    print(f"{'good' if ratio <= MOST else 'TOO SLOW'}: at most {MOST:g} times is asked for")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
